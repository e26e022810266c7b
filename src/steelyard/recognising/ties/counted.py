"""A count and the things listed for it: 三项制度（A、B、C）, 两个方面的问题：一是…；二是…, 甲、乙、丙三个中心."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Claim, Message, Tie
from steelyard.quantity.folding import plain

_HAN = "一二三四五六七八九十"
_MOST = 10  # things that somebody lists one by one
_BEHIND = 200  # characters in which a list behind its count begins and, if it is of names, ends
_LONGEST = 4000  # characters of a list of paragraphs
_NUMBERED = re.compile(
    r"(?P<object>[^。；;：:，,\d\n]{0,16})(?P<mark>[：:。])\s*(?:主要|分别)?(?:是|为|有)?[：:]?\s*"
    r"(?P<first>一是|1[.、．]|[（(]1[)）]|[（(]一[)）]|第一[，,、：])"
)
_ASPECTS = re.compile(r"(?:方面|问题|工作|措施|任务|建议|举措|不足|困难|原因|做法|经验|情况|机制)(?:的\w{2,4})?$")
_ABOUT = re.compile(r"(?:针对|围绕|对照|聚焦|按照|根据|结合)[^，,。；;：:\n]*$")  # what is listed is done about them
_NAMED = re.compile(
    r"[^。；;：:，,、\d\n（(]{0,12}(?:[（(](?P<inside>[^（()）\n]*)[)）]|(?:[：:]|，即)(?P<behind>[^。；;：:，,\n]*)[。；;])"
)
_BEFORE = re.compile(r"[^。；;：:，,\d\n]*、[^。；;：:，,\d\n]*$")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_OPEN = re.compile(r"等|其他|其中|包括")
_AND = re.compile(r"[和与及]")
_ALIKE = 1  # characters between the shortest and the longest of names that are alike
_COUNT_WORDS = frozenset(
    {"个", "项", "条", "类", "方面", "件", "大", "点", "家", "所", "种", "部", "张", "支", "座", "处"}
)


class Listing(NamedTuple):
    """Where things are listed, and how many at least and at most: 和 joins two of them, or is a word of one."""

    start: int
    end: int
    least: int
    most: int
    sure: bool  # numbered one by one, and no names side by side


def counted(text: str, claims: Sequence[Claim]) -> Iterator[Tie]:
    """The ties of small counts with the things listed for them; the other end is ``text:START:END``.

    Names that are one more or one less than their count contradict it; farther off, they are no list of it.
    """
    for index, claim in enumerate(claims):
        value = _small(claim)
        if value is None:
            continue
        found = _numbered(text, claim) or _named(text, claim) or _before(text, claim)
        if found is None:
            continue
        near = min(max(value, found.least), found.most)
        if near == value or found.sure or abs(near - value) == 1:
            yield _tie(index, _said(text, claim), found, near, agrees=near == value)


def _small(claim: Claim) -> int | None:
    """The count, where it is one of things that can be listed."""
    if not isinstance(claim.value, Decimal) or claim.modifier != "exact" or claim.high is not None:
        return None
    whole = claim.value == claim.value.to_integral_value() and 2 <= claim.value <= _MOST
    return int(claim.value) if whole and (claim.printed_unit in _COUNT_WORDS or claim.unit in _COUNT_WORDS) else None


def _numbered(text: str, claim: Claim) -> Listing | None:
    """两个方面的问题：一是…；二是…, up to the end of the paragraph or to where the numbers begin anew."""
    found = _NUMBERED.match(text, claim.end, claim.end + _BEHIND)
    if found is None or _ABOUT.search(text, max(0, claim.start - _BEHIND // 4), claim.start):
        return None
    if found["mark"] not in "：:" and not _ASPECTS.search(claim.printed_unit + found["object"]):
        return None
    first, at, number = found["first"], found.end(), 1
    stop = text.find("\n" if first == "一是" else "\n\n", at, at + _LONGEST)
    stop = at + _LONGEST if stop < 0 else stop
    digit = "1" if "1" in first else "一"
    while number < _MOST:
        following = first.replace(digit, str(number + 1) if digit == "1" else _HAN[number])
        again, there = text.find(first, at, stop), text.find(following, at, stop)
        if there < 0 or 0 <= again < there:
            break
        at, number = there + len(following), number + 1
    return Listing(found.start("first"), at, number, number, sure=True) if number > 1 else None


def _named(text: str, claim: Claim) -> Listing | None:
    """三项制度（A、B、C）, 四项行动：A、B、C、D。"""
    found = _NAMED.match(text, claim.end, claim.end + _BEHIND)
    if found is None:
        return None
    group = "inside" if found["inside"] is not None else "behind"
    return _listing(found[group], found.start(group))


def _before(text: str, claim: Claim) -> Listing | None:
    """甲、乙、丙三个中心: in Han numerals only, since 道路、桥梁5座 counts the roads and bridges."""
    if claim.text[:1] not in _HAN:
        return None
    found = _BEFORE.search(text, max(0, claim.start - _BEHIND // 4), claim.start)
    return _listing(found[0], found.start(), headed=True) if found and found[0].count("、") > 1 else None


def _listing(names: str, start: int, *, headed: bool = False) -> Listing | None:
    """The names side by side, where they are alike: all quoted, of one length, or with one ending.

    Of names before their count, the first one stands behind a verb, so that its length says nothing.
    """
    if _OPEN.search(names) or any(character.isdigit() for character in plain(names)):
        return None
    quoted = _QUOTED.findall(names)
    if len(quoted) > 1 and not _QUOTED.sub("", names).strip("、和与及以 "):
        return Listing(start, start + len(names), len(quoted), len(quoted), sure=False)
    parts = [part.strip() for part in names.split("、")]
    if len(parts) < 2 or any(not 2 <= len(part) <= 12 for part in parts[headed:]):
        return None
    sizes = [len(part) for part in parts[headed:]]
    if max(sizes) - min(sizes) > _ALIKE and len({part[-1] for part in parts}) > 1:
        return None
    return Listing(start, start + len(names), len(parts), len(parts) + len(_AND.findall(parts[-1])), sure=False)


def _said(text: str, claim: Claim) -> str:
    """The count with what is counted, as printed where the name stands behind it."""
    if text.startswith(claim.object, claim.end):
        return text[claim.start : claim.end + len(claim.object)]
    return claim.object + claim.text


def _tie(index: int, said: str, found: Listing, number: int, *, agrees: bool) -> Tie:
    other = f"text:{found.start}:{found.end}"
    if agrees:
        why = Message(f"“{said}”列出了{number}个，相符。", f"“{said}”: {number} are listed, which agrees.")
        return Tie(index, other, "confirmed", why, str(number))
    why = Message(f"“{said}”，列出的却是{number}个。", f"“{said}”, but {number} are listed; please count them again.")
    return Tie(index, other, "contradicted", why, str(number))
