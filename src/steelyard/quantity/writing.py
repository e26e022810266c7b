"""How a computed number is written."""

from decimal import Decimal


def trimmed(value: Decimal) -> str:
    """``value`` without an exponent and without zeros at its end that say nothing.

    >>> trimmed(Decimal("98.00")), trimmed(Decimal("0.50")), trimmed(Decimal("1E+2"))
    ('98', '0.5', '100')
    """
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
