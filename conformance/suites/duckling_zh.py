"""Duckling: its corpus of Chinese numerals, ordinals, money, lengths, masses and volumes.

A case passes when the phrase is read as one quantity of the expected value; an open side of a range is left away, since
the corpus does not say whether an end belongs to it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from conformance.suite import Answer, Case, Suite

from steelyard.model import Interval
from steelyard.quantity import Found, comparable, scan

PARTS = ("Numeral", "Ordinal", "AmountOfMoney", "Distance", "Quantity", "Volume")
_EXAMPLES = re.compile(r"examples \((?P<value>[^\[]*)\)\s*\[(?P<texts>[^\]]*)\]")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NUMBER = re.compile(r"\(?(-?\d*\.?\d+)\)?")
_BOUNDS = {"under": "≤{}", "above": "≥{}", "between": "{}~{}"}
_SIDES = {"at-least": "≥{}", "more-than": "≥{}", "over": "≥{}", "at-most": "≤{}", "less-than": "≤{}"}
_UNITS = {
    "Centimetre": "厘米", "Metre": "米", "Kilometre": "千米", "Foot": "英尺", "Inch": "英寸", "Mile": "英里",
    "Gram": "克", "Litre": "升", "Millilitre": "毫升", "Gallon": "加仑", "Dollar": "元", "CNY": "元", "HKD": "港元",
    "Cent": "分",
}  # fmt: skip
_BASES = {"AmountOfMoney": ("元", "分", "港元"), "Quantity": ("克",)}


def plain(value: Decimal) -> str:
    """A decimal without trailing noughts."""
    return f"{value.normalize():f}"


def _cases(folder: Path) -> Iterator[Case]:
    for part in PARTS:
        source = (folder / part / "ZH" / "Corpus.hs").read_text(encoding="utf-8")
        for group in _EXAMPLES.finditer(source):
            for text in _TEXT.findall(group["texts"]):
                yield Case(part, text.replace(r"\"", '"'), (Answer(_expected(group["value"])),))


def _expected(value: str) -> str:
    """``simple Metre 1.9``, ``under Mile 3.5``, ``NumeralValue 20`` in the notation used here."""
    head, *rest = value.split(maxsplit=1)
    unit = next((_UNITS[word] for word in re.findall(r"[A-Za-z]+", " ".join(rest)) if word in _UNITS), "")
    numbers = [plain(Decimal(number)) for number in _NUMBER.findall(" ".join(rest))]
    return _BOUNDS.get(head, "{}").format(*numbers) + unit


def _answer(part: str, text: str) -> Iterator[Answer]:
    for found in scan(text):
        yield Answer(_shown(part, found))


def _shown(part: str, found: Found) -> str:
    if part in ("Numeral", "Ordinal"):
        return plain(found.value) if isinstance(found.value, Decimal) else str(found.value)
    unit, factor = _in_base(found.unit, _BASES.get(part, tuple(_UNITS.values())))
    if isinstance(found.value, Interval):
        return f"{plain(found.value.low * factor)}~{plain(found.value.high * factor)}{unit}"
    if not isinstance(found.value, Decimal):
        return str(found.value)
    return _SIDES.get(found.modifier, "{}").format(plain(found.value * factor)) + unit


def _in_base(unit: str, bases: tuple[str, ...]) -> tuple[str, Decimal]:
    """The first base that the unit is the same as, else the first that it can be counted in."""
    if not unit:
        return "", Decimal(1)
    factors = [(base, factor) for base in bases if (factor := comparable(unit, base))]
    return next((one for one in factors if one[1] == 1), factors[0] if factors else (unit, Decimal(1)))


SUITE = Suite(
    "Duckling, the Chinese corpus of numbers and units",
    "https://github.com/facebook/duckling",
    "BSD-3-Clause",
    ("duckling/Duckling",),
    _cases,
    _answer,
)
