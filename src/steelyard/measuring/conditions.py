"""``where`` of a pack as a condition over a table. What is empty meets only ``present = false``."""

import operator
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ibis

from steelyard.model import Period
from steelyard.packs.measures import Condition, Rows, Test, alternatives, columns
from steelyard.quantity import places

Table = Any  # ibis gives its expressions no types that mypy could follow


def chosen(table: Table, rows: Rows, period: Period) -> Table:
    """Whether a record of ``table`` is one that ``rows`` means."""
    found = holds(table, rows.where)
    if rows.date or rows.since:
        found &= dated(table, rows, period)
    if rows.ended:
        ended = table[rows.ended]
        found &= ended.isnull() | (ended > ibis.date(period.last.isoformat()))
    return found


def dated(table: Table, rows: Rows, period: Period) -> Table:
    """Whether the date by which ``rows`` count lies in the period, and that of a stock lies no later."""
    inside = [within(table[rows.date], period)] if rows.date else []
    begun = [table[rows.since] <= ibis.date(period.last.isoformat())] if rows.since else []
    return ibis.and_(*inside, *begun)


def within(dates: Table, period: Period) -> Table:
    """Whether a date lies in the period, first and last day included."""
    return dates.between(ibis.date(period.first.isoformat()), ibis.date(period.last.isoformat()))


def holds(table: Table, where: Mapping[str, Condition]) -> Table:
    """Whether everything in ``where`` holds, and one of its alternatives, if it has any."""
    found = [_holds(table, name, asked) for name, asked in columns(where).items()]
    if some := alternatives(where):
        found.append(ibis.or_(*(holds(table, one) for one in some)))
    return ibis.and_(ibis.literal(True), *found)


def number(value: Decimal) -> Table:
    """An exact number as a literal: whole ones as integers, so that no engine turns them into floats."""
    if value == value.to_integral_value():
        return ibis.literal(int(value))
    return ibis.literal(value, type=f"decimal(28, {places(value)})")


def _holds(table: Table, name: str, asked: Condition) -> Table:
    column = table[name]
    if isinstance(asked, Test):
        return ibis.and_(*_tests(table, column, asked))
    return column.isin(list(asked)) if isinstance(asked, tuple) else column == ibis.literal(asked)


def _tests(table: Table, column: Table, test: Test) -> list[Table]:
    bounds = (
        (test.at_least, operator.ge),
        (test.at_most, operator.le),
        (test.above, operator.gt),
        (test.below, operator.lt),
    )
    found = [compare(column, number(bound)) for bound, compare in bounds if bound is not None]
    if test.present is not None:
        found.append(column.notnull() if test.present else column.isnull())
    if test.none_of:
        found.append(column.notin(list(test.none_of)))
    if test.on_or_before:
        found.append(column <= table[test.on_or_before])
    if test.after:
        found.append(column > table[test.after])
    return found
