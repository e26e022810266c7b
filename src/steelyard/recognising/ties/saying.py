"""Why two figures were tied and what came of it, in sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from steelyard.model import Claim, Message, Tie
from steelyard.quantity import half_up
from steelyard.recognising.ties.comparing import is_power_of_ten, shown, times

if TYPE_CHECKING:
    from steelyard.recognising.ties.rows import Judged


def with_row(claim: Claim, judged: Judged) -> Tie:
    """The tie of a claim and a row."""
    row, figure = judged.row, judged.figure.figure
    where = Message("实际完成值", "result") if judged.figure.what == "result" else Message("年初指标值", "target")
    zh = f"正文“{named(claim)}{claim.text}”与第{row.row}行“{row.printed}”的{where.zh}{figure.text}"
    en = f"“{named(claim)} {claim.text}” in the text and the {where.en} {figure.text} of row {row.row} “{row.printed}”"
    tail = how(judged)
    return Tie(
        judged.claim,
        f"indicator:{row.row}",
        judged.outcome,
        Message(f"{zh}{tail.zh}。", f"{en} {tail.en}."),
        shown(figure.value),
        "actual" if judged.figure.what == "result" else "target",
    )


def named(claim: Claim) -> str:
    """What the claim counts."""
    return claim.object.strip()


def how(judged: Judged) -> Message:
    """How the two figures stand to each other: the end of the sentence."""
    figure = judged.figure.figure
    if judged.outcome == "confirmed":
        same = judged.value == figure.value
        return (
            Message("说的是同一件事，两数相同", "speak of one thing and are the same")
            if same
            else Message(
                f"说的是同一件事，按印出的精度和限定词相合（{shown(judged.value)}与{shown(figure.value)}）",
                f"speak of one thing and agree as printed ({shown(judged.value)} and {shown(figure.value)})",
            )
        )
    if judged.outcome == "part-of":
        return _part(judged)
    small, large = sorted((judged.value, figure.value))
    apart = shown(large - small)
    gap = Message(
        f"相差{apart}{figure.unit}（{shown(large)}－{shown(small)}＝{apart}）",
        f"{apart} {figure.unit} apart ({shown(large)} − {shown(small)} = {apart})",
    )
    if judged.outcome == "contradicted":
        return Message(f"说的是同一件事，{gap.zh}", f"speak of one thing and are {gap.en}")
    return _question(judged, gap)


def _part(judged: Judged) -> Message:
    figure = judged.figure.figure
    sizes = f"（{shown(judged.value)}≤{shown(figure.value)}）"
    of = f" ({shown(judged.value)} ≤ {shown(figure.value)})"
    told = {
        "part": Message(
            f"是部分与全部：正文只说{judged.detail}", f"are part and whole: the text tells of {judged.detail}"
        ),
        "several": Message(
            "是部分与全部：正文分几处说到", "are part and whole: the text tells of it in several places"
        ),
        "head": Message(
            "是部分与全部：正文先说总数，再说其中之数", "are part and whole: the text tells the whole first"
        ),
    }.get(judged.reason, Message("是部分与全部：正文只说其中一类", "are part and whole: the text tells of one kind"))
    return Message(told.zh + sizes, told.en + of)


def _question(judged: Judged, gap: Message) -> Message:
    figure = judged.figure.figure
    ratio = times(judged.value, figure.value)
    shows = Message("字面是同一件事", "read like one thing")
    if judged.reason == "visits":
        return Message(
            f"{shows.zh}，计数单位不同（一为{figure.unit}），{gap.zh}，请说明口径",
            f"{shows.en} but are counted in different units, {gap.en}; please explain the scope",
        )
    if judged.reason == "scope":
        return Message(
            f"{shows.zh}，表中注明“{judged.detail}”，正文没有说清范围，{gap.zh}",
            f"{shows.en}, the table says “{judged.detail}”, the text does not tell its scope; {gap.en}",
        )
    if judged.reason == "similar":
        return Message(
            f"名称相近，{gap.zh}，请核对说的是不是同一件事",
            f"are named alike and are {gap.en}; please check whether they speak of one thing",
        )
    if judged.reason == "factor" and ratio is not None:
        return _factor(judged, ratio)
    return Message(
        f"{shows.zh}，但正文另有别的数与该行相对应，{gap.zh}，请说明口径",
        f"{shows.en}, but other figures of the text go with this row too; {gap.en}; please explain the scope",
    )


def _factor(judged: Judged, ratio: Decimal) -> Message:
    low, high = sorted((abs(judged.value), abs(judged.figure.figure.value)))
    if is_power_of_ten(ratio):
        slip = Message("，疑单位或小数点有误", ", perhaps a slip of the unit or the point")
        exactly = Message("恰好", "exactly ")
    else:
        slip, exactly = Message("", ""), Message("约", "about ")
    factor = shown(half_up(ratio, 2))
    return Message(
        f"字面是同一件事，{exactly.zh}相差{factor}倍（{shown(high)}÷{shown(low)}）{slip.zh}，请说明口径",
        f"read like one thing and are {exactly.en}{factor} times apart ({shown(high)} ÷ {shown(low)}){slip.en}; "
        "please explain the scope",
    )
