"""One quantity at one place: a number with its unit, and the words around it that bound it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Deadline, Interval, Period
from steelyard.quantity.cores import Core, core, in_money, plain_product
from steelyard.quantity.numerals import numeral
from steelyard.quantity.patterns import pattern
from steelyard.quantity.units import comparable, measure
from steelyard.quantity.words import Kind, Modifier, words


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity that stands at ``start`` to ``end``, ``text`` as printed there.

    ``value`` and ``unit`` are in normal form. ``modifier`` is what the words around the number make of it: 以上
    at-least, 余 over, 近 nearly, 约 about, 第 ordinal. ``manner`` is the word before it that tells how it was
    counted (累计, 连续, 年均). ``step`` is what the last printed digit is worth (1.1万: 1000), for comparing at the
    printed precision. ``core`` is the span of the number with its unit, ``digits`` that of the number alone.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | Interval | Deadline | Period
    unit: str = ""
    modifier: Modifier = "exact"
    manner: str = ""
    step: Decimal = Decimal(1)
    core: tuple[int, int] = (0, 0)
    digits: tuple[int, int] = (0, 0)

    def at(self, start: int, end: int, text: str, unit: str, core: tuple[int, int], digits: tuple[int, int]) -> "Found":
        """The same quantity at another place (``dataclasses.replace`` takes three times as long)."""
        return Found(start, end, text, self.kind, self.value, unit, self.modifier, self.manner, self.step, core, digits)


class _Before(NamedTuple):
    start: int
    modifier: Modifier | None
    money: str


_INCLUDED = pattern(r"\((?P<no>不)?含[^()]{0,8}\)")
_INNER = pattern(r"[部外容科环河蒙需涵存江陆]")
_JOIN = pattern(r" ?(?:-{1,3}|~{1,2}|至|到) ?第?")
_WITH = pattern(r"[与和跟及]第?")
_BETWEEN = pattern(r"(?:之间|间(?![接隔歇]))")
_LEADING = pattern(r"(?:位于|介于|处于|在|从)第?$")
_SIGNS = {
    "人民币": "元", "RMB": "元", "CNY": "元", "¥": "元", "US$": "美元", "USD": "美元", "HK$": "港元", "HKD": "港元",
    "$": "美元", "EUR": "欧元", "€": "欧元", "£": "英镑",
}  # fmt: skip
_SIGN = pattern(f"(?:{'|'.join(map(re.escape, _SIGNS))})[ \t]{{0,4}}$")
_LINKS = frozenset("是有为了在")
_HEDGES = frozenset({"about", "nearly"})
_SOFT = _HEDGES | {"equal", "reaching"}
_LOWER, _UPPER = frozenset({"at-least", "more-than"}), frozenset({"at-most", "less-than"})
_OPPOSITE = dict.fromkeys(_LOWER, _UPPER) | dict.fromkeys(_UPPER, _LOWER)
_BOUND_OR_EQUAL: dict[str, Modifier] = {"more-than": "at-least", "less-than": "at-most"}
_EXCLUDED: dict[str, Modifier] = {"at-least": "more-than", "at-most": "less-than"}


def piece(text: str, at: int, floor: int, *, ordinal: bool = False) -> Found | None:
    """The quantity whose number begins at ``at`` of ``text`` (in plain characters).

    Words before it are looked for back to ``floor``. ``None`` where the number counts nothing.
    """
    found = core(text, at)
    if found is None:
        return None
    before = _before(text, at, floor)
    if before.money:
        found = _with_sign(text, found, before.money)
    if not before.modifier or before.modifier in _SOFT:
        ranged = _range(text, found, before, floor)
        if ranged:
            return ranged
    start, modifier = (at, None) if before.modifier in _HEDGES else (before.start, before.modifier)
    end, after = _after(text, found.end)
    if text[start - 1 : start] == "比" and start > floor and not modifier and (compared := _compared(text, end)):
        start, end, modifier = start - 1, end + 1, compared
    if after and (modifier is None or modifier in _SOFT):
        modifier = after
    elif after in _OPPOSITE.get(modifier or "exact", ()):
        modifier = "contradictory"
    unit = found.unit
    if end > found.end and unit and text[end : end + 1] == "/" and (per := measure(text, end)):
        unit, end = unit + per.name, per.end  # 1次以上/年
    hedge = "over" if found.over else before.modifier if before.modifier in _HEDGES else "exact"
    final = modifier or ("ordinal" if ordinal else hedge)
    kind: Kind = "ordinal" if final == "ordinal" else found.kind
    spans = (found.start, found.end), (found.start, found.digits)
    return Found(start, end, "", kind, found.value, unit, final, _manner(text, start, floor), found.step, *spans)


def _before(text: str, at: int, floor: int) -> _Before:
    """The words directly before a number: an operator, a sign of money, or both."""
    money = ""
    if at > floor and (sign := _SIGN.search(text, max(floor, at - 8), at)):
        at, money = sign.start(), _SIGNS[sign[0].strip()]
    start, modifier = _operator(text, at, floor)
    if modifier in _SOFT:
        outer = (
            start - 2 if text[start - 2 : start] == "或者" else start - 1 if text[start - 1 : start] == "或" else start
        )
        further, stronger = _operator(text, max(outer, floor), floor)
        if stronger and stronger not in _SOFT:
            combined = _BOUND_OR_EQUAL.get(stronger, stronger) if modifier == "equal" else stronger
            return _Before(further, combined, money)
    return _Before(start, modifier, money)


def _operator(text: str, at: int, floor: int) -> tuple[int, Modifier | None]:
    """Where the operator that ends at ``at`` begins, and what it says."""
    phrases = words().before
    phrase = phrases.until(text, at, floor)
    end = at
    if not phrase and at > floor and text[at - 1] in _LINKS:
        end = at - 1
        phrase = phrases.until(text, end, floor)
    return (end - len(phrase), phrases.meaning[phrase]) if phrase else (at, None)


def _after(text: str, end: int) -> tuple[int, Modifier | None]:
    """The words directly after a quantity: 以上, （含）以上, 以下（不含）, 左右."""
    phrases = words().after
    included = _INCLUDED.match(text, end)
    at = included.end() if included else end
    phrase = phrases.at(text, at)
    if not phrase:
        return end, None
    meaning = phrases.meaning[phrase]
    end = at + len(phrase)
    if meaning == "within":
        if _INNER.match(text, end):
            return end - len(phrase), None
        meaning = "at-most"
    if included := _INCLUDED.match(text, end):
        end = included.end()
        meaning = _EXCLUDED.get(meaning, meaning) if included["no"] else meaning
    return end, meaning


def _compared(text: str, end: int) -> Modifier | None:
    """比三十大: what the character after the number makes of it."""
    return words().compared.get(text[end : end + 1])


def _manner(text: str, at: int, floor: int) -> str:
    return words().manner.until(text, at, floor)


def _with_sign(text: str, found: Core, currency: str) -> Core:
    """人民币50万元, ￥300. A number has one of sign and unit: where both stand ($20，300美元), it ends at the comma."""
    number = numeral(text, found.start)
    if number is None or found.kind not in {"number", "currency"}:
        return found
    if found.kind == "number":
        return in_money(text, number, currency, found.end, found.over)
    comma = text.find("，", found.start, number.end)
    cut = numeral(text[:comma], found.start) if comma > 0 else None
    return in_money(text[:comma], cut, currency, cut.end, False) if cut else found


def _range(text: str, low: Core, before: _Before, floor: int) -> Found | None:
    """80%~90%, 3至5家, 在第十和第十五之间: both ends included."""
    joined = _JOIN.match(text, low.end)
    paired = None if joined else _WITH.match(text, low.end)
    link = joined or paired
    high = core(text, link.end()) if link else None
    if high is None:
        return None
    if paired and high.unit == "间" != low.unit:  # 10与20间: no room, but between
        high = high._replace(unit="", end=high.digits)
    between = _BETWEEN.match(text, high.end)
    first = _low_end(low, high)
    if (paired and not between) or first is None or first > high.value:
        return None
    start = low.start if before.modifier in _HEDGES else before.start
    if between and (leading := _LEADING.search(text, max(floor, start - 4), start)):
        start = leading.start()
    end, unit = between.end() if between else high.end, high.unit or low.unit
    value = Interval(first, high.value, unit)
    spans = (low.start, high.end), (low.start, high.digits)
    return Found(start, end, "", "range", value, unit, "exact", _manner(text, start, floor), high.step, *spans)


def _low_end(low: Core, high: Core) -> Decimal | None:
    """The lower end in the unit of the upper one; ``None`` where the two do not belong together.

    5-10万人 is from 5万, 5-10万元 from 5万元; 9000-1万人 is from 9000, 9000-1万元 from 0.9万元.
    """
    if (low.kind == "fraction") != (high.kind == "fraction"):
        return None
    if low.unit and high.unit and low.unit != high.unit:
        factor = comparable(low.unit, high.unit) if low.kind == high.kind != "count" else None
        return plain_product(low.value, factor) if factor else None
    if low.unit or high.factor == 1 or low.factor != 1:
        return low.value
    scaled = plain_product(low.value, high.factor)
    if high.kind == "currency":
        return low.value if low.value <= high.value else scaled
    return scaled if scaled <= high.value else low.value
