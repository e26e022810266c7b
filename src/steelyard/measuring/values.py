"""Totals → values: the one place where results of records are divided and rounded, whatever engine added them up."""

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import NamedTuple

from steelyard.measuring import reasons
from steelyard.model import Unknown
from steelyard.packs.measures import (
    AnyMeasure,
    Count,
    Distinct,
    Latest,
    Mean,
    Rate,
    Ratio,
    Sum,
    TopShare,
)
from steelyard.quantity import half_up
from steelyard.surveying import wilson

# A quotient of two totals that is no exact half differs from one long before the hundredth digit.
LONG = Context(prec=100)
HUNDRED, ZERO = Decimal(100), Decimal(0)


class Totals(NamedTuple):
    """What an engine added up for one group; ``lost``: records whose due date is unknown."""

    numerator: Decimal | None
    denominator: Decimal | None
    lost: int = 0

    @classmethod
    def of(cls, row: Mapping[str, object]) -> "Totals":
        """From a row of ``compiling.totals``."""
        return cls(_exact(row["numerator"]), _exact(row["denominator"]), int(str(row["lost"] or 0)))


def number(shape: AnyMeasure, totals: Totals, places: int) -> Decimal | Unknown:
    """The result, rounded half up to ``places``, or why there is none."""
    upper, lower, lost = totals
    if lost:
        return reasons.no_calendar(lost)
    match shape:
        case Count() | Distinct():
            return half_up(upper or ZERO, places)
        case Sum(column=column, times=times):
            if upper is None and lower:
                return reasons.nothing_written(column, int(lower))
            return half_up((upper or ZERO) * times, places)
        case Latest(column=column):
            if upper is None:
                return reasons.no_record()
            return half_up(upper, places) if upper == lower else reasons.two_values(column, upper, lower)
        case Mean():
            return quotient(upper, lower, Decimal(1), places)
        case Ratio(times=times):
            return quotient(upper, lower, times, places)
        case Rate(per=per):
            return quotient(upper, lower, per, places)
        case _:
            return quotient(upper, lower, HUNDRED, places)


def quotient(upper: Decimal | None, lower: Decimal | None, times: Decimal, places: int) -> Decimal | Unknown:
    """``upper`` ÷ ``lower`` × ``times``; over nothing, unknown."""
    if not lower:
        return reasons.no_record()
    if upper is None:
        return reasons.no_numerator()
    return half_up(LONG.divide(LONG.multiply(upper, times), lower), places)


def change(now: Decimal | Unknown, before: Decimal | Unknown, percent: bool, places: int) -> Decimal | Unknown:
    """How much ``now`` lies above ``before``, in percent of it or as a difference."""
    if isinstance(now, Unknown):
        return now
    if isinstance(before, Unknown):
        return reasons.last_year_unknown(before)
    if not percent:
        return half_up(now - before, places)
    return quotient(now - before, before, HUNDRED, places) if before else reasons.last_year_zero()


def interval(shape: AnyMeasure, totals: Totals, places: int) -> tuple[Decimal, Decimal] | None:
    """The interval of a share of answers at 95 % confidence, in percent; ``None`` for other shapes."""
    if not isinstance(shape, TopShare) or not totals.denominator or totals.numerator is None:
        return None
    sample = wilson(LONG.divide(totals.numerator, totals.denominator), int(totals.denominator))
    return half_up(sample.low * HUNDRED, places), half_up(sample.high * HUNDRED, places)


def _exact(total: object) -> Decimal | None:
    if total is None:
        return None
    assert isinstance(total, int | Decimal), f"an engine gave {type(total).__name__} instead of an exact number"
    return Decimal(total)
