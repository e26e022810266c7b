"""Working days (工作日): China's public holidays and make-up working days, one file a year in ``packs/calendars``.

A year's file holds the arrangement of the State Council's General Office as it was in the end: where a second notice
changed the first, the holiday names the notice that decides. Saturdays and Sundays that no notice speaks of are free.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import NamedTuple

import msgspec

from steelyard.model import Message, Unknown
from steelyard.packs.loading import PackError, Source, folder, load

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5
# The New Year holiday of the year to come has claimed days from 29 December on: until its notice is there, the last
# days of the last year are not known.
LAST_SURE_DAY = (12, 28)


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One holiday: free from ``first`` to ``last``, which makes ``days`` as announced, worked for on ``make_up``.

    ``notice`` is the number of the notice that decides, where that is not the year's first.
    """

    name: str
    name_en: str
    first: datetime.date
    last: datetime.date
    days: int
    make_up: tuple[datetime.date, ...] = ()
    notice: str = ""
    note: str = ""

    def free(self) -> Iterator[datetime.date]:
        """The free days, one by one."""
        return (self.first + at * ONE_DAY for at in range((self.last - self.first).days + 1))


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The holidays of one year and the notices that they rest on."""

    year: int
    notices: tuple[Source, ...]
    holidays: tuple[Holiday, ...]

    @property
    def title(self) -> str:
        return f"{self.year}年工作日历"

    @property
    def title_en(self) -> str:
        return f"Working days of {self.year}"

    @property
    def source(self) -> Source:
        """The notice that came last."""
        return self.notices[-1]


class Day(NamedTuple):
    """A day of the calendar; ``ordinal`` counts the working days from the first known day up to it, itself included."""

    date: datetime.date
    working: bool
    ordinal: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from ``first`` to ``last``, and ``working``, those of them that are worked, in order."""

    years: tuple[int, ...]
    first: datetime.date
    last: datetime.date
    working: tuple[datetime.date, ...]

    def is_working(self, day: datetime.date) -> bool | Unknown:
        """Whether ``day`` is a working day; ``Unknown`` outside of the known days."""
        at = self._index(day)
        return at if isinstance(at, Unknown) else at > 0 and self.working[at - 1] == day

    def add(self, day: datetime.date, number: int) -> datetime.date | Unknown:
        """The ``number``-th working day after ``day``, which itself does not count; ``day`` where ``number`` is 0.

        :raises ValueError: ``number`` is below 0.
        """
        if number < 0:
            raise ValueError(f"a deadline lies ahead: {number} working days is below 0")
        at = self._index(day)
        if isinstance(at, Unknown) or number == 0:
            return at if isinstance(at, Unknown) else day
        return self.working[at + number - 1] if at + number <= len(self.working) else _beyond(self, day, number)

    def between(self, start: datetime.date, end: datetime.date) -> int | Unknown:
        """The working days after ``start`` up to and including ``end``; below 0 where ``end`` comes before.

        ``between(day, add(day, n)) == n``.
        """
        begun, ended = self._index(start), self._index(end)
        if isinstance(begun, Unknown):
            return begun
        return ended if isinstance(ended, Unknown) else ended - begun

    def days(self) -> Iterator[Day]:
        """Every known day, for a table engine: the working days from a to b are ordinal(b) − ordinal(a)."""
        at, day = 0, self.first
        while day <= self.last:
            works = at < len(self.working) and self.working[at] == day
            at += works
            yield Day(day, works, at)
            day += ONE_DAY

    def _index(self, day: datetime.date) -> int | Unknown:
        return bisect_right(self.working, day) if self.first <= day <= self.last else _outside(self, day)


@cache
def years() -> dict[int, Year]:
    """The years on file.

    :raises PackError: a file has an unknown, missing or wrong key, or contradicts itself or the week.
    """
    return {int(name): read_year(file) for name, file in folder("calendars").items()}


def read_year(file: Traversable) -> Year:
    """One file of ``packs/calendars``, checked: spans as announced, make-up days on weekends, every day spoken of once.

    :raises PackError: naming the file and what is wrong.
    """
    found = load(file, Year)
    for wrong in _wrong(found, file.name):
        raise PackError(f"{file.name}: {wrong}")
    return found


@cache
def working_days() -> Calendar:
    """The calendar of all years on file, which follow each other without a gap.

    :raises PackError: a file is wrong, or a year between the first and the last has none.
    """
    return calendar(years())


def calendar(known: Mapping[int, Year]) -> Calendar:
    """The calendar of these years.

    :raises PackError: there is none, or a year between the first and the last is missing.
    """
    numbers = sorted(known)
    missing = [year + 1 for year, following in pairwise(numbers) if following != year + 1]
    if missing or not numbers:
        raise PackError(f"calendars: there is no file {missing[0] if missing else '<year>'}.toml")
    holidays = [holiday for year in known.values() for holiday in year.holidays]
    free = {day for holiday in holidays for day in holiday.free()}
    made_up = {day for holiday in holidays for day in holiday.make_up}
    first, last = datetime.date(numbers[0], 1, 1), datetime.date(numbers[-1], *LAST_SURE_DAY)
    every = (first + at * ONE_DAY for at in range((last - first).days + 1))
    working = (day for day in every if day in made_up or (day.weekday() < SATURDAY and day not in free))
    return Calendar(tuple(numbers), first, last, tuple(working))


def _wrong(found: Year, name: str) -> Iterator[str]:
    if name != f"{found.year}.toml":
        yield f"year: {found.year} is not the year of the file's name"
    if not found.notices:
        yield "notices: there is none"
    seen: set[datetime.date] = set()
    for at, holiday in enumerate(found.holidays, 1):
        where = f"holidays {at} ({holiday.name})"
        free = list(holiday.free())
        if len(free) != holiday.days:
            yield f"{where}: days: {holiday.days} announced, {len(free)} from first to last"
        if holiday.notice and holiday.notice not in {notice.document for notice in found.notices}:
            yield f"{where}: notice: {holiday.notice} is not among the notices"
        for day in holiday.make_up:
            if day.weekday() < SATURDAY:
                yield f"{where}: make_up: {day} is no Saturday or Sunday"
        for day in (*free, *holiday.make_up):
            if day in seen:
                yield f"{where}: {day} is spoken of twice"
            if not datetime.date(found.year - 1, *LAST_SURE_DAY) < day <= datetime.date(found.year, 12, 31):
                yield f"{where}: {day} is not of this year"
            seen.add(day)


def _outside(known: Calendar, day: datetime.date) -> Unknown:
    zh = f"{day}不在已知的工作日历之内（{known.first}至{known.last}），不能判断是否工作日。"
    return Unknown(Message(zh, f"{day} lies outside of the known calendar ({known.first} to {known.last})."))


def _beyond(known: Calendar, day: datetime.date, number: int) -> Unknown:
    zh = f"{day}之后第{number}个工作日超出已知的工作日历（至{known.last}），不能计算。"
    return Unknown(Message(zh, f"Working day {number} after {day} lies beyond the known calendar (to {known.last})."))
