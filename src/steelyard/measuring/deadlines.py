"""When a record is due, on any engine: days are whole numbers from 1970 on, working days come from a joined table."""

import datetime
from typing import Any

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


def with_due(rows: Table, terms: tuple[Term, ...], calendar: tuple[Table, Table], period: Period) -> Table:
    """``rows`` that a term fits, with ``due_day``, ``done_day``, ``due_in_period`` and ``due_unknown``.

    Which day is due cannot be said where the limit starts before the calendar does and may end in the period.
    """
    rows = rows.mutate(
        due_set=_by_term(rows, terms, lambda term: day_of(rows[term.due]) if term.due else _no_day()),
        start_day=_by_term(rows, terms, lambda term: day_of(rows[term.start]) if term.start else _no_day()),
        allowed=_by_term(rows, terms, lambda term: _allowed(rows, term)),
        works=_by_term(rows, terms, lambda term: ibis.literal(int(term.days == "working" and not term.due), "int64")),
        done_day=_by_term(rows, terms, lambda term: day_of(rows[term.done])),
    )
    rows = rows.filter(rows.due_set.notnull() | rows.start_day.notnull())
    working = any(term.days == "working" and term.start for term in terms)
    rows = _with_working_days(rows, calendar) if working else rows.mutate(cal_ordinal=_no_day(), work_day=_no_day())
    counted = (rows.works == 1).ifelse(rows.work_day, rows.start_day + rows.allowed)
    rows = rows.mutate(due_day=rows.due_set.coalesce(counted))
    first, last = _number(period.first), _number(period.last)
    near = (rows.start_day <= last) & (rows.start_day + rows.allowed * 2 + 60 >= first)
    return rows.mutate(
        due_in_period=rows.due_day.between(first, last).coalesce(False),
        due_unknown=((rows.works == 1) & rows.cal_ordinal.isnull() & near).coalesce(False),
    )


def day_of(dates: Table) -> Table:
    """A date as its number of days since 1970: the one thing about dates that engines count alike."""
    return dates.delta(ibis.date(ORIGIN.isoformat()), unit="day").cast("int64")


def _with_working_days(rows: Table, calendar: tuple[Table, Table]) -> Table:
    by_day, by_number = calendar
    rows = rows.left_join(by_day, rows.start_day == by_day.cal_day)
    rows = rows.mutate(due_ordinal=rows.cal_ordinal + rows.allowed)
    return rows.left_join(by_number, rows.due_ordinal == by_number.work_ordinal)


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
