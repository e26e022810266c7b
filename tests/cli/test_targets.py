"""``--targets``: a form held against the targets that were set for its unit and year."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/result.schema.json").read_text(encoding="utf-8"))
FORM = """# 部门整体支出绩效自评表
| 部门名称 | {unit} | 年度 | {year} |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 | 偏差原因 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查河道 | {patrols} | 126次 | 50 | 50 | |
| 产出指标 | 时效指标 | 汛前检查完成时间 | 5月底前 | 5月20日 | 20 | 20 | |
| 效益指标 | 满意度指标 | 群众满意度 | ≥90% | 93% | 30 | 30 | |
| 总分 | | | | | 100 | 100 | |
"""
TARGETS = """# 部门整体支出绩效目标申报表
| 部门名称 | {unit} | 年度 | {year} |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查河道 | {patrols} | 50 |
| 产出指标 | 时效指标 | 汛前检查完成时间 | 5月底前 | 20 |
| 效益指标 | 满意度指标 | 群众满意度 | ≥90% | 30 |
"""


def wrote(path: Path, text: str, unit: str = "安澜市水务局", year: str = "2025", patrols: str = "≥120次") -> str:
    path.write_text(text.format(unit=unit, year=year, patrols=patrols), encoding="utf-8")
    return str(path)


def found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    """The exit status, the messages of the check, and what was said beside them."""
    status = main(["check", *words, "--select", "moved-target", "--format", "json"])
    said = capsys.readouterr()
    result = json.loads(said.out) if said.out else {"forms": []}
    if said.out:
        Draft202012Validator(SCHEMA).validate(result)
    return status, [one["message"] for form in result["forms"] for one in form["findings"] or ()], said.err


def test_a_form_that_keeps_its_targets_raises_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = wrote(tmp_path / "自评.md", FORM, patrols="120次以上")
    for unit, year in (("安澜市水务局", "2025"), ("安澜市水务局（盖章）", "2025"), ("水务局", ""), ("", "2025")):
        table = wrote(tmp_path / "目标.md", TARGETS, unit=unit, year=year)
        assert found(capsys, form, "--targets", table, "--fail-on", "doubt") == (0, [], ""), (unit, year)


def test_a_target_that_was_lowered_is_found_with_both_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = wrote(tmp_path / "自评.md", FORM, patrols="≥60次")
    assert found(capsys, form, "--fail-on", "doubt") == (0, [], "")  # alone, nothing tells of it
    table = wrote(tmp_path / "目标.md", TARGETS)
    status, (message,), _ = found(capsys, form, "--targets", table, "--fail-on", "doubt")
    assert status == 1
    assert "指标值由“≥120次”降低为“≥60次”" in message
    adjusted = wrote(tmp_path / "调整.md", TARGETS, patrols="≥60次")
    assert found(capsys, form, "--targets", adjusted, "--fail-on", "doubt") == (0, [], "")


@pytest.mark.parametrize(
    ("unit", "year", "said"), [("安澜市教育局", "2025", "安澜市教育局"), ("安澜市水务局", "2024", "2024年度")]
)
def test_targets_of_somebody_else_are_refused_and_give_no_all_clear(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], unit: str, year: str, said: str
) -> None:
    form = wrote(tmp_path / "自评.md", FORM)
    table = wrote(tmp_path / "目标.md", TARGETS, unit=unit, year=year)
    status, messages, told = found(capsys, form, "--targets", table)
    assert (status, messages) == (2, [])
    assert "没有核查" in told
    assert said in told


def test_targets_of_a_project_are_none_of_its_department(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = wrote(tmp_path / "自评.md", FORM)
    table = wrote(tmp_path / "目标.md", TARGETS.replace("部门整体支出绩效目标申报表", "项目支出绩效目标申报表"))
    status, _, told = found(capsys, form, "--targets", table)
    assert (status, "没有核查" in told) == (2, True)


def test_a_name_of_two_characters_is_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = wrote(tmp_path / "自评.md", FORM, unit="编办")
    table = wrote(tmp_path / "目标.md", TARGETS, unit="编办")
    assert found(capsys, form, "--targets", table, "--fail-on", "doubt") == (0, [], "")


def test_each_form_of_a_run_gets_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = tmp_path / "forms"
    forms.mkdir()
    for unit in ("安澜市水务局", "安澜市教育局"):
        wrote(forms / f"{unit}.md", FORM, unit=unit, patrols="≥60次")
    water = wrote(tmp_path / "水.md", TARGETS)
    schools = wrote(tmp_path / "教.md", TARGETS, unit="安澜市教育局", patrols="≥60次")
    status, messages, _ = found(capsys, str(forms), "--targets", water, "--targets", schools, "--jobs", "2")
    assert (status, len(messages)) == (0, 1)
    status, messages, told = found(capsys, str(forms), "--targets", schools)
    assert (status, messages) == (2, [])
    assert told.count("没有核查") == 1
    twice = wrote(tmp_path / "水又.md", TARGETS)
    status, _, told = found(capsys, str(forms / "安澜市水务局.md"), "--targets", water, "--targets", twice)
    assert (status, "请只给现行的一份" in told) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("没有表格", "坏.md"),
        (TARGETS.replace("{patrols}", "").replace("5月底前", "").replace("≥90%", ""), "没有读到任何指标值"),
    ],
)
def test_a_file_that_is_no_table_of_targets_ends_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    form, bad = wrote(tmp_path / "自评.md", FORM), wrote(tmp_path / "坏.md", text)
    assert main(["check", form, "--targets", bad]) == 2
    assert said in capsys.readouterr().err
    assert main(["check", form, "--targets", str(tmp_path / "无.md")]) == 2
    assert "无.md" in capsys.readouterr().err


def test_the_report_and_the_copy_tell_of_it_and_spare_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, table = wrote(tmp_path / "自评.md", FORM, patrols="≥60次"), wrote(tmp_path / "目标.md", TARGETS)
    out = tmp_path / "report.html"
    assert main(["report", form, "-o", str(out), "--targets", table]) == 0
    assert "降低为“≥60次”" in out.read_text(encoding="utf-8")
    before = Path(table).read_bytes()
    assert main(["check", form, "-o", table, "--targets", table]) == 2
    assert Path(table).read_bytes() == before
    capsys.readouterr()
