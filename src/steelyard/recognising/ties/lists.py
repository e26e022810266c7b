"""A total and the list of its parts in the text: 隐患1072条（重大36条、一般1036条）, 企业68家，其中省级9家."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Claim, Message, Tie
from steelyard.model.narrative import Outcome
from steelyard.recognising.ties.comparing import factor, is_exact, shown

_AMONG = re.compile(r"[，,；;：:（(]?\s*其中")
_BRACKET = re.compile(r"^[\u4e00-\u9fff]{0,10}\s*[（(]")  # behind the thing counted: 15座危桥改造（城区11座、乡镇4座）
_NEXT = re.compile(r"^[）)]?(?:[、和与及]|以及|[，,；;])[^。；;，,（(]{0,24}$")
_ELSEWHEN = re.compile(r"上年|去年|上一年|同期|(?:19|20)\d\d年|计划|目标|任务")  # no part, but the same of another time
_OVERLAP = re.compile(r"兼|重叠|交叉|重复")
_ENDS = re.compile(r"[。！？\n]")
_CLOSES = re.compile(r"[）)]")
_CLOSE = {True: Decimal("0.05"), False: Decimal("0.02")}  # of the total; farther off, parts are left out or overlap
# Parts in brackets that add up to more than that overlap or are wrong: asked about.


class Listed(NamedTuple):
    """A total and its parts, by the numbers of their claims; ``bracket``: the parts stand in brackets behind it."""

    head: int
    parts: tuple[int, ...]
    bracket: bool
    open: bool  # 等: more parts than are told; 部分企业兼营: they overlap, and the text says so


def lists(text: str, claims: Sequence[Claim]) -> Iterator[Listed]:
    """Every total of the text with its parts, in the order of the text."""
    at = 0
    while at + 1 < len(claims):
        if found := _list(text, claims, at):
            yield found
            at = found.parts[-1] if found.parts[-1] > at + 1 else at + 1
        else:
            at += 1


def _list(text: str, claims: Sequence[Claim], head: int) -> Listed | None:
    gap = text[claims[head].end : claims[head + 1].start]
    bracket = bool(_BRACKET.match(gap)) and not _CLOSES.search(gap)
    if _ENDS.search(gap) or _ELSEWHEN.search(gap) or not (bracket or (_AMONG.search(gap) and len(gap) < 40)):
        return None
    parts, separator = [head + 1], ""
    for index in range(head + 2, len(claims)):
        gap = text[claims[index - 1].end : claims[index].start]
        if separator and separator in "、和与及以" and gap[:1] in "，,；;":
            break
        separator = separator or gap.lstrip("）)")[:1]
        if (bracket and _CLOSES.search(gap)) or _ENDS.search(gap) or not _NEXT.match(gap):
            break
        if claims[index].unit != "%":
            if not same_unit(claims[head], claims[index]):
                break
            parts.append(index)
    end = claims[parts[-1]].end
    loose = "等" in text[end : end + 6] or bool(_OVERLAP.search(text, end, end + 16))
    if not same_unit(claims[head], claims[head + 1]) or claims[head].unit == "%" or not _plain(claims, [head, *parts]):
        return None
    return Listed(head, tuple(parts), bracket, loose)


def same_unit(one: Claim, other: Claim) -> bool:
    """Whether two claims count in one unit or in multiples of it; 个 goes with 个 only."""
    if one.unit == other.unit:
        return True
    return "个" not in {one.unit, other.unit} and factor(one.unit, other.unit) is not None and bool(one.unit)


def _plain(claims: Sequence[Claim], indices: list[int]) -> bool:
    return all(is_exact(claims[i]) for i in indices)


def amount(claim: Claim, unit: str) -> Decimal:
    """The value of a claim in ``unit``."""
    assert isinstance(claim.value, Decimal)
    return claim.value * (factor(claim.unit, unit) or 1)


def sum_of(found: Listed, claims: Sequence[Claim]) -> Decimal:
    """What the parts of a total add up to, in its unit."""
    return sum((amount(claims[part], claims[found.head].unit) for part in found.parts), Decimal(0))


def sums(found: Listed, claims: Sequence[Claim]) -> Iterator[Tie]:
    """The parts of a total, and the total against their sum."""
    head = claims[found.head]
    total = amount(head, head.unit)
    values = [amount(claims[part], head.unit) for part in found.parts]
    summed = sum_of(found, claims)
    if max(values) > total:
        return
    terms = "＋".join(map(shown, values))
    equation = f"{terms}＝{shown(summed)}"
    english = f"{' + '.join(map(shown, values))} = {shown(summed)}"
    if len(values) > 1 and summed != total and not found.open:
        gap = abs(summed - total)
        if gap <= total * _CLOSE[found.bracket] or (found.bracket and summed > total):
            yield _off(found, head, equation, english, total, summed)
            return
    if summed > total:
        return
    whole = len(values) > 1 and summed == total
    if whole:
        why = Message(f"各项相加{equation}，与总数{head.text}相符。", f"The parts add up to the total: {english}.")
        yield Tie(found.head, f"claim:{found.parts[-1]}", "confirmed", why, shown(summed))
    for part in found.parts:
        yield _part(part, claims[part], found.head, head, (equation, english) if whole else None)


def _part(part: int, claim: Claim, head: int, whole: Claim, sum_: tuple[str, str] | None) -> Tie:
    zh = f"“{claim.object}{claim.text}”是“{whole.object}{whole.text}”的一部分"
    en = f"“{claim.object} {claim.text}” is part of “{whole.object} {whole.text}”"
    if sum_:
        zh, en = f"{zh}，{sum_[0]}", f"{en}; {sum_[1]}"
    return Tie(part, f"claim:{head}", "part-of", Message(f"{zh}。", f"{en}."))


def _off(found: Listed, head: Claim, equation: str, english: str, total: Decimal, summed: Decimal) -> Tie:
    apart = shown(abs(total - summed))
    if found.bracket:
        why = Message(
            f"“{head.object}{head.text}”之后所列各项相加{equation}，与总数相差{apart}{head.unit}。",
            f"The parts listed behind “{head.object} {head.text}” add up to {english}, {apart} off the total.",
        )
    else:
        why = Message(
            f"“{head.object}{head.text}”其中各项相加{equation}，与总数只差{apart}{head.unit}，请核对是否列全。",
            f"The parts told of “{head.object} {head.text}” add up to {english}, only {apart} off the total; "
            "please check whether all are listed.",
        )
    close = abs(total - summed) <= total * _CLOSE[True]
    outcome: Outcome = "contradicted" if found.bracket and close else "unclear"
    return Tie(found.head, f"claim:{found.parts[-1]}", outcome, why, shown(summed))
