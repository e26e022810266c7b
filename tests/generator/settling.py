"""Makes the printed sums of a form agree with its rows and its budget."""

from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import grade, half_up
from tests.generator.choosing import EXECUTION_NAME
from tests.generator.truth import Money, Row, Stage, Subtotal, Truth


def settle(truth: Truth, base: Stage = "adjusted") -> Truth:
    """Execution rate and its points, subtotals, totals and grade, from what the form says above them.

    ``base`` is the budget that the rate is taken of; only a faulty form takes another than the adjusted one.
    """
    truth = _executed(truth, base)
    if truth.noise.one_place:
        truth = _rounded(truth)
    points = truth.family.execution or Decimal(0)
    weight = sum((row.weight for row in truth.rows), points)
    score = sum((row.score for row in truth.rows), truth.execution_score or Decimal(0))
    if truth.family.kind == "project" and truth.family.narrative == "none":
        truth = replace(truth, remark=_remark(truth))
    return replace(
        truth,
        total_weight=weight,
        total_score=score,
        subtotals=tuple(_subtotals(truth.rows)),
        grade=grade(score, weight, truth.seed % 3 != 0) if truth.family.grade != "none" else "",
    )


def total(money: tuple[Money, ...], stage: Stage) -> Decimal:
    """The total of a stage, spending side."""
    return next(one.amount for one in money if one.stage == stage and one.total and one.side == "expenditure")


def rate_of(truth: Truth, spent: Decimal, budget: Decimal) -> Decimal:
    return half_up(spent / budget * 100, truth.seed % 2 if truth.noise.short_rate else 2)


def _rounded(truth: Truth) -> Truth:
    rows = tuple(replace(row, score=half_up(row.score, 1)) for row in truth.rows)
    points = truth.execution_score
    return replace(truth, rows=rows, execution_score=None if points is None else half_up(points, 1))


def _executed(truth: Truth, base: Stage) -> Truth:
    spent, budget = total(truth.money, "final"), total(truth.money, base)
    rate = rate_of(truth, spent, budget)
    points = truth.family.execution
    score = None if points is None else min(points, half_up(spent / budget * points, 2))
    truth = replace(truth, rate=rate, execution_score=score)
    for number in truth.where(lambda row: row.name == EXECUTION_NAME):
        row = truth.rows[number - 1]
        reason = "" if rate >= 100 else "部分项目尾款按合同约定跨年支付"
        points = min(row.weight, half_up(rate / 100 * row.weight, 2))
        truth = truth.with_row(number, result=rate, score=points, reason=reason, note=reason)
    return truth


def _subtotals(rows: tuple[Row, ...]) -> list[Subtotal]:
    groups = dict.fromkeys(row.groups[0] for row in rows if row.groups)
    return [
        Subtotal(
            group,
            sum((row.weight for row in rows if row.groups[0] == group), Decimal(0)),
            sum((row.score for row in rows if row.groups[0] == group), Decimal(0)),
        )
        for group in groups
    ]


def _remark(truth: Truth) -> str:
    said = [f"“{row.name}”未达到年度目标，原因是{row.reason}" for row in truth.rows if row.reason and not row.note]
    return "；".join(said) + "。" if said else "无"
