"""``--beside``: which forms are held against which, and what is said of those that cannot be read."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/result.schema.json").read_text(encoding="utf-8"))
FORM = """{year}年部门整体支出绩效自评价表

自评价单位（盖章）：{unit}

三、主要绩效
全年受理供水热线诉求{number}件，按期办结5290件，夜间抢修随叫随到，停水时间比承诺的短，用户打来表扬电话。

| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 演出场次 | 30场 | 31场 | 60 | 60 | |
| 效益指标 | 群众满意度 | ≥85% | 90% | 40 | 40 | |
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder: the form of this year, that of last year with the same numbers, and one of another unit."""
    for name, year, unit, number in (
        ("this", 2023, "云溪县水利局", 5316),
        ("last", 2022, "云溪县水利局", 5316),
        ("other", 2023, "清河县水务局", 871),
    ):
        text = FORM.format(year=year, unit=unit, number=number)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[list[str]]]:
    """The exit status, and of each form the messages of the check."""
    status = main(["check", *words, "--select", "copied-text", "--format", "json"])
    result = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(result)
    return status, [[one["message"] for one in form["findings"]] for form in result["forms"]]


def test_alone_a_form_is_held_against_none(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, str(forms / "this.md")) == (0, [[]])


def test_each_form_beside_is_told_by_file_unit_and_year(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = ["--beside", str(forms / "last.md"), "--beside", str(forms / "other.md")]
    status, ((last,),) = found(capsys, str(forms / "this.md"), *beside[:2])
    assert (status, "“last.md”（云溪县水利局2022年）“三、主要绩效”部分" in last) == (0, True)
    assert "2个数字却全部相同" in last
    status, ((_, other),) = found(capsys, str(forms / "this.md"), *beside, "--fail-on", "doubt")
    assert (status, "“other.md”（清河县水务局2023年）" in other) == (1, True)


def test_a_finding_says_where(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(forms / "this.md"), "--beside", str(forms / "last.md"), "--format", "jsonl"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    ((place,),) = (one["where"] for one in findings if one["name"] == "copied-text")
    text = (forms / "this.md").read_text(encoding="utf-8")
    assert text[place["start"] : place["end"]].startswith("全年受理供水热线诉求5316件")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_forms_of_a_folder_are_held_against_each_other(
    jobs: str, forms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, messages = found(capsys, str(forms), "--beside", str(forms), "--jobs", jobs)
    assert [len(one) for one in messages] == [2, 2, 2]


def test_a_report_takes_it_too(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = forms / "out.html"
    assert main(["report", str(forms / "this.md"), "--beside", str(forms / "last.md"), "-o", str(out)]) == 0
    capsys.readouterr()
    assert "last.md" in out.read_text(encoding="utf-8")


def test_a_file_that_is_named_must_be_readable(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(forms / "this.md"), "--beside", "none.docx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "steelyard: 打不开“none.docx”：没有这个文件，请核对路径和权限。\n"


def test_one_of_a_folder_that_cannot_be_read_is_told_and_not_passed_over(
    forms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = forms / "old"
    old.mkdir()
    (forms / "last.md").rename(old / "last.md")
    (old / "torn.docx").write_bytes(b"PK")
    status = main(["check", str(forms / "this.md"), "--beside", str(old), "--select", "copied-text"])
    out, err = capsys.readouterr()
    assert status == 2
    assert "torn.docx" in err
    assert err.count("\n") == 1
    assert "last.md" in out


def test_a_form_beside_is_never_overwritten(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (forms / "last.md").read_bytes()
    words = [str(forms / "this.md"), "--beside", str(forms / "last.md"), "-o", str(forms / "last.md")]
    assert main(["check", *words]) == 2
    assert "不能用结果覆盖它" in capsys.readouterr().err
    assert (forms / "last.md").read_bytes() == before
