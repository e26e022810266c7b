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


def whole(column: Column, scale: int = SCALE) -> Column:
    """``column × scale`` as a whole number; a column of integers is taken for one that is scaled already."""
    if column.type().is_integer():
        return column
    wide = column.cast(f"decimal(38, {FRACTION})") * ibis.literal(scale, "decimal(10, 0)")
    return wide.cast(WHOLE)


def constant(value: int) -> Column:
    """A whole number as a literal."""
    return ibis.literal(Decimal(value), WHOLE)


def times(column: Column, factor: Decimal) -> tuple[Column, int]:
    """(``column × factor × scale``, ``scale``) for a whole number and the smallest ``scale`` that keeps it whole."""
    scale = 10 ** places(factor)
    return column.cast(WHOLE) * constant(int(factor * scale)), scale


def floor_quotient(upper: Column, lower: Column) -> Column:
    """⌊``upper`` ÷ ``lower``⌋ of whole numbers from 0, ``lower`` above 0; the quotient below 10¹⁴."""
    guess = (upper.cast("float64") / lower.cast("float64")).floor().cast("int64").cast(WHOLE)
    rest = upper - guess * lower
    return guess + (rest >= lower).cast("int8").cast(WHOLE) - (rest < constant(0)).cast("int8").cast(WHOLE)


def half_up(table: Column, factor: Column, upper: Column, lower: Column, digits: int, name: str) -> Column:
    """``table`` with ``factor × upper ÷ lower``, rounded half up to ``digits`` decimals: the one place that rounds.

    All are whole numbers from 0, ``lower`` above 0, the result below 10⁷. In doubles that is off by less than
    ``CLOSE``; only where a half lies as close as that is the quotient proven. The steps are columns of their own,
    whose names begin with ``_``, so that no engine computes one twice.
    """
    steps = table.mutate(_factor=factor, _upper=upper, _lower=lower)
    doubles = (steps[one].cast("float64") for one in ("_factor", "_upper", "_lower"))
    of, over, under = doubles
    steps = steps.mutate(_guess=of * over / under * float(10**digits) + 0.5)
    rest = steps["_guess"] - steps["_guess"].floor()
    doubled = steps["_factor"].cast(WHOLE) * steps["_upper"] * constant(2 * 10**digits) + steps["_lower"]
    proven = floor_quotient(doubled, steps["_lower"] * constant(2)).cast("int64")
    near = (rest < CLOSE) | (rest > 1 - CLOSE)
    steps = steps.mutate(_steps=near.ifelse(proven, steps["_guess"].floor().cast("int64")))
    unit = ibis.literal(Decimal(1).scaleb(-digits), f"decimal({digits + 1}, {digits})")
    rounded = (steps["_steps"].cast(f"decimal(18, {digits})") * unit).cast(f"decimal(18, {digits})")
    return steps.mutate(**{name: rounded}).drop("_factor", "_upper", "_lower", "_guess", "_steps")


def number(value: Decimal) -> Column:
    """An exact decimal as a literal of the type ``EXACT``."""
    return ibis.literal(value, EXACT)
