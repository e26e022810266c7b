"""LibreOffice, where it is installed, opens annotated files and keeps the remarks when it saves them again."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.annotating.judging import comments, notes, same_text
from tests.generator.faults import Fault
from tests.generator.filing import file_in

from steelyard.cli import main

PROGRAM = shutil.which("soffice")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


def saved_again(path: Path) -> bytes:
    """The file as LibreOffice saves it."""
    assert PROGRAM is not None
    folder = path.parent / "again"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", path.suffix[1:], "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / path.name).read_bytes()


@pytest.mark.parametrize("kind", ["docx", "docx-tricky"])
def test_it_keeps_the_comments_of_a_word_file(kind: str, tmp_path: Path) -> None:
    filed = file_in(tmp_path, "rugao", kind, 1, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.docx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    before, again = comments(out.read_bytes(), marked=False), saved_again(out)
    assert before
    assert comments(again, marked=False) == before
    assert same_text(saved_again(filed.path), again)


def test_it_keeps_the_notes_of_a_workbook(tmp_path: Path) -> None:
    filed = file_in(tmp_path, "rugao", "xlsx", 1, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.xlsx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    before = [(one.at, one.text) for one in notes(out.read_bytes())]
    assert before
    assert sorted((one.at, one.text) for one in notes(saved_again(out))) == sorted(before)
