"""The command as a process: encodings, closed pipes, interrupts, what a start costs in imports."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from steelyard.cli import main, running
from steelyard.model import Audited, Document

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "anlan-water-2025.docx"
PROGRAM = [sys.executable, "-m", "steelyard"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")


def _copies(folder: Path, many: int) -> None:
    first = shutil.copy(EXAMPLE, folder / "0.docx")
    for number in range(1, many):
        os.link(first, folder / f"{number}.docx")


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *words], capture_output=True, env={**os.environ, **variables}, timeout=60)


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=str,
)
def test_results_are_utf8_whatever_the_locale(variables: dict[str, str]) -> None:
    done = run("check", str(EXAMPLE), **variables)
    assert done.returncode == 1
    assert "权重合计写100，逐行相加为102" in done.stdout.decode("utf-8")
    assert "没有这个文件" in run("check", "nowhere", **variables).stderr.decode("utf-8")


def test_the_version_and_help() -> None:
    assert run("--version").stdout.startswith(b"steelyard 0.")
    assert "用法：steelyard" in run("--help").stdout.decode()
    assert run("--lang", "en", "check", "-h").stdout.startswith(b"usage: steelyard check")


@POSIX
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_goes_away_is_no_defect(jobs: int, tmp_path: Path) -> None:
    _copies(tmp_path, 20)
    command = f"{sys.executable} -m steelyard check {tmp_path} --format jsonl --jobs {jobs} | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert done.stdout == b"{"
    assert done.stderr == b""


@POSIX
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, "check", str(EXAMPLE)], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("steelyard: 无法写入“标准输出”：磁盘已满。")


@POSIX
def test_an_interrupt_stops_all_processes_quietly(tmp_path: Path) -> None:
    _copies(tmp_path, 400)
    command = [*PROGRAM, "check", str(tmp_path), "--jobs", "2", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as program:
        assert program.stdout
        program.stdout.readline()
        os.killpg(program.pid, signal.SIGINT)
        try:
            _, err = program.communicate(timeout=30)
        finally:
            program.kill()
    assert (program.returncode, err) == (130, b"")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _alive(program.pid):
        time.sleep(0.05)
    assert not _alive(program.pid), "no process of the group is left"


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the stand-in reaches a fork only")
def test_a_process_that_dies_costs_one_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _copies(tmp_path, 5)
    audits = running.audits

    def deadly(job: running.Job, document: Document) -> list[Audited]:
        return os._exit(9) if document.path.endswith("2.docx") else audits(job, document)

    monkeypatch.setattr(running, "audits", deadly)
    assert main(["check", str(tmp_path), "--jobs", "2", "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    told = [json.loads(line) for line in out.splitlines()]
    assert [Path(one["path"]).name for one in told] == [f"{number}.docx" for number in range(5)]
    assert [one.get("kind") for one in told] == [None, None, "Died", None, None]
    assert err.count("\n") == 1


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_not_needed_is_not_imported() -> None:
    """What a start costs is what it imports: this is how it stays under 0.3 s."""
    probe = "import sys; from steelyard.cli import main; main({}); print(*sys.modules, file=sys.stderr)"
    heavy = {"rich", "jinja2", "lxml.html", "pypdfium2", "python_calamine", "olefile", "rapidfuzz"}
    heavy |= {"concurrent.futures.process", "ibis", "duckdb", "steelyard.packs.ledgers", "steelyard.reporting.evidence"}
    for words, allowed in (
        (["--version"], set()),
        (["check", str(EXAMPLE)], set()),
        (["check", str(EXAMPLE), "--format", "json"], set()),
    ):
        done = subprocess.run([sys.executable, "-c", probe.format(words)], capture_output=True, text=True, timeout=60)
        loaded = set(done.stderr.split())
        assert loaded & heavy <= allowed, words
        if words == ["--version"]:
            assert not loaded & {"lxml", "msgspec", "steelyard.checks", "steelyard.reading", "multiprocessing"}
