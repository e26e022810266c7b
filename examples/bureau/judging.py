"""Whether a record is one that a ``where`` means, told in plain Python, and how one is made that is not.

The recipes look their records up here before they are written, so that a recipe that does not fit is refused and never
writes ledgers that give another result than the one stated.
"""

import datetime
import operator
from collections.abc import Iterator, Mapping
from decimal import Decimal

from steelyard.packs.ledgers import Column, Ledger
from steelyard.packs.measures import Condition, Rows, Test, Where, alternatives, columns

Cell = str | int | bool | Decimal | datetime.date
Record = dict[str, Cell | None]
OTHER = "其他事项"
DAY = datetime.timedelta(days=1)
# Records begin on this day and are spread over its month; every deadline of a pack then ends in the same year.
START = datetime.date(2025, 3, 1)
YEAR = (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


class NoRecipeError(Exception):
    """A result that no records give, or a shape that stands on another measure."""


def counts(record: Record, rows: Rows) -> bool:
    """Whether ``rows`` means the record, in the year of the bureau."""
    dated = not rows.date or _between(record.get(rows.date), *YEAR)
    begun = not rows.since or _between(record.get(rows.since), datetime.date.min, YEAR[1])
    ended = bool(rows.ended) and _between(record.get(rows.ended), datetime.date.min, YEAR[1])
    return dated and begun and not ended and holds(record, rows.where)


def holds(record: Record, where: Mapping[str, Condition]) -> bool:
    """Whether everything in ``where`` holds; what is empty meets only ``present = false``."""
    some = alternatives(where)
    either = not some or any(holds(record, one) for one in some)
    return either and all(_holds(record, name, asked) for name, asked in columns(where).items())


def sound(ledger: Ledger, record: Record) -> bool:
    """Whether the schema takes the cells that the record has; keys are given to it later."""
    return all(_sound(record, column) for column in ledger.fields if record.get(column.name) is not None)


def without(ledger: Ledger, record: Record, counted: Rows, kept: Rows) -> Record:
    """``record`` changed in one column so that ``counted`` does not mean it while ``kept`` still does.

    :raises NoRecipeError: no such change was found: whatever is in ``kept`` is in ``counted``.
    """
    named = [*columns(counted.where), *(name for one in alternatives(counted.where) for name in one)]
    for name in [*named, *filter(None, (counted.date, counted.ended))]:
        for value in _others(ledger.column(name), record):
            changed = record | {name: value}
            if sound(ledger, changed) and counts(changed, kept) and not counts(changed, counted):
                return changed
    raise NoRecipeError(f"{ledger.name}: nothing tells the records that count from those that do not")


def another(column: Column, taken: tuple[object, ...]) -> Cell:
    """A value of a column that is none of ``taken``."""
    match column.type:
        case "date":
            return START
        case "boolean":
            return True not in taken
        case "integer" | "number":
            return next(Decimal(number) for number in range(1, len(taken) + 2) if number not in taken)
    return next((one for one in column.constraints.enum if one not in taken), OTHER)


def also(rows: Rows, where: Where) -> Rows:
    """``rows`` of which ``where`` holds too; of a column that both name, ``where`` is the narrower one."""
    return Rows(ledger=rows.ledger, date=rows.date, since=rows.since, ended=rows.ended, where={**rows.where, **where})


def _others(column: Column, record: Record) -> Iterator[Cell | None]:
    """What may stand in a column instead of what does."""
    value = record.get(column.name)
    if not column.constraints.required:
        yield None
    if isinstance(value, datetime.date):
        yield from (value + DAY, value - DAY, value - 365 * DAY)
    elif isinstance(value, bool) or column.type == "boolean":
        yield from (True, False)
    elif column.type in ("integer", "number"):
        yield from (value + step for step in (1, -1) if isinstance(value, int | Decimal))
    elif column.type == "date":
        yield START
    else:
        yield from column.constraints.enum or (OTHER, f"{OTHER}之二")


def _holds(record: Record, name: str, asked: Condition) -> bool:
    value = record.get(name)
    if isinstance(asked, Test):
        return all(_tests(record, value, asked))
    if isinstance(asked, tuple):
        return value is not None and value in asked
    return value is not None and value == asked


def _tests(record: Record, value: Cell | None, test: Test) -> Iterator[bool]:
    bounds = (
        (operator.ge, test.at_least),
        (operator.le, test.at_most),
        (operator.gt, test.above),
        (operator.lt, test.below),
    )
    yield from (value is not None and compare(value, bound) for compare, bound in bounds if bound is not None)
    if test.present is not None:
        yield (value is not None) == test.present
    if test.none_of:
        yield value is not None and value not in test.none_of
    for compare, name in ((operator.le, test.on_or_before), (operator.gt, test.after)):
        if name:
            other = record.get(name)
            yield value is not None and other is not None and compare(value, other)


def _sound(record: Record, column: Column) -> bool:
    value, rule = record[column.name], column.constraints
    within = (not rule.enum or value in rule.enum) and all(
        bound is None or compare(value, bound)
        for compare, bound in ((operator.ge, rule.minimum), (operator.le, rule.maximum))
    )
    pairs = ((operator.ge, record.get(rule.not_below)), (operator.le, record.get(rule.not_above)))
    return within and all(other is None or compare(value, other) for compare, other in pairs)


def _between(value: Cell | None, first: datetime.date, last: datetime.date) -> bool:
    return isinstance(value, datetime.date) and first <= value <= last
