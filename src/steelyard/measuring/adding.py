"""Adds up the measures of a pack, all those of a ledger in one pass over it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from steelyard.measuring.compiling import Part, Sources, parts, totals
from steelyard.measuring.conditions import Table, dated
from steelyard.measuring.values import Totals
from steelyard.model import Period
from steelyard.packs.ledgers import Measure
from steelyard.packs.measures import Rows

Group = tuple[tuple[str, str], ...]
Asked = tuple[Measure, Period]
Added = dict[tuple[str, Period], dict[Group, Totals]]


def group_of(row: Mapping[str, object], by: tuple[str, ...]) -> Group:
    """The group that a row of an engine speaks of; what is empty is a group too."""
    return tuple((name, "" if row[name] is None else str(row[name])) for name in by)


def added(engine: Any, asked: Iterable[Asked], sources: Sources) -> Added:
    """The totals of each measure in its period, by name and period, and in that by group."""
    passes: dict[tuple[object, ...], list[Part]] = {}
    sums: dict[tuple[str, Period], dict[Group, dict[str, object]]] = {}
    for measure, period in asked:
        sums[measure.name, period] = {}
        for part in parts(measure, period):
            own = (measure.name, period) if part.alone else ()
            passes.setdefault((part.of.ledger, measure.by, *own), []).append(part)
    for some in passes.values():
        _one_pass(engine, some, sources, sums)
    return {one: {group: Totals.of(row) for group, row in rows.items()} for one, rows in sums.items()}


def days_covered(engine: Any, table: Table, asked: Sequence[tuple[Rows, Period]]) -> list[bool]:
    """Whether a ledger has any record that is dated in the period, in the order of ``asked``, which is not empty."""
    any_of = {f"any_{nth}": dated(table, rows, period).any() for nth, (rows, period) in enumerate(asked)}
    [row] = engine.to_pyarrow(table.aggregate(**any_of)).to_pylist()
    return [bool(row[name]) for name in any_of]


def nothing(measure: Measure, period: Period) -> dict[str, object]:
    """What a measure adds up to over no record: counts are 0, sums are empty."""
    asked = parts(measure, period)
    sides: dict[str, object] = {
        side: 0 if part.how(side) in {"count", "distinct"} else None for part in asked for side in part.sides
    }
    return {**sides, "lost": 0}


def _one_pass(
    engine: Any, some: list[Part], sources: Sources, sums: dict[tuple[str, Period], dict[Group, dict[str, object]]]
) -> None:
    by = some[0].measure.by
    for row in engine.to_pyarrow(totals(some, by, sources)).to_pylist():
        for nth, part in enumerate(some):
            if by and not row[f"records_{nth}"]:
                continue  # a group of the ledger, but not of this measure
            found = sums[part.measure.name, part.period].setdefault(
                group_of(row, by), nothing(part.measure, part.period)
            )
            found |= {side: row[f"{side}_{nth}"] for side in part.sides if f"{side}_{nth}" in row}
            found["lost"] = row.get(f"lost_{nth}", 0)
