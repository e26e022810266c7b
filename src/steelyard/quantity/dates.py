"""Days, months, quarters and years as officials write them, and the spans between two of them."""

import datetime
import re
from typing import NamedTuple

from steelyard.model import Deadline, Op, Period
from steelyard.quantity.numerals import numeral
from steelyard.quantity.patterns import pattern

NO_YEAR = datetime.MINYEAR
"""Stands in ``Deadline`` and ``Period`` where neither the text nor the form names a year."""

_Y = r"(?:19|20)\d\d|(?:二[〇零]|一九)[〇零一二三四五六七八九]{2}"
_M = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_D = r"3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_RELATIVE = {"本": 0, "当": 0, "今": 0, "该": 0, "次": 1, "翌": 1, "明": 1, "下一": 1, "上": -1, "去": -1}
_YEAR_PART = r"(?P<year_part>底|末|内|终|全年|中(?![央国期心考小医西华秋层等型])|初(?![步级中次始等]))"
_WRITTEN = pattern(
    rf"(?:(?P<y>{_Y}|[1-9]\d{{3}}(?=\s?年\s?(?:{_M})\s?月))\s?年度?|(?P<relative>本|当|今|该|次|翌|明|下一|去|上(?=年))年度?|(?=\d|[一二三四五六七八九十第上下年]))\s?"
    rf"(?:(?P<m>{_M})\s?月份?\s?(?:(?P<d>{_D})\s?[日号](?!线)(?:\d{{1,2}}[时点](?:\d{{1,2}}分)?)?|(?P<part>底|末|初|上旬|中旬|下旬))?"
    rf"|第?(?P<q>[一二三四1-4])\s?季度[末底]?|(?P<half>[上下])半年[末底]?|年?{_YEAR_PART})?"
)
_NUMERIC = pattern(
    r"(?P<y>(?:19|20)\d\d)(?P<sep>[./-])(?:(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])"
    r"|(?P<month>1[0-2]|0[1-9])(?=$|[-~至到前之以底完竣验开投,，;；。、)\s]))"
    r"|(?P<y8>(?:19|20)\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?=$|[-~至到前之以完竣验开投,，;；。、)\s])"
)
_MONTHS = pattern(rf"(?:(?P<y>{_Y})\s?年\s?)?(?P<from>{_M})月?\s?(?:-{{1,3}}|~|至|到)\s?(?P<to>{_M})月份?")
_MONTHS_OF_YEARS = pattern(
    rf"(?P<y>(?:19|20)\d\d)\.(?P<from>{_M})(?:-{{1,3}}|~|至|到)(?P<to_y>(?:19|20)\d\d)\.(?P<to>{_M})(?![\d.])"
)
_YEARS = pattern(r"(?P<from>(?:19|20)\d\d)年?\s?(?:-{1,3}|~|至|到)\s?(?P<to>(?:19|20)\d\d)(?:年度?|(?!\d|[.年]\d))")
_JOIN = pattern(r"\s?(?:-{1,3}|~|至|到)\s?")
_DAY_ONLY = pattern(rf"(?P<d>{_D})[日号]")
# What every time begins with; most numbers do not, and are told apart by this alone.
_BEGINS = pattern(r"[本当今该次翌明下去上第年]|\d{8}|(?:\d{1,4}|[〇零一二三四五六七八九十]{1,4})\s?[年月季./~至到-]")
_BEFORE = pattern(r"\s?(?:之前|以前|前|止|为止|以内|之内|内)")
_AFTER = pattern(r"\s?(?:之后|以后|后|起)")
_TENS = {"初": 10, "上旬": 10, "中旬": 20}


class When(NamedTuple):
    """A time as printed, up to ``end``: a deadline or a period."""

    value: Deadline | Period
    end: int


class _Span(NamedTuple):
    first: datetime.date
    last: datetime.date
    year_given: bool
    day_given: bool
    end: int


def when(text: str, at: int, year: int | None = None) -> When | None:
    """The date or period that stands in ``text`` (in plain characters) at ``at``.

    A month, quarter or year stands for its last day. Without a year in the text, ``year`` is meant.
    """
    if not _BEGINS.match(text, at):
        return None
    return _period(text, at, year) or _deadline(text, at, year)


def _period(text: str, at: int, year: int | None) -> When | None:
    if years := _YEARS.match(text, at):
        first, last = int(years["from"]), int(years["to"])
        if first <= last:
            return When(Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31)), years.end())
    if both := _MONTHS_OF_YEARS.match(text, at):
        first, last = int(both["y"]) * 12 + int(both["from"]), int(both["to_y"]) * 12 + int(both["to"])
        if first <= last:
            begin = datetime.date(int(both["y"]), int(both["from"]), 1)
            return When(Period(begin, _month_end(int(both["to_y"]), int(both["to"]))), both.end())
    if months := _MONTHS.match(text, at):
        base = _year_of(months["y"]) or year or NO_YEAR
        low, high = _number(months["from"]), _number(months["to"])
        if low <= high:
            return When(Period(datetime.date(base, low, 1), _month_end(base, high)), months.end())
    first_span = _span(text, at, year)
    join = first_span and _JOIN.match(text, first_span.end)
    if first_span is None or not join:
        return None
    second = _span(text, join.end(), first_span.first.year)
    if second is None and (day := _DAY_ONLY.match(text, join.end())):
        date = _date(first_span.last.year, first_span.last.month, _number(day["d"]))
        second = _Span(date, date, True, True, day.end()) if date else None
    if second is None or second.last < first_span.first:
        return None
    return When(Period(first_span.first, second.last), second.end)


def _deadline(text: str, at: int, year: int | None) -> When | None:
    span = _span(text, at, year)
    if span is None:
        return None
    op: Op | None = None
    end, date = span.end, span.last
    if bound := _BEFORE.match(text, end):
        op, end = "<=", bound.end()
    elif (bound := _AFTER.match(text, end)) and text[bound.end() : bound.end() + 1] not in {"续", "期", "进", "勤"}:
        op, end, date = ">=", bound.end(), span.first
    return When(Deadline(date, span.year_given, span.day_given, op), end)


def _span(text: str, at: int, year: int | None) -> _Span | None:
    if found := _NUMERIC.match(text, at):
        base, month = int(found["y"] or found["y8"]), int(found["m"] or found["month"] or found["m8"])
        if found["month"]:
            return _Span(datetime.date(base, month, 1), _month_end(base, month), True, False, found.end())
        date = _date(base, month, int(found["d"] or found["d8"]))
        return _Span(date, date, True, True, found.end()) if date else None
    found = _WRITTEN.match(text, at)
    if found is None or found.end() == at or not any(found.groupdict().values()):
        return None
    given = _year_of(found["y"])
    if given is None and found["relative"] and year is not None:
        given = year + _RELATIVE[found["relative"]]
    return _within_year(found, given or year or NO_YEAR, given is not None)


def _within_year(found: re.Match[str], year: int, given: bool) -> _Span | None:
    first, last, day_given = datetime.date(year, 1, 1), datetime.date(year, 12, 31), False
    if found["m"]:
        month = _number(found["m"])
        first, last = datetime.date(year, month, 1), _month_end(year, month)
        if found["d"]:
            date = _date(year, month, _number(found["d"]))
            if date is None:
                return None
            first = last = date
            day_given = True
        elif found["part"] in _TENS:
            last = last.replace(day=_TENS[found["part"]])
    elif found["q"]:
        month = 3 * _number(found["q"])
        first, last = datetime.date(year, month - 2, 1), _month_end(year, month)
    elif found["half"]:
        half = found["half"] == "上"
        first, last = (first, datetime.date(year, 6, 30)) if half else (datetime.date(year, 7, 1), last)
    elif found["year_part"] in {"中", "初"}:
        last = datetime.date(year, 6 if found["year_part"] == "中" else 3, 30)
    return _Span(first, last, given, day_given, found.end())


def _year_of(text: str | None) -> int | None:
    if not text:
        return None
    return (
        int(text)
        if text.isdigit() and text.isascii()
        else int("".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in text))
    )


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    found = numeral(text, 0)
    return int(found.value) if found else 0


def _date(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or nothing where the calendar has none (2月30日)."""
    return datetime.date(year, month, day) if day <= _month_end(year, month).day else None


def _month_end(year: int, month: int) -> datetime.date:
    first_of_next = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - datetime.timedelta(days=1)
