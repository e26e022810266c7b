"""A stated result → records that give exactly it: one recipe for each shape of measure, driven by the pack file."""

import datetime
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from examples.bureau.judging import START, NoRecipeError, Record, also, counts, without
from examples.bureau.records import base, matching, nearly, satisfied

from steelyard.packs.ledgers import Column, Ledger, Measure, Pack
from steelyard.packs.measures import (
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
    Where,
)
from steelyard.quantity import half_up

LATE = START + datetime.timedelta(days=240)


@dataclass(frozen=True)
class Block:
    """``number`` records of a ledger that are alike but for ``sequence``, the columns that differ in each.

    ``done``: the column that says when a record was finished, where it is an on-time one. ``broken``: a column whose
    change takes a record out of the count. ``again``: the key of the record before it is used once more.
    ``amount``: the column that grows instead of ``number``, where a year has no more keys: those of months.
    """

    ledger: str
    record: Record
    number: int
    sequence: frozenset[str] = frozenset()
    done: str = ""
    broken: str = ""
    again: bool = False
    amount: str = ""


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
        case Distinct(of=of, column=column) if _by_month(pack.ledger(of.ledger).column(column)):
            return _months(pack, of, column, whole(stated))
        case Distinct(of=of, column=column):
            return [Block(of.ledger, matching(pack, of), whole(stated), frozenset({column}), broken=first(of.where))]
        case Sum(of=of, column=column, times=times):
            return [Block(of.ledger, matching(pack, of) | {column: stated / times}, 1)]
        case Latest(of=of, column=column):
            return [Block(of.ledger, matching(pack, of) | {column: stated}, 1)]
        case Mean(of=of, column=column):
            return _mean(matching(pack, of), pack.ledger(of.ledger), column, stated, places)
        case Share(of=of, counted=counted):
            upper, lower = share(stated, places)
            yes = matching(pack, also(of, counted))
            no = without(pack.ledger(of.ledger), yes, also(of, counted), of)
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
            record = satisfied(ledger, base(pack, ledger) | {term.due or term.start: START}, of.where)
            record = satisfied(ledger, record, term.where)
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
    dates = {name: START for name in (upper.date, upper.since) if name}
    yes = satisfied(ledger, nearly(pack, lower) | dates, upper.where)
    if not (counts(yes, upper) and counts(yes, lower)):
        return _apart(pack, upper, lower, parts)
    if upper.sum and lower.sum and upper.sum != lower.sum:
        return [Block(upper.ledger, yes | {upper.sum: above, lower.sum: below}, 1)]
    if above > below:
        raise NoRecipeError("a part of the same records is no more than all of them")
    no = without(ledger, yes, upper, lower)
    if upper.sum:
        rest = [Block(upper.ledger, no | {lower.sum: below - above}, 1)] if below > above else []
        return [Block(upper.ledger, yes | {upper.sum: above}, 1), *rest]
    return [
        Block(upper.ledger, yes, above, sequence, broken=first(upper.where)),
        Block(upper.ledger, no, below - above, sequence),
    ]


def _apart(pack: Pack, upper: Counted, lower: Counted, parts: tuple[int, int]) -> list[Block]:
    """Two sides of one ledger that no record is on both of: the budget of January and its adjustments."""
    sides = [_side(pack, side, number) for side, number in zip((upper, lower), parts, strict=True)]
    if counts(sides[0].record, lower) or counts(sides[1].record, upper):
        raise NoRecipeError(f"{upper.ledger}: a record of one side counts on the other")
    return sides


def _mean(record: Record, ledger: Ledger, column: str, stated: Decimal, places: int) -> list[Block]:
    """Records of two neighbouring values, as a column of so many decimals has them."""
    kind = ledger.column(column)
    step = Decimal(1).scaleb(-kind.places) if kind.type == "number" else Decimal(1)
    total, many = pair(stated, step, places)
    low, more = divmod(total, many)
    values = ((low + 1) * step, more), (low * step, many - more)
    return [Block(ledger.name, record | {column: value}, number) for value, number in values if number]


def _by_month(column: Column) -> bool:
    """Whether a column holds months (2025-03), of which a year has twelve."""
    return bool(column.constraints.pattern) and bool(re.fullmatch(column.constraints.pattern, f"{START:%Y-%m}"))


def _months(pack: Pack, of: Rows, column: str, many: int) -> list[Block]:
    """One record in each of so many months.

    :raises NoRecipeError: a year has no more than twelve.
    """
    if many > 12:
        raise NoRecipeError(f"{many} months are more than a year has")
    days = [START.replace(month=month) for month in range(1, many + 1)]
    record = matching(pack, of)
    return [Block(of.ledger, record | {of.date: day, column: f"{day:%Y-%m}"}, 1) for day in days]


def grows(pack: Pack, measure: Measure) -> bool:
    """Whether the result of more copies of the same records is larger: numbers and amounts, but not months."""
    shape = measure.shape
    if isinstance(shape, Distinct) and _by_month(pack.ledger(shape.of.ledger).column(shape.column)):
        return False
    return isinstance(shape, Count | Distinct | Sum)


def _side(pack: Pack, side: Counted, number: int) -> Block:
    record = matching(pack, side)
    if side.sum:
        ledger = pack.ledger(side.ledger)
        dated = ledger.column(ledger.primary_key[0]).type == "date"
        return Block(side.ledger, record | {side.sum: number}, 1, amount=side.sum if dated else "")
    return Block(side.ledger, record, number, frozenset({side.distinct} - {""}), broken=first(side.where))


def scaled(block: Block, copies: int) -> Block:
    """The block with each of its records ``copies`` times, or with so much of its amount."""
    if not block.amount:
        return replace(block, number=block.number * copies)
    amount = block.record[block.amount]
    assert isinstance(amount, int | Decimal), "an amount is a number"
    return replace(block, record=block.record | {block.amount: amount * copies})
