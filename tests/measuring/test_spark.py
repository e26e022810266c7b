"""Ledgers in Parquet that Spark reads itself give what DuckDB gives, bad rows included."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from tests.ledgers import arrow, ledger_csv

from steelyard.cli import main
from steelyard.measuring import LedgerError
from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.opening import clustered, opened
from steelyard.measuring.periods import period
from steelyard.model import Unknown
from steelyard.packs.ledgers import packs

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
PACK = packs()["complaints-and-reports"]
LEDGER = PACK.ledgers[0]
ROWS = list(PACK.examples[0].rows["complaints"])


def in_two_files(folder: Path, rows: list[Any]) -> Path:
    """A folder with a ledger that is a folder of two files."""
    inside = folder / "complaints"
    inside.mkdir()
    for nth, some in enumerate((rows[:2], rows[2:])):
        parquet.write_table(arrow(LEDGER, some), inside / f"part-{nth}.parquet")
    return folder


def test_spark_and_duckdb_read_and_measure_a_folder_of_parquet_alike(tmp_path: Path, cluster: Any) -> None:
    folder = in_two_files(tmp_path, ROWS)
    one, other = opened(PACK, folder), clustered(PACK, folder, cluster)
    assert one.read == other.read
    assert not one.read["complaints"].bad_rows
    values = [list(evaluate(PACK, read, period("2023"), records=True)) for read in (one, other)]
    assert values[0] == values[1]
    assert not all(isinstance(value.value, Unknown) for value in values[0])


def test_the_command_gives_the_same_on_spark(tmp_path: Path, capsys: pytest.CaptureFixture[str], cluster: Any) -> None:
    pack = packs()["public-account"]
    parquet.write_table(arrow(pack.ledgers[0], pack.examples[0].rows["posts"]), tmp_path / "posts.parquet")
    words = ["measure", "public-account", "--ledgers", str(tmp_path), "--period", "2023", "--records"]
    program = [sys.executable, "-m", "steelyard", *words, "--engine", "spark", "--master", "local[1]"]
    done = subprocess.run(program, capture_output=True, timeout=300, check=False)  # a Spark of its own, which it ends
    assert main(words) == done.returncode == 0
    assert done.stdout.decode() == capsys.readouterr().out


def test_spark_and_duckdb_tell_the_same_bad_rows(tmp_path: Path, cluster: Any) -> None:
    early = {**ROWS[0], "id": "E", "end_at": "2022-02-28"}
    wrong = [*ROWS, {**ROWS[0], "channel": "电话"}, {"id": "N", "amount": "-1"}, early]
    folder = in_two_files(tmp_path, wrong)
    one, other = opened(PACK, folder).read, clustered(PACK, folder, cluster).read
    assert one == other
    assert {bad.row for bad in one["complaints"].bad_rows} == {1, *(len(ROWS) + at for at in (1, 2, 3))}
    assert "早于“收到日期”（2022-03-01）" in one["complaints"].bad_rows[-1].cause.zh


def test_spark_reads_texts_as_strictly(tmp_path: Path, cluster: Any) -> None:
    table = arrow(LEDGER, [{"id": f"{at}", "channel": "12315", "kind": "投诉"} for at in range(6)])
    days = ["2023-1-5", "2023/01/05", "2023-02-30", "2023年3月1日", "昨天", "20230105"]
    at = table.column_names.index("received_at")
    parquet.write_table(table.set_column(at, "received_at", [days]), tmp_path / "complaints.parquet")
    one, other = opened(PACK, tmp_path).read, clustered(PACK, tmp_path, cluster).read
    assert one == other
    assert [bad.row for bad in one["complaints"].bad_rows] == [3, 5, 6]


def test_spark_refuses_what_it_does_not_read_itself(tmp_path: Path, cluster: Any) -> None:
    ledger_csv(tmp_path / "complaints.csv", LEDGER, ROWS)
    with pytest.raises(LedgerError, match=r"complaints\.csv"):
        clustered(PACK, tmp_path, cluster)
    with pytest.raises(LedgerError, match="from a folder"):
        clustered(PACK, tmp_path / "nothing", cluster)
