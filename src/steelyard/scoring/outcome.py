"""What a rule makes of one row, before it is set beside the weight and the claim."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from steelyard.model import Message, Unknown
from steelyard.quantity import half_up, places

POINTS_PLACES = 2  # points are given to two decimals
BOUND_PLACES = 6  # the exact quotient, as far as anybody would print it
ZERO = Decimal(0)

NO_RATIO = Unknown(Message("指标值或完成值不是数值，不能计算完成比例。", "Target or result is no number."))


@dataclass(frozen=True, slots=True)
class Outcome:
    """As in ``Mark``: points with their bounds, the rule, its arithmetic, shortness and degree of achievement."""

    points: Decimal | Unknown
    low: Decimal | Unknown
    high: Decimal | Unknown
    rule: str
    how: Message
    short: bool | None
    ratio: Decimal | Unknown = NO_RATIO


def unknown(why: Unknown, rule: str, short: bool | None = None, ratio: Decimal | Unknown = NO_RATIO) -> Outcome:
    """Nothing can be said of the points."""
    return Outcome(why, why, why, rule, why.why, short, ratio)


def undecided(
    why: Unknown,
    room: tuple[Decimal, Decimal],
    rule: str,
    short: bool | None,
    how: Message | None = None,
    ratio: Decimal | Unknown = NO_RATIO,
) -> Outcome:
    """The rule leaves the points to a person, within ``room``."""
    low, high = room
    return Outcome(why, low, high, rule, how or why.why, short, ratio)


def full(weight: Decimal, rule: str, how: Message) -> Outcome:
    """The target is met: the whole weight."""
    low, high = bounds(weight)
    return Outcome(rounded(weight), low, high, rule, how, False)


def rounded(exact: Decimal) -> Decimal:
    """Points as they are given: half up to 2 decimals, once."""
    return half_up(exact, POINTS_PLACES)


def bounds(*exact: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most of these exact points, each as it stands and as rounded."""
    allowed = [bound for points in exact for bound in (half_up(points, BOUND_PLACES), rounded(points))]
    return _trimmed(min(allowed)), _trimmed(max(allowed))


def _trimmed(bound: Decimal) -> Decimal:
    """Without the zeros beyond two decimals."""
    return rounded(bound) if bound == rounded(bound) else bound.normalize()


def around(result: Decimal, unit: str, points: Callable[[Decimal], Decimal | None]) -> tuple[Decimal, ...]:
    """The exact points for a result, and for the ends of what a printed percentage with decimals may stand for.

    93.58 % may be anything from 93.575 % to 93.585 %: the form may have used the unrounded rate. Counts, amounts and
    whole percentages count as exact.
    """
    digits = places(result)
    half = Decimal(5).scaleb(-digits - 1) if unit == "%" and digits else ZERO
    values = [points(result), *((points(result - half), points(result + half)) if half else ())]
    return tuple(value for value in values if value is not None)
