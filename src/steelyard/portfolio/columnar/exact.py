"""Exact arithmetic in any engine: decimals as whole numbers of 38 digits, and division by guess and proof.

DuckDB divides decimals into doubles and Spark does not; they round differently. So a quotient is guessed in doubles,
which is off by one at most where it has fewer than 15 digits, and then set right by exact multiplication.
"""

from decimal import Decimal
from typing import Any

import ibis

from steelyard.quantity import places

Column = Any  # ibis gives its expressions no types that mypy could follow
WHOLE = "decimal(38, 0)"
EXACT = "decimal(38, 10)"  # of numbers that are only compared, added and multiplied once
FRACTION = 6  # decimals of every number that rules compute with; weights have 4 of them
SCALE = 10**FRACTION


def whole(column: Column, scale: int = SCALE) -> Column:
    """``column × scale`` as a whole number; ``scale`` is 10 to the power of at least its decimals."""
    wide = column.cast(f"decimal(38, {FRACTION})") * ibis.literal(scale, "decimal(10, 0)")
    return wide.cast(WHOLE)


def constant(value: int) -> Column:
    """A whole number as a literal."""
    return ibis.literal(Decimal(value), WHOLE)


def times(column: Column, factor: Decimal) -> tuple[Column, int]:
    """(``column × factor × scale``, ``scale``) for a whole number and the smallest ``scale`` that keeps it whole."""
    scale = 10 ** places(factor)
    return column * constant(int(factor * scale)), scale


def floor_quotient(upper: Column, lower: Column) -> Column:
    """⌊``upper`` ÷ ``lower``⌋ of whole numbers from 0, ``lower`` above 0; the quotient below 10¹⁴."""
    guess = (upper.cast("float64") / lower.cast("float64")).floor().cast("int64").cast(WHOLE)
    rest = upper - guess * lower
    return guess + (rest >= lower).cast("int8").cast(WHOLE) - (rest < constant(0)).cast("int8").cast(WHOLE)


def half_up(table: Column, upper: Column, lower: Column, digits: int, name: str) -> Column:
    """``table`` with ``upper`` ÷ ``lower``, from 0, rounded half up to ``digits`` decimals: the one place that rounds.

    The steps are columns of their own (``_upper``, ``_lower``, ``_steps``), so that no engine computes one twice.
    """
    doubled = table.mutate(_upper=upper * constant(2 * 10**digits) + lower, _lower=lower * constant(2))
    steps = doubled.mutate(_steps=floor_quotient(doubled["_upper"], doubled["_lower"])).drop("_upper", "_lower")
    unit = ibis.literal(Decimal(1).scaleb(-digits), f"decimal({digits + 1}, {digits})")
    rounded = (steps["_steps"].cast(f"decimal(38, {digits})") * unit).cast(f"decimal(18, {digits})")
    return steps.mutate(**{name: rounded}).drop("_steps")


def number(value: Decimal) -> Column:
    """An exact decimal as a literal of the type ``EXACT``."""
    return ibis.literal(value, EXACT)
