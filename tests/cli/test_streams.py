"""Standard output and error that are full, closed or a pipe: the promised status, one line, nothing mixed."""

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from tests.cli.test_process import EXAMPLE, POSIX, PROGRAM

from steelyard.cli import main

PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}  # buffered, as elsewhere


def shell(ending: str, *words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The program with its streams turned by a shell."""
    command = f"{shlex.join([*PROGRAM, *words])} {ending}"
    return subprocess.run(["sh", "-c", command], capture_output=True, env={**PLAIN, **variables}, timeout=60)


@POSIX
@pytest.mark.parametrize("words", [("checks",), ("--help",), ("check", str(EXAMPLE))], ids=lambda words: words[0])
@pytest.mark.parametrize(("ending", "cause"), [(">&-", "已经关闭"), (">/dev/full", "磁盘已满")], ids=["closed", "full"])
def test_a_result_that_nobody_gets_is_an_error(words: tuple[str, ...], ending: str, cause: str) -> None:
    if "full" in ending and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    done = shell(ending, *words)
    assert (done.returncode, done.stderr.decode()) == (2, f"steelyard: 无法写入“标准输出”：{cause}。\n")


@POSIX
def test_help_that_cannot_be_written_is_an_error_without_a_buffer_too() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    assert shell(">/dev/full", "--help", PYTHONUNBUFFERED="1").returncode == 2


@POSIX
def test_a_closed_output_does_not_hinder_a_file(tmp_path: Path) -> None:
    done = shell(">&-", "check", str(EXAMPLE), "-o", str(tmp_path / "out.json"))
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(json.loads((tmp_path / "out.json").read_bytes())["forms"]) == 1


@POSIX
@pytest.mark.parametrize("ending", ["2>&-", "2>/dev/full"])
def test_messages_that_nobody_gets_leave_the_result_alone(ending: str) -> None:
    if "full" in ending and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    done = shell(ending, "check", str(EXAMPLE), "nowhere", "--format", "json")
    assert done.returncode == 2
    assert [form["error"] is None for form in json.loads(done.stdout)["forms"]] == [True, False]


@POSIX
@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no /dev/stdout")
def test_a_pipe_may_be_named(tmp_path: Path) -> None:
    done = shell("| cat", "check", str(EXAMPLE), "--format", "json", "-o", "/dev/stdout")
    assert (done.stderr, len(json.loads(done.stdout)["forms"])) == (b"", 1)


def test_a_message_is_one_line_whatever_a_file_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no\nsteelyard: form"]) == 2
    assert capsys.readouterr().err == "steelyard: 打不开“no steelyard: form”：没有这个文件，请核对路径和权限。\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.symlink(EXAMPLE.resolve(), tmp_path / "form.docx")
    for name in ("p.docx", "p.txt"):
        os.mkfifo(tmp_path / name)
    assert main(["check", str(tmp_path), "--format", "jsonl"]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert [line.endswith("这是管道或设备，不是文件。") for line in said.err.splitlines()] == [True, True]
