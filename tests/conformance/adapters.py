"""What ``scan`` finds, in the words of the outside suite: the span it expects and its way to write a value."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from steelyard.model import Interval
from steelyard.quantity import Found, scan
from steelyard.quantity.folding import compact
from steelyard.quantity.numerals import numerals

Answer = tuple[int, int, str]  # start, end, value

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
            yield found.start + shown.origin(start), found.start + shown.origin(one.end - 1) + 1, digits(one.value)


def percent(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.unit == "%" and isinstance(found.value, Decimal):
            yield *found.core, digits(found.value) + "%"


def number_range(text: str, *, half_open: bool = True) -> Iterator[Answer]:
    """Ranges and bounds without their unit. The plain mode of the suite takes ``20~100`` as [20,100)."""
    for found in scan(text):
        end = found.digits[1] if found.core[1] == found.end else found.end
        value = _bounds(found, half_open)
        if value:
            yield found.start, end, value


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
            yield start, found.core[1], f"{digits(value)} {_MONEY.get(found.unit.removeprefix(scale), found.unit)}"


def dimension(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.kind == "dimension" and isinstance(found.value, Decimal):
            yield *found.core, f"{digits(found.value)} {_DIMENSIONS.get(found.unit, found.unit)}"


def ordinal(text: str) -> Iterator[Answer]:
    for found in scan(text):
        if found.kind == "ordinal" and isinstance(found.value, Decimal):
            yield found.start, found.digits[1], digits(found.value)


ADAPTERS: dict[str, tuple[str, Callable[[str], Iterator[Answer]]]] = {
    "Number": ("Number/Chinese/NumberModel", number),
    "NumberRange": ("Number/Chinese/NumberRangeModel", number_range),
    "NumberRangeExperimental": ("Number/Chinese/NumberRangeModelExperimentalMode", experimental_range),
    "Ordinal": ("Number/Chinese/OrdinalModel", ordinal),
    "Percent": ("Number/Chinese/PercentModel", percent),
    "Currency": ("NumberWithUnit/Chinese/CurrencyModel", currency),
    "Dimension": ("NumberWithUnit/Chinese/DimensionModel", dimension),
}
