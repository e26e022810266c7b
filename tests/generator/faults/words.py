"""Faults of the words: left out, out of step with the money, impossible, reversed, missing, unfinished."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import half_up, plain
from tests.generator.banks import bank
from tests.generator.faults.planting import Fault, Planted, met, pick, plants, with_short
from tests.generator.faults.points import reached
from tests.generator.settling import settle
from tests.generator.truth import Money, Truth

NARRATED = ("rows", "paragraphs")
NO_DAYS = (
    "{year}年6月31日",
    "{year}年2月30日",
    "{year}年11月31日",
    "{year}年9月31日",
    "{year}年13月10日",
    "{year}.06.31",
)
NO_TIMES = (
    "主要任务于{year}年6月31日全部完成。",
    "主要工程于{year}年4月31日通过验收。",
    "主要工程于{year}年9月10日开工，{year}年3月5日完工。",
    "主要工程{year}年8月开工，{year}年5月竣工。",
    "主要工程于{year}年10月20日完工，{year}年6月8日通过验收。",
    "项目实施期为{year}年11月至{year}年3月。",
)
LEFT_OVER = (
    "全年共完成XX项任务。",
    "全年投入资金××万元。",
    "（请填写实际完成情况）",
    "【此处填写完成情况】",
    "全年服务群众XXX人次。",
    "（此处简要说明，不超过200字）",
    "20XX年重点任务全部完成。",
    "具体完成情况待补充。",
    "全年完成投资____万元。",
    "完成率达到**%。",
)


@plants(Fault.LEFT_OUT)
def left_out(truth: Truth, source: random.Random) -> Planted | None:
    """A row falls short, and neither its note nor the section on problems speaks of it."""
    found = with_short(truth, source)
    if found is None or truth.family.narrative == "none":
        return None
    truth, number = found
    twin = settle(truth.with_row(number, note=""))
    return Planted(replace(twin, silent=frozenset({number})), ("shortfall-left-out",), (number,))


def _spent(money: tuple[Money, ...], share: Decimal) -> tuple[Money, ...]:
    """The budget with only ``share`` of it spent; parts and shares agree."""
    adjusted = {(one.side, one.name): one.amount for one in money if one.stage == "adjusted"}
    amounts = {key: half_up(amount * share) for key, amount in adjusted.items()}
    for side in {one.side for one in money}:
        whole = next(one for one in money if one.stage == "final" and one.side == side and one.total)
        parts = [one for one in money if one.stage == "final" and one.side == side and not one.total]
        if parts:
            amounts[side, whole.name] = sum((amounts[side, one.name] for one in parts), Decimal(0))
    wholes = {one.side: amounts[one.side, one.name] for one in money if one.total}
    return tuple(_share(one, amounts, wholes) if one.stage == "final" else one for one in money)


def _share(one: Money, amounts: dict[tuple[str, str], Decimal], wholes: dict[str, Decimal]) -> Money:
    amount = amounts[one.side, one.name]
    share = None if one.share is None else half_up(amount / wholes[one.side] * 100)
    return replace(one, amount=amount, share=share)


@plants(Fault.OUTPUT_AHEAD)
def output_ahead(truth: Truth, source: random.Random) -> Planted | None:
    """Two fifths of the money spent, and every output delivered in full."""
    money = _spent(truth.money, Decimal(source.choice(("0.4", "0.35", "0.46", "0.25", "0.08"))))
    sides = {one.side: one.amount for one in money if one.total and one.stage == "final"}
    if len(set(sides.values())) > 1:
        money = tuple(
            replace(one, amount=sides["expenditure"]) if one.total and one.stage == "final" else one for one in money
        )
        money = _levelled(money)
    twin = settle(replace(truth, money=money, rows=tuple(map(reached, truth.rows))))
    return Planted(twin, ("output-ahead-of-money",))


def _levelled(money: tuple[Money, ...]) -> tuple[Money, ...]:
    """The first part of the revenue takes up what rounding left over."""
    parts = [one for one in money if one.stage == "final" and one.side == "revenue" and not one.total]
    whole = next(one.amount for one in money if one.stage == "final" and one.side == "revenue" and one.total)
    rest = whole - sum((one.amount for one in parts[1:]), Decimal(0))
    share = half_up(rest / whole * 100)
    return tuple(replace(one, amount=rest, share=share) if one is parts[0] else one for one in money)


@plants(Fault.IMPOSSIBLE_DATE)
def impossible_date(truth: Truth, source: random.Random) -> Planted | None:
    """A day that no calendar has, in a result or in the text; or an end before its beginning."""
    year = truth.year
    number = pick(truth, source, lambda row: row.sort == "date")
    if number is not None and source.random() < 0.6:
        day = source.choice([pattern.format(year=year) for pattern in NO_DAYS])
        return Planted(truth.with_row(number, result_words=day), ("impossible-date",), (number,))
    return say(truth, source.choice(NO_TIMES).format(year=year), "impossible-date")


def say(truth: Truth, said: str, name: str) -> Planted | None:
    """The form with a sentence more: in the goals, or in the narrative's results."""
    if truth.family.narrative in NARRATED:
        first = bank()[truth.department]["duties"][0]
        old = f"{first}工作扎实推进，各项任务按计划落实，服务能力和管理水平稳步提升。"
        return Planted(replace(truth, tweaks=((old, old + said),)), (name,))
    return Planted(replace(truth, achieved=truth.achieved + said), (name,))


@plants(Fault.STATED_SCORE_OFF)
def stated_score_off(truth: Truth, source: random.Random) -> Planted | None:
    """The conclusion states another score than the table."""
    if truth.family.narrative not in NARRATED:
        return None
    said, off = plain(truth.total_score), plain(truth.total_score - source.choice((1, 2, 3)))
    tweaks = ((f"综合得分{said}分", f"综合得分{off}分"),)
    return Planted(replace(truth, tweaks=tweaks), ("score-total-misstated", "narrative-contradicts-table"))


@plants(Fault.REVERSED)
def reversed_wording(truth: Truth, source: random.Random) -> Planted | None:
    """The section on problems says that there are none, and lists them."""
    if truth.family.narrative == "none":
        return None
    tweaks = (
        ("自评中发现以下问题：", source.choice(("自评中未发现以下问题：", "自评中没有发现以下问题："))),
        (
            "工作中还有不少短板：",
            source.choice(("工作中不存在以下短板：", "工作中没有存在以下短板：主要是", "工作中未发现下列问题：")),
        ),
    )
    return Planted(replace(truth, tweaks=tweaks), ("reversed-wording",))


@plants(Fault.SECTION_MISSING)
def section_missing(truth: Truth, source: random.Random) -> Planted | None:
    if truth.family.narrative not in NARRATED:
        return None
    kind = source.choice(("overview", "results", "problems", "suggestions"))
    return Planted(replace(truth, missing_section=kind), ("section-missing",))


@plants(Fault.PLACEHOLDER)
def placeholder(truth: Truth, source: random.Random) -> Planted | None:
    """Words of the blank form, or crosses for a figure, are still there."""
    if source.random() < 0.2 and (number := pick(truth, source, met)) is not None:
        shown = "XX" + truth.rows[number - 1].unit
        return Planted(
            truth.with_row(number, shown_actual=shown), ("placeholder-left", "result-not-a-value"), (number,)
        )
    return say(truth, source.choice(LEFT_OVER), "placeholder-left")
