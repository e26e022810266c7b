"""What words claim when they are a result: reached, partly, not, or left open."""

import re
from functools import lru_cache
from typing import Literal

from steelyard.quantity.folding import compact
from steelyard.quantity.patterns import pattern
from steelyard.quantity.words import words

Claim = Literal["yes", "partly", "no"]

_MAY_DENY = pattern("[未不没欠无待弱差]")
_LONGEST = 200  # characters of a cell that are looked at: a claim stands in the first sentence or nowhere
_AHEAD = 2  # characters behind a negation that name what it denies (不合规, 未按计划完成)
_TRIM = "。；;，, !"


@lru_cache(maxsize=1024)
def met(text: str) -> Claim | None:
    """What words claim as a result.

    A negation is never a claim to have met the target: it owns to having missed it (未按计划完成), wholly or partly
    (不够健全), or leaves it open. 基本完成 is open too: the bands of the rules do not know the word.
    """
    shown = compact(text[:_LONGEST]).text.strip(_TRIM)
    lexicon = words()
    if shown in lexicon.whole:
        return lexicon.whole[shown]
    said = _without_harmless(shown)
    for claim, sign in lexicon.states:
        if claim != "yes" and sign.search(said):
            return claim
    reached = next((sign.search(said) for claim, sign in lexicon.states if claim == "yes"), None)
    if denial := lexicon.denial.weak.search(said) or lexicon.denial.any.search(said):
        if reached and not _one_clause(said, denial, reached):
            return None
        return "partly" if denial.re is lexicon.denial.weak else _owned(said)
    return "yes" if reached and not lexicon.denial.roughly.search(said) else None


def denies(target: str, said: str) -> Claim | None:
    """Whether a result differs from its target's words by a negation: ``no`` (不健全), ``partly`` (不够健全).

    ``yes`` where it holds no negation of anything, ``None`` where it denies something that the target does not name.
    """
    aim, claim = compact(target[:_LONGEST]).text, compact(said[:_LONGEST]).text
    if _opposite(aim, claim):
        return "no"
    claim = _without_harmless(claim)
    denial = words().denial
    for found in denial.weak.finditer(claim):
        if _names(aim, claim[found.end() :]) or _names(aim, claim[: found.start()][-_AHEAD:]):
            return "partly"
    if any(_names(aim, claim[found.end() :]) for found in denial.any.finditer(claim)):
        return "no"
    return None if denial.weak.search(claim) or denial.any.search(claim) else "yes"


def _opposite(aim: str, claim: str) -> bool:
    """超标 for 不超标, 无效 for 有效, 有所下降 for 提升: one denies the other without a negation of its own."""
    if any(aim.startswith(sign) and aim.removeprefix(sign) == claim for sign in ("不", "未", "无", "没有")):
        return True
    if aim[:1] == "有" and claim == "无" + aim[1:]:
        return True
    denial = words().denial
    one, other = denial.adverbs.sub("", aim), denial.adverbs.sub("", claim)
    pairs = ((denial.rise, denial.fall), (denial.fall, denial.rise))
    return any(asked.fullmatch(one) and got.fullmatch(other) for asked, got in pairs)


def _names(target: str, what: str) -> bool:
    """Whether the target asks for ``what`` is denied, and does not deny it itself."""
    start = target.find(what[:_AHEAD]) if len(what) >= _AHEAD else -1
    return start >= 0 and not target[:start].endswith(("不", "未", "无", "没有"))


def _without_harmless(shown: str) -> str:
    """``shown`` with a stroke for what only looks like a negation (不断), or denies something bad (不拖欠)."""
    return words().denial.harmless.sub("_", shown) if _MAY_DENY.search(shown) else shown


def _owned(said: str) -> Claim | None:
    """不 denies a quality that is on the list; 未, 没有 and 无法 deny whatever was to be done."""
    return "no" if words().denial.plain.search(said) else None


def _one_clause(said: str, denial: re.Match[str], reached: re.Match[str]) -> bool:
    """Whether nothing separates the negation from the words that would claim success."""
    first, last = min(denial.end(), reached.end()), max(denial.start(), reached.end())
    return not any(mark in said[first:last] for mark in ",，;；。、")
