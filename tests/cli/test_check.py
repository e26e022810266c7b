"""``steelyard check``: what it prints, where, and with which exit status, by the contract."""

import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"
SCHEMA = json.loads((ROOT / "docs/schema/result.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two forms at two depths, and what lies about in such folders and is no form."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/one.docx", "two.docx", "~$two.docx", ".two.docx", ".hidden/three.docx"):
        shutil.copy(EXAMPLE, tmp_path / name)
    (tmp_path / "notes.bin").write_bytes(b"\0")
    return tmp_path


def test_a_form_with_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0].endswith("：权重合计写100，逐行相加为102")
    assert err == ""


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("", 1),
        ("--fail-on error", 1),
        ("--fail-on doubt", 1),
        ("--fail-on never", 0),
        ("--select target-far-exceeded", 0),
        ("--select target-far-exceeded --fail-on doubt", 1),
        ("--select echoed-target --fail-on doubt", 0),
        ("--select weight-total-misstated,share-misstated --ignore share-misstated", 1),
        ("--select share-misstated --ignore share-misstated --fail-on doubt", 0),
    ],
)
def test_exit_status(options: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), *options.split()]) == status
    assert capsys.readouterr().err == ""


def test_json_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), "--format", "json"]) == 1
    result = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(result)
    (form,) = result["forms"]
    assert form["path"] == str(EXAMPLE)
    assert form["profile"]["inferred"] is True
    assert len(form["form"]["indicators"]) == 24
    assert form["score"]["summed"] == {"weight": "102", "score": "99.38"}
    assert {tally["check"] for tally in form["tallies"]} >= {finding["name"] for finding in form["findings"]}


def test_a_given_profile_is_used_and_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(EXAMPLE), "--format", "json", "--profile", "general"])
    profile = json.loads(capsys.readouterr().out)["forms"][0]["profile"]
    assert (profile["name"], profile["inferred"]) == ("general", False)


def test_a_folder_is_searched_in_order_and_what_is_no_form_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder), str(folder / "two.docx"), "--format", "jsonl"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == [str(folder / "two.docx"), str(folder / "b" / "one.docx")]


def test_notes_in_a_folder_are_passed_over_and_said_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = [folder / "README.md", folder / "b" / "notes.txt"]
    for note in notes:
        note.write_text("# 说明\n本文件夹收各单位自评表。\n", encoding="utf-8")

    assert main(["check", str(folder), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["error"] for line in out.splitlines()] == [None, None]
    assert err == "".join(f"steelyard: 已跳过“{note}”：里面没有表格，不是自评表。\n" for note in notes)

    assert main(["check", str(folder), str(notes[0]), "--format", "jsonl"]) == 2  # what is named is meant
    assert f"“{notes[0]}”里没有表格" in capsys.readouterr().err


def test_a_text_in_a_folder_that_is_damaged_or_empty_is_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "断.md").write_bytes(b"|a|b|\n|-|-|\n|c")

    assert main(["check", str(tmp_path), "--format", "jsonl"]) == 2
    assert [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()] == ["Damaged", "Empty"]


def test_a_folder_of_notes_alone_holds_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("说明", encoding="utf-8")

    assert main(["check", str(tmp_path)]) == 2
    assert f"文件夹“{tmp_path}”里没有自评表文件" in capsys.readouterr().err


def test_processes_give_the_same_bytes_in_the_same_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.docx").write_bytes(b"no form")
    printed = []
    for jobs in ("1", "2"):
        assert main(["check", str(folder), "--format", "json", "--jobs", jobs]) == 2
        printed.append(capsys.readouterr())
    assert printed[0] == printed[1]


def test_one_bad_file_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = folder / "bad.docx"
    bad.write_bytes(EXAMPLE.read_bytes()[:2000])
    assert main(["check", str(folder), "--format", "json", "--fail-on", "never"]) == 2
    out, err = capsys.readouterr()
    forms = json.loads(out)["forms"]
    Draft202012Validator(SCHEMA).validate({"steelyard": "0", "forms": forms})
    assert [bool(form["error"]) for form in forms] == [True, False, False]
    assert str(bad) in forms[0]["error"]
    assert err == f"steelyard: {forms[0]['error']}\n"


def test_the_reports_of_this_program_are_no_forms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = folder / "report.html"
    assert main(["report", str(EXAMPLE), "-o", str(report)]) == 0
    assert main(["check", str(folder), "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["forms"]) == 2
    assert main(["check", str(report)]) == 2
    assert capsys.readouterr().err == f"steelyard: “{report}”是定盘星写出的核查报告，不是自评表，请核查原来的表。\n"


def test_many_forms_as_text_are_summed_up_at_the_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.docx").write_bytes(b"no form")
    assert main(["check", str(folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "共 3 份，有错误 2 份，只有疑点 0 份，无错误和疑点 0 份，无法读取 1 份"
    assert lines[-3].startswith(f"{folder / 'b' / 'one.docx'}：")
    assert lines[-3].endswith("：权重合计写100，逐行相加为102")
    assert lines[-5] == f"{folder / 'bad.docx'}：无法读取"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt"])
def test_a_result_goes_to_a_file_in_the_shape_of_its_ending(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    out.write_text("old")
    assert main(["check", str(EXAMPLE), "-o", str(out)]) == 1
    assert capsys.readouterr() == ("", "")
    said = out.read_text(encoding="utf-8")
    if name == "a.txt":
        assert said.splitlines()[0].endswith("：权重合计写100，逐行相加为102")
    else:
        assert json.loads(said)
    assert os.listdir(tmp_path) == [name], "no temporary file is left"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shape", ["text", "json"])
def test_the_same_form_gives_the_same_bytes(lang: str, shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = set()
    for _ in range(2):
        main(["check", str(EXAMPLE), "--lang", lang, "--format", shape])
        said.add(capsys.readouterr().out)
    assert len(said) == 1


TWO = "\n".join(
    f"{year}年度项目支出绩效自评表\n\n| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|\n"
    f"| 检测样品 | 10个 | 10个 | 100 | {score} |\n| 合计 | | | 100 | 100 |\n"
    for year, score in ((2023, 100), (2024, 90))
)


def test_a_file_with_two_forms_gives_two_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.md"
    path.write_text(TWO, encoding="utf-8")
    assert main(["check", str(path), "--format", "json"]) == 1
    forms = json.loads(capsys.readouterr().out)["forms"]
    assert [(one["path"], one["form"]["year"]) for one in forms] == [(str(path), 2023), (str(path), 2024)]
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert all(part in said for part in ("== 1/1 · 1/2 ==", "== 1/1 · 2/2 ==", "共 2 份，有错误 1 份"))
