"""Faults of targets and results: too low, echoed, no value, against sense, twice, in the wrong place."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.faults.planting import Fault, Planted, met, pick, plants
from tests.generator.truth import Row, Truth
from tests.generator.wording import SIGNS

COUNTED = (
    "数",
    "数量",
    "人次",
    "人数",
    "次数",
    "面积",
    "里程",
    "长度",
    "场次",
    "份数",
    "批次",
    "座数",
    "处数",
    "户数",
    "家次",
)


@plants(Fault.FAR_EXCEEDED)
def far_exceeded(truth: Truth, source: random.Random) -> Planted | None:
    number = pick(truth, source, lambda row: met(row) and row.sort == "count")
    if number is None:
        return None
    value = truth.rows[number - 1].value or Decimal(1)
    result = (value * Decimal(str(source.uniform(1.7, 6)))).to_integral_value() + 1
    return Planted(truth.with_row(number, result=result), ("target-far-exceeded",), (number,))


@plants(Fault.ECHO)
def echo(truth: Truth, source: random.Random) -> Planted | None:
    number = pick(truth, source, lambda row: row.sort == "words" and not row.reason and "%" not in row.words)
    if number is None:
        return None
    words = truth.rows[number - 1].words
    return Planted(truth.with_row(number, result_words=words), ("echoed-target",), (number,))


def _number(truth: Truth, source: random.Random) -> int | None:
    return pick(truth, source, lambda row: met(row) and row.sort in ("count", "rate"))


@plants(Fault.RESULT_BOUND)
def result_bound(truth: Truth, source: random.Random) -> Planted | None:
    """The result repeats the bound (≥95%): nobody measured."""
    number = _number(truth, source)
    if number is None:
        return None
    row = truth.rows[number - 1]
    bound = SIGNS[">="][0] + plain(row.value or Decimal(0)) + row.unit
    return Planted(truth.with_row(number, shown_actual=bound), ("result-not-a-value",), (number,))


@plants(Fault.RESULT_WORD)
def result_word(truth: Truth, source: random.Random) -> Planted | None:
    number = _number(truth, source)
    if number is None:
        return None
    word = source.choice(("完成", "已完成", "达成", "全部完成", "达标"))
    return Planted(truth.with_row(number, shown_actual=word), ("result-not-a-value",), (number,))


@plants(Fault.RESULT_BLANK)
def result_blank(truth: Truth, source: random.Random) -> Planted | None:
    number = _number(truth, source)
    if number is None:
        return None
    return Planted(truth.with_row(number, shown_actual=""), ("result-not-a-value",), (number,))


@plants(Fault.COST_AT_LEAST)
def cost_at_least(truth: Truth, source: random.Random) -> Planted | None:
    """A cost with a lower bound: the dearer, the better."""
    number = pick(truth, source, lambda row: met(row) and row.sort == "ceiling" and row.name.endswith(CEILINGS))
    if number is None:
        return None
    row = truth.rows[number - 1]
    twin = truth.with_row(number, sort="count", style="sign", result=row.value)
    return Planted(twin, ("illogical-operator",), (number,))


def _counted_rate(row: Row) -> bool:
    return met(row) and row.sort == "rate" and row.name.endswith("率")


@plants(Fault.UNIT_OFF_NAME)
def unit_off_name(truth: Truth, source: random.Random) -> Planted | None:
    if source.random() < 0.3 and (number := pick(truth, source, _counted_rate)) is not None:
        unit = source.choice(("个", "次", "件"))
        return Planted(
            truth.with_row(number, unit=unit, result=truth.rows[number - 1].value), ("unit-off-name",), (number,)
        )
    number = pick(truth, source, lambda row: met(row) and row.sort == "count" and row.name.endswith(COUNTED))
    if number is None:
        return None
    style = "equals" if truth.family.split else "bare"
    hundred = Decimal(100)
    twin = truth.with_row(number, sort="rate", style=style, value=hundred, result=hundred, unit="%")
    return Planted(twin, ("unit-off-name",), (number,))


def _said_in_text(truth: Truth, row: Row) -> bool:
    """Rows that the narrative may quote are left alone: a twin has one fault."""
    return truth.family.narrative in ("rows", "paragraphs") and row.sort == "count"


@plants(Fault.DUPLICATED)
def duplicated(truth: Truth, source: random.Random) -> Planted | None:
    """Two rows that are one: same name, same target, same result."""
    rows = truth.where(lambda row: met(row) and not _said_in_text(truth, row))
    if len(rows) < 2:
        return None
    one, other = source.sample(rows, 2)
    first, second = truth.rows[one - 1], truth.rows[other - 1]
    if first.sort == second.sort and first.unit == second.unit and source.random() < 0.3:
        first = replace(first, value=second.value, result=second.result, style=second.style)  # by another standard
    copy = replace(first, groups=second.groups, weight=second.weight, score=second.score, note=second.note)
    twin = replace(truth, rows=tuple(copy if at == other else row for at, row in enumerate(truth.rows, 1)))
    return Planted(twin, ("duplicated-indicator",), (one, other))


CEILINGS = ("成本", "控制率", "结转结余率")
STRANGERS = {
    "数量指标": (("项目资金支付金额", "万元"), ("项目资金到位率", "%"), ("群众满意度", "%")),
    "质量指标": (("受益群众满意度", "%"), ("补助资金支出总额", "万元")),
    "社会效益指标": (("培训班举办期数", "期"), ("项目资金支出金额", "万元")),
    "服务对象满意度指标": (("开展宣传活动次数", "次"), ("购置设备数量", "台")),
}


@plants(Fault.MISPLACED)
def misplaced(truth: Truth, source: random.Random) -> Planted | None:
    """Money paid as a quantity, a count as satisfaction: the name does not belong to its group."""
    number = pick(truth, source, lambda row: met(row) and row.groups[1:] != () and row.groups[1] in STRANGERS)
    if number is None:
        return None
    row = truth.rows[number - 1]
    known = {one.name for one in truth.rows}
    strange = [one for one in STRANGERS[row.groups[1]] if one[0] not in known]
    if not strange:
        return None
    name, unit = source.choice(strange)
    value = Decimal(source.randint(85, 95) if unit == "%" else source.randint(4, 60))
    twin = truth.with_row(
        number,
        name=name,
        sort="rate" if unit == "%" else "count",
        style="sign",
        unit=unit,
        value=value,
        result=value + 1,
    )
    return Planted(twin, ("misplaced-indicator",), (number,))


@plants(Fault.MOVED_TARGET)
def moved_target(truth: Truth, source: random.Random) -> Planted | None:
    """The target was lowered in the year, under what was then reached."""
    if "initial" not in truth.family.columns[0]:
        return None
    number = pick(truth, source, lambda row: met(row) and row.sort == "count" and (row.value or 0) >= 10)
    if number is None:
        return None
    row = truth.rows[number - 1]
    initial = ((row.value or Decimal(0)) * Decimal("1.5")).to_integral_value()
    return Planted(truth.with_row(number, initial=initial), ("moved-target",), (number,))
