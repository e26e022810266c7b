"""Two targets held against each other: whether the later one asks for less, for more, or for something else.

Only what leaves no doubt is called lowered or raised: numbers in one unit and of one direction, days, levels of a known
order. Everything else that is not the same is reworded, so that somebody looks at it.
"""

import re
from decimal import Decimal

from steelyard.model import Amount, Change, Deadline, Interval, Period, Rank, Target, Unknown, Wording
from steelyard.packs.indicators import direction
from steelyard.quantity import comparable, reaches
from steelyard.scoring.comparing import alike

_MARKS = re.compile(r"[\s。．，,、；;：:！!“”\"'（）()]+")
_SENSE = {">=": "up", ">": "up", "<=": "down", "<": "down"}


def moved(first: Target, last: Target, name: str, groups: tuple[str, ...] = ()) -> Change:
    """What became of a target: ``same``, ``lowered`` (easier to reach), ``raised``, or ``reworded``.

    ``name`` and ``groups`` give the direction of a number that has no operator.
    """
    if first == last:
        return "same"
    match first, last:
        case Amount(), Amount():
            return _amounts(first, last, name, groups)
        case Interval(), Interval():
            return _intervals(first, last)
        case Deadline(), Deadline() if (first.op or "<=") == (last.op or "<="):
            return _later(first.date > last.date, first.date < last.date)
        case Period(), Period() if first.first == last.first:
            return _later(first.last > last.last, first.last < last.last)
        case Rank(), Rank() if (first.op or ">=") == (last.op or ">="):
            return _levels(first, last)
        case Wording(), Wording() if _MARKS.sub("", first.text) == _MARKS.sub("", last.text):
            return "same"
    return "reworded"


def _amounts(first: Amount, last: Amount, name: str, groups: tuple[str, ...]) -> Change:
    values = _in_one_unit(first, last, name)
    if values is None or first.trend != last.trend or first.rough != last.rough:
        return "reworded"
    now, then = values
    senses = [_sense(one, name, groups) for one in (first, last)]
    if senses[0] != senses[1]:
        return "reworded"
    # 大于100 asks for a little more than 不少于100; of two numbers the larger difference decides.
    strict = [one.op in (">", "<") for one in (first, last)]
    rise = now - then or Decimal(strict[1] - strict[0]) * (1 if senses[0] == "up" else -1)
    return _later(rise > 0, rise < 0) if senses[0] == "up" else _later(rise < 0, rise > 0)


def _in_one_unit(first: Amount, last: Amount, name: str) -> tuple[Decimal, Decimal] | None:
    """(later, earlier) in one unit; a number without a unit beside one with has that unit, as results have."""
    if first.unit != last.unit and "" in (first.unit, last.unit):
        both = alike(first, last, name) if first.unit else alike(last, first, name)
        if isinstance(both, Unknown):
            return None
        return both if first.unit else both[::-1]
    factor = comparable(last.unit, first.unit)
    return None if factor is None else (last.value * factor, first.value)


def _sense(one: Amount, name: str, groups: tuple[str, ...]) -> str:
    """Which way is better, ``up`` or ``down``; =100% is a way to write 100%."""
    if one.op in _SENSE:
        return _SENSE[one.op]
    if one.trend == "down":  # 下降5%: a larger fall is better
        return "up"
    return "down" if direction(name, groups=groups, unit=one.unit) == "lower" else "up"


def _intervals(first: Interval, last: Interval) -> Change:
    """A wider range is easier to keep, a narrower one harder; one that was pushed along is another target."""
    factor = comparable(last.unit, first.unit)
    if factor is None or first.trend != last.trend:
        return "reworded"
    low = _rank(last.low * factor - first.low, first.low_open, last.low_open)
    high = _rank(first.high - last.high * factor, first.high_open, last.high_open)
    if low == high == 0:
        return "same"
    if low <= 0 and high <= 0:
        return "lowered"
    return "raised" if low >= 0 and high >= 0 else "reworded"


def _rank(inward: Decimal, was_open: bool, is_open: bool) -> Decimal:
    """How far an end was moved inward; an end that is left out counts as a little further in."""
    return inward or Decimal(is_open - was_open)


def _levels(first: Rank, last: Rank) -> Change:
    """Of two levels of a known order: 良好 instead of 优秀 is easier."""
    there, back = reaches(last, first), reaches(first, last)
    if there is None or back is None:
        return "reworded"
    return "same" if there and back else _later(there, back)


def _later(raised: bool, lowered: bool) -> Change:
    return "raised" if raised else "lowered" if lowered else "same"
