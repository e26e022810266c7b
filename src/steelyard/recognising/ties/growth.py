"""Growth that the text states beside the figure of last year: 办理1210件，较上年的1150件增长5.22%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Claim, Message, Tie
from steelyard.quantity import half_up, places
from steelyard.recognising.ties.comparing import is_exact, shown, side
from steelyard.recognising.ties.lists import amount, same_unit
from steelyard.recognising.ties.telling import Told

_LAST = r"(?:上年度?|去年|上一年|20\d\d年度?)(?:同期|全年)?"
_UP, _DOWN = "增长|增加|提高|上升|净增|增幅|增速", "下降|减少|降低|降幅|下滑"
_RATE = re.compile(
    rf"^[，,、；;（(）)]*(?:同比|比{_LAST}|较{_LAST})?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?:约|达|为|到)?$"
)
_OF = r"[\u4e00-\u9fff]{0,16}"  # what this year's figure is of: 29所薄弱学校改造任务，较上年的24所
_THAN = re.compile(rf"^(?:{_OF}[，,、（(])?(?:较|比|同比){_LAST}的?$")
_WAS = re.compile(rf"^{_OF}[，,、；;（(]{_LAST}(?:数|完成|实际)?(?:为|是|达)?$")
_BY = re.compile(rf"^[，,、（(]?(?:同比|较{_LAST}|比{_LAST})(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?$")
_PART = Decimal("0.5")  # of the last printed place


class Span(NamedTuple):
    """Between which values a figure may be that was rounded before it was printed."""

    low: Decimal
    high: Decimal


def growths(text: str, claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[Tie]:
    """The ties of percentages of growth with the two figures before them."""
    for index in range(2, len(claims)):
        claim, near, far = claims[index], claims[index - 1], claims[index - 2]
        if claim.unit != "%" or not (is_exact(claim) and is_exact(near) and is_exact(far)):
            continue
        if told[index - 2].sentence != told[index].sentence or near.unit == "%" or not same_unit(near, far):
            continue
        rate = _RATE.match(text[near.end : claim.start])
        if rate is None:
            continue
        between = text[far.end : near.start]
        if _THAN.match(between) or _WAS.match(between):
            yield from _from(index, claims, _span(near, far.unit), rises=bool(rate["up"]))
        elif by := _BY.match(between):
            gap = _span(near, far.unit)
            now = _span(far, far.unit)
            old = (
                Span(now.low - gap.high, now.high - gap.low)
                if by["up"]
                else Span(now.low + gap.low, now.high + gap.high)
            )
            if bool(by["up"]) is bool(rate["up"]):
                yield from _from(index, claims, old, rises=bool(rate["up"]))


def _span(claim: Claim, unit: str) -> Span:
    """Whole counts are what they are; of a figure in 万 or with decimals half a place may be gone."""
    value = amount(claim, unit)
    step = side(claim.value, claim.unit, claim.text).step  # type: ignore[arg-type]
    scaled = step * (value / claim.value if claim.value else 1)  # type: ignore[operator]
    blur = scaled * _PART if step != 1 else Decimal(0)
    return Span(value - blur, value + blur)


def _from(index: int, claims: Sequence[Claim], old: Span, *, rises: bool) -> Iterator[Tie]:
    """The stated growth against the one reckoned, from last year's figure to that of this year."""
    claim, now = claims[index], _span(claims[index - 2], claims[index - 2].unit)
    if old.low <= 0 or not isinstance(claim.value, Decimal):
        return
    sign = 1 if rises else -1
    low, high = sorted(sign * (one / other - 1) * 100 for one, other in ((now.low, old.high), (now.high, old.low)))
    half = Decimal(1).scaleb(-places(claim.value)) * _PART
    before, after = (old.low + old.high) / 2, (now.low + now.high) / 2
    exact = half_up(sign * (after / before - 1) * 100, max(2, places(claim.value)))
    zh = f"（{shown(after)}－{shown(before)}）÷{shown(before)}＝{shown(sign * exact)}%"
    en = f"({shown(after)} − {shown(before)}) ÷ {shown(before)} = {shown(sign * exact)}%"
    other = f"claim:{index - 2}"
    if low - half <= claim.value <= high + half:
        why = Message(f"{zh}，与{claim.text}相符。", f"{en} agrees with {claim.text}.")
        yield Tie(index, other, "confirmed", why, f"{exact}")
    else:
        word = "增长" if rises else "下降"
        why = Message(
            f"{zh}，正文写的是{word}{claim.text}。",
            f"{en}; the text states a {'rise' if rises else 'fall'} of {claim.text}.",
        )
        yield Tie(index, other, "contradicted", why, f"{exact}")
