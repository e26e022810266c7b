"""One cell of a form as a single reading: the quantity that it states, or the words that stand in its place."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from steelyard.model import Amount, Deadline, Interval, Op, Period, Rank, Unknown, Wording
from steelyard.quantity import reasons
from steelyard.quantity.amounts import OPERATORS, amount, bound, leads, states
from steelyard.quantity.cores import plain_product
from steelyard.quantity.folding import compact, is_ideograph
from steelyard.quantity.patterns import pattern
from steelyard.quantity.pieces import Found, piece
from steelyard.quantity.scanning import bounded
from steelyard.quantity.trends import Trend
from steelyard.quantity.units import Measure, as_printed, column_unit, measure
from steelyard.quantity.words import Modifier, words


class Reading(NamedTuple):
    """``modifier`` is what the words around the number make of it: a target's operator, a result that is no value."""

    value: Amount | Interval | Deadline | Period | Rank | Wording | Unknown
    modifier: Modifier = "exact"


_MOST = 24  # quantities looked at in one cell; a cell with more than one is rarely read further

_GROUPED = pattern(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d,])")
_TRIM = " ,，;；。、★☆▲△●■◆"
_BRACKETED = pattern(r"[(\[【][^()\[\]【】]*[)\]】]")
_UNREADABLE = (
    (reasons.placeholder, pattern(r"(?<![A-Za-z\d])[Xx×]{2,}(?![A-Za-z\d])|[*_□]{2,}|[×□](?=[%个家次件万元])")),
    (reasons.no_such_day, pattern(r"(?<![\d.])(?:\d{3}|\d{5,6})年\d{1,2}月")),  # 203年5月, 20023年5月
    (reasons.over_zero, pattern(r"(?<![\d/.])\d{1,9}/0(?![\d.])")),
)
_ONE_NUMBER = pattern(r"(?P<before>\D*+)(?P<number>\d{1,12}+(?:\.\d{1,6}+)?+)(?P<after>\D*+)", re.ASCII)
_MAY_BE_DATE = pattern(r"(?:19|20)\d\d(?:\.\d\d|\d{4})?")  # 2023年, 2023.07, 20230731
_NONE = frozenset("无零〇未没不")  # how words for zero begin
_PLUS_MINUS = ("±", "+/-", "+-")
_BETWEEN_SIGNS = pattern(r"(?P<low><=|≤|<)[A-Za-z\u4e00-\u9fff]{1,8}(?P<high><=|≤|<)")
_REMAINDER = pattern(r"(?:未完成|没有完成|尚未\S{0,4}|剩余|(?<![误温偏时价极级])差|还剩|尚缺|尚有|仍有|缺少|未)$")
_UNDONE = pattern(
    r"(?:尚|仍|还|均|都|暂)?(?:未|没有?)(?!发生|出现|超|变|成年|婚)|(?:尚|仍|还)?不(?:达标|合格(?!率)|符合)"
)
_NO_DAY = pattern(r"(?:1[0-2]|0?[1-9])月(?:[12]\d|3\d|\d)[日号]$")
_DONE = pattern(
    r"^$|完成|通过|竣工|验收|建成|到位|开工|启动|结束|办结|提交|发放|支付|拨付|交付|投入使用|投用|实施|落实|出台|印发|上线|公开|报送|申报|通车|达标"
)
_CLAUSE = pattern(r"[，,；;。、（(]")
_OTHERWISE = pattern(r"[较比增减降升不未无误差剩缺占]|提高|同期|上年|去年|其中|超|计划|目标|任务")
_NOT_DONE = pattern("未|没有|无法|不能")
_NO_DATE = pattern(r"水平|计划|规划|标准|要求|方案|预算|按照|根据|依据|基数|基础|相比|以来|同期")
_YEAR_AND_CENTS = pattern(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])")
_MONTHS = pattern(r"\d{1,2}月")


def read(printed: str, unit: str, year: int | None, sought: str = "") -> Reading:
    """What a cell says, its white space folded; ``unit`` is that of a unit column, ``year`` the form's.

    ``sought`` is the unit of the target beside a result: of several numbers the only one with it counts.
    """
    if len(printed) <= 24 and (one := _ONE_NUMBER.fullmatch(printed)) and not _MAY_BE_DATE.fullmatch(one["number"]):
        shape = _shape(one["before"], one["after"], unit)
        if shape:
            value = plain_product(Decimal(one["number"]), shape.factor)
            return Reading(Amount(shape.op, value, shape.unit, shape.trend), shape.modifier)
    return _read(printed, unit, year, sought)


class _Shape(NamedTuple):
    """How a cell with one number is read, whatever the number."""

    op: Op | None
    factor: Decimal
    unit: str
    modifier: Modifier
    trend: Trend | None


@lru_cache(maxsize=4096)
def _shape(before: str, after: str, unit: str) -> _Shape | None:
    """How the words before and after one number are read, if they are read alike for a small and a large number.

    Forms repeat few shapes (≥…%, …家以上), so that most cells cost one look-up.
    """
    (small, modifier), (large, _) = _read(f"{before}2{after}", unit, None), _read(f"{before}35.5{after}", unit, None)
    if not isinstance(small, Amount) or not isinstance(large, Amount) or _begins_a_name(after):
        return None
    factor = small.value / 2
    alike = (small.op, small.unit) == (large.op, large.unit) and large.value == factor * Decimal("35.5")
    return _Shape(small.op, factor, small.unit, modifier, small.trend) if alike else None


def _begins_a_name(after: str) -> bool:
    """Whether words follow a number directly that are no unit: what they make of it depends on the number (110接警)."""
    shown = compact(after).text
    return is_ideograph(shown[:1]) and measure(shown) is None and not words().after.at(shown, 0)


def _read(printed: str, unit: str, year: int | None, sought: str = "") -> Reading:
    shown = compact(printed).text.strip(_TRIM)
    for unreadable, sign in _UNREADABLE:
        if sign.search(shown):
            return Reading(unreadable(printed))
    lexicon = words()
    if shown in lexicon.blank:
        return Reading(reasons.blank(printed))
    if shown[0] in _NONE and lexicon.zero.fullmatch(shown):
        return Reading(Amount(None, Decimal(0), column_unit(unit).name or "个"))
    if rank := _rank(shown):
        return rank
    if " " in shown:
        shown = _GROUPED.sub(lambda grouped: grouped[0].replace(" ", ","), shown)
    column = column_unit(unit)
    if _YEAR_AND_CENTS.fullmatch(shown) and not _is_month(shown, column, year):
        found = [one for one in [piece(shown, 0, 0)] if one]
    else:
        found = list(islice(bounded(shown, year), _MOST))
    reading = _spread(shown, found, column) or _choose(printed, shown, found, column, sought)
    if isinstance(reading.value, Amount | Interval) and "（" in reading.value.unit:
        unit = as_printed(reading.value.unit, printed + unit)
        return reading._replace(value=replace(reading.value, unit=unit))
    return reading


def _is_month(shown: str, column: Measure, year: int | None) -> bool:
    """Whether 2023.07 is July 2023 or a number: a month near the form's year, in a column that has no unit."""
    return not column.name and (year is None or abs(int(shown[:4]) - year) <= 2)


def _rank(shown: str) -> Reading | None:
    """三级, AAA级, 优良, 达到二级以上, 优秀（90分以上）."""
    if len(shown) > 40 or not (found := words().rank.fullmatch(_BRACKETED.sub("", shown))):
        return None
    after: Modifier | None = words().after.meaning.get(found["bound"])
    if found["bound"] and not after:
        return None
    before: Modifier | None = words().before.meaning.get(found["opening"] or "")
    modifier: Modifier = after or before or "exact"
    return Reading(Rank(found["level"], OPERATORS.get(modifier)), modifier)


def _spread(shown: str, found: list[Found], column: Measure) -> Reading | None:
    """±5%, 100±5, 90≤x<95, [80,90]: two numbers, or one and a sign, that are one interval."""
    if not 0 < len(found) < 3 or not all(isinstance(one.value, Decimal) for one in found):
        return None
    numbers = [end for one in found if isinstance(end := amount(shown, one, column), Amount)]
    first, last = numbers[0], numbers[-1]
    before = shown[found[0].core[1] : found[1].core[0]] if len(found) == 2 else shown[: found[0].core[0]]
    if before.endswith(_PLUS_MINUS) and (len(found) == 1 or before in _PLUS_MINUS):
        middle = first.value if len(found) == 2 else Decimal(0)
        return Reading(Interval(middle - last.value, middle + last.value, last.unit))
    if len(found) == 1 or first.value >= last.value:
        return None
    if signs := _BETWEEN_SIGNS.fullmatch(before):
        return Reading(Interval(first.value, last.value, last.unit, signs["low"] == "<", signs["high"] == "<"))
    if before in {",", "，"} and shown[0] in "[(" and shown[-1] in "])":
        return Reading(Interval(first.value, last.value, last.unit, shown[0] == "(", shown[-1] == ")"))
    return None


def _choose(printed: str, shown: str, found: list[Found], column: Measure, sought: str) -> Reading:
    """The one quantity that the cell states; what stands in brackets only explains it."""
    brackets = [bracket.span() for bracket in _BRACKETED.finditer(shown)]
    outside = [one for one in found if not any(start < one.start < end for start, end in brackets)]
    numbers = [one for one in outside if states(shown, one)]
    if column.name == "个月" and _MONTHS.fullmatch(shown):
        return Reading(Amount(None, Decimal(shown[:-1]), "个月"))
    if not numbers:
        times = [one for one in outside if one.kind in {"date", "period"}]
        if times and (time := _time(printed, shown, times)):
            return time
        inside = [one for one in found if one not in outside and states(shown, one)]
        numbers = inside if len(inside) == 1 else []
    if not numbers:
        return Reading(Wording(printed))
    one = numbers[0] if len(numbers) == 1 else _of_several(shown, numbers, column, sought)
    if one is None:
        return Reading(reasons.several(printed, [shown[one.start : one.end] for one in numbers]))
    return Reading(_refused(printed, shown, one) or amount(shown, one, column), bound(shown, one))


def _of_several(shown: str, numbers: list[Found], column: Measure, sought: str) -> Found | None:
    """Which of several numbers counts: the one that leads, that has the unit of the column, or that all agree on.

    Else the one with the unit of the target (取证1880人，取证率88.01%), unless its clause tells of something else.
    """
    first, second = numbers[0], numbers[1]
    if leads(shown, numbers):
        return first
    in_column = [one for one in numbers if one.unit and one.unit == column.name]
    if len(in_column) == 1:
        return in_column[0]
    if first.kind == "fraction" and second.modifier == "equal" and len(numbers) == 2:
        return second  # 49/50=98%
    same = {(str(one.value), one.unit, one.modifier) for one in numbers}
    if len(same) == 1:
        return first
    fitting = [one for one in numbers if sought and one.unit == sought]
    plain = len(fitting) == 1 and not _OTHERWISE.search(_CLAUSE.split(shown[: fitting[0].start])[-1])
    return fitting[0] if plain else None


def _refused(printed: str, shown: str, one: Found) -> Unknown | None:
    """Why the number that the cell states cannot be taken as it stands."""
    if _REMAINDER.search(shown[: one.start]) or _UNDONE.match(shown, one.end):
        return reasons.remainder(printed)
    if one.modifier == "contradictory":
        return reasons.contradictory(printed)
    return reasons.no_such_day(printed) if _NO_DAY.search(shown, 0, one.core[1]) else None


def _time(printed: str, shown: str, times: list[Found]) -> Reading | None:
    """A deadline or a period, where the rest of the cell only says what is due then."""
    first = times[0]
    value = first.value
    before, after = shown[: first.start], shown[first.end :]
    if len(times) > 1:
        return Reading(reasons.several(printed, [shown[one.start : one.end] for one in times]))
    if (
        _NO_DATE.search(before + after)
        or _NOT_DONE.search(before + after)
        or not _DONE.search(after)
        or "前" in after
        or len(before + after) > 24
    ):
        return None
    if isinstance(value, Deadline) and value.op is None and (phrase := words().before.until(before, len(before))):
        value = replace(value, op=OPERATORS.get(words().before.meaning[phrase]))
    assert isinstance(value, Deadline | Period)
    return Reading(value)
