"""Recognizers-Text: what ``scan`` finds, in the suite's words: the span it expects and its way to write a value.

A case passes when every span and every value is the expected one.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from conformance.suite import Answer, Case, Suite

from steelyard.model import Interval
from steelyard.quantity import Found, scan
from steelyard.quantity.folding import compact
from steelyard.quantity.numerals import numerals

NO_CODE = {"Dollar": "USD", "Bitcoin": "比特币"}
_BOUNDED_BY_WORDS = ("大", "小", "高", "低", "多", "少", "超", "以", "≥", "≤", "<", ">")
_SCALES = {"万亿": 12, "百万": 6, "万": 4, "亿": 8, "千": 3}
_MONEY = {
    "元": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "日元": "JPY",
    "新台币": "TWD",
    "瑞士法郎": "CHF",
    "奈拉": "NGN",
}
_DIMENSIONS = {
    "亩": "Mu", "公斤": "Kilogram", "厘米": "Centimeter", "吨": "Ton", "米": "Meter", "斤": "Jin", "千米": "Kilometer",
    "千克": "Kilogram", "克": "Gram", "千比特": "Kilobit", "兆字节": "Megabyte", "千字节": "Kilobyte",
    "兆赫兹": "Megahertz", "赫兹": "Hertz", "千瓦": "Kilowatt", "千卡": "Kilocalorie", "两": "Liang",
    "微克": "Microgram",
}  # fmt: skip


def digits(value: Decimal | str) -> str:
    """The suite prints floats: eleven digits are the same on both sides."""
    return f"{float(value):.11g}"


def number(text: str) -> Iterator[Answer]:
    """Every number, those within quantities and dates too, but not those written with ``%``."""
    for found in scan(text):
        if found.unit == "%" and text[found.core[1] - 1] in "%％":
            continue
        shown = compact(found.text)
        for one in numerals(shown.text):
            start = shown.text.index("之", one.start) + 1 if one.form == "percent" else one.start
            end = found.start + shown.origin(one.end - 1) + 1
            yield Answer(digits(one.value), found.start + shown.origin(start), end)


def percent(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.unit == "%" and isinstance(found.value, Decimal):
            yield Answer(digits(found.value) + "%", *found.core)


def number_range(text: str, *, half_open: bool = True) -> Iterator[Answer]:
    """Ranges and bounds without their unit. The plain mode of the suite takes ``20~100`` as [20,100)."""
    for found in scan(text):
        end = found.digits[1] if found.core[1] == found.end else found.end
        value = _bounds(found, half_open)
        if value:
            yield Answer(value, found.start, end)


def experimental_range(text: str) -> Iterator[Answer]:
    return number_range(text, half_open=False)


def _bounds(found: Found, half_open: bool) -> str | None:
    if isinstance(found.value, Interval):
        low, high = found.value.low, found.value.high
        joined = not any(word in found.text for word in _BOUNDED_BY_WORDS)
        last = ")" if found.value.high_open or (joined and half_open) else "]"
        return f"{'(' if found.value.low_open else '['}{digits(low)},{digits(high)}{last}"
    if not isinstance(found.value, Decimal):
        return None
    value = digits(found.value)
    return {
        "at-least": f"[{value},)",
        "more-than": f"({value},)",
        "over": f"({value},)",
        "at-most": f"(,{value}]",
        "less-than": f"(,{value})",
        "equal": f"[{value},{value}]",
    }.get(found.modifier)


def currency(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.kind == "currency" and isinstance(found.value, Decimal):
            scale = next((scale for scale in _SCALES if found.unit.startswith(scale)), "")
            value = found.value.scaleb(_SCALES.get(scale, 0))
            start = found.start if found.modifier == "exact" else found.core[0]
            money = _MONEY.get(found.unit.removeprefix(scale), found.unit)
            yield Answer(f"{digits(value)} {money}", start, found.core[1])


def dimension(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.kind == "dimension" and isinstance(found.value, Decimal):
            yield Answer(f"{digits(found.value)} {_DIMENSIONS.get(found.unit, found.unit)}", *found.core)


def ordinal(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.kind == "ordinal" and isinstance(found.value, Decimal):
            yield Answer(digits(found.value), found.start, found.digits[1])


ADAPTERS: dict[str, tuple[str, Callable[[str], Iterator[Answer]]]] = {
    "Number": ("Number/Chinese/NumberModel", number),
    "NumberRange": ("Number/Chinese/NumberRangeModel", number_range),
    "NumberRangeExperimental": ("Number/Chinese/NumberRangeModelExperimentalMode", experimental_range),
    "Ordinal": ("Number/Chinese/OrdinalModel", ordinal),
    "Percent": ("Number/Chinese/PercentModel", percent),
    "Currency": ("NumberWithUnit/Chinese/CurrencyModel", currency),
    "Dimension": ("NumberWithUnit/Chinese/DimensionModel", dimension),
}


def _cases(folder: Path) -> Iterator[Case]:
    for name, (file, _) in ADAPTERS.items():
        for case in json.loads((folder / f"{file}.json").read_text("utf-8-sig")):
            yield Case(name, case["Input"], tuple(_expected(name, one) for one in case["Results"]))


def _expected(name: str, result: dict[str, Any]) -> Answer:
    return Answer(_resolution(name, result["Resolution"]), result["Start"], result["End"] + 1)


def _resolution(name: str, resolution: dict[str, str | None]) -> str:
    value = resolution.get("value")
    if value is None:
        return ""
    if name == "Percent":
        return digits(value.removesuffix("%")) + "%"
    if name.startswith("NumberRange"):
        low, high = (digits(end) if end else "" for end in value[1:-1].split(","))
        return f"{value[0]}{low},{high}{value[-1]}"
    if name == "Currency":
        return f"{digits(value)} {resolution.get('isoCurrency') or NO_CODE[str(resolution['unit'])]}"
    return f"{digits(value)} {resolution['unit']}" if name == "Dimension" else digits(value)


def _answer(part: str, text: str) -> Iterator[Answer]:
    return ADAPTERS[part][1](text)


SUITE = Suite(
    "Recognizers-Text, Chinese numbers and units",
    "https://github.com/microsoft/Recognizers-Text",
    "MIT",
    ("recognizers-zh", "Recognizers-Text/Specs"),
    _cases,
    _answer,
)
