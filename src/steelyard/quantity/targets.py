"""Targets and results as officials write them."""

from dataclasses import replace
from decimal import Decimal

from steelyard.model import Amount, Deadline, Interval, Op, Period, Rank, Result, Target, Wording
from steelyard.quantity import reasons
from steelyard.quantity.amounts import OPERATORS
from steelyard.quantity.cells import read
from steelyard.quantity.claims import met
from steelyard.quantity.folding import compact, fold
from steelyard.quantity.patterns import pattern
from steelyard.quantity.words import Modifier, words

_NATURES: dict[str, Op] = {"正向": ">=", "越大越好": ">=", "反向": "<=", "逆向": "<=", "负向": "<=", "越小越好": "<="}
_DIRECTION = {">=": 1, ">": 1, "<=": -1, "<": -1}
_BOUNDS: frozenset[Modifier] = frozenset({"at-least", "more-than", "at-most", "less-than"})
_NOTHING = frozenset(["无", "均无", "没有", "零", "〇", "未发生", "未出现", "未发现", "没有发生", "无发生", "零发生"])
_NONE_COUNTED = Amount(None, Decimal(0), "个")
_PLANNED = pattern(r"预计|预期|力争|争取|拟(?!合)|计划(?:于|在|到|至|完成(?!率)|达|\d)|将于|将在|有望")
_DIGIT = pattern(r"\d")
_HEDGED: frozenset[Modifier] = frozenset({"nearly", "about"})
_ROUGH: frozenset[Modifier] = frozenset({"over", "nearly", "about"})


def parse_target(text: str, *, unit: str = "", operator: str = "", year: int | None = None) -> Target:
    """What a printed target asks for.

    ``unit`` and ``operator`` are the cells of a unit and an operator column; what the target repeats of them counts
    once. ``year`` is the form's: a date without a year means it; where neither is known the date stands in the year
    ``dates.NO_YEAR`` and says ``year_given=False``.

    A bare number has no operator (the rule decides by indicator), but zero is to be met exactly. 以上, 以下 and 以内
    include the number (《民法典》第一千二百五十九条), 达到 asks for at least.
    """
    printed = fold(text)
    if printed == "无":
        return Amount("=", Decimal(0), "个")
    value, modifier = read(printed, unit, year)
    stated = _operator(operator) if operator else None
    if isinstance(value, Amount):
        if stated and value.op and _DIRECTION.get(stated) != _DIRECTION.get(value.op):
            return reasons.conflict(printed, fold(operator))
        op = value.op or stated or ("=" if not value.value else None)
        rough = modifier in _HEDGED
        return value if op == value.op and not rough else Amount(op, value.value, value.unit, value.trend, rough)
    if isinstance(value, Deadline | Rank) and stated and not value.op:
        return replace(value, op=stated)
    return value


def parse_result(text: str, *, unit: str = "", year: int | None = None, target: Target | None = None) -> Result:
    """What a printed result states: a value without operator, a day, a period, a level, or words.

    A bound (≥95%), a range, a rough figure (近百家), several numbers or a blank is ``Unknown``: none of them is a
    value; of several numbers the only one in the unit of ``target`` is. What stands in brackets behind the value is
    kept out of it. Beside a ``target`` of 0, 无 is 0 of its unit; elsewhere it is a blank.
    """
    printed = fold(text)
    sought = target.unit if isinstance(target, Amount | Interval) else ""
    value, modifier = read(printed, unit, year, sought)
    if isinstance(target, Amount):
        if not target.value and printed.strip("。") in _NOTHING:
            return Amount(None, Decimal(0), target.unit)
        if value == _NONE_COUNTED and target.unit and not _DIGIT.search(printed):
            return replace(value, unit=target.unit)
    if isinstance(value, Amount | Deadline | Period) and _PLANNED.match(printed):
        return reasons.planned(printed)
    if isinstance(value, Interval):
        return reasons.interval(printed)
    if modifier in _BOUNDS:
        return reasons.bound(printed)
    if modifier in _ROUGH:
        return reasons.rough(printed)
    if isinstance(value, Amount | Rank):
        return replace(value, op=None) if value.op else value
    return Wording(value.text, met(value.text)) if isinstance(value, Wording) else value


def _operator(text: str) -> Op | None:
    """The operator of an operator column: a sign, its name, or the nature of the indicator (正向指标)."""
    shown = compact(text).text.strip()
    if not shown:
        return None
    if meaning := words().before.meaning.get(shown) or words().before.meaning.get(shown[0]):
        return OPERATORS.get(meaning)
    return next((op for nature, op in _NATURES.items() if nature in shown), None)
