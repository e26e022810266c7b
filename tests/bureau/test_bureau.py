"""The made-up bureau: its ledgers give what it states, whatever that is, and a fault changes what it says it does."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("ibis", reason="needs the extra “evidence”")

from examples.bureau.building import Bureau, Fault, build, bureau
from examples.bureau.recipes import NoRecipeError, blocks, pair

from steelyard.measuring import measure, parse_period
from steelyard.model import Unknown
from steelyard.packs.ledgers import packs

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
    for name in {row.pack for row in said.rows}:
        for one in measure(name, folder, parse_period(said.period)).values:
            found[f"{name}/{one.measure}"] = one.value
    return {f"{row.pack}/{row.measure}": found[f"{row.pack}/{row.measure}"] for row in said.rows}


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
