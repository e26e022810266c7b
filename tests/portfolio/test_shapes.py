"""Every rule gives the same answers over columns as row by row: same decimals, same gaps, halves rounded up."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from steelyard.packs.rules import Rule, rules
from steelyard.scoring.outcome import rounded
from steelyard.scoring.shapes import apply

ibis = pytest.importorskip("ibis", reason="the extra portfolio is not installed")

ROUNDED = {
    "proportion", "exact", "reverse-linear", "reverse-ratio", "all-or-nothing", "steps", "per-point-deduction",
    "execution-rate",
}  # fmt: skip
ARGUMENTS = {
    **dict.fromkeys(ROUNDED, ("result", "target", "weight")),
    "execution-rate": ("executed", "budget", "weight"),
    "bands": ("weight", "state"),
    "grades": ("score",),
    "over-achievement": ("result", "target"),
    "money-gap": ("points", "weight", "executed", "budget"),
    "monitoring-light": ("result", "target", "month"),
    "range-light": ("result", "target"),
    "execution-alarm": ("executed", "budget", "month"),
    "progress-gap": ("progress", "execution"),
    "review-deduction": ("points", "weight", "found"),
    "weights": ("part",),
}
TYPES = {
    **dict.fromkeys(("weight", "points"), "decimal(9, 4)"),
    **dict.fromkeys(("state", "found", "part"), "string"),
    "month": "int32",
}
PLACES = {"weight": 4}  # of a number that is given as a whole one; others have 6
near = st.integers(-5, 240).map(lambda n: Decimal(n) / 2)  # small numbers, so that bounds are met exactly
wide = st.decimals(min_value=Decimal(-(10**12) + 1), max_value=Decimal(10**12 - 1), places=6)
numbers = near | st.decimals(min_value=-1000, max_value=100_000, places=2) | wide
points = near.filter(lambda n: n >= 0) | st.decimals(min_value=0, max_value=Decimal("99999.9999"), places=4)


def _values(found: Rule, name: str) -> st.SearchStrategy[Any]:
    if name == "state":
        return st.sampled_from(("yes", "partly", "no", None))
    if name == "found":
        return st.sampled_from([*(one.when for one in getattr(found.shape, "deductions", ())), "其他"])
    if name == "part":
        return st.sampled_from([*getattr(found.shape, "parts", ()), "其他"])
    if name == "month":
        return st.integers(1, 12)
    return points if name in ("weight", "points") else numbers


@st.composite
def batches(draw: st.DrawFn, found: Rule) -> list[dict[str, Any]]:
    names = ARGUMENTS[found.shape.name]
    lines = draw(
        st.lists(st.fixed_dictionaries({name: _values(found, name) for name in names}), min_size=30, max_size=40)
    )
    for line in lines:  # a result that is the target, and a half to be rounded, are met often
        if "target" in line and draw(st.booleans()):
            line["result"] = line["target"]
    return lines


@pytest.fixture(scope="module")
def engine() -> Any:
    from steelyard.measuring.engines import embedded

    return embedded()


@pytest.mark.parametrize("name", rules())
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_rule_over_columns_gives_the_answers_of_the_core(name: str, engine: Any, data: st.DataObject) -> None:
    found = rules()[name]
    lines = data.draw(batches(found))
    expected = [_core(found, line) for line in lines]
    assert _over_columns(engine, found, lines, TYPES) == expected
    if found.shape.name in ROUNDED:
        scaled = [{name: int(value.scaleb(PLACES.get(name, 6))) for name, value in line.items()} for line in lines]
        assert _over_columns(engine, found, scaled, dict.fromkeys(lines[0], "int64")) == expected


def _core(found: Rule, line: dict[str, Any]) -> Any:
    answer = apply(found, **line)
    return rounded(answer) if found.shape.name in ROUNDED and answer is not None else answer


def _over_columns(engine: Any, found: Rule, lines: list[dict[str, Any]], types: dict[str, str]) -> list[Any]:
    import pyarrow

    from steelyard.portfolio.columnar import shapes

    kinds = {name: types.get(name, "decimal(18, 6)") for name in lines[0]}
    engine.con.register("given", pyarrow.Table.from_pylist(lines, ibis.schema(kinds).to_pyarrow()))
    table = engine.table("given")
    weighed = found.shape.name in ROUNDED
    answer = shapes.apply(found, **{name: table[name] for name in kinds if not (weighed and name == "weight")})
    if weighed:
        return _column(engine, shapes.points(table, table["weight"], answer, "answer"))
    if isinstance(answer, tuple):
        low, high = (_column(engine, table.select(one.name("answer"))) for one in answer)
        return [None if one is None else (one, other) for one, other in zip(low, high, strict=True)]
    return _column(engine, table.select(answer.name("answer")))


def _column(engine: Any, table: Any) -> list[Any]:
    return list(engine.to_pyarrow(table)["answer"].to_pylist())
