"""LibreOffice, where it is installed, shows annotated files as before and keeps the remarks when it saves them."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.annotating.judging import comments, members, notes, remark
from tests.generator.faults import Fault
from tests.generator.filing import file_in
from tests.generator.writers.docx_raw import TYPES
from tests.reading.making import archive, docx, p, tbl, tc, tr

from steelyard.cli import main
from steelyard.reading import read_bytes
from steelyard.reporting.annotating import word

PROGRAM = shutil.which("soffice")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


def converted(path: Path, kind: str) -> bytes:
    """The file as LibreOffice saves it."""
    assert PROGRAM is not None
    folder = path.parent / "again"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / path.name).with_suffix(f".{kind.partition(':')[0]}").read_bytes()


def shown(path: Path) -> str:
    """What LibreOffice shows, without white space: it makes some of its own behind content controls."""
    return "".join(converted(path, "txt:Text (encoded):UTF8").decode("utf-8-sig").split())


@pytest.mark.parametrize("kind", ["docx", "docx-tricky"])
def test_it_keeps_the_comments_of_a_word_file(kind: str, tmp_path: Path) -> None:
    filed = file_in(tmp_path, "rugao", kind, 1, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.docx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    before = comments(out.read_bytes(), marked=False)
    assert before
    assert comments(converted(out, "docx"), marked=False) == before
    assert shown(out) == shown(filed.path)


def test_it_shows_the_text_of_controls(tmp_path: Path) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p("甲乙")) + tbl(tr("丙", control(tc("丁戊"))), control(tr("己庚", "辛"))) + control(tbl(tr("壬癸")))
    before = archive({**members(docx(body)), "[Content_Types].xml": TYPES})
    out = tmp_path / "out.docx"
    document = read_bytes(before, "form")
    out.write_bytes(word.annotate(before, "form", [remark(document, one) for one in ("乙", "戊", "庚", "癸")]))
    assert shown(out) == "甲乙丙丁戊己庚辛壬癸"
    assert comments(converted(out, "docx"), marked=False) == comments(out.read_bytes(), marked=False)


def test_it_keeps_the_notes_of_a_workbook(tmp_path: Path) -> None:
    filed = file_in(tmp_path, "rugao", "xlsx", 1, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.xlsx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    before = [(one.at, one.text) for one in notes(out.read_bytes())]
    assert before
    assert sorted((one.at, one.text) for one in notes(converted(out, "xlsx"))) == sorted(before)
