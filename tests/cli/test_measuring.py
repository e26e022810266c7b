"""``steelyard measure``: values, records, bad rows and the manifest."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from steelyard.cli import main
from steelyard.packs.ledgers import packs

PACK = "complaints-and-reports"
NAMES = [column.name for column in packs()[PACK].ledgers[0].fields]


@pytest.fixture
def ledgers(tmp_path: Path) -> Path:
    rows = packs()[PACK].examples[0].rows["complaints"]
    with (tmp_path / "complaints.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NAMES)
        writer.writeheader()
        writer.writerows({**row, "real_name": "是" if row.get("real_name") else ""} for row in rows)
    return tmp_path


def measured(folder: Path, *options: str) -> int:
    return main(["measure", PACK, "--ledgers", str(folder), "--period", "2023", *options])


def test_each_value_is_shown_with_its_quotient_and_its_records(
    ledgers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measured(ledgers, "--records") == 0
    said = capsys.readouterr().out
    assert "举报和投诉受理完成率  50.00 % = 2 ÷ 4" in said
    assert "    complaints T2  分母 1" in said


def test_a_bad_row_is_told_and_leaves_status_1(ledgers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ledgers / "complaints.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2023-01-04", "2023-13-04"), encoding="utf-8")
    assert measured(ledgers) == 1
    said = capsys.readouterr().out
    assert "第4行 收到日期：“2023-13-04”不是日期" in said
    assert "请改正，或用 --accept-bad-rows" in said
    assert measured(ledgers, "--accept-bad-rows") == 1
    assert "收到投诉举报件数  4 件" in capsys.readouterr().out


def test_the_manifest_is_the_same_bytes_wherever_the_ledgers_lie(ledgers: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "complaints.csv").write_bytes((ledgers / "complaints.csv").read_bytes())
    written = [tmp_path / "one.json", tmp_path / "two.json"]
    for folder, out in zip((ledgers, elsewhere), written, strict=True):
        assert measured(folder, "--records", "--format", "json", "-o", str(out)) == 0
    assert written[0].read_bytes() == written[1].read_bytes()
    told = json.loads(written[0].read_text(encoding="utf-8"))
    own = told.pop("sha256")
    assert hashlib.sha256((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()).hexdigest() == own
    assert told["ledgers"][0]["sha256"] == hashlib.sha256((ledgers / "complaints.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["measure", "complaint", "--ledgers", ".", "--period", "2023"], "complaints-and-reports"),
        (["measure", PACK, "--ledgers", ".", "--period", "last"], "--period 不能是“last”"),
        (["measure", PACK, "--ledgers", "nowhere", "--period", "2023"], "不是文件夹"),
        (["measure", PACK, "--ledgers", ".", "--period", "2023", "--master", "local"], "要与 --engine spark 一起用"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_ledger_is_not_overwritten_by_its_result(ledgers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measured(ledgers, "-o", str(ledgers / "complaints.csv")) == 2
    assert "台账" in capsys.readouterr().err
