"""A measure as one Ibis expression: the records behind it, each with what it adds, and how these add up.

Engines only select, compare, count and add exact numbers here. They neither divide nor round: on that they differ,
and ``measuring.values`` does both in one place.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

import ibis

from steelyard.measuring.conditions import Table, chosen, holds, number, within
from steelyard.measuring.deadlines import with_due
from steelyard.model import Period
from steelyard.packs.ledgers import Ledger
from steelyard.packs.measures import (
    AnyMeasure,
    Change,
    Count,
    Counted,
    Distinct,
    Latest,
    Mean,
    Milestones,
    OnTimeShare,
    Rate,
    Ratio,
    Rows,
    Share,
    Sum,
    TopShare,
)

How = Literal["count", "sum", "distinct", "min", "max"]


class Sources(NamedTuple):
    """The typed tables by ledger name, their schemas, and the calendar (``measuring.deadlines.calendar_tables``)."""

    tables: Mapping[str, Table]
    ledgers: Mapping[str, Ledger]
    calendar: tuple[Table, Table]


class Plan(NamedTuple):
    """``rows``: ledger, key, the columns of ``by``, numerator, denominator, and ``lost``.

    A record adds nothing to a side where that is empty. ``lost`` marks records of which it cannot be said whether
    they belong to the period.
    """

    rows: Table
    by: tuple[str, ...]
    numerator: How
    denominator: How


def compiled(shape: AnyMeasure, by: tuple[str, ...], sources: Sources, period: Period) -> Plan:
    """The plan of a measure; ``Change`` is two of these and has none of its own."""
    if isinstance(shape, Ratio | Rate):
        return _two_sides(shape.numerator, shape.denominator, by, sources, period)
    if isinstance(shape, Change):
        raise TypeError("a change is computed from the values of its measure in two periods")
    rows, upper, lower, lost = _MAKERS[type(shape)](shape, by, sources, period)
    numerator, denominator = _HOW.get(type(shape), ("count", "count"))
    ledger = sources.ledgers[shape.of.ledger]
    return Plan(_behind(rows, ledger, by, upper, lower, lost), by, numerator, denominator)


def totals(plan: Plan) -> Table:
    """One row for each group: numerator, denominator, lost."""
    sides = {"numerator": _added(plan.rows.numerator, plan.numerator)}
    sides["denominator"] = _added(plan.rows.denominator, plan.denominator)
    return plan.rows.aggregate(by=list(plan.by), **sides, lost=plan.rows.lost.count())


def _added(column: Table, how: How) -> Table:
    return getattr(column, "nunique" if how == "distinct" else how)()


def _behind(
    rows: Table, ledger: Ledger, by: tuple[str, ...], upper: Table, lower: Table, lost: Table | None = None
) -> Table:
    key = rows[ledger.primary_key[0]].cast("string")
    for name in ledger.primary_key[1:]:
        key = key + ibis.literal("|") + rows[name].cast("string")
    return rows.select(
        ledger=ibis.literal(ledger.name),
        key=key,
        **{name: rows[name].cast("string") for name in by},
        numerator=upper,
        denominator=lower,
        lost=ibis.null("int64") if lost is None else lost.ifelse(1, ibis.null("int64")),
    )


def _two_sides(upper: Counted, lower: Counted, by: tuple[str, ...], sources: Sources, period: Period) -> Plan:
    """The records of both sides one below the other; each adds to its own."""
    above, how_above = _side(upper, sources, period)
    below, how_below = _side(lower, sources, period)
    nothing = [ibis.null(side.amount.type()) for side in (above, below)]
    first = _behind(above, sources.ledgers[upper.ledger], by, above.amount, nothing[1])
    second = _behind(below, sources.ledgers[lower.ledger], by, nothing[0], below.amount)
    return Plan(first.union(second, distinct=False), by, how_above, how_below)


def _side(side: Counted, sources: Sources, period: Period) -> tuple[Table, How]:
    rows = chosen(sources.tables[side.ledger], side, period)
    if side.sum:
        return rows.mutate(amount=rows[side.sum]), "sum"
    if side.distinct:
        return rows.mutate(amount=rows[side.distinct].cast("string")), "distinct"
    return rows.mutate(amount=ibis.literal(1, "int64")), "count"


Made = tuple[Table, Table, Table, Table | None]
ONE = ibis.literal(1, "int64")


def _if(condition: Table) -> Table:
    return condition.ifelse(1, ibis.null("int64")).cast("int64")


def _rows(of: Rows, sources: Sources, period: Period) -> Table:
    return chosen(sources.tables[of.ledger], of, period)


def _count(shape: Count, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    return _rows(shape.of, sources, period), ONE, ibis.null("int64"), None


def _distinct(shape: Distinct, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _rows(shape.of, sources, period)
    return rows, rows[shape.column].cast("string"), ibis.null("int64"), None


def _sum(shape: Sum, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _rows(shape.of, sources, period)
    return rows, rows[shape.column], ONE, None


def _share(shape: Share, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _rows(shape.of, sources, period)
    return rows, _if(holds(rows, shape.counted)), ONE, None


def _answered(shape: Mean | TopShare, sources: Sources, period: Period) -> Table:
    rows = _rows(shape.of, sources, period)
    return rows.filter(rows[shape.column].notnull())


def _mean(shape: Mean, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _answered(shape, sources, period)
    return rows, rows[shape.column], ONE, None


def _top(shape: TopShare, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _answered(shape, sources, period)
    return rows, _if(rows[shape.column] >= number(shape.top)), ONE, None


def _latest(shape: Latest, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _rows(shape.of, sources, period)
    rows = rows.filter(rows[shape.column].notnull())
    rows = rows.mutate(newest=rows[shape.of.date].max().over(ibis.window(group_by=list(by) or None)))
    rows = rows.filter(rows[shape.of.date] == rows.newest)
    return rows, rows[shape.column], rows[shape.column], None


def _milestones(shape: Milestones, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = _rows(shape.of, sources, period)
    rows = rows.filter(within(rows[shape.planned], period))
    return rows, _if(rows[shape.reached] <= ibis.date(period.last.isoformat())), ONE, None


def _on_time(shape: OnTimeShare, by: tuple[str, ...], sources: Sources, period: Period) -> Made:
    rows = with_due(_rows(shape.of, sources, period), shape.terms, sources.calendar, period)
    due = rows.due_in_period
    return rows, _if(due & (rows.done_day <= rows.due_day)), _if(due), rows.due_unknown


_MAKERS: dict[type, Callable[[Any, tuple[str, ...], Sources, Period], Made]] = {
    Count: _count,
    Distinct: _distinct,
    Sum: _sum,
    Share: _share,
    Mean: _mean,
    TopShare: _top,
    Latest: _latest,
    Milestones: _milestones,
    OnTimeShare: _on_time,
}
_HOW: dict[type, tuple[How, How]] = {
    Distinct: ("distinct", "count"),
    Sum: ("sum", "count"),
    Mean: ("sum", "count"),
    Latest: ("min", "max"),
}
