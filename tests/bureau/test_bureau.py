"""The made-up bureau: its ledgers give what it states, whatever that is, and a fault changes what it says it does."""

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("ibis", reason="needs the extra “evidence”")

from examples.bureau.building import Bureau, Fault, Row, build, bureau
from examples.bureau.judging import NoRecipeError, holds
from examples.bureau.recipes import blocks, pair

from steelyard.measuring import parse_period
from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.opening import opened
from steelyard.model import Unknown
from steelyard.packs.ledgers import packs
from steelyard.packs.measures import Test, Where

LATE_ROW = "annual-reports/enterprises-reported"
COUNT_ROW = "complaints-and-reports/complaints-received"
UNITS = "consumer-confidence-units/advanced-units-granted"
SHARES = (  # on time, of records, of different values, of a sum, of answers, of milestones
    LATE_ROW,
    "archive-look-ups/online-share",
    "food-guardianship/covered-share",
    "special-equipment/pipes-surveyed",
    "satisfaction-survey/satisfied",
    "double-random-inspections/items-completed",
)

# Not in the form: sides that exclude each other, a stock, months, means of whole numbers, keys with dates in them.
OTHERS = {
    "complaints-and-reports/mediated-share": "72.50",
    "budget-ledger/adjustment-rate": "12.50",
    "budget-ledger/assets-counted": "60.00",
    "budget-ledger/payment-progress": "95.55",
    "food-safety-accidents/months-reported": "12",
    "special-equipment/months-reported": "11",
    "consumer-confidence-units/units-holding": "4",
    "satisfaction-survey/mean-score": "3.25",
    "operator-training/mean-hours": "3.14",
    "supervision-inspections/plan-completed": "83.33",
    "advertising-monitoring/illegal-items-share": "1.23",
    "special-equipment-supervision/holiday-list-checked": "75.00",
    "annual-reports/listed-on-time": "66.67",
}
# STEELYARD_ALL_PACKS=1 states a result of every measure that stands by itself.
SHAPES = {"count": "7", "distinct": "5", "sum": "12", "mean": "3", "latest": "3"}


def others() -> Mapping[str, str]:
    if os.environ.get("STEELYARD_ALL_PACKS") != "1":
        return OTHERS
    every = [(name, one) for name, pack in packs().items() for one in pack.measures if not one.by]
    alone = {f"{name}/{one.name}": one.shape.name for name, one in every if one.shape.name != "change"}
    return {name: SHAPES.get(shape, "83.33") for name, shape in alone.items()} | OTHERS


def only(*names: str, stated: Decimal | None = None) -> Bureau:
    """The bureau with only these rows of its form, maybe with another result."""
    said = bureau()
    rows = tuple(row for row in said.rows if f"{row.pack}/{row.measure}" in names)
    if stated is not None:
        rows = tuple(msgspec.structs.replace(row, result=stated) for row in rows)
    return msgspec.structs.replace(said, rows=rows)


def computed(said: Bureau, folder: Path) -> Mapping[str, Decimal | Unknown]:
    """Every row's value by ``pack/measure``."""
    found = {}
    for name in sorted({row.pack for row in said.rows}):
        pack = packs()[name]
        asked = [pack.measure(row.measure) for row in said.rows if row.pack == name]
        for one in evaluate(pack, opened(pack, folder), parse_period(said.period), only=asked):
            found[f"{name}/{one.measure}"] = one.value
    return found


def test_the_bureau_states_39_results_that_weigh_100() -> None:
    said = bureau()
    assert len(said.rows) == len({(row.pack, row.measure) for row in said.rows}) == 39
    assert sum(row.weight for row in said.rows) == 100


def test_each_row_is_named_as_its_measure_says() -> None:
    for row in bureau().rows:
        assert row.name in packs()[row.pack].measure(row.measure).proves


def test_every_stated_result_comes_out_of_its_ledgers(tmp_path: Path) -> None:
    said = bureau()
    copies, total = build(said, tmp_path)
    assert (copies, total > 900) == (1, True)
    assert computed(said, tmp_path) == {f"{row.pack}/{row.measure}": row.result for row in said.rows}


@pytest.mark.parametrize(("name", "stated"), others().items())
def test_other_results_come_out_of_their_ledgers_too(tmp_path: Path, name: str, stated: str) -> None:
    row = Row(("履职", "其他"), name, "≥1", Decimal(stated), 1, *name.split("/"))
    said = msgspec.structs.replace(bureau(), rows=(row,))
    _, total = build(said, tmp_path)
    copies, _ = build(said, tmp_path, records=total * 2)
    assert computed(said, tmp_path) == {name: row.stated(copies)}


def test_a_record_is_judged_as_the_engines_judge_it() -> None:
    where: Where = {"kind": ("甲", "乙"), "any": ({"on": Test(present=False)}, {"on": Test(after="by"), "many": 2})}
    day, later = date(2025, 3, 1), date(2025, 3, 2)
    assert holds({"kind": "甲"}, where)
    assert holds({"kind": "乙", "on": later, "by": day, "many": 2}, where)
    assert not holds({"kind": "丙"}, where)
    assert not holds({}, where)
    assert not holds({"kind": "甲", "on": day, "by": day, "many": 2}, where)
    assert not holds({"kind": "甲", "on": later, "many": 2}, where)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_more_copies_keep_shares_and_multiply_numbers(tmp_path: Path, kind: str) -> None:
    said = only(LATE_ROW, COUNT_ROW)
    copies, total = build(said, tmp_path, records=900, kind=kind)
    assert (copies, total) == (10, 900)
    assert computed(said, tmp_path) == {LATE_ROW: Decimal("96.15"), COUNT_ROW: Decimal(640)}


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    said = only(LATE_ROW)
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        build(said, tmp_path / name, seed=seed)
    one, same, other = ((tmp_path / name / "annual_reports.csv").read_bytes() for name in "abc")
    assert one == same != other


@pytest.mark.parametrize(
    ("fault", "row", "becomes"),
    [
        ("late", LATE_ROW, "92.31"),  # 24 ÷ 26 instead of 25 ÷ 26
        ("wrong-class", UNITS, "13"),
        ("out-of-period", COUNT_ROW, "63"),
        ("out-of-period", LATE_ROW, "96.00"),  # 24 ÷ 25
        ("duplicate", COUNT_ROW, None),
        ("missing-key", COUNT_ROW, None),
        ("bad-type", COUNT_ROW, None),
    ],
)
def test_a_fault_changes_its_own_row_and_no_other(tmp_path: Path, fault: Fault, row: str, becomes: str | None) -> None:
    said = only(row, COUNT_ROW if row == LATE_ROW else LATE_ROW)
    build(said, tmp_path, faults=[(fault, row)])
    values = dict(computed(said, tmp_path))
    value = values.pop(row)
    assert isinstance(value, Unknown) if becomes is None else value == Decimal(becomes)
    assert values == {
        f"{one.pack}/{one.measure}": one.result for one in said.rows if f"{one.pack}/{one.measure}" != row
    }


def test_a_fault_that_a_row_cannot_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="late"):
        build(only(COUNT_ROW), tmp_path, faults=[("late", COUNT_ROW)])
    with pytest.raises(ValueError, match="no row"):
        build(only(COUNT_ROW), tmp_path, faults=[("late", LATE_ROW)])
    with pytest.raises(ValueError, match="CSV"):
        build(only(COUNT_ROW), tmp_path, kind="parquet", faults=[("bad-type", COUNT_ROW)])


@settings(max_examples=8, deadline=None)
@given(row=st.sampled_from(SHARES), stated=st.decimals("0.01", "100", places=2))
def test_whatever_share_is_stated_is_measured(row: str, stated: Decimal) -> None:
    said = only(row, stated=stated)
    with TemporaryDirectory() as folder:
        build(said, Path(folder))
        assert computed(said, Path(folder)) == {row: stated}


@given(stated=st.decimals("0", "100", places=2))
def test_the_pair_of_a_percentage_is_small_and_exact(stated: Decimal) -> None:
    upper, lower = pair(stated, Decimal(100), 2)
    assert 0 <= upper <= lower <= 10_000


@pytest.mark.parametrize("stated", ["100.01", "-1"])
def test_no_part_is_more_than_the_whole(stated: str) -> None:
    pack = packs()["annual-reports"]
    with pytest.raises(NoRecipeError):
        blocks(pack, pack.measure("enterprises-reported"), Decimal(stated))


@pytest.mark.parametrize("stated", ["0", "1.5"])
def test_no_number_of_records_is_nothing_or_broken(stated: str) -> None:
    pack = packs()["complaints-and-reports"]
    with pytest.raises(NoRecipeError):
        blocks(pack, pack.measure("complaints-received"), Decimal(stated))
