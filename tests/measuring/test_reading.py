"""Ledgers in every kind of file: the same records, and every bad row told with row, column and cause."""

import csv
import datetime
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet
from tests.ledgers import arrow

from steelyard.measuring import LedgerError, Measured, measure, parse_period
from steelyard.model import Unknown
from steelyard.packs.ledgers import packs

NAME = "complaints-and-reports"
PACK = packs()[NAME]
LEDGER = PACK.ledgers[0]
ROWS = list(PACK.examples[0].rows["complaints"])
HEADER = [column.title for column in LEDGER.fields]


def cells(row: Any) -> list[str]:
    said = {True: "是", False: "否", None: ""}
    return [said[cell] if cell is None or isinstance(cell, bool) else str(cell) for cell in map(row.get, names())]


def names() -> list[str]:
    return [column.name for column in LEDGER.fields]


def write_csv(folder: Path, rows: list[list[str]], header: list[str] = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "complaints.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def run(folder: Path, **options: Any) -> Measured:
    return measure(NAME, folder, parse_period("2023"), **options)


def numbers(found: Measured) -> list[Any]:
    return [(one.measure, one.group, one.value) for one in found.values]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    folder = tmp_path_factory.mktemp("plain")
    write_csv(folder, [cells(row) for row in ROWS])
    return numbers(run(folder))


def test_titles_or_names_head_the_columns(tmp_path: Path, expected: list[Any]) -> None:
    write_csv(tmp_path, [cells(row) for row in ROWS], header=names())
    assert numbers(run(tmp_path)) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_both_encodings_of_chinese_programs_are_read(tmp_path: Path, encoding: str, expected: list[Any]) -> None:
    write_csv(tmp_path, [cells(row) for row in ROWS], encoding=encoding)
    assert numbers(run(tmp_path)) == expected


def test_a_workbook_with_dates_and_numbers_is_read(tmp_path: Path, expected: list[Any]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append([native(column.type, row.get(column.name)) for column in LEDGER.fields])
    book.save(tmp_path / "投诉举报登记台账.xlsx")
    assert numbers(run(tmp_path)) == expected


def native(kind: str, cell: Any) -> Any:
    if cell is None or kind in {"string", "boolean"}:
        return cell
    return datetime.datetime.fromisoformat(cell) if kind == "date" else float(cell)


def test_parquet_is_read(tmp_path: Path, expected: list[Any]) -> None:
    parquet.write_table(arrow(LEDGER, ROWS), tmp_path / "complaints.parquet")
    assert numbers(run(tmp_path)) == expected


def test_numbers_of_another_type_are_never_rounded_to_fit(tmp_path: Path) -> None:
    table = arrow(LEDGER, ROWS[:3])
    at = table.column_names.index("amount")
    parquet.write_table(table.set_column(at, "amount", [[1.005, 1.25, None]]), tmp_path / "complaints.parquet")
    [ledger] = run(tmp_path).ledgers
    assert [(one.row, one.column) for one in ledger.bad_rows] == [(1, "争议金额")]


def test_a_table_of_a_database_is_read(tmp_path: Path, expected: list[Any]) -> None:
    with closing(sqlite3.connect(tmp_path / "bureau.sqlite")) as connection:
        connection.execute("CREATE TABLE complaints ({})".format(", ".join(names())))
        marks = ", ".join("?" * len(names()))
        connection.executemany(f"INSERT INTO complaints VALUES ({marks})", [[r.get(n) for n in names()] for r in ROWS])
        connection.commit()
    assert numbers(run(tmp_path)) == expected


BAD = [
    ("channel", "电话", "来源渠道", "不在规定的值里"),
    ("received_at", "2023-02-30", "收到日期", "不是日期"),
    ("received_at", "", "收到日期", "没有填"),
    ("amount", "1,234.50", "争议金额", "小数的数"),
    ("amount", "1.005", "争议金额", "小数的数"),
    ("amount", "-1", "争议金额", "小于0"),
    ("paused_days", "1.5", "不计入期限的工作日", "不是整数"),
    ("real_name", "也许", "实名举报", "不是“是”或“否”"),
    ("id", "T1", "登记编号", "重复"),
    ("accept_at", "2023-07-31", "受理决定日期", "“2023-07-31”早于“收到日期”（2023-09-01）"),
]


@pytest.mark.parametrize(("name", "cell", "title", "cause"), BAD, ids=[f"{n}={c}" for n, c, _, _ in BAD])
def test_a_bad_row_is_told_with_row_column_and_cause(
    tmp_path: Path, name: str, cell: str, title: str, cause: str
) -> None:
    good = [cells(row) for row in ROWS]
    bad = [*good[-1]]
    bad[names().index(name)] = cell
    write_csv(tmp_path, [*good[:-1], bad])
    [ledger] = run(tmp_path).ledgers
    told = [one for one in ledger.bad_rows if one.row == len(ROWS) + 1]
    assert [one.column for one in told] == [title]
    assert cause in told[0].cause.zh


def test_a_row_with_too_few_cells_and_a_blank_row_keep_the_numbers_of_the_others(tmp_path: Path) -> None:
    good = [cells(row) for row in ROWS]
    late = [*good[1]]
    late[0], late[3] = "T9", "昨天"
    write_csv(tmp_path, [good[0], ["X"], [""] * len(HEADER), late])
    [ledger] = run(tmp_path).ledgers
    assert [(one.row, one.column) for one in ledger.bad_rows] == [(3, ""), (5, "收到日期")]
    assert ledger.records == 1


def test_bad_rows_leave_no_value_unless_they_are_left_out_by_request(tmp_path: Path) -> None:
    write_csv(tmp_path, [*(cells(row) for row in ROWS), ["X", *[""] * (len(HEADER) - 1)]])
    assert all(isinstance(one.value, Unknown) for one in run(tmp_path).values)
    found = run(tmp_path, accept_bad_rows=True)
    assert found.ledgers[0].refused == 1
    assert found.values[0].value == Decimal(5)


def test_without_a_ledger_every_value_says_so(tmp_path: Path) -> None:
    assert all("没有台账" in one.value.why.zh for one in run(tmp_path).values if isinstance(one.value, Unknown))
    assert not [one for one in run(tmp_path).values if not isinstance(one.value, Unknown)]


def test_a_ledger_of_another_year_proves_nothing_rather_than_zero(tmp_path: Path) -> None:
    write_csv(tmp_path, [cells(ROWS[0])])
    found = {one.measure: one.value for one in run(tmp_path).values}
    assert isinstance(found["complaints-received"], Unknown)
    assert isinstance(found["complaints-refused"], Unknown)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([*HEADER[:-1], "备注"], "不认识的列"),
        ([*HEADER[:-1], "登记编号"], "有两列都是"),
        (HEADER[1:], "缺少必填列：登记编号"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(tmp_path: Path, header: list[str], said: str) -> None:
    write_csv(tmp_path, [], header=header)
    with pytest.raises(LedgerError) as caught:
        run(tmp_path)
    assert said in caught.value.message.zh


def test_files_that_are_none_or_two_of_a_ledger_are_refused(tmp_path: Path) -> None:
    (tmp_path / "complaints.parquet").write_bytes(b"no parquet")
    with pytest.raises(LedgerError, match="cannot be read"):
        run(tmp_path)
    write_csv(tmp_path, [])
    with pytest.raises(LedgerError, match="several files"):
        run(tmp_path)
