"""Exact arithmetic in any engine: whole numbers of up to 38 digits, and division by guess and proof.

DuckDB divides decimals into doubles and Spark does not; they round differently. So a quotient is guessed in doubles,
and where the guess could be wrong it is set right by exact multiplication.
"""

from decimal import Decimal
from typing import Any

import ibis

from steelyard.quantity import places

Column = Any  # ibis gives its expressions no types that mypy could follow
WHOLE = "decimal(38, 0)"
EXACT = "decimal(38, 10)"  # of numbers that are only compared, added and multiplied once
CLOSE = 1e-6  # a hundred times the error of five operations on doubles below 10⁷
FRACTION = 6  # decimals of every number that rules compute with; weights have 4 of them
SCALE = 10**FRACTION
# A number of 12 digits and 6 decimals is a whole number below 10¹⁸; nine times that fits into 64 bits.
FITS = 8


def whole(column: Column, scale: int = SCALE) -> Column:
    """``column × scale`` as a whole number; a column of integers is taken for one that is scaled already."""
    if column.type().is_integer():
        return column
    wide = column.cast(f"decimal(38, {FRACTION})") * ibis.literal(scale, "decimal(10, 0)")
    return wide.cast(WHOLE)


def constant(value: int) -> Column:
    """A whole number as a literal: of 64 bits where it fits, which engines compute with an order faster."""
    return ibis.literal(value, "int64") if abs(value) < 2**62 else ibis.literal(Decimal(value), WHOLE)


def times(column: Column, factor: Decimal) -> tuple[Column, int]:
    """(``column × factor × scale``, ``scale``) for a whole number and the smallest ``scale`` that keeps it whole."""
    scale = 10 ** places(factor)
    return product(column, int(factor * scale)), scale


def product(column: Column, factor: int) -> Column:
    """``column × factor`` of whole numbers, in 64 bits where that cannot overflow."""
    if column.type().is_integer() and abs(factor) <= FITS:
        return column if factor == 1 else column * ibis.literal(factor, "int64")
    return column.cast(WHOLE) * ibis.literal(Decimal(factor), WHOLE)


def alike(*columns: Column) -> tuple[Column, ...]:
    """Whole numbers of one type: of 64 bits if all are, of 38 digits otherwise."""
    kind = "int64" if all(one.type().is_integer() for one in columns) else WHOLE
    return tuple(one.cast(kind) for one in columns)


def floor_quotient(upper: Column, lower: Column) -> Column:
    """⌊``upper`` ÷ ``lower``⌋ of whole numbers from 0, ``lower`` above 0; the quotient below 10¹⁴."""
    guess = (upper.cast("float64") / lower.cast("float64")).floor().cast("int64").cast(WHOLE)
    rest = upper - guess * lower
    return guess + (rest >= lower).cast("int8").cast(WHOLE) - (rest < constant(0)).cast("int8").cast(WHOLE)


def half_up(
    table: Column, factor: Column, upper: Column, lower: Column, digits: int, name: str, *, scale: int = 1
) -> Column:
    """``table`` with ``factor × upper ÷ (lower × scale)``, half up to ``digits`` decimals: the one place that rounds.

    All are whole numbers from 0, ``lower`` above 0, the result below 10⁷. In doubles that is off by less than
    ``CLOSE``; only where a half lies as close as that is the quotient proven. The steps are columns of their own,
    whose names begin with ``_``, so that no engine computes one twice.
    """
    steps = table.mutate(_factor=factor, _upper=upper, _lower=lower)
    of, over, under = (steps[one].cast("float64") for one in ("_factor", "_upper", "_lower"))
    steps = steps.mutate(_guess=of * over / under * (10**digits / scale) + 0.5)
    steps = steps.mutate(_floor=steps["_guess"].floor())
    rest = steps["_guess"] - steps["_floor"]
    below = product(steps["_lower"].cast(WHOLE), scale)
    doubled = product(steps["_factor"].cast(WHOLE) * steps["_upper"].cast(WHOLE), 2 * 10**digits) + below
    proven = floor_quotient(doubled, product(below, 2)).cast("int64")
    near = (rest < CLOSE) | (rest > 1 - CLOSE)
    steps = steps.mutate(_steps=near.ifelse(proven, steps["_floor"].cast("int64")))
    unit = ibis.literal(Decimal(1).scaleb(-digits), f"decimal({digits + 1}, {digits})")
    rounded = (steps["_steps"].cast(f"decimal(18, {digits})") * unit).cast(f"decimal(18, {digits})")
    return steps.mutate(**{name: rounded}).drop("_factor", "_upper", "_lower", "_guess", "_floor", "_steps")


def number(value: Decimal) -> Column:
    """An exact decimal as a literal of the type ``EXACT``."""
    return ibis.literal(value, EXACT)
