"""``steelyard draw``: fingerprint, record, and a record made again."""

import json
from pathlib import Path

import pytest

from steelyard.cli import main
from steelyard.drawing import fingerprint, read_candidates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [f"D{at:02},{'重点' if at % 4 == 0 else '一般'}" for at in range(1, 21)]
    (tmp_path / "pool.csv").write_text("\n".join(["编号,分层", *rows, ""]), encoding="utf-8")
    (tmp_path / "staff.csv").write_text("编号,回避对象\nP1,D04\nP2,\nP3,\nP4,\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


DRAW = "draw pool.csv --inspectors staff.csv --seed 2026112 --share 10% --share 重点=50%"


def test_a_draw_is_recorded_and_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DRAW.split(), "-o", "record.json"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "名录20个对象，可抽20个，抽取5个" in err
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert [(one["name"], one["drawn"]) for one in record["strata"]] == [("一般", 2), ("重点", 3)]
    assert main(["draw", "--verify", "record.json", "pool.csv"]) == 0
    assert capsys.readouterr().out.startswith("复核一致：名录20个对象")
    assert main(["draw", "--verify", "record.json", "pool.csv", "--inspectors", "staff.csv", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("The draw holds: 5 of 20")


def test_without_a_file_the_record_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", "pool.csv", "--seed", "1", "--count", "1"]) == 0
    assert len(json.loads(capsys.readouterr().out)["drawn"]) == 2


def test_a_record_that_does_not_hold_is_exit_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DRAW.split(), "-o", "record.json"]) == 0
    with (folder / "pool.csv").open("a", encoding="utf-8") as file:
        file.write("D99,一般\n")
    capsys.readouterr()
    assert main(["draw", "--verify", "record.json", "pool.csv"]) == 1
    assert "增删或改动：D99" in capsys.readouterr().out


def test_the_fingerprint_can_be_published_before_the_seed_is_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "pool.csv", "--inspectors", "staff.csv"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"名录指纹 {fingerprint(read_candidates('pool.csv'))}"
    assert second.startswith("人员指纹 ")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("draw nowhere.csv", "打不开“nowhere.csv”：没有这个文件。"),
        ("draw pool.csv --count 2", "缺少 --seed：请给出公开产生的随机数，例如当期彩票开奖号码。"),
        ("draw pool.csv --seed 1", "缺少抽取数量：请用 --count 写明数量，或者用 --share 写明比例。"),
        ("draw pool.csv --seed 1 --share 5", "--share 不能是“5”，写法如：5%、重点=20%。"),
        ("draw pool.csv --seed 1 --count 5%", "--count 不能是“5%”，写法如：10、重点=3。"),
        ("draw pool.csv --seed 1 --count 30", "分层“一般”只有15个可抽对象，不够抽取30个。"),
        ("draw pool.csv --seed 1 --count 1 --inspectors staff.csv --team 1", "检查人员不得少于2人，不能是1人。"),
        (
            "draw pool.csv --seed 1 --count 1 -o pool.csv",
            "“pool.csv”就是抽取的名录，不能用结果覆盖它，请换一个文件名。",
        ),
        ("draw pool.csv --verify pool.csv --seed 1", "--verify 按记录重抽，不能再写 --seed。"),
    ],
)
def test_wrong_use_is_one_sentence(folder: Path, command: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "pool.csv").read_bytes()
    assert main(command.split()) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"steelyard: {says}\n")
    assert (folder / "pool.csv").read_bytes() == before
