"""The budget of a made-up form: stages, parts, shares."""

import random
from decimal import Decimal

from tests.generator.arithmetic import half_up
from tests.generator.family import Family
from tests.generator.truth import Money, Stage

REVENUE = (
    ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入"),
    ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "其他收入"),
)
SPENDING = ("基本支出", "项目支出")


def fund(source: random.Random, family: Family) -> tuple[tuple[Money, ...], str]:
    """Budget figures that add up, in the family's unit."""
    unit = family.unit
    if family.narrative in ("rows", "paragraphs"):
        return tuple(_narrated(source)), unit
    return tuple(_block(source, family)), unit


def _amount(source: random.Random, low: float, high: float) -> Decimal:
    return half_up(Decimal(str(source.uniform(low, high))), 2)


def _stages(source: random.Random, initial: Decimal) -> dict[Stage, Decimal]:
    """年初, 调整, 决算 of one part: a little changed in the year, nearly all of it spent."""
    adjusted = half_up(initial * Decimal(str(source.choice((1, 1, source.uniform(0.95, 1.12))))), 2)
    spent = source.choice((1, source.uniform(0.9, 0.999)))
    return {"initial": initial, "adjusted": adjusted, "final": half_up(adjusted * Decimal(str(spent)), 2)}


def _block(source: random.Random, family: Family) -> list[Money]:
    scale = 10000 if family.unit == "元" else 1
    names = family.funds[1:]
    parts = [_stages(source, _amount(source, 60 * scale, 900 * scale)) for _ in names[:1]]
    for _ in names[1:]:
        some = source.random() < 0.35
        nothing: dict[Stage, Decimal] = dict.fromkeys(("initial", "adjusted", "final"), Decimal(0))
        parts.append(_stages(source, _amount(source, 5 * scale, 60 * scale)) if some else nothing)
    if not names:
        parts = [_stages(source, _amount(source, 600, 9000))]
    money = []
    for stage in family.stages:
        total = sum((part[stage] for part in parts), Decimal(0))
        money.append(Money(stage, "expenditure", family.funds[0], total, total=True))
        money += [Money(stage, "expenditure", name, part[stage]) for name, part in zip(names, parts, strict=False)]
    return money


def _narrated(source: random.Random) -> list[Money]:
    spending = [_stages(source, _amount(source, 900, 12000)), _stages(source, _amount(source, 800, 6000))]
    revenue_names = source.choice(REVENUE)
    shares = [Decimal(str(source.uniform(0.03, 0.09))) for _ in revenue_names[1:]]
    money: list[Money] = []
    for stage in ("initial", "adjusted", "final"):
        parts = [part[stage] for part in spending]
        total = sum(parts, Decimal(0))
        rest = [half_up(total * share, 2) for share in shares]
        money += _side(stage, "revenue", revenue_names, [total - sum(rest), *rest])
        money += _side(stage, "expenditure", SPENDING, parts)
    return money


def _side(stage: Stage, side: str, names: tuple[str, ...], amounts: list[Decimal]) -> list[Money]:
    total = sum(amounts, Decimal(0))
    lines = [Money(stage, side, "收入" if side == "revenue" else "支出", total, total=True)]
    for name, amount in zip(names, amounts, strict=True):
        lines.append(Money(stage, side, name, amount, share=half_up(amount / total * 100, 2)))
    return lines
