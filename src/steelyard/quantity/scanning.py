"""Quantities in running text, each with the span it stands at."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from steelyard.model import Interval, Period
from steelyard.quantity import dates
from steelyard.quantity.folding import Compact, compact
from steelyard.quantity.numerals import HAN_NUMERALS
from steelyard.quantity.patterns import pattern
from steelyard.quantity.pieces import Found, piece
from steelyard.quantity.units import as_printed
from steelyard.quantity.words import Kind, words

LOWER, UPPER = frozenset({"at-least", "more-than"}), frozenset({"at-most", "less-than"})

# Where a quantity may begin, and what only looks like one: addresses, document numbers, names such as PM2.5.
# The first line holds all characters that any of it can begin with, so that most places are left at one look.
_HEAD = pattern(
    rf"(?=[〔\[﹝A-Za-z本当今该次翌明去下第一二三四上年前负.\d{HAN_NUMERALS}-])(?:"
    r"(?P<skip>(?:https?://|www\.)[^\s\u4e00-\u9fff]+|[〔\[﹝][12]\d{3}[〕\]﹞]\s?第?\d{0,5}号?"
    r"|(?<![A-Za-z0-9])(?!(?:RMB|CNY|USD|EUR|HKD|JPY|GBP)\d)[A-Za-z][A-Za-z-]{0,20}\d[A-Za-z0-9.+-]*)"
    r"|(?P<date>[本当今该次翌明去]年|下一?年|第?[一二三四1-4]\s?季度|[上下]半年|(?<![\d\u4e00-\u9fff])年[底末内])"
    rf"|(?P<ordinal>第|(?<![目此提以日之年月前午空先底])前)(?=[\d{HAN_NUMERALS}])"
    rf"|(?:(?<![\dA-Za-z%)\]-])-[ \t]?(?=[\d.])|负\s?(?=[\d.{HAN_NUMERALS}]))?(?:[\d{HAN_NUMERALS}]|(?<![\d.])\.\d))"
)
_IN_WORDS = frozenset("肆伍陆拾")  # 队伍23支: what follows the end of a word may be a number
_NUMERALS = pattern(rf"[\d{HAN_NUMERALS}]+(?:[.,]\d+)*")  # what is no quantity is passed over whole
_NO_IDIOM = pattern(r"一点(?:[〇零二三四五六七八九]|一[〇零一二三四五六七八九万亿元倍])|十分之")  # 一点五万元, 十分之一
_AND = pattern(r" ?(?:[,，、;]|的同时|同时|并且|而且|并|且|但|又)? ?")


def scan(text: str, *, year: int | None = None) -> Iterator[Found]:
    """Every quantity in ``text``, from left to right, in time linear in its length.

    Offsets are those of ``text``. ``year`` is meant by dates that name none.
    """
    shown = compact(text)
    for found in bounded(shown.text, year):
        yield _placed(found, shown, text)


def bounded(text: str, year: int | None) -> Iterator[Found]:
    """The quantities of compact text, a lower and an upper bound of one thing made one range."""
    last: Found | None = None
    for found in quantities(text, year):
        joined = last and _joined(text[last.end : found.start], last, found)
        if last and not joined:
            yield last
        last = joined or found
    if last:
        yield last


def _placed(found: Found, shown: Compact, text: str) -> Found:
    """``found`` at its offsets in the text it was printed in."""
    if not shown.ends:
        printed = text[found.start : found.end]
        return found.at(found.start, found.end, printed, as_printed(found.unit, printed), found.core, found.digits)

    def span(start: int, end: int) -> tuple[int, int]:
        return shown.origin(start), shown.origin(end - 1) + 1

    start, end = span(found.start, found.end)
    unit = as_printed(found.unit, text[start:end])
    core, digits = span(*found.core), span(*found.digits)
    return found.at(start, end, text[start:end], unit, core, digits)


def quantities(text: str, year: int | None) -> Iterator[Found]:
    """Single quantities of ``text``, which is in plain characters; their ``text`` is left empty."""
    at = floor = 0
    while head := _HEAD.search(text, at):
        start = head.start()
        if head["skip"] or ((idiom := words().idioms.at(text, start)) and not _NO_IDIOM.match(text, start)):
            at = floor = head.end() if head["skip"] else start + len(idiom)
            continue
        time = dates.when(text, start, year)
        if time:
            kind: Kind = "period" if isinstance(time.value, Period) else "date"
            at = floor = time.end
            span = (start, time.end)
            yield Found(*span, "", kind, time.value, core=span, digits=span)
            continue
        found = _at(text, head, floor)
        if found:
            at = floor = found.end
            yield found
        else:
            past = None if text[head.end() - 1] in _IN_WORDS else _NUMERALS.match(text, head.end() - 1)
            at = past.end() if past else head.end()


def _at(text: str, head: re.Match[str], floor: int) -> Found | None:
    start = head.start()
    if not head["ordinal"]:
        return piece(text, start, floor)
    found = piece(text, head.end(), floor, ordinal=True)
    if found is None or found.start <= start:
        return found
    return replace(found, start=start)


def _joined(gap: str, first: Found, second: Found) -> Found | None:
    """大于10且小于20: a lower and an upper bound of one thing are a range."""
    if not isinstance(first.value, Decimal) or not isinstance(second.value, Decimal) or not _AND.fullmatch(gap):
        return None
    rising = first.modifier in LOWER
    low, high = (first.value, second.value) if rising else (second.value, first.value)
    below, above = (first.modifier, second.modifier) if rising else (second.modifier, first.modifier)
    if below not in LOWER or above not in UPPER or low >= high or (first.unit and second.unit not in {"", first.unit}):
        return None
    unit = second.unit or first.unit
    value = Interval(low, high, unit, low_open=below == "more-than", high_open=above == "less-than")
    spans = (first.core[0], second.core[1]), (first.digits[0], second.digits[1])
    return Found(first.start, second.end, "", "range", value, unit, "exact", first.manner, second.step, *spans)
