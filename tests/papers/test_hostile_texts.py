"""Texts that try to act: what is written is read back as it was, whatever markup it looks like."""

from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from tests.papers.opening import squeezed, words

from steelyard.papers import KINDS, Cell, Kind, Paper, Paragraph, Run, Table, write
from steelyard.papers.text import clean

HOSTILE = [
    '#eval("1+1")', "#panic()", "*粗* _斜_ $x^2$ @label <label> `raw` \\ \\u{41} // /* */", "= 标题", "- 项", '"',
    "#import \"@preview/x:0.1.0\": *", "]] #{ }", "https://example.org/*_", "~ -- --- ...", "'引' \"号\"",
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}", "_x0041_", "'quoted",
    "http://example.org/", "mailto:a@b.c", "internal:Sheet1!A1", "1e5", "0012", "TRUE",
    "<script>alert(1)</script>", "</td></table>", "&amp; &lt; &#65;", "]]>", "<w:p/>", "{{ 7*7 }}", "{% x %}",
    "  两边空格  ", "一\t二", "一\n二", "\n", " ", "字" * 3000, "W" * 500, "a" * 90 + "字" + "9" * 90,
]  # fmt: skip
UNFIT = ["\x00", "\x0b", "\x1b[31m", "\ud800", "\ufffe", "\uffff", "\u202e倒", "\x85"]


def _paper(text: str) -> Paper:
    one = Paragraph((Run(text),))
    narrow = Table((1, 1, 1, 1, 1, 1, 1, 1), ((Cell((one,), header=True), Cell((one, one), align="left")),), 1)  # type: ignore[arg-type]
    return Paper(text, (one, narrow), organization=text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_never_read_as_markup(kind: Kind, text: str) -> None:
    found = words(kind, write(_paper(text), kind))
    assert found.count(squeezed(text)) >= (4 if squeezed(text) else 0)


@pytest.mark.parametrize("text", UNFIT)
@pytest.mark.parametrize("kind", KINDS)
def test_a_character_that_no_file_can_carry_is_told(kind: Kind, text: str) -> None:
    assert "�" in words(kind, write(_paper(text), kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_character_that_no_font_has_is_kept_or_told(kind: Kind) -> None:
    shown = "完成�✗" if kind == "pdf" else "完成🎉✗"
    assert shown.removesuffix("✗") in words(kind, write(_paper("完成🎉✗"), kind))
    assert "完成✗" in words(kind, write(_paper("完成✗"), kind))


def _docx(data: bytes) -> str:
    return docx.Document(BytesIO(data)).paragraphs[0].text


def _xlsx(data: bytes) -> str:
    cell = openpyxl.load_workbook(BytesIO(data)).worksheets[0]["A1"]
    assert cell.data_type != "f"
    return cell.value or ""


def _html(data: bytes) -> str:
    return html.document_fromstring(data.decode()).xpath("//p")[0].text_content()


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    paper = Paper("t", (Paragraph((Run(text),)),))
    for kind, back in (("docx", _docx), ("xlsx", _xlsx), ("html", _html)):
        assert back(write(paper, kind)) == clean(text)  # type: ignore[arg-type]


@given(st.text(st.sampled_from("#*_$@\\\"'`<>[](){}=-+~/&%^|;:.,0aZ预算。，"), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_marks_are_read_back_from_a_pdf(text: str) -> None:
    found = words("pdf", write(Paper("t", (Paragraph((Run("始"), Run(text), Run("终"))),)), "pdf"))
    assert f"始{squeezed(text)}终" in found


@given(st.text(st.characters(codec=None), max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_text_is_written_as_a_pdf(text: str) -> None:
    assert write(_paper(text), "pdf").startswith(b"%PDF-")
