"""How a number is stored so that a workbook prints it as the paper does."""

import re
from decimal import Decimal

from steelyard.papers.paper import Cell

_PRINTED = re.compile(
    r"(?P<before>[^\d-]*)(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<percent>%?)(?P<after>\D*)", re.ASCII
)


def stored(cell: Cell, text: str) -> tuple[float, str] | None:
    """The number and the number format of a cell that prints ``text``; ``None`` where a workbook cannot hold it.

    A workbook keeps 15 digits; a number that needs more, or whose print no format gives, stays text.
    """
    number = cell.number
    if number is None or not number.is_finite() or Decimal(repr(float(number))) != number:
        return None
    if cell.format:
        return float(number), cell.format
    found = _PRINTED.fullmatch(text)
    if found is None:
        return None
    digits = found["number"].replace(",", "")
    value = Decimal(digits) / 100 if found["percent"] else Decimal(digits)
    if value != number:
        return None
    whole, _, decimals = digits.lstrip("-").partition(".")
    if whole != str(int(whole)):  # 007 is a name
        return None
    code = "#,##0" if "," in found["number"] else "0"
    code += "." + "0" * len(decimals) if decimals else ""
    return float(number), _quoted(found["before"]) + code + found["percent"] + _quoted(found["after"])


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if words else ""
