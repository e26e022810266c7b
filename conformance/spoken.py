"""Suites of inverse text normalisation: numbers spelled out in Han numerals, beside the same text in digits.

A case passes when the numbers found in the spelled text are those written in digits, in order.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from conformance.suite import Answer
from steelyard.model import Deadline
from steelyard.quantity import scan
from steelyard.quantity.folding import compact
from steelyard.quantity.numerals import numerals

_WRITTEN = re.compile(
    r"(?P<sign>(?<![\d亿万兆])-)?(?:(?P<whole>\d+)又)?(?P<number>\d[\d,]*(?:\.\d+)?)(?:/(?P<under>\d+))?(?P<scale>[万亿兆]*)"
)
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_DATE = re.compile(r"(?=\d{4}年|\d{1,2}月)(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})[日号])?")
_SLASHES = (  # 2008/08/08, 2005年08/05, 2008/08 and 08/05 as they are read
    (re.compile(r"(\d{4})[/年](\d\d)/(\d\d)"), r"\1年\2月\3日"),
    (re.compile(r"(\d{4})/(\d\d)"), r"\1年\2月"),
    (re.compile(r"(\d\d)/(\d\d)(?!/)"), r"\1月\2日"),
)


def plain(value: Decimal) -> str:
    """Twelve digits: thirds are cut alike on both sides."""
    return f"{float(value):.12g}"


def written(text: str) -> tuple[Answer, ...]:
    """The numbers of the text in digits; 1亿2300 is one number, 1/3 is, 3又1/5 is."""
    found: list[tuple[int, int, Decimal]] = []
    for one in _WRITTEN.finditer(text):
        value = Decimal(one["number"].replace(",", "")) / Decimal(one["under"] or 1) + Decimal(one["whole"] or 0)
        for scale in one["scale"]:
            value *= _SCALES[scale]
        value = -value if one["sign"] else value
        if found and found[-1][1] == one.start() and text[one.start() - 1] in _SCALES:
            start, _, higher = found.pop()
            found.append((start, one.end(), higher + value))
        else:
            found.append((one.start(), one.end(), value))
    return tuple(Answer(plain(value)) for _, _, value in found)


def spelled(text: str) -> Iterator[Answer]:
    """Every number that ``scan`` finds, those within quantities and dates too."""
    for found in scan(text):
        if isinstance(found.value, Decimal) and (found.unit in ("", "%") or found.kind == "currency"):
            scale = "".join(one for one in found.unit[:2] if one in _SCALES) if found.kind == "currency" else ""
            yield Answer(plain(found.value * prod(_SCALES[one] for one in scale)))
            continue
        yield from (Answer(plain(one.value)) for one in numerals(compact(found.text).text))


def written_date(text: str) -> tuple[Answer, ...]:
    """The dates written in digits, as ``year-month-day`` with what is not said left out."""
    for written_so, plainly in _SLASHES:
        text = written_so.sub(plainly, text)
    return tuple(Answer(_parts(one["y"], one["m"], one["d"])) for one in _DATE.finditer(text))


def _parts(*parts: str | None) -> str:
    return "-".join(str(int(part)) if part else "" for part in parts)


def spelled_date(text: str) -> Iterator[Answer]:
    """The dates that ``scan`` finds, in the same notation."""
    for found in scan(text):
        if isinstance(found.value, Deadline):
            day = found.value.date
            year = f"{day.year}" if found.value.year_given else None
            month = f"{day.month}" if "月" in found.text else None
            yield Answer(_parts(year, month, f"{day.day}" if found.value.day_given else None))
        else:
            yield Answer(str(found.value))
