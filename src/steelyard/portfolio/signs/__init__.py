"""Signs that targets, scores or texts were made to fit, one kind a file. Each is a reason to ask, none is a proof."""

from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Message


class Sign(NamedTuple):
    """One sign in one form: its name, how many rows show it, of how many, and what it is."""

    name: Message
    rows: int
    of: int
    what: Message


def said(value: Decimal) -> str:
    """A number without zeros at its end."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
