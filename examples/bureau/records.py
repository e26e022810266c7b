"""A record as a schema requires it, filled in so that a ``where`` holds."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal

from examples.bureau.judging import DAY, OTHER, START, Cell, NoRecipeError, Record, another, counts, sound

from steelyard.packs.ledgers import Column, Ledger, Pack
from steelyard.packs.measures import Condition, Rows, Test, alternatives, columns


def matching(pack: Pack, rows: Rows) -> Record:
    """A record that ``rows`` means, with its date in the period.

    :raises NoRecipeError: none was found that the schema takes.
    """
    record = nearly(pack, rows)
    if not counts(record, rows) or not sound(pack.ledger(rows.ledger), record):
        raise NoRecipeError(f"{rows.ledger}: no record was found that fits")
    return record


def nearly(pack: Pack, rows: Rows) -> Record:
    """A record that ``rows`` should mean; whether it does is not looked up."""
    ledger = pack.ledger(rows.ledger)
    dates = {name: START for name in (rows.date, rows.since) if name}
    return satisfied(ledger, base(pack, ledger) | dates, rows.where)


def base(pack: Pack, ledger: Ledger) -> Record:
    """A record with what the schema requires and nothing else."""
    return {one.name: sample(pack, ledger, one) for one in ledger.fields if one.constraints.required}


def sample(pack: Pack, ledger: Ledger, column: Column) -> Cell:
    """A value that the constraints of a column allow; one with a pattern is taken from the worked examples."""
    limits = column.constraints
    match column.type:
        case "date":
            return START
        case "boolean":
            return False
        case "integer" | "number":
            return max(limits.minimum or Decimal(0), Decimal(1))
    if limits.enum:
        return limits.enum[0]
    if not limits.pattern:
        return OTHER
    shown = [
        str(row[column.name]) for one in pack.examples for row in one.rows.get(ledger.name, ()) if column.name in row
    ]
    fitting = [value for value in (f"{START:%Y-%m}", *shown) if re.fullmatch(limits.pattern, value)]
    return fitting[0]


def satisfied(ledger: Ledger, record: Record, where: Mapping[str, Condition]) -> Record:
    """``record`` changed so that ``where`` holds, by the first of its alternatives."""
    for name, asked in columns(where).items():
        record = record | _fitting(ledger.column(name), record, asked)
    return satisfied(ledger, record, alternatives(where)[0]) if alternatives(where) else record


def _fitting(column: Column, record: Record, asked: Condition) -> Record:
    if not isinstance(asked, Test):
        value = asked[0] if isinstance(asked, tuple) else asked
        assert not isinstance(value, dict), "alternatives stand under a key of their own"
        return {column.name: value}
    for other, step in ((asked.after, DAY), (asked.on_or_before, 0 * DAY)):
        if other:
            known = record.get(other)
            edge = known if isinstance(known, datetime.date) else START
            return {other: edge, column.name: edge + step}
    if asked.present is False:
        return {column.name: None}
    bounds = ((asked.at_least, 0), (asked.above, 1), (asked.at_most, 0), (asked.below, -1))
    for bound, step in bounds:
        if bound is not None:
            return {column.name: bound + step}
    if record.get(column.name) is not None and record[column.name] not in asked.none_of:
        return {}
    return {column.name: another(column, asked.none_of)}
