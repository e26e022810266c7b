"""What a sample can show: sizes, margins and confidence intervals, in decimals. Shares lie from 0 to 1.

Shares: the score interval of E. B. Wilson (1927, J. Am. Stat. Assoc. 22), which keeps within 0 and 1 and holds for
small samples and shares near 1, where the textbook's ± z·√(p(1−p)/n) gives 100 % ± 0. Sizes: W. G. Cochran, Sampling
Techniques (1977), 4.4, with the finite population correction. Means: normal approximation with the same correction.
Of a known population N, a sample of n counts as n·(N−1)/(N−n): the whole population leaves no margin. Bounds of
intervals are rounded half up to 10 decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal
from functools import cache
from statistics import NormalDist

from steelyard.model import Message, Unknown
from steelyard.quantity import half_up

# Usual in the field, prescribed by no document that we know of.
CONFIDENCE, MARGIN = Decimal("0.95"), Decimal("0.05")
HALF, ZERO, ONE = Decimal("0.5"), Decimal(0), Decimal(1)
FEW = 30  # answers below which a mean's normal approximation is not trusted
_EXACT = Context(prec=40)
_Z_PLACES, _PLACES = 6, 10


@dataclass(frozen=True, slots=True)
class Sample:
    """A share found in ``size`` answers with its confidence interval; ``margin`` is half the interval's width."""

    share: Decimal
    size: int
    low: Decimal
    high: Decimal

    @property
    def margin(self) -> Decimal:
        return (self.high - self.low) / 2

    def needed_to_reach(self, target: Decimal, confidence: Decimal = CONFIDENCE) -> int | None:
        """How many answers it takes until the interval of this share lies wholly at or above ``target``.

        ``None`` where no number would do: the share itself is not above the target.
        """
        if self.share <= target:
            return None
        z = z_of(confidence)
        return max(1, _up(z * z * target * (ONE - target) / (self.share - target) ** 2))

    def straddles(self, target: Decimal) -> bool:
        """Whether the share is above ``target`` while its interval reaches below."""
        return self.low < target < self.share


@cache
def z_of(confidence: Decimal) -> Decimal:
    """The two-sided quantile of the normal distribution, to 6 decimals: 1.959964 for 0.95.

    :raises ValueError: ``confidence`` does not lie between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, not {confidence}")
    return half_up(Decimal(NormalDist().inv_cdf(float((1 + confidence) / 2))), _Z_PLACES)


def wilson(share: Decimal, size: int, confidence: Decimal = CONFIDENCE, population: int | None = None) -> Sample:
    """``share`` of ``size`` answers with its Wilson interval; see above for a known ``population``.

    :raises ValueError: no answers, more answers than population, or a share outside of 0 to 1.
    """
    if not 0 <= share <= 1 or size < 1 or (population is not None and size > population):
        raise ValueError(f"no share: {share} of {size} answers, population {population}")
    if population == size:
        return Sample(share, size, share, share)
    n = _counts_as(size, population)
    z = z_of(confidence)
    spread = z * _EXACT.sqrt(share * (ONE - share) / n + z * z / (4 * n * n))
    centre, whole = share + z * z / (2 * n), ONE + z * z / n
    low, high = (half_up(bound / whole, _PLACES) for bound in (centre - spread, centre + spread))
    return Sample(share, size, max(ZERO, low), min(ONE, high))


def mean(
    scores: Sequence[Decimal], confidence: Decimal = CONFIDENCE, population: int | None = None
) -> tuple[Decimal, tuple[Decimal, Decimal] | Unknown] | Unknown:
    """The mean of ``scores`` and its confidence interval, which takes 30 answers; ``Unknown`` where there are none.

    :raises ValueError: more scores than population.
    """
    if population is not None and len(scores) > population:
        raise ValueError(f"{len(scores)} answers of a population of {population}")
    if not scores:
        return Unknown(Message("没有可以计算平均分的答卷。", "There is no answer to take a mean of."))
    size = len(scores)
    middle = sum(scores, ZERO) / size
    if population == size:
        return middle, (middle, middle)
    if size < FEW:
        zh = f"只有{size}份答卷，不足{FEW}份，不能给出平均分的置信区间。"
        return middle, Unknown(Message(zh, f"{size} answers are fewer than {FEW}: no interval of the mean is given."))
    variance = sum(((score - middle) ** 2 for score in scores), ZERO) / (size - 1)
    spread = z_of(confidence) * _EXACT.sqrt(variance / _counts_as(size, population))
    return middle, (half_up(middle - spread, _PLACES), half_up(middle + spread, _PLACES))


def sample_size(
    population: int | None = None,
    margin: Decimal = MARGIN,
    confidence: Decimal = CONFIDENCE,
    share: Decimal = HALF,
) -> int:
    """How many answers to plan for, so that a share near ``share`` has about this margin; 0.5 is the safe choice.

    385 of a large population at 95 % and 5 points, 278 of 1,000. Divide by the response rate to know how many to ask.

    :raises ValueError: margin or share lie outside of 0 to 1, or the population is below 1.
    """
    if not 0 < margin < 1 or not 0 < share < 1 or (population is not None and population < 1):
        raise ValueError(f"no plan: margin {margin}, share {share}, population {population}")
    z = z_of(confidence)
    large = z * z * share * (ONE - share) / (margin * margin)
    return _up(large if population is None else large / (ONE + (large - ONE) / population))


def enough(share: Decimal, margin: Decimal = MARGIN, confidence: Decimal = CONFIDENCE) -> int:
    """The least number of answers at which the Wilson interval of ``share`` has no more than this margin.

    :raises ValueError: ``margin`` is not above 0.
    """
    if margin <= 0:
        raise ValueError(f"a margin lies above 0, not {margin}")
    high = 1
    while wilson(share, high, confidence).margin > margin:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if wilson(share, middle, confidence).margin > margin else (low, middle)
    return high


def _counts_as(size: int, population: int | None) -> Decimal:
    return Decimal(size) if population is None else Decimal(size * (population - 1)) / (population - size)


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))
