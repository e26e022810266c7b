"""Runs the measures of a pack on an engine: tables → values, each with the records behind it when asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from steelyard.measuring import reasons
from steelyard.measuring.compiling import Plan, Sources, compiled, totals
from steelyard.measuring.conditions import Table, within
from steelyard.measuring.deadlines import calendar_rows
from steelyard.measuring.engines import bring
from steelyard.measuring.periods import a_year_before
from steelyard.measuring.values import Totals, change, interval, number
from steelyard.model import LedgerRead, Message, Period, Record, Unknown, Value
from steelyard.packs.calendars import Calendar, working_days
from steelyard.packs.ledgers import Measure, Pack
from steelyard.packs.measures import AnyMeasure, Change, Count, Distinct, OnTimeShare, Rate, Ratio, Rows, Sum

Group = tuple[tuple[str, str], ...]
UNROUNDED = 50  # decimals that stand for all of them: no quotient that differs from a half is so near to it


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers of a pack on an engine: Ibis tables of typed columns, how each was read, and the calendar tables.

    ``engine`` is an Ibis backend; ``tables`` hold only sound rows. ``covered`` remembers which ledgers have records
    of which periods.
    """

    engine: Any
    tables: Mapping[str, Table]
    read: Mapping[str, LedgerRead]
    calendar: tuple[Table, Table]
    covered: dict[tuple[str, str, Period], bool] = field(default_factory=dict)


def with_calendar(engine: Any, tables: Mapping[str, Table], read: Mapping[str, LedgerRead]) -> Ledgers:
    """The ledgers with the calendar of all years on file brought to the engine."""
    import pyarrow

    made = [
        bring(engine, name, pyarrow.table(rows))
        for name, rows in zip(("cal_days", "cal_working_days"), calendar_rows(working_days()), strict=True)
    ]
    return Ledgers(engine, tables, read, (made[0], made[1]))


def evaluate(
    pack: Pack, ledgers: Ledgers, period: Period, *, records: bool = False, only: Sequence[Measure] = ()
) -> Iterator[Value]:
    """Each measure of the pack, or those in ``only``: one value for each group, with its records when asked."""
    for measure in only or pack.measures:
        yield from _measured(pack, measure, ledgers, period, records)


def _measured(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period, records: bool) -> list[Value]:
    if isinstance(measure.shape, Change):
        return _changed(pack, measure, measure.shape, ledgers, period, records)
    read = tuple(ledgers.read[name] for name in used(pack, measure) if name in ledgers.read)
    blank = Value(
        measure.name, Message(measure.title, measure.title_en), period, reasons.no_record(), measure.unit, ledgers=read
    )
    if why := _why_not(pack, measure, ledgers, period):
        return [replace(blank, value=why)]
    sources = Sources(ledgers.tables, {one.name: one for one in pack.ledgers}, ledgers.calendar)
    plan = compiled(measure.shape, measure.by, sources, period)
    behind = _records(ledgers, plan) if records else None
    found = [
        _value(measure, blank, group, Totals.of(row), None if behind is None else behind.get(group, ()))
        for group, row in _by_group(ledgers, totals(plan), measure.by)
    ]
    return found or [replace(blank, records=None if behind is None else ())]


def used(pack: Pack, measure: Measure) -> tuple[str, ...]:
    """The ledgers that a measure looks at."""
    shape = measure.shape
    if isinstance(shape, Change):
        return used(pack, pack.measure(shape.of))
    if isinstance(shape, Ratio | Rate):
        return tuple(dict.fromkeys((shape.numerator.ledger, shape.denominator.ledger)))
    return (shape.of.ledger,)


def _why_not(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period) -> Unknown | None:
    for name in used(pack, measure):
        read = ledgers.read.get(name)
        if read is None:
            return reasons.no_ledger(pack.ledger(name).title, name)
        if read.bad_rows and not read.accepted:
            return reasons.bad_rows(read)
        if not read.records:
            return reasons.empty_ledger(read)
    for rows in _sides(measure.shape):
        if rows.date and not rows.zero and not _covered(ledgers, rows, period):
            return reasons.no_record_of_the_period(ledgers.read[rows.ledger])
    shape = measure.shape
    if isinstance(shape, OnTimeShare) and any(term.start and term.days == "working" for term in shape.terms):
        return _outside(working_days(), period)
    return None


def _sides(shape: AnyMeasure) -> tuple[Rows, ...]:
    """The records of which there may be none, and which must then be told from a ledger of another period."""
    if isinstance(shape, Ratio | Rate):
        return shape.numerator, shape.denominator
    return (shape.of,) if isinstance(shape, Count | Distinct | Sum) else ()


def _covered(ledgers: Ledgers, rows: Rows, period: Period) -> bool:
    asked = (rows.ledger, rows.date, period)
    if asked not in ledgers.covered:
        dates = ledgers.tables[rows.ledger][rows.date]
        ledgers.covered[asked] = bool(ledgers.engine.to_pyarrow(within(dates, period).any()).as_py())
    return ledgers.covered[asked]


def _outside(known: Calendar, period: Period) -> Unknown | None:
    inside = known.first <= period.first and period.last.replace(day=1) <= known.last
    return None if inside else reasons.beyond_calendar(known.first, known.last)


def _by_group(ledgers: Ledgers, table: Table, by: tuple[str, ...]) -> list[tuple[Group, dict[str, object]]]:
    rows = ledgers.engine.to_pyarrow(table).to_pylist()
    return sorted(((_group(row, by), row) for row in rows), key=lambda one: one[0])


def _group(row: Mapping[str, object], by: tuple[str, ...]) -> Group:
    return tuple((name, "" if row[name] is None else str(row[name])) for name in by)


def _value(measure: Measure, blank: Value, group: Group, found: Totals, records: tuple[Record, ...] | None) -> Value:
    exact = number(measure.shape, found, UNROUNDED)
    return replace(
        blank,
        value=number(measure.shape, found, measure.places),
        unrounded=None if isinstance(exact, Unknown) else exact,
        numerator=found.numerator,
        denominator=found.denominator,
        group=group,
        interval=interval(measure.shape, found, measure.places),
        records=records,
    )


def _records(ledgers: Ledgers, plan: Plan) -> dict[Group, tuple[Record, ...]]:
    """The records that add something to either side, by group, in the order of their keys."""
    rows = plan.rows
    rows = rows.filter(rows.numerator.notnull() | rows.denominator.notnull())
    found: dict[Group, list[Record]] = {}
    for row in ledgers.engine.to_pyarrow(rows).to_pylist():
        sides = (None if row[side] is None else str(row[side]) for side in ("numerator", "denominator"))
        found.setdefault(_group(row, plan.by), []).append(Record(row["ledger"], row["key"], *sides))
    order = lambda one: (one.ledger, one.key, one.numerator or "", one.denominator or "")  # noqa: E731
    return {group: tuple(sorted(some, key=order)) for group, some in found.items()}


def _changed(
    pack: Pack, measure: Measure, shape: Change, ledgers: Ledgers, period: Period, records: bool
) -> list[Value]:
    """Both periods side by side; a group that one of them lacks has no value there."""
    inner = pack.measure(shape.of)
    now = {one.group: one for one in _measured(pack, inner, ledgers, period, records)}
    before = {one.group: one for one in _measured(pack, inner, ledgers, a_year_before(period), records)}
    found = []
    for group in sorted(now.keys() | before.keys()):
        new, old = now.get(group), before.get(group)
        known = new or old
        assert known is not None
        values = (new.value if new else reasons.no_record(), old.value if old else reasons.no_record())
        exact = change(*values, shape.against == "percent", UNROUNDED)
        both = tuple(record for one in (new, old) if one for record in one.records or ())
        found.append(
            replace(
                known,
                measure=measure.name,
                title=Message(measure.title, measure.title_en),
                period=period,
                unit=measure.unit,
                value=change(*values, shape.against == "percent", measure.places),
                numerator=None if isinstance(values[0], Unknown) else values[0],
                denominator=None if isinstance(values[1], Unknown) else values[1],
                interval=None,
                records=both if records else None,
                unrounded=None if isinstance(exact, Unknown) else exact,
            )
        )
    return found
