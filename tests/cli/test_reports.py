"""``steelyard report`` as Word file, workbook and PDF: what is in them, the same bytes again, never taken as a form."""

import zipfile
from pathlib import Path

import pytest

from steelyard import audit, recognise, report, score
from steelyard.cli import main
from steelyard.reading import read
from steelyard.reporting.own import PROPERTIES, own_report

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "anlan-water-2025.docx"
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])


def text_of(path: Path) -> str:
    """What our own readers find in a file."""
    return "".join(read(path).text.split())


@KINDS
def test_the_ending_says_which_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    out = tmp_path / f"report.{kind}"
    assert main(["report", str(EXAMPLE), "-o", str(out)]) == 0
    said = text_of(out)
    for fact in ("权重合计写100，逐行相加为102。", "绩效自评表核查报告", "财政", "steelyard0.1.0", "逐行核对权重"):
        assert fact in said, fact
    assert capsys.readouterr().err.endswith(f"报告已写入 {out}\n")


@KINDS
def test_the_same_form_gives_the_same_bytes(tmp_path: Path, kind: str) -> None:
    one, other = tmp_path / f"one.{kind}", tmp_path / f"other.{kind}"
    for out in (one, other):
        assert main(["report", str(EXAMPLE), "--lang", "en", "-o", str(out)]) == 0
    assert one.read_bytes() == other.read_bytes()
    audited = audit(score(recognise(read(EXAMPLE))))
    assert isinstance(report(audited, kind, "en"), bytes)  # type: ignore[call-overload]


@KINDS
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, lang: str) -> None:
    out = tmp_path / f"report.{kind}"
    main(["report", str(EXAMPLE), "--lang", lang, "-o", str(out)])
    capsys.readouterr()
    assert main(["check", str(out)]) == 2
    assert "是定盘星写出的核查报告，不是自评表" in capsys.readouterr().err
    assert not own_report(EXAMPLE)


@pytest.mark.parametrize("name", ["broken.docx", "empty.pdf", "none.xlsx"])
def test_what_is_no_file_of_its_kind_is_no_report(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert not own_report(tmp_path / name)


def test_properties_that_do_not_unpack_are_no_report(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "form.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(PROPERTIES, "<dc:title>" * 40)
    whole = (tmp_path / "form.docx").read_bytes()
    begin = whole.index(PROPERTIES.encode()) + len(PROPERTIES)
    (tmp_path / "form.docx").write_bytes(whole[:begin] + b"\x07" + whole[begin + 1 :])  # a block of no kind there is
    assert not own_report(tmp_path / "form.docx")


def test_a_missing_font_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from steelyard.papers import fonts, pictures, typesetting

    for cached in (fonts.fonts, typesetting._compiler, pictures.png):
        cached.cache_clear()
    monkeypatch.setenv("STEELYARD_FONTS", str(tmp_path))
    out = tmp_path / "report.pdf"
    try:
        assert main(["report", str(EXAMPLE), "-o", str(out)]) == 2
    finally:
        for cached in (fonts.fonts, typesetting._compiler):
            cached.cache_clear()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("steelyard: 没有找到输出PDF和图片所需的中文字体")
    assert not out.exists()
