"""Periods as they are asked for: 2023, 2023-06, 2023Q2, 2023-01..2023-06."""

import calendar
import datetime
import re

from steelyard.model import Period

_YEAR, _MONTH, _QUARTER = re.compile(r"(\d{4})"), re.compile(r"(\d{4})-(\d\d)"), re.compile(r"(\d{4})Q([1-4])")


def period(text: str) -> Period:
    """The first and last day meant.

    :raises ValueError: it is no year, month, quarter or span of these.
    """
    first, _, last = text.partition("..")
    return Period(_span(first)[0], _span(last or first)[1])


def a_year_before(now: Period) -> Period:
    """The same period of the year before; a month's last day stays its last day."""
    first, last = now.first, now.last
    end = calendar.monthrange(last.year, last.month)[1] == last.day
    length = calendar.monthrange(last.year - 1, last.month)[1]
    day = length if end else min(last.day, length)
    return Period(first.replace(year=first.year - 1, day=min(first.day, 28)), last.replace(year=last.year - 1, day=day))


def _span(text: str) -> tuple[datetime.date, datetime.date]:
    if year := _YEAR.fullmatch(text):
        return datetime.date(int(year[1]), 1, 1), datetime.date(int(year[1]), 12, 31)
    if quarter := _QUARTER.fullmatch(text):
        last = int(quarter[2]) * 3
        return datetime.date(int(quarter[1]), last - 2, 1), month_end(int(quarter[1]), last)
    if month := _MONTH.fullmatch(text):
        return datetime.date(int(month[1]), int(month[2]), 1), month_end(int(month[1]), int(month[2]))
    raise ValueError(f"no period: {text}")


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
