"""Forms scored in columns have the points, the reasons, the totals and the grades of the row-by-row core."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.building import RULES, Line, Row, form
from tests.properties.made_up import FORMS

from steelyard import audit
from steelyard.model import Form, Scored, Unknown
from steelyard.packs.forms import RuleChoice
from steelyard.packs.rules import rules
from steelyard.portfolio.extracting import lines
from steelyard.scoring import score

ibis = pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("duckdb", reason="the extra portfolio is not installed")

SLOTS = {
    "positive": {"proportion", "steps", "all-or-nothing", "per-point-deduction"},
    "exact": {"exact", "proportion", "all-or-nothing"},
    "reverse": {"reverse-linear", "reverse-ratio", "all-or-nothing", "per-point-deduction"},
    "grades": {"grades"},
}
FITTING = {slot: [name for name, one in rules().items() if one.shape.name in kinds] for slot, kinds in SLOTS.items()}
choices = st.fixed_dictionaries({slot: st.sampled_from(names) for slot, names in FITTING.items()}).map(
    lambda changes: msgspec.structs.replace(RULES, **changes)
)
CELLS = (
    "", "≥20家", "13家", "20家", "完成", "健全", "基本健全", "100%", "98.5%", "70.55%", "0", "≤5%", "6%", "80%~90%",
    "85%", "2023年12月31日", "2023年10月", "2024年1月3日", "三级", "-3%", "下降3%", "上升2%", "1e9", "——",
    "5万批次以上",
    "约100人", "95人", "=12次", "11次",
    "1234567890123456789家", "0.1234567%", "0.98", "≤30万元", "300001元", "≥8次", "5次",
)  # fmt: skip
NAMES = ("检查数", "预算执行率", "成本", "资金结转率", "其中：城区", "验收合格率")
SCORES = ("", "0", "1", "2", "3.5", "10", "40", "满分", "0.33333", "123456.5")
STANDARDS = ("", "按比例得分", "每少一项扣1分")
LINES = (None, ("10", "9", ""), ("", "9", ""))
RATES = (None, "86%", "86.2%", "100%", "12.3456789%")


def made_up(draw: Random) -> Form:
    """A form of a few rows, most of them awkward."""
    rows = []
    for number in range(draw.randint(1, 8)):
        cells = [draw.choice(kind) for kind in (NAMES, CELLS, CELLS, SCORES, SCORES)]
        part_of = 1 if number and draw.randint(0, 5) == 0 else None
        rows.append(Row(*cells, standard=draw.choice(STANDARDS), part_of=part_of))
    budget = [Line("adjusted", "年度资金总额", draw.choice(("0", "43.2", "100")), total=True)]
    budget.append(Line("final", "年度资金总额", draw.choice(("37.24", "100")), total=True))
    return form(rows, budget=draw.choice(([], budget)), execution=draw.choice(LINES), execution_rate=draw.choice(RATES))


@pytest.fixture(scope="module")
def engine() -> Any:
    from steelyard.measuring.engines import embedded

    return embedded()


@settings(max_examples=max(10, FORMS), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(draw=st.randoms(), choice=choices, own=choices)
def test_columns_give_what_the_core_gives(engine: Any, draw: Random, choice: RuleChoice, own: RuleChoice) -> None:
    """``own`` are the rules that the forms were read with: the rows kept must not depend on them."""
    from steelyard.portfolio.columnar.rescoring import totals, with_beyond

    made = [made_up(draw) for _ in range(30)]
    told, count = with_beyond(engine, _rows(engine, made, own), choice)
    points = {(line["form"], line["row"]): line for line in engine.to_pyarrow(told).to_pylist()}
    summed = {line["form"]: line for line in engine.to_pyarrow(totals(told, choice)).to_pylist()}
    for nth, one in enumerate(made):
        scored = score(one, choice)
        name = f"{one.document.sha256[:24]}-{nth}"
        for row, expected in _marks(scored):
            got = points[name, row]
            assert (got["points"], got["why"]) == expected, (one.indicators[row - 1], choice)
        assert _total(summed[name]) == _by_rule(scored)
    assert count < len(points)


def _rows(engine: Any, made: list[Form], own: RuleChoice) -> Any:
    import pyarrow

    from steelyard.portfolio.schema import arrow

    few = audit(score(made[0]), select=["weight-total-misstated"])
    kept = []
    for nth, one in enumerate(made):
        scored = score(one, own)
        kept += lines(_scored_so(few, scored), "form.txt", nth, "v")["rows"]
    engine.con.register("kept", pyarrow.Table.from_pylist(kept, arrow("rows")))
    return engine.table("kept")


def _scored_so(audited: Any, scored: Scored) -> Any:
    """The audited form with other scores: rows depend on these alone."""
    from dataclasses import replace

    return replace(audited, scored=scored)


def _marks(scored: Scored) -> Iterator[tuple[int, tuple[Decimal | None, str | None]]]:
    for mark in scored.marks:
        points = mark.points
        yield mark.row, (None, points.why.zh) if isinstance(points, Unknown) else (points, None)


def _total(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["weight"], line["score"], line["grade"], line["undecided"]


def _by_rule(scored: Scored) -> tuple[Any, ...]:
    total = scored.by_rule
    known = [None if isinstance(one, Unknown) else one for one in (total.weight, total.score, total.grade)]
    return *known, total.undecided


@pytest.mark.parametrize(
    ("weight", "actual", "points"),
    [("1", "5次", "0.63"), ("0.5", "5次", "0.31"), ("3", "5次", "1.88"), ("0.04", "1次", "0.01"), ("1", "1次", "0.13")],
)
def test_a_half_is_rounded_up_and_what_is_below_is_not(engine: Any, weight: str, actual: str, points: str) -> None:
    """5 ÷ 8 is 0.625, 0.04 ÷ 8 is 0.005, 3 × 5 ÷ 8 is 1.875: doubles and half-even lose some of these."""
    from steelyard.portfolio.columnar.rescoring import rescored

    rows = _rows(engine, [form([Row("检查数", "≥8次", actual, weight, "0")])], RULES)
    [line] = engine.to_pyarrow(rescored(rows, RULES)).to_pylist()
    assert line["points"] == Decimal(points)
