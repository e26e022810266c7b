"""When a record is due, on any engine: days are whole numbers from 1970 on, working days come from a joined table."""

import datetime
from typing import Any, NamedTuple

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
    unknown: Table


def widened(rows: Table, terms: tuple[Term, ...], calendar: tuple[Table, Table], tag: str) -> Table:
    """``rows`` with what the first term that fits says of each, in columns that begin with ``tag``."""
    said = {
        "set": _by_term(rows, terms, lambda term: day_of(rows[term.due]) if term.due else _no_day()),
        "start": _by_term(rows, terms, lambda term: day_of(rows[term.start]) if term.start else _no_day()),
        "allowed": _by_term(rows, terms, lambda term: _allowed(rows, term)),
        "works": _by_term(
            rows, terms, lambda term: ibis.literal(int(term.days == "working" and not term.due), "int64")
        ),
        "done": _by_term(rows, terms, lambda term: day_of(rows[term.done])),
    }
    rows = rows.mutate(**{tag + name: column for name, column in said.items()})
    if any(term.days == "working" and term.start for term in terms):
        rows = _with_working_days(rows, calendar, tag)
    else:
        rows = rows.mutate(**{f"{tag}ordinal": _no_day(), f"{tag}work_day": _no_day()})
    counted = (rows[f"{tag}works"] == 1).ifelse(rows[f"{tag}work_day"], rows[f"{tag}start"] + rows[f"{tag}allowed"])
    return rows.mutate(**{f"{tag}due": rows[f"{tag}set"].coalesce(counted)})


def due(rows: Table, period: Period, tag: str) -> Due:
    """What is due in the period, and what of it was done in time."""
    first, last = _number(period.first), _number(period.last)
    start, day = rows[f"{tag}start"], rows[f"{tag}due"]
    near = (start <= last) & (start + rows[f"{tag}allowed"] * 2 + 60 >= first)
    inside = day.between(first, last).coalesce(False)
    unknown = ((rows[f"{tag}works"] == 1) & rows[f"{tag}ordinal"].isnull() & near).coalesce(False)
    return Due(rows[f"{tag}set"].notnull() | start.notnull(), inside, inside & (rows[f"{tag}done"] <= day), unknown)


def day_of(dates: Table) -> Table:
    """A date as its number of days since 1970: the one thing about dates that engines count alike."""
    return dates.delta(ibis.date(ORIGIN.isoformat()), unit="day").cast("int64")


def _with_working_days(rows: Table, calendar: tuple[Table, Table], tag: str) -> Table:
    by_day, by_number = calendar
    by_day = by_day.select(**{f"{tag}cal_day": by_day.cal_day, f"{tag}ordinal": by_day.cal_ordinal})
    by_number = by_number.select(**{f"{tag}work_ordinal": by_number.work_ordinal, f"{tag}work_day": by_number.work_day})
    rows = rows.left_join(by_day, rows[f"{tag}start"] == by_day[f"{tag}cal_day"])
    rows = rows.mutate(**{f"{tag}due_ordinal": rows[f"{tag}ordinal"] + rows[f"{tag}allowed"]})
    return rows.left_join(by_number, rows[f"{tag}due_ordinal"] == by_number[f"{tag}work_ordinal"])


def _by_term(rows: Table, terms: tuple[Term, ...], said: Any) -> Table:
    """What the first term that fits a record says of it."""
    return ibis.cases(*((holds(rows, term.where), said(term)) for term in terms), else_=_no_day())


def _allowed(rows: Table, term: Term) -> Table:
    limit = ibis.literal(term.limit, "int64")
    return limit + rows[term.paused].coalesce(0) if term.paused else limit


def _no_day() -> Table:
    return ibis.null("int64")


def _number(day: datetime.date) -> int:
    return (day - ORIGIN).days
