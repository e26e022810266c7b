"""When a record is due, on any engine: days are whole numbers from 1970 on, working days come from a joined table."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

import ibis

from steelyard.measuring.conditions import Table, holds
from steelyard.model import Period
from steelyard.packs.calendars import Calendar
from steelyard.packs.measures import Term

ORIGIN = datetime.date(1970, 1, 1)


def calendar_rows(calendar: Calendar) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Two small tables: each day with the number of working days up to it, and each such number with its day."""
    days = list(calendar.days())
    worked = [day for day in days if day.working]
    by_day = {"cal_day": [_number(day.date) for day in days], "cal_ordinal": [day.ordinal for day in days]}
    by_number = {"work_ordinal": [day.ordinal for day in worked], "work_day": [_number(day.date) for day in worked]}
    return by_day, by_number


class Due(NamedTuple):
    """Conditions over a table that ``widened`` made.

    ``fits``: a term speaks of the record; ``inside``: it falls due in the period; ``kept``: it was done by then.
    ``unknown``: which day is due cannot be said, since the limit starts before the calendar does and may end in the
    period.
    """

    fits: Table
    inside: Table
    kept: Table
    unknown: Table | None


def widened(rows: Table, terms: tuple[Term, ...], calendar: tuple[Table, Table], tag: str) -> Table:
    """``rows`` with what the first term that fits says of each, in columns that begin with ``tag``."""
    said = {
        "start": _by_term(rows, terms, lambda term: day_of(rows[term.start]) if term.start else _no_day()),
        "allowed": _by_term(rows, terms, lambda term: _allowed(rows, term)),
        "done": _by_term(rows, terms, lambda term: day_of(rows[term.done])),
    }
    rows = rows.mutate(**{tag + name: column for name, column in said.items()})
    day = rows[f"{tag}start"] + rows[f"{tag}allowed"]
    if any(map(_works, terms)):
        rows, ordinal = _with_working_days(rows, terms, calendar, tag)
        works = _by_term(rows, terms, lambda term: ibis.literal(_works(term)))
        day = rows[f"{tag}work_day"] if all(map(_works, terms)) else works.ifelse(rows[f"{tag}work_day"], day)
        rows = rows.mutate(**{f"{tag}unknown": works & rows[ordinal].isnull()})
    if any(term.due for term in terms):
        day = _by_term(rows, terms, lambda term: day_of(rows[term.due]) if term.due else _no_day()).coalesce(day)
    return rows.mutate(**{f"{tag}due": day})


def due(rows: Table, terms: tuple[Term, ...], period: Period, tag: str) -> Due:
    """What is due in the period, and what of it was done in time."""
    first, last = _number(period.first), _number(period.last)
    start, day = rows[f"{tag}start"], rows[f"{tag}due"]
    fits = ibis.or_(*(holds(rows, term.where) for term in terms)) & (day.notnull() | start.notnull())
    inside = day.between(first, last).coalesce(False)
    unknown = None
    if any(map(_works, terms)):
        near = (start <= last) & (start + rows[f"{tag}allowed"] * 2 + 60 >= first)
        unknown = rows[f"{tag}unknown"] & near
    return Due(fits, inside, inside & (rows[f"{tag}done"] <= day), unknown)


def day_of(dates: Table) -> Table:
    """A date as its number of days since 1970: the one thing about dates that engines count alike."""
    return dates.delta(ibis.date(ORIGIN.isoformat()), unit="day").cast("int64")


def _with_working_days(
    rows: Table, terms: tuple[Term, ...], calendar: tuple[Table, Table], tag: str
) -> tuple[Table, str]:
    """Joins the calendar; the name of the column with the working days up to the start. Equal starts share a join."""
    starts = {term.start for term in terms}
    shared = f"_of_{starts.pop()}_" if len(starts) == 1 else tag
    by_day, by_number = calendar
    if f"{shared}ordinal" not in rows.columns:
        by_day = by_day.select(**{f"{shared}cal_day": by_day.cal_day, f"{shared}ordinal": by_day.cal_ordinal})
        rows = rows.left_join(by_day, rows[f"{tag}start"] == by_day[f"{shared}cal_day"])
    by_number = by_number.select(**{f"{tag}work_ordinal": by_number.work_ordinal, f"{tag}work_day": by_number.work_day})
    rows = rows.mutate(**{f"{tag}due_ordinal": rows[f"{shared}ordinal"] + rows[f"{tag}allowed"]})
    return rows.left_join(by_number, rows[f"{tag}due_ordinal"] == by_number[f"{tag}work_ordinal"]), f"{shared}ordinal"


def _works(term: Term) -> bool:
    return term.days == "working" and not term.due


def _by_term(rows: Table, terms: tuple[Term, ...], said: Callable[[Term], Table]) -> Table:
    """What the first term that fits a record says of it; where none does, it is not asked (``Due.fits``)."""
    told = [said(term) for term in terms]
    if all(one.equals(told[0]) for one in told):
        return told[0]
    cases = [(holds(rows, term.where), one) for term, one in zip(terms, told, strict=True)]
    return ibis.cases(*cases, else_=ibis.null(told[0].type()))


def _allowed(rows: Table, term: Term) -> Table:
    limit = ibis.literal(term.limit, "int64")
    return limit + rows[term.paused].coalesce(0) if term.paused else limit


def _no_day() -> Table:
    return ibis.null("int64")


def _number(day: datetime.date) -> int:
    return (day - ORIGIN).days
