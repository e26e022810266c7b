"""Made-up data files: what the generator of forms invents, as somebody would write it down for ``steelyard fill``."""

from decimal import Decimal
from typing import Any

from tests.generator.inventing import invent
from tests.generator.noise import Noise
from tests.generator.truth import Money, Row, Truth
from tests.generator.wording import Scribe

from steelyard.model import Amount
from steelyard.quantity import parse_target

PROFILES = {
    "rugao": "rugao-department",
    "national": "national-project",
    "chongqing": "chongqing-department",
    "sichuan": "sichuan-project",
}
SECTIONS = {
    "rugao": ("overview", "evaluation", "results", "problems", "suggestions"),
    "sichuan": ("evaluation", "problems", "suggestions"),
}


def data_of(family: str, seed: int) -> dict[str, Any]:
    """A data file as TOML has it."""
    truth = invent(family, seed, Noise())
    scribe = Scribe(truth)
    rows = [row for row in truth.rows if not row.part]
    return {
        "profile": PROFILES[family],
        "organization": truth.organization,
        "year": truth.year,
        "project": truth.project,
        "unit": truth.unit,
        "budget": list(_budget(truth)),
        "goals": _goals(truth, rows) if family != "rugao" else {},
        "narrative": _narrative(family, rows),
        "indicators": [_indicator(truth, scribe, number, row) for number, row in enumerate(rows, 1)],
    }


def _budget(truth: Truth) -> list[dict[str, Any]]:
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for one in truth.money:
        side = "revenue" if one.side == "revenue" else "expenditure"
        if not one.total or not _parts(truth, one):
            line = lines.setdefault((side, one.name), {"side": side, "name": one.name.removeprefix("其中：")})
            line[one.stage] = f"{one.amount:f}"
    return list(lines.values())


def _parts(truth: Truth, total: Money) -> bool:
    return any(not one.total and (one.stage, one.side) == (total.stage, total.side) for one in truth.money)


def _indicator(truth: Truth, scribe: Scribe, number: int, row: Row) -> dict[str, Any]:
    judged = row.value is None
    measured = judged and isinstance(parse_target(row.words), Amount)  # 增长5%以上: reached to the letter
    result = row.value if row.result is None else row.result  # a number is met by a number
    one: dict[str, Any] = {
        "name": row.name,
        "id": f"r{number}",
        "groups": list(row.groups),
        "target": row.words if row.value is None else scribe.phrase(row),
        "actual": _result(row, result, measured),
        "weight": f"{row.weight:f}",
        "note": row.note,
    }
    if judged and not measured:
        one["score"] = f"{row.score:f}"
    if row.initial is not None:
        one["initial"] = f"{scribe.sign[row.op] if row.op else ''}{row.initial:f}{row.unit}"
    if truth.family_name == "chongqing":
        one |= {"core": row.star, "groups": []}
    return one


def _result(row: Row, result: Decimal | None, measured: bool) -> str:
    if result is not None:
        return f"{result:f}{row.unit}"
    return row.words.removesuffix("以上") if measured else row.result_words


def _told(rows: list[Row]) -> str:
    """Some results, each by its name."""
    named = [number for number, row in enumerate(rows, 1) if row.result is not None][:4]
    return "".join(f"{{r{number}.name}}为{{r{number}.value}}。" for number in named)


def _goals(truth: Truth, rows: list[Row]) -> dict[str, str]:
    return {"expected": truth.goal, "achieved": truth.achieved + _told(rows)}


def _narrative(family: str, rows: list[Row]) -> dict[str, str]:
    short = [f"{{r{number}.name}}未达到指标值，{row.reason}。" for number, row in enumerate(rows, 1) if row.short]
    texts = {
        "overview": "（一）部门基本情况：{organization}承担有关管理职责。\n（二）部门收支情况：\n{budget.text}",
        "evaluation": "经自评，综合得分{total.score}分，等级为“{grade}”。",
        "results": "各项任务按计划推进。" + _told(rows),
        "problems": "".join(short) or "部分指标的目标值设置偏低。",
        "suggestions": "科学设定下一年度目标值，加强过程监控。",
    }
    return {kind: texts[kind] for kind in SECTIONS.get(family, ())}
