"""A measure as Ibis expressions: which records of a ledger count, and what each adds to numerator and denominator.

Engines only select, compare, count and add exact numbers here. They neither divide nor round: on that they differ,
and ``measuring.values`` does both in one place.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import ibis

from steelyard.measuring.conditions import Table, chosen, holds, number, within
from steelyard.measuring.deadlines import due, widened
from steelyard.model import Period
from steelyard.packs.ledgers import Ledger, Measure
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
Side = Literal["numerator", "denominator"]
SIDES: tuple[Side, Side] = ("numerator", "denominator")


class Sources(NamedTuple):
    """The typed tables by ledger name, their schemas, and the calendar (``measuring.deadlines.calendar_rows``)."""

    tables: Mapping[str, Table]
    ledgers: Mapping[str, Ledger]
    calendar: tuple[Table, Table]


class Part(NamedTuple):
    """What a measure asks of one ledger in a period: two sides of the same records, or one side of a ratio."""

    measure: Measure
    period: Period
    of: Rows
    sides: tuple[Side, ...] = SIDES

    @property
    def alone(self) -> bool:
        """Whether it must compare records with each other, and so cannot share a pass with other measures."""
        return isinstance(self.measure.shape, Latest)

    def how(self, side: Side) -> How:
        """How what the records add to a side is put together."""
        if isinstance(self.of, Counted):
            return "sum" if self.of.sum else "distinct" if self.of.distinct else "count"
        return _HOW.get(type(self.measure.shape), ("count", "count"))[SIDES.index(side)]


class Said(NamedTuple):
    """Over the records of a ledger: which count, and what each adds to either side, if it does.

    A record adds nothing where that is empty. ``lost`` marks records of which it cannot be said whether they belong to
    the period.
    """

    chosen: Table
    numerator: Table | None
    denominator: Table | None
    lost: Table | None = None


def parts(measure: Measure, period: Period) -> tuple[Part, ...]:
    """The parts of a measure; ``Change`` is two measures and has none of its own."""
    shape = measure.shape
    if isinstance(shape, Change):
        raise TypeError("a change is computed from the values of its measure in two periods")
    if isinstance(shape, Ratio | Rate):
        upper = Part(measure, period, shape.numerator, ("numerator",))
        return upper, Part(measure, period, shape.denominator, ("denominator",))
    return (Part(measure, period, shape.of),)


def totals(asked: Sequence[Part], by: tuple[str, ...], sources: Sources) -> Table:
    """All parts of one ledger in one pass: a row for each group, with columns that end in the number of the part.

    ``records_0`` says, for groups, how many records count, ``numerator_0`` and ``denominator_0`` what they add up to,
    ``lost_0`` how many are lost.
    """
    table = sources.tables[asked[0].of.ledger]
    for nth, part in enumerate(asked):
        table = _widened(table, part, sources, f"_{nth}_")
    sums: dict[str, Table] = {}
    for nth, part in enumerate(asked):
        said = _said(table, part, f"_{nth}_")
        if by:
            sums[f"records_{nth}"] = _many(table, said.chosen)
        for side in part.sides:
            if (column := getattr(said, side)) is not None:
                sums[f"{side}_{nth}"] = _added(table, column, part.how(side), said.chosen)
        if said.lost is not None:
            sums[f"lost_{nth}"] = _many(table, said.chosen & said.lost)
    return table.aggregate(by=list(by), **sums)


def behind(asked: Sequence[Part], sources: Sources) -> Table:
    """The records that add something to either side of a measure.

    Columns: ledger, key, those of ``by``, numerator, denominator; a record of both sides of a ratio stands twice.
    """
    rows = [_behind(part, asked, sources) for part in asked]
    return ibis.union(*rows, distinct=False) if len(rows) > 1 else rows[0]


def _behind(part: Part, asked: Sequence[Part], sources: Sources) -> Table:
    ledger = sources.ledgers[part.of.ledger]
    table = _widened(sources.tables[ledger.name], part, sources, "_")
    said = _said(table, part, "_")
    key = table[ledger.primary_key[0]].cast("string")
    for name in ledger.primary_key[1:]:
        key = key + ibis.literal("|") + table[name].cast("string")
    columns = {"ledger": ibis.literal(ledger.name), "key": key}
    columns |= {name: table[name].cast("string") for name in part.measure.by}
    both = [ibis.null("string") if side is None else side.cast("string") for side in (said.numerator, said.denominator)]
    columns |= dict(zip(SIDES, both, strict=True))
    something = ibis.or_(*(side.notnull() for side in both))
    return table.filter(said.chosen & something).select(**columns)


def _added(table: Table, column: Table, how: How, where: Table) -> Table:
    if column is ONE:
        return _many(table, where)
    return getattr(column, "nunique" if how == "distinct" else how)(where=where)


def _many(table: Table, where: Table) -> Table:
    """How many records; Spark has no answer, instead of 0, where of each of them the condition is unknown."""
    return table.count(where=where).coalesce(0)


def _widened(table: Table, part: Part, sources: Sources, tag: str) -> Table:
    """The ledger with the columns that only this part needs; their names begin with ``tag``."""
    shape = part.measure.shape
    if isinstance(shape, OnTimeShare):
        return widened(table, shape.terms, sources.calendar, tag)
    if isinstance(shape, Latest):
        written = chosen(table, shape.of, part.period) & table[shape.column].notnull()
        days = written.ifelse(table[shape.of.date or shape.of.since], ibis.null("date"))
        newest = days.max().over(ibis.window(group_by=list(part.measure.by) or None))
        return table.mutate(**{f"{tag}newest": newest})
    return table


def _said(table: Table, part: Part, tag: str) -> Said:
    if isinstance(part.of, Counted):
        return _side(table, part.of, part)
    meant, *added = _MAKERS[type(part.measure.shape)](part.measure.shape, table, part.period, tag)
    both = chosen(table, part.of, part.period)
    return Said(both if meant is None else both & meant, *added)


def _side(table: Table, side: Counted, part: Part) -> Said:
    amount = table[side.sum] if side.sum else table[side.distinct].cast("string") if side.distinct else ONE
    upper, lower = (amount if one in part.sides else None for one in SIDES)
    return Said(chosen(table, side, part.period), upper, lower)


# A further condition, numerator, denominator, lost.
Made = tuple[Table | None, Table, Table | None] | tuple[Table | None, Table, Table, Table | None]
ONE = ibis.literal(1, "int64")


def _if(condition: Table) -> Table:
    return condition.ifelse(1, ibis.null("int64")).cast("int64")


def _count(shape: Count, rows: Table, period: Period, tag: str) -> Made:
    return None, ONE, None


def _distinct(shape: Distinct, rows: Table, period: Period, tag: str) -> Made:
    return None, rows[shape.column].cast("string"), None


def _sum(shape: Sum, rows: Table, period: Period, tag: str) -> Made:
    return None, rows[shape.column], ONE


def _share(shape: Share, rows: Table, period: Period, tag: str) -> Made:
    return None, _if(holds(rows, shape.counted)), ONE


def _mean(shape: Mean, rows: Table, period: Period, tag: str) -> Made:
    return rows[shape.column].notnull(), rows[shape.column], ONE


def _top(shape: TopShare, rows: Table, period: Period, tag: str) -> Made:
    return rows[shape.column].notnull(), _if(rows[shape.column] >= number(shape.top)), ONE


def _latest(shape: Latest, rows: Table, period: Period, tag: str) -> Made:
    newest = rows[shape.column].notnull() & (rows[shape.of.date or shape.of.since] == rows[f"{tag}newest"])
    return newest, rows[shape.column], rows[shape.column]


def _milestones(shape: Milestones, rows: Table, period: Period, tag: str) -> Made:
    reached = rows[shape.reached] <= ibis.date(period.last.isoformat())
    return within(rows[shape.planned], period), _if(reached), ONE


def _on_time(shape: OnTimeShare, rows: Table, period: Period, tag: str) -> Made:
    found = due(rows, shape.terms, period, tag)
    return found.fits, _if(found.kept), _if(found.inside), found.unknown


_MAKERS: dict[type, Callable[[Any, Table, Period, str], Made]] = {
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
_HOW: dict[type[AnyMeasure], tuple[How, How]] = {
    Distinct: ("distinct", "count"),
    Sum: ("sum", "count"),
    Mean: ("sum", "count"),
    Latest: ("min", "max"),
}
