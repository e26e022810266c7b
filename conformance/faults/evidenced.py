"""Forms with the records behind three of their rows, and faults between form and records.

The ledgers are made up here record by record, and the results counted from them in plain Python.
"""

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.generator.arithmetic import half_up
from tests.generator.faults.planting import met
from tests.generator.inventing import invent
from tests.generator.noise import Noise
from tests.generator.settling import settle, total
from tests.generator.telling import tellings
from tests.generator.truth import Row, Truth

from conformance.faults.key import Seeded, Spot
from conformance.faults.taxonomy import kinds

Record = dict[str, str]
Ledgers = dict[str, list[Record]]
COUNT, SHARE, SATISFACTION = "受理投诉举报件数", "投诉受理率", "社会公众满意度"
FAMILIES = ("national", "anhui", "sichuan", "province", "tianjin", "cost-first")


@dataclass(frozen=True)
class Evidenced:
    """A form and the ledgers beside it; ``rows`` are those that they prove, by name."""

    truth: Truth
    ledgers: Ledgers
    rows: dict[str, int]


def evidenced(source: random.Random) -> Evidenced | None:
    """A clean form whose three rows and rate of execution its ledgers give; ``None`` where it has no such rows."""
    truth = invent(source.choice(FAMILIES), source.randrange(10**6, 10**9), Noise(typed=True))
    if truth.department == "market":
        return None
    complaints, answers = _complaints(truth, source), _answers(truth, source, source.randint(900, 1400))
    values = {COUNT: _count(complaints), SHARE: _share(complaints), SATISFACTION: _satisfied(answers)}
    rows = dict(zip(values, _places(truth), strict=False))
    others = [row for number, row in enumerate(truth.rows, 1) if number not in rows.values()]
    if len(rows) < 3 or any(row.name.endswith("满意度") for row in others):  # no other survey has its answers here
        return None
    for name, number in rows.items():
        truth = _proved(truth, number, name, values[name])
    money = _money(truth)
    return Evidenced(settle(truth), {**money, "complaints": complaints, "survey_responses": answers}, rows)


def _places(truth: Truth) -> Iterator[int]:
    """A row of counts, one of quality and one of satisfaction, each met."""
    for group, sort in (("数量", "count"), ("质量", "rate"), ("满意度", "rate")):
        able = truth.where(met)
        yield from [number for number in able if _is(truth.rows[number - 1], group, sort)][:1]


def _is(row: Row, group: str, sort: str) -> bool:
    return row.sort == sort and group in "".join(row.groups)


def _proved(truth: Truth, number: int, name: str, result: Decimal) -> Truth:
    """The row with another name, the result of its ledger, and a target a little below it."""
    unit = "件" if name == COUNT else "%"
    target = (result * Decimal("0.95")).to_integral_value()
    sort = "count" if name == COUNT else "rate"
    return truth.with_row(number, name=name, unit=unit, value=target, result=result, sort=sort, style="sign")


def _day(truth: Truth, source: random.Random) -> date:
    return date(truth.year, 1, 1) + timedelta(days=source.randrange(365))


def _complaints(truth: Truth, source: random.Random) -> list[Record]:
    days = sorted(_day(truth, source) for _ in range(source.randint(240, 700)))
    records = []
    for number, day in enumerate(days, 1):
        complaint, taken = source.random() < 0.8, source.random() < 0.93
        records.append(
            {
                "登记编号": f"T{truth.year}{number:04}",
                "来源渠道": source.choice(("12315", "12345", "窗口")),
                "类别": "投诉" if complaint else "举报",
                "收到日期": day.isoformat(),
                "受理决定": ("受理" if taken else "不予受理") if complaint else "",
                "受理决定日期": (day + timedelta(days=2)).isoformat() if complaint else "",
            }
        )
    return records


def _answers(truth: Truth, source: random.Random, count: int, shares: tuple[int, ...] = (70, 25, 4, 1)) -> list[Record]:
    days = sorted(_day(truth, source) for _ in range(count))
    grades = source.choices((5, 4, 3, 2), shares, k=count)
    return [
        {
            "问卷编号": f"Q{number:04}",
            "调查对象": "社会公众",
            "发放日期": day.isoformat(),
            "回收日期": day.isoformat(),
            "总体评价": str(grade),
        }
        for number, (day, grade) in enumerate(zip(days, grades, strict=True), 1)
    ]


def _count(complaints: list[Record]) -> Decimal:
    return Decimal(len(complaints))


def _share(complaints: list[Record]) -> Decimal:
    kept = [one for one in complaints if one["类别"] == "投诉"]
    return half_up(Decimal(sum(one["受理决定"] == "受理" for one in kept)) * 100 / len(kept))


def _satisfied(answers: list[Record]) -> Decimal:
    return half_up(Decimal(sum(int(one["总体评价"]) >= 4 for one in answers)) * 100 / len(answers))


def _money(truth: Truth) -> Ledgers:
    """The budget and one payment a month, in 元, that give the form's rate of execution."""
    scale = 10000 if truth.unit == "万元" else 1
    budget, spent = (total(truth.money, stage) * scale for stage in ("adjusted", "final"))
    month = (spent / 12).to_integral_value()
    parts = [month] * 11 + [spent - 11 * month]
    line = {
        "指标编号": "B1",
        "生效日期": f"{truth.year}-01-01",
        "阶段": "年初",
        "支出类别": "项目支出",
        "金额": f"{budget:f}",
    }
    paid = [
        {
            "支付编号": f"P{number}",
            "支付日期": f"{truth.year}-{number:02}-15",
            "会计月份": str(number),
            "支出类别": "项目支出",
            "金额": f"{part:f}",
        }
        for number, part in enumerate(parts, 1)
    ]
    return {"budget_lines": [{**line, "金额": f"{budget:f}"}], "payments": paid}


def write(ledgers: Ledgers, folder: Path) -> None:
    """One CSV file a ledger, headed by the titles of its columns."""
    folder.mkdir()
    for name, records in ledgers.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(records[0]), lineterminator="\n")
            table.writeheader()
            table.writerows(records)


Spoilt = tuple[Truth, Ledgers, tuple[Spot, ...], str]  # the form, its ledgers, where to point, what was done
Spoil = Callable[[Evidenced, random.Random], Spoilt]


def off_ledger(one: Evidenced, source: random.Random) -> Spoilt:
    """One of the results is another than its records give."""
    name = source.choice((COUNT, SHARE, SATISFACTION))
    number, old = one.rows[name], one.truth.rows[one.rows[name] - 1].result or Decimal(0)
    new = old + Decimal(source.choice(("2", "7", "20") if name == COUNT else ("0.6", "-1.3")))
    twin = one.truth.with_row(number, result=new)
    told = dict.fromkeys(text.sentence for text in tellings(twin) if text.row == number)
    return twin, one.ledgers, (Spot(number), *(Spot(text=text) for text in told)), f"row {number} result: {old} → {new}"


def missing(one: Evidenced, source: random.Random) -> Spoilt:
    """The ledger of the complaints, or of the answers, is not in the folder."""
    name = source.choice(("complaints", "survey_responses"))
    kept = {ledger: records for ledger, records in one.ledgers.items() if ledger != name}
    rows = (COUNT, SHARE) if name == "complaints" else (SATISFACTION,)
    return one.truth, kept, tuple(Spot(one.rows[row]) for row in rows), f"ledger {name}: taken away"


def broken(one: Evidenced, source: random.Random) -> Spoilt:
    """A number twice, or a day that no calendar has."""
    records = list(one.ledgers["complaints"])
    at = source.randrange(1, len(records))
    doubled, no_day = ("登记编号", records[at - 1]["登记编号"]), ("收到日期", f"{one.truth.year}-02-30")
    column, value = source.choice((doubled, no_day))
    records[at] = {**records[at], column: value}
    return (
        one.truth,
        {**one.ledgers, "complaints": records},
        (),
        f"ledger complaints, record {at + 1}: {column} {value}",
    )


def cut_short(one: Evidenced, source: random.Random) -> Spoilt:
    """No records after September; the form's results are those of the records that are there."""
    kept = [record for record in one.ledgers["complaints"] if record["收到日期"] < f"{one.truth.year}-10-01"]
    truth = _proved(one.truth, one.rows[COUNT], COUNT, _count(kept))
    truth = _proved(truth, one.rows[SHARE], SHARE, _share(kept))
    return truth, {**one.ledgers, "complaints": kept}, (), "ledger complaints: ends in September"


def few_answers(one: Evidenced, source: random.Random) -> Spoilt:
    """The ledger holds a few dozen answers, and the result is theirs."""
    answers = _answers(one.truth, source, source.randint(18, 45), (50, 30, 15, 5))
    number = one.rows[SATISFACTION]
    truth = _proved(one.truth, number, SATISFACTION, _satisfied(answers))
    return (
        truth,
        {**one.ledgers, "survey_responses": answers},
        (Spot(number),),
        f"ledger survey_responses: {len(answers)} answers",
    )


SPOILERS: dict[str, Spoil] = {
    "result-off-ledger": off_ledger,
    "ledger-missing": missing,
    "ledger-broken": broken,
    "ledger-cut-short": cut_short,
    "few-answers-in-ledger": few_answers,
}


def spoiled(one: Evidenced, name: str, source: random.Random) -> tuple[Evidenced, Seeded]:
    """The form and its ledgers with the fault ``name``, and what the key says of it."""
    truth, ledgers, spots, fact = SPOILERS[name](one, source)
    kind = kinds()[name]
    told = Seeded(name, kind.family, kind.checks, kind.also, kind.level, spots, (fact,))
    return replace(one, truth=truth, ledgers=ledgers), told
