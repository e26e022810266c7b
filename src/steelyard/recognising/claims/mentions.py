"""The numerals of a line that words.toml knows to claim nothing, each with the reason."""

import re
from collections.abc import Iterator

from steelyard.model import Mention
from steelyard.model.narrative import NotClaimReason
from steelyard.quantity import Found
from steelyard.quantity.units import measure
from steelyard.recognising.claims.words import words

_HEADING = re.compile(r"\s*(?P<n>[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、.]|\.\d{1,2})(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:-|~|至|到|年|和|、)*\s*(?:(?:19|20)\d\d)?\s*年?")
_ISSUER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,6}$")
_LISTED = re.compile(r"(?P<n>[一二两三四五六七八九十])(?:[张项个条类件大种级方]|方面)\w{0,6}")
_MEMBERS = re.compile(r"[”\"]?(?:[，,:：(（](?:即|包括|分别是|分别为)?|即|包括|分别是|分别为)(?P<list>[^，,。；;)）]*)")
_AND = re.compile(r"、|以及|[和及与]")
_FIGURE = re.compile(r"\d")
_NO_LIST = frozenset("、的和与及") | {""}
_STOP = re.compile(r"[，,。；;：:！？]")
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def told(text: str, shown: str) -> Iterator[Mention]:
    """The numerals that words.toml knows to claim nothing."""
    lexicon = words()
    at = 0
    heading = _HEADING.match(shown)
    if heading and not (heading["n"][-1].isdigit() and measure(shown, heading.end())):
        start, at = heading.span("n")
        yield Mention(text[start:at], start, at, "heading")
    for match in lexicon.told.pattern.finditer(shown, at):
        number = int(match.lastgroup[1:]) if match.lastgroup else 0
        start, end = match.span(match.lastgroup or 0)
        reason: NotClaimReason = lexicon.told.reasons[number]
        if reason == "name" and shown[start:end].isdigit() and _is_counted(shown, end):
            continue
        if reason == "document-number" and shown[start] in "〔[﹝(【":
            start = _issuer(shown, start)
        if reason == "idiom" and _is_listed(shown, start, end):
            reason = "listed-count"
        if reason == "ordinal" and lists_before(shown, start, end):
            reason = "listed-count"
        yield Mention(text[start:end], start, end, reason)


def _is_counted(shown: str, end: int) -> bool:
    """120盘: a unit behind a number that might be a hotline."""
    unit = measure(shown, end)
    return unit is not None and unit.kind != "number"


def lists_before(shown: str, start: int, end: int) -> bool:
    """批发、零售、住宿、餐饮四个行业: a count in words directly behind the names that it counts."""
    if end - start != 2 or shown[start] not in _DIGITS or shown[start - 1 : start] in _NO_LIST:
        return False
    before = _STOP.split(shown[max(0, start - 80) : start])[-1]
    return not _FIGURE.search(before) and 1 < _DIGITS[shown[start]] == len(_AND.split(before))


def _issuer(shown: str, bracket: int) -> int:
    """Where a document number begins: at the short name of who issued it, 财预〔2023〕6号."""
    name = _ISSUER.search(shown, max(0, bracket - 6), bracket)
    start = name.start() if name else bracket
    before = words().told.before_document.match(shown, start, bracket)
    return before.end() if before else start


def _is_listed(shown: str, start: int, end: int) -> bool:
    """“四张清单” with its four members before or behind it.

    A count without marks is a claim, which is held against its list.
    """
    counted = _LISTED.fullmatch(shown, start, end)
    if counted is None or _DIGITS[counted["n"]] < 2:
        return False
    before = _STOP.split(shown[max(0, start - 80) : start])[-1]
    behind = _MEMBERS.match(shown, end, end + 120)
    lists = (before, behind["list"] if behind else "")
    return any(len(_AND.split(names)) == _DIGITS[counted["n"]] for names in lists)


def time(text: str, shown: str, found: Found) -> Mention:
    """A time; of one that names only a year, the year (2023年 of 2023年度全年)."""
    year = _YEAR.match(shown, found.start, found.end)
    if year and shown[year.end() : found.end] in {"", "度", "全年", "度全年"}:
        return Mention(text[found.start : year.end()], found.start, year.end(), "year")
    return Mention(text[found.start : found.end], found.start, found.end, "date")
