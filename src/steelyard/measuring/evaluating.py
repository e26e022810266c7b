"""Runs the measures of a pack on an engine: tables → values, each with the records behind it when asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from steelyard.measuring import reasons
from steelyard.measuring.adding import Added, Group, added, days_covered, group_of, nothing
from steelyard.measuring.compiling import Sources, behind, parts
from steelyard.measuring.conditions import Table
from steelyard.measuring.deadlines import calendar_rows
from steelyard.measuring.engines import bring
from steelyard.measuring.periods import a_year_before
from steelyard.measuring.values import Totals, change, interval, number
from steelyard.model import LedgerRead, Message, Period, Record, Unknown, Value
from steelyard.packs.calendars import Calendar, working_days
from steelyard.packs.ledgers import Measure, Pack
from steelyard.packs.measures import AnyMeasure, Change, Count, Distinct, OnTimeShare, Rate, Ratio, Rows, Sum

CoverKey = tuple[str, str, str, Period]  # a ledger, the date that counts or that of a stock, and the period
UNROUNDED = 50  # decimals that stand for all of them: no quotient that differs from a half is so near to it


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers of a pack on an engine: Ibis tables of typed columns, how each was read, and the calendar tables.

    ``engine`` is an Ibis backend; ``tables`` hold only sound rows. ``covered`` remembers which ledgers have records
    of which periods, ``added`` what measures add up to.
    """

    engine: Any
    tables: Mapping[str, Table]
    read: Mapping[str, LedgerRead]
    calendar: tuple[Table, Table]
    covered: dict[CoverKey, bool] = field(default_factory=dict)
    added: Added = field(default_factory=dict)


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
    asked = only or pack.measures
    _add_up(pack, asked, ledgers, period)
    for measure in asked:
        yield from _measured(pack, measure, ledgers, period, records)


def _measured(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period, records: bool) -> list[Value]:
    if isinstance(measure.shape, Change):
        return _changed(pack, measure, measure.shape, ledgers, period, records)
    _add_up(pack, (measure,), ledgers, period)
    read = tuple(ledgers.read[name] for name in used(pack, measure) if name in ledgers.read)
    blank = Value(
        measure.name, Message(measure.title, measure.title_en), period, reasons.no_record(), measure.unit, ledgers=read
    )
    if why := _why_not(pack, measure, ledgers, period):
        return [replace(blank, value=why)]
    records_of = _records(pack, measure, ledgers, period) if records else None
    found = [
        _value(measure, blank, group, totals, None if records_of is None else records_of.get(group, ()))
        for group, totals in sorted(ledgers.added[measure.name, period].items())
    ]
    none = replace(blank, records=None if records_of is None else ())
    found += [
        _without(measure, none, group) for group in _listed(pack, measure, ledgers) - {one.group for one in found}
    ]
    return sorted(found, key=lambda one: one.group) or [none]


def _listed(pack: Pack, measure: Measure, ledgers: Ledgers) -> set[Group]:
    """The groups that there should be, where ``by`` is a foreign key: those of the ledger that it points to."""
    keys = [key for name in used(pack, measure) for key in pack.ledger(name).foreign_keys if key.fields == measure.by]
    found: set[Group] = set()
    for resource, fields in ((key.reference.resource, key.reference.fields) for key in keys):
        if resource in ledgers.tables:
            rows = ledgers.engine.to_pyarrow(ledgers.tables[resource].select(*fields).distinct()).to_pylist()
            named = ({own: row[other] for own, other in zip(measure.by, fields, strict=True)} for row in rows)
            found |= {group_of(row, measure.by) for row in named}
    return found


def _without(measure: Measure, none: Value, group: Group) -> Value:
    """The value of a group that has no record: unknown, unless whatever happened would stand in the ledger."""
    if all(rows.zero for rows in _sides(measure.shape)) and _sides(measure.shape):
        return _value(measure, none, group, Totals.of(nothing(measure, none.period)), none.records)
    return replace(none, group=group, value=reasons.no_record_of_the_group("、".join(text for _, text in group)))


def _add_up(pack: Pack, measures: Sequence[Measure], ledgers: Ledgers, period: Period) -> None:
    """Adds up all measures that have a value, and what they are compared with, in one pass over each ledger."""
    asked = [one for measure in measures for one in _stood_by(pack, measure, period)]
    _cover(asked, ledgers)
    open_ = {(one.name, span): (one, span) for one, span in asked if (one.name, span) not in ledgers.added}
    wanted = [(one, span) for one, span in open_.values() if not _why_not(pack, one, ledgers, span)]
    ledgers.added.update(added(ledgers.engine, wanted, _sources(pack, ledgers)))


def _stood_by(pack: Pack, measure: Measure, period: Period) -> tuple[tuple[Measure, Period], ...]:
    """The measure itself in its period; for a change, the measure that changes, in both."""
    if isinstance(measure.shape, Change):
        inner = pack.measure(measure.shape.of)
        return (inner, period), (inner, a_year_before(period))
    return ((measure, period),)


def _sources(pack: Pack, ledgers: Ledgers) -> Sources:
    return Sources(ledgers.tables, {one.name: one for one in pack.ledgers}, ledgers.calendar)


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
        if read.unread is not None:
            return reasons.unread(read)
        if read.bad_rows and not read.accepted:
            return reasons.bad_rows(read)
        if not read.records:
            return reasons.empty_ledger(read)
    for rows in _sides(measure.shape):
        if _needs_cover(rows) and not ledgers.covered[_cover_key(rows, period)]:
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


def _cover(asked: Sequence[tuple[Measure, Period]], ledgers: Ledgers) -> None:
    """Finds out which ledgers have records of which periods, in one pass over each."""
    open_: dict[str, dict[CoverKey, tuple[Rows, Period]]] = {}
    for measure, period in asked:
        for rows in _sides(measure.shape):
            key = _cover_key(rows, period)
            if _needs_cover(rows) and rows.ledger in ledgers.tables and key not in ledgers.covered:
                open_.setdefault(rows.ledger, {})[key] = rows, period
    for name, days in open_.items():
        found = days_covered(ledgers.engine, ledgers.tables[name], list(days.values()))
        ledgers.covered.update(zip(days, found, strict=True))


def _needs_cover(rows: Rows) -> bool:
    return bool(rows.date or rows.since) and not rows.zero


def _cover_key(rows: Rows, period: Period) -> CoverKey:
    return rows.ledger, rows.date, rows.since, period


def _outside(known: Calendar, period: Period) -> Unknown | None:
    inside = known.first <= period.first and period.last.replace(day=1) <= known.last
    return None if inside else reasons.beyond_calendar(known.first, known.last)


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


def _records(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period) -> dict[Group, tuple[Record, ...]]:
    """The records that add something to either side, by group, in the order of their keys."""
    rows = behind(parts(measure, period), _sources(pack, ledgers))
    found: dict[Group, list[Record]] = {}
    for row in ledgers.engine.to_pyarrow(rows).to_pylist():
        record = Record(row["ledger"], row["key"], row["numerator"], row["denominator"])
        found.setdefault(group_of(row, measure.by), []).append(record)
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
