"""Totals of the budget that the text repeats beside a table of funds: 全年预算320万元，实际支出312万元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from steelyard.model import BudgetLine, Claim, Form, Message, Tie
from steelyard.model.form import Stage
from steelyard.quantity.folding import plain
from steelyard.recognising.ties.comparing import APART, compare, factor, is_power_of_ten, shown, side, times
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_STAGES: dict[Stage, Message] = {
    "initial": Message("年初预算", "budget at the year's start"),
    "adjusted": Message("全年预算", "budget of the year"),
    "final": Message("全年执行", "spending of the year"),
}
_MONEY = re.compile(r"(?:亿|万|千)?元")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")


def with_totals(form: Form, claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[Tie]:
    """The ties of amounts that are called nothing but the budget, or what was spent of it, with the totals of a table.

    What was spent is taken for the whole only where the budget is told before it in the sentence.
    """
    lines = [line for line in form.budget if line.total and _in_table(line)]
    budgeted = -1  # the sentence that told the budget
    for index, (claim, around) in enumerate(zip(claims, told, strict=True)) if lines else ():
        if not isinstance(claim.value, Decimal) or not _MONEY.fullmatch(claim.unit) or around.silent or around.change:
            continue
        stages = _stages(around.raw)
        if "final" in stages and budgeted != around.sentence:
            continue
        if stages and "final" not in stages:
            budgeted = around.sentence
        named = [line for line in lines if line.stage in stages]
        held = [one for line in named if (one := _held(index, claim, line)) is not None]
        agreeing = [one for one in held if one.outcome == "confirmed"]
        yield from (agreeing or held)[:1]


def _in_table(line: BudgetLine) -> bool:
    place = line.amount.printed.place
    return isinstance(line.amount.value, Decimal) and place is not None and place.part == "table"


def _stages(raw: str) -> tuple[Stage, ...]:
    """The stages that a phrase of nothing else can mean: a bare 预算 is that of the year or of its start."""
    lexicon = words().budget
    phrase = _YEAR.sub("", plain(raw))
    if lexicon["bare"].sub("", phrase).strip():
        return ()
    if lexicon["spent"].search(phrase):
        return ("final",)
    if lexicon["initial"].search(phrase):
        return ("initial",)
    return ("adjusted", "initial") if "预算" in phrase else ()


def _held(index: int, claim: Claim, line: BudgetLine) -> Tie | None:
    """The claim against a total: one thing told twice."""
    scaled, amount = factor(claim.unit, line.unit), line.amount.value
    if scaled is None or not isinstance(claim.value, Decimal) or not isinstance(amount, Decimal):
        return None
    value = claim.value * scaled
    verdict = compare(claim, value, side(amount, line.unit, line.amount.printed.text), scaled)
    if verdict == "near":
        return None
    other, stage = f"budget:{line.stage}.{line.side}.{line.name}", _STAGES[line.stage]
    zh = f"正文{claim.text}，资金表中{stage.zh}“{line.name}”为{line.amount.printed.text}（{line.unit}）"
    en = f"The text says {claim.text}, the table of funds {line.amount.printed.text} ({line.unit}) for the {stage.en}"
    if verdict == "agree":
        return Tie(index, other, "confirmed", Message(f"{zh}，两处相符。", f"{en}; they agree."), shown(amount))
    small, large = sorted((value, amount))
    gap = f"{shown(large)}－{shown(small)}＝{shown(large - small)}"
    ratio = times(value, amount)
    if ratio is not None and ratio >= APART:
        slip = Message("，疑单位或小数点有误", ", perhaps a slip of the unit or the point")
        slip = slip if is_power_of_ten(ratio) else Message("", "")
        why = Message(f"{zh}，{gap}{slip.zh}，请说明口径。", f"{en}; {_plain(gap)}{slip.en}; please explain the scope.")
        return Tie(index, other, "unclear", why, shown(amount))
    return Tie(index, other, "contradicted", Message(f"{zh}，{gap}。", f"{en}; {_plain(gap)}."), shown(amount))


def _plain(equation: str) -> str:
    return equation.replace("－", " − ").replace("＝", " = ")
