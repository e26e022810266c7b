"""Ledgers in a PostgreSQL database: the same records give the same values as from files, bad rows are told."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import ledger_csv

from steelyard.measuring import LedgerError, measure, parse_period
from steelyard.measuring.opening import opened
from steelyard.model import LedgerRead, Unknown
from steelyard.packs.ledgers import packs

NAME = "complaints-and-reports"
PACK = packs()[NAME]
LEDGER = PACK.ledgers[0]
ROWS = list(PACK.examples[0].rows["complaints"])
TYPES = {"string": "text", "integer": "bigint", "number": "numeric", "date": "date", "boolean": "boolean"}
NAMES = [column.name for column in LEDGER.fields]


def fill(url: str, schema: str, rows: list[Any], types: dict[str, str] = TYPES, table: str = "complaints") -> str:
    """A table in a schema of its own; the address under which its names are found."""
    import psycopg

    columns = ", ".join(f'"{column.name}" {types[column.type]}' for column in LEDGER.fields)
    with psycopg.connect(url) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        connection.execute(f'CREATE TABLE {schema}."{table}" ({columns})')
        marks = ", ".join(["%s"] * len(NAMES))
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT INTO {schema}."{table}" VALUES ({marks})', [[row.get(name) for name in NAMES] for row in rows]
            )
    return f"{url}?options=-csearch_path%3D{schema}"


def run(place: str | Path) -> Any:
    return measure(NAME, place, parse_period("2023"), records=True)


def read(url: str) -> LedgerRead:
    """The ledger as it was read, without its measures."""
    return opened(PACK, url).read["complaints"]


def test_a_table_gives_the_values_and_records_of_a_file(server: str, tmp_path: Path) -> None:
    ledger_csv(tmp_path / "complaints.csv", LEDGER, ROWS)
    of_file, of_table = run(tmp_path), run(fill(server, "same", ROWS))
    told = [(one.measure, one.group, one.value, one.records) for one in of_table.values]
    assert told == [(one.measure, one.group, one.value, one.records) for one in of_file.values]
    assert not all(isinstance(one.value, Unknown) for one in of_table.values)


def test_the_digest_is_that_of_the_records_whatever_their_order(server: str) -> None:
    one = read(fill(server, "forth", ROWS))
    other = read(fill(server, "back", ROWS[::-1]))
    changed = read(fill(server, "less", ROWS[1:]))
    assert one.sha256 == other.sha256 != changed.sha256
    assert one.origin.endswith("/postgres#complaints")
    assert "steelyard@" not in one.origin


def test_bad_rows_are_told_by_their_place_in_the_order_of_the_key(server: str) -> None:
    wrong = [{**ROWS[0], "id": "B", "channel": "电话"}, {**ROWS[0], "id": "A", "amount": Decimal("1.005")}, {"id": "C"}]
    ledger = read(fill(server, "wrong", wrong))
    assert [(one.row, one.column) for one in ledger.bad_rows] == [
        (1, "争议金额"),
        (2, "来源渠道"),
        (3, "收到日期"),
        (3, "来源渠道"),
        (3, "类别"),
    ]


def test_numbers_that_only_look_round_as_floats_are_taken_as_they_are_written(server: str) -> None:
    rows = [{**ROWS[0], "id": "A", "amount": 0.1}, {**ROWS[0], "id": "B", "amount": 1e300}]
    ledger = read(fill(server, "floats", rows, {**TYPES, "number": "double precision"}))
    assert [(one.row, one.column) for one in ledger.bad_rows] == [(2, "争议金额")]


def test_many_rows_come_in_batches(server: str) -> None:
    ledger = read(fill(server, "many", [{**ROWS[0], "id": f"R{at}"} for at in range(20_001)]))
    assert (ledger.records, ledger.bad_rows) == (20_001, ())


def test_two_tables_of_one_ledger_are_refused(server: str) -> None:
    fill(server, "twice", ROWS)
    with pytest.raises(LedgerError, match="several files"):
        run(fill(server, "twice", ROWS, table=LEDGER.title))


def test_a_database_without_the_ledger_gives_no_value(server: str) -> None:
    found = run(f"{server}?options=-csearch_path%3Dnowhere")
    assert all("没有台账" in one.value.why.zh for one in found.values)


def test_a_server_that_cannot_be_reached_is_told_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="no psycopg on this machine")
    with pytest.raises(LedgerError) as caught:
        run("postgresql://someone:secret@127.0.0.1:1/nothing")
    assert "127.0.0.1:1/nothing" in caught.value.message.zh
    assert "secret" not in caught.value.message.zh + caught.value.message.en
