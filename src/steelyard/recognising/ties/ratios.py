"""Shares, rates and changes that the text states beside the figures they are computed from."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from steelyard.model import Claim, Message, Tie
from steelyard.quantity import agrees, half_up, places
from steelyard.recognising.ties.comparing import is_exact, shown
from steelyard.recognising.ties.lists import Listed, amount, same_unit
from steelyard.recognising.ties.names import core, coverage
from steelyard.recognising.ties.telling import Told

_SHARE = re.compile(
    r"^[）)]?[，,（(]?(?:仅|约)?占(?:比|比重|比例|比为|比达)?(?P<of>[^，。；占]{0,20}?)的?(?:比重|比例)?(?:为|达|约)?$"
)
_FROM_TO = re.compile(r"^(?:的)?(?P<verb>下降|降低|提高|提升|上升|增长|增加|减少|压减|压缩)(?:到|至|为)[^，。；]{0,6}$")
_BY = re.compile(r"^[，,（(](?:同比|较年初|较上年)?(?:下降|降低|提高|提升|上升|增长|增加|减少|降幅|增幅)了?(?:达|为)?$")
_BACK = 6  # claims of the same sentence


def ratios(text: str, claims: Sequence[Claim], told: Sequence[Told], listed: Sequence[Listed]) -> Iterator[Tie]:
    """The ties of percentages and changes that can be computed from other figures of their sentence."""
    heads = {part: one.head for one in listed for part in one.parts}
    for index in range(1, len(claims)):
        if not isinstance(claims[index].value, Decimal) or claims[index].modifier != "exact":
            continue
        gap = text[claims[index - 1].end : claims[index].start]
        if claims[index].unit == "%" and (found := _SHARE.match(gap)):
            yield from _share(claims, told, index, found["of"], heads)
        elif claims[index].unit == "%" and told[index].rate:
            yield from _rate(claims, told, index)
        if index > 1 and _BY.match(gap):
            yield from _change(text, claims, index)


def _share(claims: Sequence[Claim], told: Sequence[Told], index: int, of: str, heads: dict[int, int]) -> Iterator[Tie]:
    """基本支出7000万元，占支出决算的70%."""
    part = index - 1
    whole = _named(claims, told, part, of) if core(of) else heads.get(part)
    if whole is None or not (is_exact(claims[part]) and is_exact(claims[whole])) or claims[part].unit == "%":
        return
    if same_unit(claims[part], claims[whole]):
        yield from _quotient(claims, index, part, whole, "share")


def _named(claims: Sequence[Claim], told: Sequence[Told], part: int, of: str) -> int | None:
    """The claim of the same sentence before that counts what the share is of."""
    kernel = core(of)
    for other in range(part - 1, max(-1, part - 2 * _BACK), -1):
        if told[other].sentence != told[part].sentence:
            return None
        if claims[other].unit != "%" and coverage(kernel, told[other].own) == 1:
            return other
    return None


def _rate(claims: Sequence[Claim], told: Sequence[Told], index: int) -> Iterator[Tie]:
    """排查隐患1072条，整改1062条，整改率99.07%: what the rate is called by was counted, and so was all of it."""
    part = index - 1
    deed = told[index].rate[:2]
    if not is_exact(claims[part]) or told[part].sentence != told[index].sentence or deed not in told[part].own:
        return
    wholes = [
        whole
        for whole in range(part - 1, max(-1, part - _BACK), -1)
        if told[whole].sentence == told[index].sentence
        and is_exact(claims[whole])
        and claims[whole].unit == claims[part].unit != "%"
        and amount(claims[whole], "") >= amount(claims[part], "")
    ]
    found = [one for whole in wholes for one in _quotient(claims, index, part, whole, "rate")]
    confirmed = [one for one in found if one.outcome == "confirmed"]
    if confirmed or (len(wholes) == 1 and deed not in told[wholes[0]].own):
        yield from confirmed[:1] or found


def _quotient(claims: Sequence[Claim], index: int, part: int, whole: int, kind: str) -> Iterator[Tie]:
    claim, unit = claims[index], claims[whole].unit
    above, below = amount(claims[part], unit), amount(claims[whole], unit)
    if not below or above > below or not isinstance(claim.value, Decimal):
        return
    exact = above / below * 100
    rounded = half_up(exact, max(2, places(claim.value)))
    sum_ = f"{shown(above)}÷{shown(below)}＝{rounded}%"
    english = f"{shown(above)} ÷ {shown(below)} = {rounded}%"
    if agrees(claim.value, exact):
        why = Message(f"{sum_}，与{claim.text}相符。", f"{english} agrees with {claim.text}.")
        yield Tie(index, f"claim:{part}", "confirmed", why, f"{rounded}")
    elif kind == "share" or abs(exact - claim.value) < 5:
        why = Message(f"{sum_}，正文写的是{claim.text}。", f"{english}, the text says {claim.text}.")
        yield Tie(index, f"claim:{part}", "contradicted", why, f"{rounded}")


def _change(text: str, claims: Sequence[Claim], index: int) -> Iterator[Tie]:
    """由1.9%下降到0.6%，下降1.3个百分点."""
    before, after, change = claims[index - 2], claims[index - 1], claims[index]
    if not (is_exact(before) and is_exact(after)) or not same_unit(before, after):
        return
    if not _FROM_TO.match(text[before.end : after.start]):
        return
    old, new = amount(before, after.unit), amount(after, after.unit)
    gap, unit = abs(new - old), change.unit
    if change.unit == "%" and after.unit != "%" and old:
        gap, zh = gap / old * 100, f"（{shown(new)}－{shown(old)}）÷{shown(old)}"
    elif change.unit == "百分点" or change.unit == after.unit != "%":
        zh = f"{shown(max(old, new))}－{shown(min(old, new))}"
    else:
        return
    value = amount(change, change.unit)
    en = zh.replace("－", " − ").replace("÷", " ÷ ").replace("（", "(").replace("）", ")")
    result = f"{shown(half_up(gap, 2))}{unit}"
    outcome = "confirmed" if agrees(value, gap) else "contradicted"
    tail = (
        ("，与{}相符。", " agrees with {}.") if outcome == "confirmed" else ("，正文写的是{}。", ", the text says {}.")
    )
    why = Message(f"{zh}＝{result}{tail[0].format(change.text)}", f"{en} = {result}{tail[1].format(change.text)}")
    yield Tie(index, f"claim:{index - 1}", "confirmed" if outcome == "confirmed" else "contradicted", why, shown(gap))
