"""Wrong use: one clear sentence on standard error, nothing on standard output, exit status 2, never a traceback."""

import os
import shutil
from pathlib import Path

import pytest

from steelyard.cli import main, running
from steelyard.model import Document

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "anlan-water-2025.docx"
FORM = str(EXAMPLE)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("--debug", "缺少参数：COMMAND。用法见 steelyard -h。"),
        ("chek x", "没有名为“chek”的命令，是否要写“check”？"),
        ("check", "缺少参数：PATH。用法见 steelyard check -h。"),
        (
            "check x --fail-on warning",
            "--fail-on 不能是“warning”，可选：error, doubt, never。用法见 steelyard check -h。",
        ),
        ("check x --jobs 0", "--jobs 至少为 1。"),
        ("check x --jobs two", "--jobs 不能是“two”。用法见 steelyard check -h。"),
        ("check x --profile", "--profile 后面要有一个值。用法见 steelyard check -h。"),
        ("check x --profil rugao-department", "不认识的参数：--profil rugao-department。用法见 steelyard -h。"),
        ("check x --profile rugao-departmnt", "没有名为“rugao-departmnt”的表样，是否要写“rugao-department”？"),
        ("check x --select weight-total", "没有名为“weight-total”的检查，是否要写“weight-total-misstated”？"),
        ("check x --ignore share-misstated,??", "没有名为“??”的检查。"),
        ("check nowhere.docx", "打不开“nowhere.docx”：没有这个文件，请核对路径和权限。"),
        ("report nowhere.docx -o x.html", "打不开“nowhere.docx”：没有这个文件，请核对路径和权限。"),
        (f"report {FORM}", "缺少参数：-o/--output。用法见 steelyard report -h。"),
        (
            f"report {FORM} -o x.odt",
            "报告的种类看文件扩展名（扩展名“.odt”），可写 .html、.docx、.xlsx、.pdf 或 .json。",
        ),
        (f"report {FORM} -o x", "报告的种类看文件扩展名（没有扩展名），可写 .html、.docx、.xlsx、.pdf 或 .json。"),
        (f"report {EXAMPLE.parent} -o x.html", f"“{EXAMPLE.parent}”是文件夹，report 一次写一份表。"),
        (
            "explain weight-total-mistated",
            "没有名为“weight-total-mistated”的检查、规则或表样，是否要写“weight-total-misstated”？",
        ),
        ("explain proportion", "没有名为“proportion”的检查、规则或表样，是否要写“beijing-2016/proportion”？"),
        ("anotate x", "没有名为“anotate”的命令，是否要写“annotate”？"),
    ],
)
def test_one_sentence(
    command: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command.split()) == 2
    assert capsys.readouterr() == ("", f"steelyard: {says}\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("check --lang en", "The following arguments are required: PATH. See steelyard check -h."),
        (
            "--lang=en report x -o y.doc",
            "The ending of the file says which kind of report (the ending “.doc”); "
            "write .html, .docx, .xlsx, .pdf or .json.",
        ),
        (
            "explain share-mistated --lang en",
            "There is no check, rule or profile “share-mistated”; did you mean “share-misstated”?",
        ),
    ],
)
def test_in_english(command: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command.split()) == 2
    assert capsys.readouterr().err == f"steelyard: {says}\n"


def test_no_command_at_all_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(command in err for command in ("check", "report", "explain", "checks", "profiles", "packs"))


def test_a_file_name_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "\x1b[2Jno.docx"]) == 2
    assert capsys.readouterr().err == "steelyard: 打不开“�[2Jno.docx”：没有这个文件，请核对路径和权限。\n"


def test_an_empty_folder_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path), FORM, "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"steelyard: 文件夹“{tmp_path}”里没有自评表文件（可读取：")
    assert out.count('"error":null') == 1


@pytest.mark.parametrize("command", ["check {form} -o {form}", "report {form} -o {link}", "check {folder} -o {form}"])
def test_a_form_is_never_overwritten(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, link = tmp_path / "form.docx", tmp_path / "link.html"
    shutil.copy(EXAMPLE, form)
    link.symlink_to(form)
    assert main(command.format(form=form, link=link, folder=tmp_path).split()) == 2
    assert "不能用结果覆盖它" in capsys.readouterr().err
    assert form.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("out", "cause"),
    [("none/x.html", "文件夹不存在"), ("folder.html", "这是一个文件夹"), ("a.txt/x.html", "路径中有一段不是文件夹")],
)
def test_a_result_that_cannot_be_written(
    out: str, cause: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "a.txt").touch()
    assert main(["report", FORM, "-o", str(tmp_path / out)]) == 2
    assert capsys.readouterr().err == f"steelyard: 无法写入“{tmp_path / out}”：{cause}。\n"


def broken(job: running.Job, document: Document) -> None:
    raise RuntimeError("third line of defence")


def test_a_defect_is_one_line_and_a_trace_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "audits", broken)
    assert main(["check", FORM]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "程序自身出错（RuntimeError: third line of defence）" in err
    assert main(["check", FORM, "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "audits", interrupted)
    assert main(["check", FORM]) == 130
    assert capsys.readouterr() == ("", "")
