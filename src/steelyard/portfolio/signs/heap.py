"""Results heaped just above their targets: more of them than just below, by an exact binomial test.

Where nobody aims at a mark, a result that comes near it lies on either side with the same chance. The results within
2 % of their target are counted, those on it left out; one-sided, against one half. A form is called only where its
p-value, corrected for all forms that are tested (Benjamini and Hochberg 1995), is 1 % at most.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Message
from steelyard.portfolio.asking import Bars, Line
from steelyard.portfolio.signs import Sign
from steelyard.quantity import half_up

NEAR = 50  # one part in so many of the target is near it: 2 %; our own measure
REACH = 10  # bands of that width on each side that the chart shows
LEVEL = 0.01
PLACES = 4
JUST_ABOVE = Message("完成值堆在目标上方", "results heaped just above the target")
ON_TARGET = Message("恰为目标", "on target")
ROWS = Message("行", "rows")
WHOLE = 100_000_000  # 100 %, as millionths: no rate is above it


class Near(NamedTuple):
    """How many results lie just on the good side of their target, and how many just on the other."""

    above: int = 0
    below: int = 0

    @property
    def all(self) -> int:
        return self.above + self.below


def near(rows: Iterable[Line], bands: Counter[int]) -> Near:
    """The counts of one form; every result is added to the band in which it lies, 0 for one on its target."""
    above = below = 0
    for row in rows:
        band = _band(row)
        if band is not None:
            bands[band] += 1
            above += band == 1
            below += band == -1
    return Near(above, below)


def _band(row: Line) -> int | None:
    """By how many fiftieths of the target the result is better (+) or worse (−), begun ones counted."""
    result, aim = row["result"], row["aim"]
    if row["case"] != "number" or row["way"] not in ("positive", "reverse") or not aim or aim < 0:
        return None
    if row["rate"] and row["way"] == "positive" and aim >= WHOLE:
        return None
    off = (result - aim if row["way"] == "positive" else aim - result) * NEAR
    return int(-(-off // aim) if off > 0 else off // aim)


def heaped(counts: dict[str, Near]) -> dict[str, list[Sign]]:
    """The forms with too many results just above."""
    from scipy.stats import binom, false_discovery_control

    tested = {form: one for form, one in counts.items() if one.all}
    if not tested:
        return {}
    plain = binom.sf([one.above - 1 for one in tested.values()], [one.all for one in tested.values()], 0.5)
    corrected = false_discovery_control(plain)
    told = {}
    for (form, one), q in zip(tested.items(), corrected, strict=True):
        if q <= LEVEL:
            told[form] = [Sign(JUST_ABOVE, one.above, one.all, _what(one, float(q)))]
    return told


def chance(one: Near) -> str:
    """The p-value of one count by itself, as it is printed: ``p=0.0078``, or ``p<0.0001``."""
    from scipy.stats import binom

    return "p" + _printed(float(binom.sf(one.above - 1, one.all, 0.5)))


def _printed(value: float) -> str:
    exact = half_up(Decimal(repr(value)), PLACES)
    return f"={exact}" if exact else "<0.0001"


def _what(one: Near, corrected: float) -> Message:
    p, q = chance(one), _printed(corrected)
    return Message(
        f"目标上下2%以内有{one.all}行，好于目标的{one.above}行，差于目标的{one.below}行；两边本应相当，"
        f"精确二项检验{p}，按受检份数校正后p{q}。",
        f"{one.above} of {one.all} rows within 2 % of their target are better than it, {one.below} worse; exact "
        f"binomial test {p}, corrected p{q}.",
    )


def chart(bands: Counter[int]) -> Bars:
    """How many rows lie in each band around the target: a heap stands out on its right."""
    shown = range(-REACH, REACH + 1)
    labels = tuple(ON_TARGET if band == 0 else _label(band) for band in shown)
    title = Message("完成值与目标之比（行数）", "Results by how far they are off their target")
    return Bars(title, labels, (title,), (tuple(bands[band] for band in shown),), ROWS)


def _label(band: int) -> Message:
    part = 100 // NEAR
    low, high = sorted((part * (abs(band) - 1), part * abs(band)))
    better = band > 0
    return Message(f"{'好' if better else '差'}{low}–{high}%", f"{low}–{high} % {'better' if better else 'worse'}")
