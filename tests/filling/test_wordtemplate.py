"""Word templates: what is written into their fields, and what is left as it is."""

import io
import zipfile
from itertools import pairwise

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reading.making import W, archive, changed, docx, p, r
from tests.shared import SHARED, needs_shared

from steelyard.filling import FillError
from steelyard.filling.wordtemplate import Repeat, filled
from steelyard.reading import UnreadableDocument, read_bytes

VALUES = {
    "organization": "安澜市水务局",
    "cases.value": "1276件",
    "text": "第一段\n\n第二段",
    "empty": "",
    "a": "A",
    "b": "B",
}
TEXT = "本年办结一般程序案件{cases.value}，由{organization}填报。"


def body(template: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        return package.read("word/document.xml").decode()


def lines(template: bytes) -> list[str]:
    return read_bytes(template, "out.docx").text.split("\n")


def fill_body(content: str, **values: str) -> bytes:
    return filled(docx(content), VALUES | values, {"row": Repeat([{"name": "某"}])}, path="我的.docx")


TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"  # a document holds a table


@given(st.lists(st.integers(1, len(TEXT) - 1), max_size=8, unique=True), st.data())
def test_a_field_is_found_however_word_has_cut_it(cuts: list[int], data: st.DataObject) -> None:
    ends = sorted({0, *cuts, len(TEXT)})
    between = (
        "",
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>',
    )
    breaks = st.sampled_from(("", "<w:rPr><w:b/></w:rPr>", "<w:lastRenderedPageBreak/>"))
    runs = "".join(
        f"<w:r>{data.draw(breaks)}<w:t>{TEXT[start:end]}</w:t></w:r>{data.draw(st.sampled_from(between))}"
        for start, end in pairwise(ends)
    )
    made = fill_body(f"<w:p>{runs}</w:p>{TABLE}")
    assert "本年办结一般程序案件1276件，由安澜市水务局填报。" in lines(made)


def test_a_value_takes_the_look_of_the_first_brace() -> None:
    made = body(fill_body(f"<w:p>{r('共{cases', '<w:b/>')}{r('.val', '<w:i/>')}{r('ue}。', '<w:u/>')}</w:p>"))
    assert f"{r('共1276件', '<w:b/>')}{r('。', '<w:u/>')}" in made  # the run in between has nothing left to show


@pytest.mark.parametrize("written", ["｛cases.value｝", "{cases．value}", "{ cases.value }", "{cases.\u200bvalue}"])
def test_a_field_may_be_typed_as_a_chinese_keyboard_types_it(written: str) -> None:
    assert "共1276件" in lines(fill_body(p(f"共{written}") + TABLE))


def test_a_name_may_hold_full_width_signs_itself() -> None:
    for written in ("{budget.基本支出（含公用）}", "{budget.基本支出(含公用)}"):
        made = filled(docx(p(written) + TABLE), {"budget.基本支出（含公用）": "12万元"})
        assert "12万元" in lines(made)


def test_several_fields_and_neighbours_in_one_run() -> None:
    assert "AB-A1276件" in lines(fill_body(p("{a}{b}-{a}{cases.value}") + TABLE))
    assert "B" in lines(fill_body(p("{empty}{b}{empty}") + TABLE))


@pytest.mark.parametrize("wrapped", ["ins", "hyperlink", "smartTag", "customXml", "fldSimple"])
def test_fields_within_changes_links_and_tags(wrapped: str) -> None:
    made = fill_body(f"<w:p>{r('由{organ')}<w:{wrapped}>{r('ization}')}{r('填')}</w:{wrapped}></w:p>{TABLE}")
    assert "由安澜市水务局填" in lines(made)


def test_deleted_and_moved_text_is_no_text() -> None:
    gone = (
        "<w:del><w:r><w:delText>{gone}</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>{gone}</w:t></w:r></w:moveFrom>"
    )
    made = fill_body(f"<w:p>{r('{a}')}{gone}</w:p>{TABLE}")
    assert "A" in lines(made)
    assert body(made).count("{gone}") == 2


def test_lines_become_paragraphs_where_the_field_stands_alone() -> None:
    alone = '<w:p><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
    made = body(fill_body(alone))
    assert made.count('<w:ind w:firstLine="640"/>') == made.count("<w:b/>") == 2
    assert lines(fill_body(alone + TABLE))[:2] == ["第一段", "第二段"]


def test_lines_break_within_a_paragraph_that_says_more() -> None:
    made = fill_body(p("总述：{text}。") + TABLE)
    assert body(made).count("<w:br/>") == 2
    assert read_bytes(made, "out.docx").blocks[0].text == "总述：第一段\n\n第二段。"  # type: ignore[union-attr]


def test_a_section_ends_once() -> None:
    end = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
    made = body(fill_body(end))
    assert made.count("<w:sectPr>") == 1
    assert made.index("第一段") < made.index("<w:sectPr>") < made.index("第二段")


def test_a_paragraph_with_a_picture_is_not_written_twice() -> None:
    made = body(fill_body(f"<w:p>{r('{text}')}<w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>"))
    assert made.count("<wp:inline/>") == 1


def test_headers_footers_notes_and_text_boxes() -> None:
    box = p("框{organization}")
    shape = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    template = docx(
        shape,
        header=p("眉{organization}"),
        footer=p("脚{a}"),
        footnotes=f'<w:footnote w:id="2">{p("注{b}")}</w:footnote>',
    )
    made = filled(template, VALUES)
    assert body(made).count("框安澜市水务局") == 2
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = [package.read(f"word/{name}.xml").decode() for name in ("header", "footer", "footnotes")]
    assert [found for found, part in zip(("眉安澜市水务局", "脚A", "注B"), parts, strict=True) if found in part] == [
        "眉安澜市水务局", "脚A", "注B",
    ]  # fmt: skip


def test_a_content_control_no_longer_mirrors_a_property() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath='/x'/></w:sdtPr><w:sdtContent>"
        f"{p('{organization}')}</w:sdtContent></w:sdt>"
    )
    made = body(fill_body(control + control.replace("{organization}", "别的")))
    assert made.count("dataBinding") == made.count("showingPlcHdr") == 1  # of the control that held no field


def test_a_value_is_not_read_as_a_field_and_never_breaks_the_file() -> None:
    assert "{b}<x>&amp;" in lines(fill_body(p("{a}") + TABLE, a="{b}<x>&amp;"))
    assert "�\tx�" in fill_text("{a}", a="\0\tx\ud800")


def fill_text(text: str, **values: str) -> str:
    return read_bytes(fill_body(p(text) + TABLE, **values), "out.docx").text


def test_nothing_else_changes() -> None:
    """A field that says its own name leaves the XML as it was, and parts without fields keep every byte."""
    content = (
        f"<w:p><!-- kept --><w:r><w:t xml:space='preserve'> 前 </w:t><w:t> </w:t></w:r>{r('{a}', '<w:b/>')}</w:p>"
        f"<?keep it?>{TABLE}"
    )
    styles = "<w:style w:styleId='x'> <!-- as it was --> </w:style>"
    template = docx(
        content, styles=styles, header=p("无字段"), comments=f"<w:comment w:id='1'>{p('{批注里的}')}</w:comment>"
    )
    made = filled(template, {"a": "{a}"})
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["word/document.xml"]
    assert etree.canonicalize(body(made), with_comments=True) == etree.canonicalize(body(template), with_comments=True)


def test_the_same_data_gives_the_same_bytes() -> None:
    template = docx(p(TEXT) + TABLE)
    assert filled(template, VALUES) == filled(template, dict(reversed(VALUES.items())))


def test_a_template_of_word_becomes_a_document() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind.format("template")}"/></Types>'
    made = filled(changed(docx(p("{a}")), {"[Content_Types].xml": types}), VALUES, path="我的.dotx")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert kind.format("document") in package.read("[Content_Types].xml").decode()


def test_a_file_of_another_library_stays_one_it_opens() -> None:
    document = python_docx.Document()
    document.add_paragraph("单位：{organi").add_run("zation}").bold = True
    document.add_table(2, 2).cell(1, 1).text = "{cases.value}"
    saved = io.BytesIO()
    document.save(saved)
    made = python_docx.Document(io.BytesIO(filled(saved.getvalue(), VALUES)))
    assert made.paragraphs[0].text == "单位：安澜市水务局"
    assert made.tables[0].cell(1, 1).text == "1276件"


@needs_shared
@pytest.mark.parametrize("name", ["rugao-2023.docx", "rugao-2023-tricky.docx"])
def test_a_real_form_keeps_all_it_says(name: str) -> None:
    """Every text of its body as a field that stands for it: what is read is what was read before."""
    data = (SHARED / "forms" / name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    texts = [one for one in root.iter(f"{{{W}}}t") if next(one.iterancestors(f"{{{W}}}moveFrom"), None) is None]
    values = {f"t{number}": one.text or "" for number, one in enumerate(texts)}
    for field, one in zip(values, texts, strict=True):
        one.text = f"{{{field}}}"
    made = filled(archive({**parts, "word/document.xml": etree.tostring(root)}), values)
    document, again = read_bytes(data, name), read_bytes(made, name)
    assert len(texts) > 300
    assert (again.text, again.asides, again.tables) == (document.text, document.asides, document.tables)


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (
            "共{cases.valu}",
            "“我的.docx” “共{cases.valu}”：没有“cases.valu”这个数据，是否指“cases.value”？",
            "“cases.value”?",
        ),
        ("共{cases.value", "花括号不成对", "without its partner"),
        ("共cases.value}", "花括号不成对", "without its partner"),
        ("{{cases.value}}", "花括号不成对", "without its partner"),
        ("{}", "没有“”这个数据", "nothing is called"),
        ("{row.name}", "的字段“row.name”只能写在表格的一行中", "belongs into a row of a table"),
        ("没有字段", "没有任何字段", "holds no field"),
    ],
)
def test_what_cannot_be_filled_says_where_and_why(content: str, zh: str, en: str) -> None:
    with pytest.raises(FillError) as caught:
        fill_body(p(content))
    assert "我的.docx" in caught.value.message.zh
    assert "我的.docx" in caught.value.message.en
    assert zh in caught.value.message.zh
    assert en in caught.value.message.en


def test_a_field_does_not_reach_over_a_line_break() -> None:
    with pytest.raises(FillError, match="without its partner"):
        fill_body("<w:p><w:r><w:t>{cases</w:t><w:br/><w:t>.value}</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    "place",
    [
        "<m:oMath><m:r><m:t>{0}</m:t></m:r></m:oMath>",
        "<w:r><w:ruby><w:rubyBase><w:r><w:t>{0}</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    ],
)
def test_a_field_where_none_is_filled_in_is_not_passed_over(place: str) -> None:
    with pytest.raises(FillError, match="in a formula, drawing or reading aid"):
        fill_body(f"<w:p>{r('{a}')}{place.replace('{0}', '{organization}')}</w:p>")
    assert "{x}" in body(fill_body(f"<w:p>{r('{a}')}{place.replace('{0}', '{x}')}</w:p>"))  # a set, say


def test_files_that_are_no_templates() -> None:
    macros = changed(
        docx(p("{a}")), {"[Content_Types].xml": "<Types a='application/vnd.ms-word.document.macroEnabled'/>"}
    )
    strict = changed(docx(p("{a}")), **{W: "http://purl.oclc.org/ooxml/wordprocessingml/main"})
    signed = changed(docx(p("{a}")), {"_xmlsignatures/sig1.xml": "<x/>"})
    for data, said in ((macros, "宏"), (signed, "签名"), (strict, "Strict"), (b"{a}", "不是Word文件")):
        with pytest.raises(FillError) as caught:
            filled(data, VALUES, path="我的.docx")
        assert said in caught.value.message.zh
    with pytest.raises(UnreadableDocument):
        filled(docx(p("{a}"))[:-30], VALUES, path="我的.docx")
    typed = changed(docx(p("{a}"), header=p("眉")), {"word/header.xml": "<!DOCTYPE x><x/>"})
    for hostile in (docx("<w:p>"), typed):
        with pytest.raises(UnreadableDocument):
            filled(hostile, VALUES, path="我的.docx")
