"""The numbers of one line of narrative: which of them say how much, and which say nothing, and why."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Interval, Mention
from steelyard.model.narrative import Modifier
from steelyard.quantity import Found, scan
from steelyard.quantity.folding import plain
from steelyard.quantity.units import measure
from steelyard.recognising.claims.mentions import time, told
from steelyard.recognising.claims.phrases import predicate
from steelyard.recognising.claims.words import words

_FOREIGN = re.compile(r"(?<![\d.])\d++(?:\.\d++)?\s?(?P<unit>[A-Za-zμ]{1,6}(?:/[A-Za-z]{1,3})?)(?![A-Za-z\d])")
_HALF = re.compile(
    r"(?P<under>不到|不足)?(?P<over>过|超过?)?(?P<near>近)?(?:一半|半数|(?<=过)半|(?<=超)半)(?P<more>以上)?(?![年天径导信票])"
)
_LARGE = re.compile(
    r"(?=[不将近超逾突破约百千万亿])(?P<before>不足|不到|将?近|超过?|逾|突破|破|约)?(?<![一二三四五六七八九十百千数几两\d])(?P<n>[百千万亿])(?P<more>余|多)?"
)
_RATIO = re.compile(r"(?<![\d:.])(?P<a>\d{1,2}(?:\.\d+)?):(?P<b>(?=[\d.]*[1-9])\d{1,4}(?:\.\d+)?)(?![\d:]|\.\d)")
_NOUGHT = re.compile(r"(?<=[\u4e00-\u9fff])零(?=[\u4e00-\u9fff])")
_BEYOND = re.compile(r"(?<![通经])[过超逾](?P<n>[百千万亿])(?=[，。、；,;]|$)")
_NUMERAL = re.compile(r"\d[\d.,]*|[一二两三四五六七八九十百千万亿]+")
_COMMON = frozenset("一两百千万亿十")  # syllables of many words
_SOME = frozenset("数几")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_POINTS = re.compile(r"个?百分点$")
_THOUSANDTHS = frozenset({"‰", "千分点", "个千分点"})
_IN_TIME = re.compile(r"(?:小时|分钟|[天日周]|个?工作日|个月)之?内$")
_RATE_OF = re.compile(r"[\u4e00-\u9fff]{2,8}?率")
_THOSE = re.compile(r"的[\u4e00-\u9fff]")
_BOUNDED: dict[str, Modifier] = {"以上": "at-least", "以下": "max", "以内": "max"}
_NOUN = re.compile(r"[的]?[\u4e00-\u9fff]")
_WHICH = re.compile(r"的(?:[已还尚仅共只]?有|[已达占为]|共)?")
_INSIDE = re.compile(r"内[设部容控科涝河]")
_CLAUSE_END = re.compile(r"[，,。；;：:！？\n]")


class Number(NamedTuple):
    """A number that says how much: where it is printed and what it says."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    printed_unit: str
    modifier: Modifier
    counted: bool = False  # the unit is a count word, which may stand before the name


class Numbers(NamedTuple):
    """The numbers of a line in reading order, those that claim nothing, and the spans of the times among these."""

    claims: list[Number]
    mentions: list[Mention]
    times: list[tuple[int, int]]


def numbers(text: str, year: int | None = None) -> Numbers:
    """Every number of one line. Offsets are those of ``text``."""
    shown = plain(text)
    mentions = list(told(text, shown))
    taken = [mention.end for mention in mentions]
    starts = [mention.start for mention in mentions]

    def free(start: int, end: int) -> bool:
        at = bisect_right(starts, end - 1)
        return not at or taken[at - 1] <= start

    claims: list[Number] = [ratio for ratio in _ratios(shown) if free(ratio.start, ratio.end)]
    ratios = {at for ratio in claims for at in range(ratio.start, ratio.end)}
    times: list[tuple[int, int]] = []
    added: list[Mention] = []
    for found in scan(_masked(text, mentions), year=year):
        if found.kind in {"date", "period"}:
            if free(found.start, found.end):
                times.append((found.start, found.end))
                if _NUMERAL.search(shown, found.start, found.end):
                    added.append(time(text, shown, found))
        elif free(*found.core):
            if found.kind == "ordinal":
                added.append(Mention(text[found.start : found.end], found.start, found.end, "ordinal"))
            elif found.core[0] not in ratios and not _is_word(shown, found):
                claims.append(_number(text, shown, found))
    claims += [extra for extra in _extra(shown) if free(extra.start, extra.end)]
    claims = list(_apart(sorted(claims)))
    kept: list[Number] = []
    for number in claims:
        if _is_scope(shown, number, claims):
            added.append(Mention(text[number.start : number.end], number.start, number.end, "scope"))
        else:
            kept.append(number)
    mentions += added
    spans = [(one.start, one.end) for one in mentions] + [(one.start, one.end) for one in kept] + times
    mentions += _left(text, shown, sorted(spans))
    return Numbers(kept, sorted(mentions, key=lambda one: one.start), times)


def _masked(text: str, mentions: list[Mention]) -> str:
    """``text`` with a stroke for each character of the mentions, so that nothing is looked for there."""
    if not mentions:
        return text
    parts, at = [], 0
    for told_of in mentions:
        parts += [text[at : told_of.start], "_" * (told_of.end - told_of.start)]
        at = told_of.end
    return "".join((*parts, text[at:]))


def _left(text: str, shown: str, told: list[tuple[int, int]]) -> Iterator[Mention]:
    """The numerals that nothing tells of: figures are names, and numerals in words sayings (五水共治)."""
    at = 0
    for start, end in (*told, (len(shown), len(shown))):
        for numeral in _NUMERAL.finditer(shown, at, max(at, start)):
            if numeral[0] not in _COMMON:
                first, last = numeral.span()
                yield Mention(text[first:last], first, last, "name" if numeral[0][0].isdigit() else "idiom")
        at = max(at, end)


def _is_word(shown: str, found: Found) -> bool:
    """A lone Han digit that nothing is counted with (一、二), 一个 before a noun, and 零 that no word tells of."""
    if shown[found.digits[0] - 1 : found.digits[0]] in _SOME and shown[found.digits[0]] in _POWERS:
        return True
    if found.digits[1] - found.digits[0] > 1 or shown[found.digits[0]].isdigit():
        return False
    if shown[found.digits[0]] in "零〇":
        return shown[found.digits[0] - 1 : found.digits[0]] not in set("为是到至达成")
    if not found.unit:
        return True
    return shown[found.digits[0]] == "一" and found.modifier == "exact" and bool(_NOUN.match(shown, found.end))


def _number(text: str, shown: str, found: Found) -> Number:
    """A quantity of the scanner with the words that adjoin it and belong to it."""
    lexicon = words()
    first, last = found.core
    modifier: Modifier = "exact"
    start, end = first, last
    printed = shown[found.digits[1] : last]
    if any(mark in shown[found.digits[0] : last] for mark in "余多几"):
        modifier = "over"
    elif "来" in shown[found.digits[0] : last]:
        modifier = "near"
    before = lexicon.bounds.before.search(shown, max(0, first - 4), first)
    if before and shown[first - 2 : first] not in lexicon.bounds.false_before:
        start, modifier = before.start(), lexicon.bounds.meaning[before[0]]
    if (
        found.end > last
        and (after := lexicon.bounds.after.search(shown, last, found.end))
        and not _INSIDE.match(shown, last)
    ):
        end, modifier = found.end, lexicon.bounds.meaning[after[0]]
    elif printed == "成" and shown[last : last + 1] in {"多", "余"}:
        end, modifier = last + 1, "over"
    value, high = (found.value.low, found.value.high) if isinstance(found.value, Interval) else (found.value, None)
    assert isinstance(value, Decimal)
    unit = found.unit
    if printed in _THOUSANDTHS:
        unit, printed, value, high = "‰", "‰", value * 10, None if high is None else high * 10
    elif found.kind == "currency" or not printed:
        printed = unit
    elif _POINTS.search(printed):
        unit, printed = "百分点", "个百分点" if printed.startswith("个") else "百分点"
    return Number(start, end, value, high, unit, printed, modifier, found.kind == "count")


def _ratios(shown: str) -> Iterator[Number]:
    """1:18, as the fraction that it is."""
    for ratio in _RATIO.finditer(shown) if ":" in shown else ():
        yield Number(*ratio.span(), Decimal(ratio["a"]) / Decimal(ratio["b"]), None, "", "", "exact")


def _extra(shown: str) -> Iterator[Number]:
    """What the scanner leaves out: 零事故, 过半, and units in letters that the lexicon does not have."""
    for zero in words().zero.finditer(shown) if "零" in shown else ():
        yield Number(zero.start(), zero.end(), Decimal(0), None, "", "", "exact")
    for nought in _NOUGHT.finditer(shown) if "零" in shown else ():
        unit = measure(shown, nought.end())
        if unit and unit.kind == "count" and _CLAUSE_END.match(shown, unit.end):
            yield Number(nought.start(), unit.end, Decimal(0), None, unit.name, unit.name, "exact", True)
    for half in _HALF.finditer(shown) if "半" in shown else ():
        modifier: Modifier = (
            "under"
            if half["under"]
            else "over"
            if half["over"]
            else "near"
            if half["near"]
            else "at-least"
            if half["more"]
            else "exact"
        )
        start = half.start() - 1 if shown[half.start() - 1 : half.start()] in {"过", "超"} else half.start()
        over = start < half.start()
        yield Number(start, half.end(), Decimal("0.5"), None, "", "", "over" if over else modifier)
    for beyond in _BEYOND.finditer(shown):
        yield Number(*beyond.span(), Decimal(10) ** _POWERS[beyond["n"]], None, "", "", "over")
    yield from _round(shown)
    for foreign in _FOREIGN.finditer(shown):
        value = Decimal(foreign[0][: -len(foreign["unit"])].strip())
        yield Number(*foreign.span(), value, None, foreign["unit"], foreign["unit"], "exact")


def _round(shown: str) -> Iterator[Number]:
    """近百家, 千余人, 近亿元: a power of ten that a word before it or behind it makes a number."""
    bounds = words().bounds
    for large in _LARGE.finditer(shown):
        word = large["before"] or ""
        unit = measure(shown, large.end()) if word or large["more"] else None
        if (
            unit is None
            or unit.kind == "percent"
            or shown[large.start() - 1 : large.start() + 1] in bounds.false_before
        ):
            continue
        bound = "over" if large["more"] else bounds.meaning.get(word, "exact")
        value, name = Decimal(10) ** _POWERS[large["n"]], unit.name
        if unit.kind == "currency" and large["n"] in "万亿":
            value, name = Decimal(1), large["n"] + name
        start = large.start() if word in bounds.meaning else large.start("n")
        yield Number(start, unit.end, value, None, name, shown[large.end() : unit.end], bound, unit.kind == "count")


def _apart(claims: list[Number]) -> Iterator[Number]:
    """Of numbers that overlap, the first; the scanner's before others (they sort by where they begin)."""
    last = -1
    for number in claims:
        if number.start >= last:
            last = number.end
            yield number


def _is_threshold(shown: str, number: Number, following: int) -> bool:
    """收入超20万元的村由5个增加到11个, 2小时内规范报告率100%: which ones, of what the next number tells."""
    stop = _CLAUSE_END.search(shown, number.end)
    if stop and stop.start() < following:
        return False
    if _IN_TIME.search(shown, number.start, number.end):
        return bool(_RATE_OF.match(shown, number.end))
    return number.modifier != "exact" and number.unit not in {"", "%"} and bool(_THOSE.match(shown, number.end))


def _is_scope(shown: str, number: Number, claims: list[Number]) -> bool:
    """2000万元以上工业企业35家, 对50万元以下采购: the bound says which ones; it is said of a noun."""
    at = bisect_right(claims, number)
    following = claims[at].start if at < len(claims) else -1
    if following > 0 and (_WHICH.fullmatch(shown, number.end, following) or _is_threshold(shown, number, following)):
        return True
    if shown[number.end - 2 : number.end] not in _BOUNDED or not _NOUN.match(shown, number.end):
        return False
    stop = _CLAUSE_END.search(shown, number.end)
    if number.end < following <= (stop.start() if stop else len(shown)):
        return True
    return (
        bool(number.unit)
        and number.unit != "%"
        and not predicate(shown, number.end + shown.startswith("的", number.end))
    )
