"""PDFs: PDF/A-2a, our fonts inside and no others, headers repeated, what is missing told in one sentence."""

import ctypes
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from tests.papers.samples import cell, line, of_every_kind, of_form_size

from steelyard.papers import Cell, Paper, PaperError, Part, Table, fonts, typesetting, write


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(data))
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_it_is_pdf_a_2a_tagged_with_title_and_language() -> None:
    data = write(of_every_kind(), "pdf")
    for said in (b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"/Marked true"):
        assert said in data
    assert b"/Lang(zh-CN)" in data
    document = pypdfium2.PdfDocument(BytesIO(data))
    assert document.get_metadata_value("Title") == "文件名称"
    document.close()


def test_a_drawing_says_what_it_shows() -> None:
    document = pypdfium2.PdfDocument(write(of_every_kind(), "pdf"))
    told = [text for page in document for text in _alternatives(page)]
    document.close()
    assert told == ["图示一说年初预算三百万元", "图示二说决算二百二十万元"]


def _alternatives(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The alternative texts of a page's structure tree."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        one = waiting.pop(0)
        if not one:
            continue
        size = raw.FPDF_StructElement_GetAltText(one, None, 0)
        if size > 2:
            text = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(one, text, size)
            yield text.raw.decode("utf-16-le").rstrip("\0")
        count = raw.FPDF_StructElement_CountChildren(one)
        waiting = [raw.FPDF_StructElement_GetChildAtIndex(one, at) for at in range(count)] + waiting
    raw.FPDF_StructTree_Close(tree)


def test_a_header_is_repeated_and_pages_are_numbered() -> None:
    found = pages(write(of_form_size(120), "pdf"))
    with_rows = [text for text in found if "监督抽检" in text]
    assert len(with_rows) > 3
    assert all("三级指标" in text for text in with_rows)
    assert [f"— {number} —" in text for number, text in enumerate(found, 1)] == [True] * len(found)


def test_a_row_is_not_broken_unless_it_is_higher_than_a_page() -> None:
    rows = tuple((cell("\n".join(f"行{row}段{count}甲" for count in range(6))),) for row in range(20))
    found = pages(write(Paper("t", (Table((Decimal(1),), rows),)), "pdf"))
    assert len(found) > 1
    for row in range(20):
        assert sum(f"行{row}段" in text for text in found) == 1
    tall = Cell(tuple(line(f"段{count}乙") for count in range(150)))
    assert all(f"段{count}乙" in "".join(pages(write(Paper("t", (Table((Decimal(1),), ((tall,),)),)), "pdf")))
               for count in range(150))  # fmt: skip


def test_a_heading_stays_with_what_follows() -> None:
    for above in range(18, 30):
        blocks = (*[line(f"第{count}段") for count in range(above)], line("标题在此", "heading"), line("正文在此"))
        found = pages(write(Paper("t", blocks), "pdf"))
        assert ["标题在此" in text for text in found] == ["正文在此" in text for text in found]


def test_a_part_begins_a_page_where_it_says_so() -> None:
    found = pages(write(Paper("t", (Part("一", page=True), line("甲"), Part("二", page=True), line("乙"))), "pdf"))
    assert ["甲" in text for text in found] == [True, False]


@pytest.fixture
def _anew():
    for known in (fonts.fonts, typesetting._compiler):
        known.cache_clear()
    yield
    for known in (fonts.fonts, typesetting._compiler):
        known.cache_clear()


@pytest.mark.usefixtures("_anew")
def test_missing_fonts_are_told_with_what_to_install(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STEELYARD_FONTS", str(tmp_path))
    with pytest.raises(PaperError, match=r'run pip install "steelyard\[papers\]", or put them'):
        write(Paper("t", (line("字"),)), "pdf")


@pytest.mark.usefixtures("_anew")
def test_a_font_that_is_not_what_its_name_says_is_an_error(monkeypatch, tmp_path: Path) -> None:
    for name in ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"):
        (tmp_path / name).write_bytes(b"no font")
    monkeypatch.setenv("STEELYARD_FONTS", str(tmp_path))
    with pytest.raises(PaperError, match=r"NotoSerifSC-Regular\.otf is not the font “Noto Serif SC”"):
        write(Paper("t", (line("字"),)), "pdf")
