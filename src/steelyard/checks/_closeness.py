"""How a printed number stands to the exact one."""

from decimal import Decimal
from typing import Literal

from steelyard.quantity import agrees, half_up, places

Closeness = Literal["same", "rounded", "different"]
Blurred = tuple[Decimal, Decimal]  # a number, and by how much rounding may have moved it


def closeness(printed: Decimal, exact: Decimal, least: int = 2) -> Closeness:
    """``same``: the exact value rounds to what is printed. ``rounded``: only rounding to a whole number explains it.

    A whole number counts as exact to ``least`` decimals, zeros at the end counting for nothing: a sum is exact to two;
    points may have been rounded to one and then lost their zero (8 for 7.95, but not 9 for 8.62).
    """
    if printed == half_up(exact, max(least, places(printed.normalize()))):
        return "same"
    if not agrees(printed, exact):
        return "different"
    return "same" if places(printed) else "rounded"


def is_percentage(printed: Decimal, part: Blurred, whole: Blurred) -> bool:
    """Whether ``part`` of ``whole`` (both above 0) can be ``printed`` percent, given how each was rounded."""
    (amount, amount_blur), (base, base_blur) = part, whole
    low = 100 * (amount - amount_blur) / (base + base_blur)
    high = 100 * (amount + amount_blur) / (base - base_blur)
    return half_up(low, places(printed)) <= printed <= half_up(high, places(printed))


def percentage(part: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """``part`` of ``whole`` in percent, at the decimals of ``like``, two at least."""
    return half_up(100 * part / whole, max(2, places(like)))
