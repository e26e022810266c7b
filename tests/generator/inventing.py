"""Makes up a clean form: plausible targets and results, points by the family's rule, every figure agreeing."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import ceiling, ceiling_hubei, half_up, proportion
from tests.generator.banks import Entry, bank, departments
from tests.generator.choosing import EXECUTION_NAME, Chosen, choose
from tests.generator.families import FAMILIES
from tests.generator.family import Family
from tests.generator.funding import fund
from tests.generator.noise import Noise
from tests.generator.settling import settle
from tests.generator.truth import Row, Style, Truth

REASONS = (
    "部分项目招标流标后重新组织，实施进度滞后",
    "受强降雨天气影响，部分现场工作推迟到下一年度",
    "政策调整后符合条件的对象减少",
    "上级任务数在年中核减，原目标未同步调整",
    "基层力量不足，部分工作未能按计划开展",
    "供货单位交付延迟，年底前未能全部到位",
    "部分对象外出务工，未能按期参加",
    "前期论证不充分，目标设定偏高",
)
REMEDIES = ("加强统筹调度", "提前开展前期准备工作", "建立按月通报制度", "科学设定下一年度目标值", "加大督促检查力度")
DONE = ("达成年度指标", "达成预期指标", "已达到年度预期效果")
PARTLY = "部分达成年度指标并具有一定效果"
BARE_CEILINGS = ("控制率", "结转结余率", "成本")


def invent(family_name: str, seed: int, noise: Noise | None = None) -> Truth:
    """A clean form of a family: the same seed and noise give the same form."""
    source = random.Random(f"{family_name} {seed}")
    family = FAMILIES[family_name]
    noise = Noise.draw(source) if noise is None else noise
    if not family.weighted:
        noise = replace(noise, subtotals="labels" if family.scored else "none")
    department = source.choice(departments())
    facts = bank()[department]
    year = source.randint(2020, 2024)
    money, unit = fund(source, family)
    rows = [invent_row(source, family, chosen, year) for chosen in choose(source, family, department)]
    truth = Truth(
        *(family_name, seed, noise, department),
        title=f"{year}年度{source.choice(family.title)}",
        organization=source.choice(bank()["common"]["places"]) + facts["bureau"],
        project=source.choice(facts["projects"]),
        year=year,
        unit=unit,
        rows=tuple(_parted(source, family_name, _shortened(source, family, rows))),
        money=money,
        rate=None,
        execution_score=None,
        subtotals=(),
        total_weight=Decimal(0),
        total_score=Decimal(0),
        grade="",
        goal=f"完成年度{facts['subject']}各项任务，提升{facts['duties'][0]}和{facts['duties'][1]}水平，保障资金安全规范使用。",
        achieved=f"{facts['subject']}年度任务总体完成，{facts['duties'][0]}、{facts['duties'][1]}工作有序推进。",
    )
    return settle(truth)


def points(row: Row, family: Family) -> Decimal:
    """The points of a row by the family's rule; a row judged in words keeps those it has."""
    if row.value is None or row.result is None:
        return row.score
    if row.sort == "zero":
        return row.weight if row.result <= 0 else Decimal(0)
    if row.sort == "ceiling":
        rule = ceiling_hubei if family.rule == "hubei" else ceiling
        return rule(row.result, row.value, row.weight)
    return proportion(row.result, row.value, row.weight)


def invent_row(source: random.Random, family: Family, chosen: Chosen, year: int) -> Row:
    """A row that reaches its target."""
    one = chosen.entry
    row = Row(
        groups=chosen.groups,
        name=one.name,
        sort=one.sort,
        style="sign",
        value=None,
        unit=one.unit,
        words=one.words,
        result=None,
        result_words=one.result or source.choice(DONE),
        weight=chosen.weight,
        score=chosen.weight,
        star=source.random() < 0.2,
    )
    if one.sort == "words":
        return row
    if one.sort == "date":
        month = source.choice((10, 11, 12))
        words = source.choice(
            (f"{year}年{month}月底前", f"{year}年{month}月30日前", f"{year}年{month}月", f"{month}月底前完成")
        )
        done = f"{year}年{source.randint(7, month - 1)}月{source.randint(1, 28)}日"
        return replace(row, words=words, result_words=done)
    value = _target(source, one)
    row = replace(row, value=value, result=_result(source, one, value), style=_style(source, family, one, value))
    return replace(row, score=points(row, family))


def _target(source: random.Random, one: Entry) -> Decimal:
    if one.sort == "zero":
        return Decimal(0)
    if one.name == EXECUTION_NAME or (one.sort == "rate" and one.high > 94 and source.random() < 0.3):
        return Decimal(100)
    if one.high < 10 and one.low != one.low.to_integral_value():
        return half_up(one.low + (one.high - one.low) * Decimal(str(source.random())), 1)
    value = source.randint(int(one.low), int(one.high))
    step = 10 ** max(0, len(str(value)) - 2)
    return Decimal(max(1, value // step * step))


def _result(source: random.Random, one: Entry, value: Decimal) -> Decimal:
    if value == 0 or (value == 100 and one.sort == "rate"):
        return value
    if one.sort == "ceiling":
        exact = -value.as_tuple().exponent if value % 1 else (2 if value < 20 else 0)  # type: ignore[operator]
        return min(value, half_up(value * Decimal(str(source.uniform(0.86, 1))), exact))
    if one.sort == "rate":
        top = min(Decimal(100), value * Decimal("1.15"))
        return half_up(value + (top - value) * Decimal(str(source.random())), source.choice((0, 1, 2, 2)))
    return value + int(value * Decimal(str(source.uniform(0, 0.22))))


def _style(source: random.Random, family: Family, one: Entry, value: Decimal) -> Style:
    if one.sort == "zero" or (one.sort == "rate" and value == 100):
        return "equals" if family.split or source.random() < 0.4 else "bare"
    if family.split:
        return "sign"
    if one.sort == "ceiling" and not any(word in one.name for word in BARE_CEILINGS):
        return source.choices(("sign", "after", "before"), (6, 2, 2))[0]
    return source.choices(("sign", "bare", "after", "before"), (5, 3, 2, 1))[0]


def _shortened(source: random.Random, family: Family, rows: list[Row]) -> list[Row]:
    """Lets one to three rows fall short, each with its reason."""
    sorts = {"count", "rate", "ceiling", "words"}
    if "review" in family.columns[0]:
        sorts.remove("ceiling")  # no rule is known for them there
    free = [
        number for number, row in enumerate(rows) if row.name != EXECUTION_NAME and row.sort in sorts and row.weight
    ]
    for number in source.sample(free, min(len(free), source.choice((1, 1, 2, 2, 3)))):
        rows[number] = shorten(source, family, rows[number])
    return rows


def _parted(source: random.Random, family_name: str, rows: list[Row]) -> list[Row]:
    """Sometimes a row is followed by its parts (其中), as in forms of linkage funds."""
    able = [at for at, row in enumerate(rows) if row.sort == "count" and not row.short and (row.value or 0) >= 20]
    if family_name != "anhui" or not able or source.random() < 0.7:
        return rows
    at = source.choice(able)
    whole = replace(rows[at], weight=Decimal(0), score=Decimal(0), star=False, part=True)
    assert whole.value is not None
    assert whole.result is not None
    one, done = whole.value // 3, whole.result // 3
    parts = [
        replace(whole, name=f"{mark}{place}{whole.name}", value=value, result=result)
        for mark, place, value, result in (
            ("其中：", "东片区", one, done),
            ("", "西片区", whole.value - one, whole.result - done),
        )
    ]
    return [*rows[: at + 1], *parts, *rows[at + 1 :]]


def shorten(source: random.Random, family: Family, row: Row) -> Row:
    reason = source.choice(REASONS)
    note = f"{reason}；下一步将{source.choice(REMEDIES)}。" if source.random() < 0.7 else reason
    if not family.notes:
        note = ""
    if row.sort == "words":
        share = Decimal("0.7")
        return replace(row, result_words=PARTLY, score=half_up(row.weight * share, 2), reason=reason, note=note)
    assert row.value is not None
    low, high = {"ceiling": (1.03, 1.3), "rate": (0.8, 0.98)}.get(row.sort, (0.6, 0.96))
    factor = Decimal(str(source.uniform(low, high)))
    places = 2 if row.sort == "rate" else (0 if row.value >= 20 else 1)
    result = half_up(row.value * factor, places if row.sort != "count" else 0)
    if row.sort == "count" and result >= row.value:
        result = row.value - 1
    row = replace(row, result=result, reason=reason, note=note)
    return replace(row, score=points(row, family))
