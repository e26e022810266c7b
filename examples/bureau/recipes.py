"""A stated result → records that give exactly it: one recipe for each shape of measure, driven by the pack file."""

import datetime
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from steelyard.packs.ledgers import Column, Ledger, Measure, Pack
from steelyard.packs.measures import (
    Condition,
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
    Test,
    TopShare,
    Where,
)
from steelyard.quantity import half_up

Cell = str | int | bool | Decimal | datetime.date
Record = dict[str, Cell | None]
# Records begin on this day and are spread over its month; every deadline of a pack then ends in the same year.
START = datetime.date(2025, 3, 1)
LATE = START + datetime.timedelta(days=240)
OTHER = "其他事项"


@dataclass(frozen=True)
class Block:
    """``number`` records of a ledger that are alike but for ``sequence``, the columns that differ in each.

    ``done``: the column that says when a record was finished, where it is an on-time one. ``broken``: a column whose
    change takes a record out of the count. ``again``: the key of the record before it is used once more.
    """

    ledger: str
    record: Record
    number: int
    sequence: frozenset[str] = frozenset()
    done: str = ""
    broken: str = ""
    again: bool = False


class NoRecipeError(Exception):
    """A result that no records give, or a shape that stands on another measure."""


def pair(stated: Decimal, times: Decimal, places: int) -> tuple[int, int]:
    """The smallest numerator and denominator whose quotient, rounded half up, is ``stated``."""
    for lower in count(1):
        upper = int(half_up(stated * lower / times, 0))
        if half_up(Decimal(upper) * times / lower, places) == stated:
            return upper, lower
    raise AssertionError("a denominator of 10 ** places always fits")


def blocks(pack: Pack, measure: Measure, stated: Decimal) -> list[Block]:
    """The records that give ``stated``.

    :raises NoRecipeError: see there.
    """
    shape, places = measure.shape, measure.places
    match shape:
        case Count(of=of):
            return [Block(of.ledger, matching(pack, of), whole(stated), broken=first(of.where))]
        case Distinct(of=of, column=column):
            return [Block(of.ledger, matching(pack, of), whole(stated), frozenset({column}), broken=first(of.where))]
        case Sum(of=of, column=column, times=times):
            return [Block(of.ledger, matching(pack, of) | {column: stated / times}, 1)]
        case Latest(of=of, column=column) | Mean(of=of, column=column):
            return [Block(of.ledger, matching(pack, of) | {column: stated}, 1)]
        case Share(of=of, counted=counted):
            upper, lower = share(stated, places)
            yes = matching(pack, of, counted)
            no = without(pack.ledger(of.ledger), matching(pack, of) | yes, counted, of.where)
            return [Block(of.ledger, yes, upper, broken=first(counted)), Block(of.ledger, no, lower - upper)]
        case TopShare(of=of, column=column, top=top):
            upper, lower = share(stated, places)
            record = matching(pack, of)
            return [
                Block(of.ledger, record | {column: top}, upper),
                Block(of.ledger, record | {column: top - 1}, lower - upper),
            ]
        case Milestones(of=of, planned=planned, reached=reached):
            record = matching(pack, of) | {planned: START}
            return _done(of.ledger, record, reached, share(stated, places))
        case OnTimeShare(of=of, terms=terms):
            term = terms[0]
            ledger = pack.ledger(of.ledger)
            record = satisfied(ledger, base(pack, ledger) | {term.due or term.start: START}, of.where | term.where)
            return _done(of.ledger, record, term.done, share(stated, places))
        case Ratio(times=factor) | Rate(per=factor):
            return _quotient(pack, shape.numerator, shape.denominator, pair(stated, factor, places))
        case _:
            raise NoRecipeError(f"{measure.name}: a change follows from two periods of “{shape.of}”")


def share(stated: Decimal, places: int) -> tuple[int, int]:
    """Numerator and denominator of a percentage of records.

    :raises NoRecipeError: no part of a whole is more than 100 %.
    """
    if not 0 <= stated <= 100:
        raise NoRecipeError(f"{stated} % is no share of records")
    return pair(stated, Decimal(100), places)


def whole(stated: Decimal) -> int:
    """A number of records.

    :raises NoRecipeError: ``stated`` is none.
    """
    if stated < 1 or stated != stated.to_integral_value():
        raise NoRecipeError(f"{stated} is no number of records; state 1 or more")
    return int(stated)


def first(where: Where) -> str:
    """The column whose change takes a record out of ``where``."""
    return next(iter(where), "")


def _done(ledger: str, record: Record, done: str, parts: tuple[int, int]) -> list[Block]:
    upper, lower = parts
    day = record.get(done) if isinstance(record.get(done), datetime.date) else START
    late = record | {done: LATE if record.get(done) else None}
    return [Block(ledger, record | {done: day}, upper, done=done), Block(ledger, late, lower - upper)]


def _quotient(pack: Pack, upper: Counted, lower: Counted, parts: tuple[int, int]) -> list[Block]:
    above, below = parts
    if upper.ledger != lower.ledger:
        return [_side(pack, upper, above), _side(pack, lower, below)]
    ledger = pack.ledger(upper.ledger)
    sequence = frozenset({upper.distinct, lower.distinct} - {""})
    yes = matching(pack, lower, upper.where) | ({upper.date: START} if upper.date else {})
    if upper.sum and lower.sum and upper.sum != lower.sum:
        return [Block(upper.ledger, yes | {upper.sum: above, lower.sum: below}, 1)]
    if above > below:
        raise NoRecipeError("a part of the same records is no more than all of them")
    no = without(ledger, yes, upper.where, lower.where)
    if upper.sum:
        rest = [Block(upper.ledger, no | {lower.sum: below - above}, 1)] if below > above else []
        return [Block(upper.ledger, yes | {upper.sum: above}, 1), *rest]
    return [
        Block(upper.ledger, yes, above, sequence, broken=first(upper.where)),
        Block(upper.ledger, no, below - above, sequence),
    ]


def _side(pack: Pack, side: Counted, number: int) -> Block:
    record = matching(pack, side)
    if side.sum:
        return Block(side.ledger, record | {side.sum: number}, 1)
    return Block(side.ledger, record, number, frozenset({side.distinct} - {""}), broken=first(side.where))


def matching(pack: Pack, rows: Rows, also: Where | None = None) -> Record:
    """A record of the period that ``rows`` and ``also`` mean."""
    ledger = pack.ledger(rows.ledger)
    record = base(pack, ledger) | ({rows.date: START} if rows.date else {})
    return satisfied(ledger, record, rows.where | (also or {}))


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


def satisfied(ledger: Ledger, record: Record, where: Where) -> Record:
    """``record`` changed so that ``where`` holds."""
    for name, asked in where.items():
        record = record | _fitting(ledger.column(name), record, asked)
    return record


def _fitting(column: Column, record: Record, asked: Condition) -> Record:
    if not isinstance(asked, Test):
        return {column.name: asked[0] if isinstance(asked, tuple) else asked}
    day = datetime.timedelta(days=1)
    for other, step in ((asked.after, day), (asked.on_or_before, 0 * day)):
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


def another(column: Column, taken: tuple[object, ...]) -> Cell:
    """A value of a column that is none of ``taken``."""
    match column.type:
        case "date":
            return START
        case "boolean":
            return True not in taken
        case "integer" | "number":
            return next(Decimal(number) for number in count(1) if number not in taken)
    return next((one for one in column.constraints.enum if one not in taken), OTHER)


def without(ledger: Ledger, record: Record, counted: Where, kept: Where) -> Record:
    """``record`` changed so that ``counted`` does not hold while ``kept`` still does.

    :raises NoRecipeError: whatever is in ``kept`` is in ``counted``.
    """
    for name, asked in counted.items():
        column = ledger.column(name)
        if name in kept and kept[name] == asked:
            continue
        if isinstance(asked, Test) and asked.present is False:
            return record | {name: another(column, ())}
        if not column.constraints.required and name not in kept:
            return record | {name: None}
        if isinstance(asked, Test) and (asked.on_or_before or asked.after):
            edge = record[asked.on_or_before or asked.after]
            assert isinstance(edge, datetime.date)
            return record | {name: edge + datetime.timedelta(days=1 if asked.on_or_before else 0)}
        if not isinstance(asked, Test):
            return record | {name: another(column, asked if isinstance(asked, tuple) else (asked,))}
    raise NoRecipeError(f"{ledger.name}: nothing tells the records that count from those that do not")


def scaled(block: Block, copies: int) -> Block:
    """The block with each of its records ``copies`` times."""
    return replace(block, number=block.number * copies)
