"""Pools and lists of inspectors from CSV: either language, UTF-8 or GB18030, nothing unknown passed over."""

from pathlib import Path

import pytest

from steelyard.drawing import Candidate, DrawError, Inspector, fingerprint, read_candidates, read_inspectors

POOL = "编号,名称,分层,权重,不抽取原因,所需资质\nA1,甲厂,重点,3,,特种设备；食品\n\n A2 ,乙店,一般,,当年已检查,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_pool(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pool.csv"
    file.write_text(POOL, encoding=encoding)
    assert read_candidates(str(file)) == (
        Candidate(id="A1", name="甲厂", stratum="重点", weight=3, needs=("特种设备", "食品")),
        Candidate(id="A2", name="乙店", stratum="一般", exclusion="当年已检查"),
    )


def test_inspectors(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text('id,name,capabilities,recusals\nP1,"张,三",食品,A1;A2\n', encoding="utf-8")
    found = Inspector(id="P1", name="张,三", capabilities=("食品",), recusals=("A1", "A2"))
    assert read_inspectors(str(file)) == (found,)


def test_what_looks_the_same_has_the_same_fingerprint(tmp_path: Path) -> None:
    files = tmp_path / "one.csv", tmp_path / "two.csv"
    files[0].write_text("编号,名称\nA1,Café\n", encoding="utf-8")
    files[1].write_bytes("﻿名称,编号\r\nCafe\u0301 , A1\r\n".encode())
    one, two = (fingerprint(read_candidates(str(file))) for file in files)
    assert one == two


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("名称\n甲\n", "没有“编号”一列"),
        ("", "没有“编号”一列"),
        ("编号,权种\nA1,2\n", "列“权种”不认识"),
        ("编号,id\nA1,2\n", "列“id”重复"),
        ("编号,权重\nA1,1.5\n", "第2行的权重“1.5”不是整数"),
        ("编号,权重\nA1,-1\n", "权重“-1”不是整数"),
        ("编号,权重\nA1\n", "第2行有1格，标题行有2格"),
        ("编号,名称\nA1,甲,乙\n", "第2行有3格"),
        ('编号,名称\nA1,"甲"乙\n', "第2行不是规范的CSV"),
    ],
)
def test_a_table_that_is_not_as_asked_is_refused_by_file_and_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DrawError, match=r"wrong\.csv") as error:
        read_candidates(str(file))
    assert says in error.value.message.zh


def test_a_list_without_inspectors_is_not_taken_for_none_wanted(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("编号,姓名\n", encoding="utf-8")
    with pytest.raises(DrawError, match=r"staff\.csv.*no inspector"):
        read_inspectors(str(file))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_bytes(b"id\n\xff\xff\n")
    with pytest.raises(DrawError, match="neither UTF-8 nor GB18030"):
        read_candidates(str(file))
