"""Keys of several columns, and the groups that a foreign key lists."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.ledgers import SHAPES, ledger_csv, on

from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.opening import opened
from steelyard.measuring.periods import period
from steelyard.model import Unknown, Value
from steelyard.packs.ledgers import Measure, Pack, read_pack
from steelyard.packs.measures import Count, Rows, Share

PACK = read_pack(SHAPES)
DEVICES = [{"code": "A", "site": "东"}, {"code": "A", "site": "西"}, {"code": "B", "site": "东"}]
BY = ("code", "site")


def read(folder: Path, **rows: list[dict[str, Any]]) -> dict[str, list[tuple[int, str, str]]]:
    for name, records in rows.items():
        ledger_csv(folder / f"{name}.csv", PACK.ledger(name), records)
    found = opened(PACK, folder).read
    return {name: [(bad.row, bad.column, bad.cause.zh) for bad in one.bad_rows] for name, one in found.items()}


def test_a_key_of_two_columns_may_repeat_in_each_but_not_in_both(tmp_path: Path) -> None:
    assert read(tmp_path, devices=DEVICES) == {"devices": []}
    twice = [*DEVICES, {"code": "A", "site": "西"}]
    assert read(tmp_path, devices=twice)["devices"] == [
        (3, "设备代码、地点", "“A|西”重复"),
        (5, "设备代码、地点", "“A|西”重复"),
    ]


def test_a_key_with_an_empty_part_is_told_as_that_and_not_as_a_double(tmp_path: Path) -> None:
    told = read(tmp_path, devices=[{"code": "A", "unit": "x"}, {"code": "A", "unit": "y"}])["devices"]
    assert told == [(2, "地点", "没有填"), (3, "地点", "没有填")]


def test_a_foreign_key_of_two_columns_must_be_found_as_a_whole(tmp_path: Path) -> None:
    accidents = [{"id": "1", "code": "A", "site": "西"}, {"id": "2", "code": "B", "site": "西"}]
    told = read(tmp_path, devices=DEVICES, accidents=accidents)["accidents"]
    assert told == [(3, "设备代码、地点", "“B|西”在台账“devices”中找不到")]


def by_device(engine: Any, shape: Any, rows: dict[str, Any]) -> dict[str, Value]:
    measure = Measure(name="m", title="甲", title_en="m", unit="起", clause="…", places=0, by=BY, shape=shape)
    pack: Pack = msgspec.structs.replace(PACK, measures=(measure,))
    found = evaluate(pack, on(engine, pack, rows), period("2023"), records=True)
    return {"|".join(text for _, text in one.group): one for one in found}


ACCIDENTS = [
    {"id": "1", "at": "2023-05-01", "code": "A", "site": "东"},
    {"id": "2", "at": "2022-05-01", "code": "A", "site": "西"},
]


@pytest.mark.parametrize("zero", [False, True])
def test_a_listed_group_without_a_record_is_unknown_unless_none_means_zero(duckdb: Any, zero: bool) -> None:
    shape = Count(of=Rows(ledger="accidents", date="at", zero=zero))
    found = by_device(duckdb, shape, {"devices": DEVICES, "accidents": ACCIDENTS})
    assert list(found) == ["A|东", "A|西", "B|东"]
    assert found["A|东"].value == 1
    for group in ("A|西", "B|东"):
        value = found[group].value
        assert value == 0 if zero else isinstance(value, Unknown) and group.replace("|", "、") in value.why.zh
        assert found[group].records == ()


def test_a_share_of_a_group_without_a_record_is_unknown(duckdb: Any) -> None:
    shape = Share(of=Rows(ledger="accidents", date="at", zero=True), counted={"site": "东"})
    found = by_device(duckdb, shape, {"devices": DEVICES, "accidents": ACCIDENTS})
    assert found["A|东"].value == 100
    assert isinstance(found["B|东"].value, Unknown)


def test_without_the_list_only_groups_with_records_are_told(duckdb: Any) -> None:
    found = by_device(duckdb, Count(of=Rows(ledger="accidents", date="at")), {"accidents": ACCIDENTS})
    assert list(found) == ["A|东"]
