"""What a Word file says after its changes are accepted: one construct, one case."""

import io

import docx as python_docx
import pytest
from tests.reading.making import asides, changed, docx, first_grid, grid, p, r, tbl, tc, tr

from steelyard.model import Paragraph
from steelyard.reading import read_bytes

TABLE = tbl(tr("表"))
INSERTED = '<w:ins w:id="1">{}</w:ins>'
DELETED = '<w:del w:id="1">{}</w:del>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def struck(text: str) -> str:
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


def field(code: str, result: str) -> str:
    parts = (FIELD.format("begin"), code, FIELD.format("separate"), result, FIELD.format("end"))
    return "".join(parts)


BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
DRAWN = f"<w:r><w:drawing><wp:posOffset>123</wp:posOffset><wps:txbx>{BOX}</wps:txbx></w:drawing></w:r>"
FALLBACK = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
TWICE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{DRAWN}</mc:Choice>'
    f"<mc:Fallback>{FALLBACK}</mc:Fallback></mc:AlternateContent></w:r>"
)
CHECKED = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
CHOSEN = (
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="差"/><w:listEntry w:val="优"/></w:ddList></w:ffData></w:fldChar>'
)

RUNS = {
    "runs in a row": (r("93") + r(".58%"), "93.58%", []),
    "an inserted run": (INSERTED.format(r("93%")), "93%", []),
    "a deleted run": (DELETED.format(struck("91") + struck("%")) + r("93%"), "93%", [("deleted", "91%")]),
    "two deletions apart": (
        DELETED.format(struck("1")) + r("是") + DELETED.format(struck("2")),
        "是",
        [("deleted", "1"), ("deleted", "2")],
    ),
    "an insertion deleted again": (INSERTED.format(DELETED.format(struck("旧")) + r("新")), "新", [("deleted", "旧")]),
    "text moved away": (f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>", "新", [("deleted", "旧")]),
    "a content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('合规')}</w:sdtContent></w:sdt>", "合规", []),
    "a smart tag": (f"<w:smartTag><w:smartTagPr/>{r('健全')}</w:smartTag>", "健全", []),
    "custom XML": (f"<w:customXml>{r('健全')}</w:customXml>", "健全", []),
    "a link": (f"<w:hyperlink>{r('严格')}</w:hyperlink>", "严格", []),
    "a simple field": (f'<w:fldSimple w:instr="=1+1">{r("2")}</w:fldSimple>', "2", []),
    "a field": (field(instruction("=1+1"), r("2")), "2", []),
    "a field within a field": (field(instruction("IF ") + field(instruction("A"), r("否")), r("是")), "是", []),
    "a field without result": (FIELD.format("begin") + instruction("X") + FIELD.format("end") + r("后"), "后", []),
    "a form's ticked box": (f"<w:r>{CHECKED}</w:r>{FIELD.format('end')}{r('是')}", "☑是", []),
    "a form's list": (f"<w:r>{CHOSEN}</w:r>{FIELD.format('end')}", "优", []),
    "a soft break": (f"<w:r><w:t>支</w:t><w:br/><w:t>出</w:t><w:cr/></w:r>{r('控制')}", "支\n出\n控制", []),
    "a tab": ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1\t2", []),
    "hyphens": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-bc", []),
    "a symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>85%</w:t></w:r>', "≥85%", []),
    "a ticked symbol": ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑", []),
    "reading aids": (f"<w:r><w:ruby><w:rt>{r('qí')}</w:rt><w:rubyBase>{r('其')}</w:rubyBase></w:ruby></w:r>", "其", []),
    "a formula": ("<m:oMath><m:r><m:rPr/><m:t>x≥1</m:t></m:r></m:oMath>", "x≥1", []),
    "text crossed out": (r("77%", "<w:strike/>") + r("100%", '<w:strike w:val="0"/>'), "100%", [("deleted", "77%")]),
    "hidden text": (r("隐", "<w:vanish/>") + r("显", '<w:vanish w:val="0"/>'), "显", [("hidden", "隐")]),
    "hidden by style": (r("隐", '<w:rStyle w:val="暗"/>') + r("显"), "显", [("hidden", "隐")]),
    "a text box": (r("规范") + DRAWN, "规范", [("text-box", "框")]),
    "a text box written twice": (r("规范") + TWICE, "规范", [("text-box", "框")]),
    "an old text box": (FALLBACK, "", [("text-box", "框")]),
    "a comment": (r("规范") + '<w:r><w:commentReference w:id="3"/></w:r>', "规范", [("comment", "请核实")]),
    "a footnote": (r("规范") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "规范", [("note", "见附件")]),
}
PARTS = {
    "styles": '<w:style w:styleId="底"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="暗"><w:basedOn w:val="底"/></w:style>'
    '<w:style w:styleId="亮"><w:basedOn w:val="暗"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>',
    "comments": f'<w:comment w:id="3">{p("请核实")}</w:comment>',
    "footnotes": f'<w:footnote w:id="2">{p("见附件")}</w:footnote>',
}


@pytest.mark.parametrize(("runs", "text", "beside"), RUNS.values(), ids=list(RUNS))
def test_a_cell_reads_as_its_runs_do(runs: str, text: str, beside: list[tuple[str, str]]) -> None:
    document = read_bytes(docx(tbl(tr(tc(f"<w:p>{runs}</w:p>"), "界")), **PARTS), "x.docx")

    assert grid(document.tables[0]) == [[text, "界"]]
    assert asides(document) == beside
    assert all(aside.start == document.tables[0].rows[0][0].end for aside in document.asides)


@pytest.mark.parametrize("runs", [case[0] for case in RUNS.values()], ids=list(RUNS))
def test_a_paragraph_reads_as_a_cell_does(runs: str) -> None:
    body = f"<w:p>{runs}</w:p>{TABLE}"
    in_cell = tbl(tr(tc(f"<w:p>{runs}</w:p>")))

    document = read_bytes(docx(body, **PARTS), "x.docx")

    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "".join(said) == first_grid(docx(in_cell + TABLE, **PARTS))[0][0].strip("\n")


def test_hiding_is_inherited_from_style_to_style_and_undone() -> None:
    styled = "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{r(name)}</w:p>' for name in "底暗亮")

    document = read_bytes(docx(tbl(tr(tc(styled))), **PARTS), "x.docx")

    assert document.text.strip() == "亮"
    assert asides(document) == [("hidden", "底"), ("hidden", "暗")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{r('预算')}</w:p>"

    assert first_grid(docx(tbl(tr(tc(first + p("执行率") + p("说明"))))))[0] == ["预算执行率\n说明"]


def test_a_field_may_end_paragraphs_later_or_never() -> None:
    begins = f"<w:p>{FIELD.format('begin')}{instruction('TOC')}{FIELD.format('separate')}{r('一')}</w:p>"
    never = f"<w:p>{FIELD.format('begin')}{instruction('X')}</w:p>"
    telling = "<w:p><w:r><w:t>二</w:t><w:br/></w:r></w:p>"

    assert first_grid(docx(tbl(tr(tc(begins + telling + never + telling + p("三")))))) == [["一\n二\n\n\n二\n\n三"]]


def test_headers_and_footers_stand_aside() -> None:
    references = '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>'

    document = read_bytes(docx(TABLE + references, header=p("附件2"), footer=p("第1页")), "x.docx")

    assert asides(document) == [("header", "附件2"), ("footer", "第1页")]
    assert document.text == "表\n"


def test_the_strict_dialect_reads_the_same() -> None:
    strict = docx(tbl(tr(tc(f"<w:p>{INSERTED.format(r('93%'))}</w:p>"))))
    main, shared = "purl.oclc.org/ooxml/wordprocessingml/main", "purl.oclc.org/ooxml/officeDocument/"
    names = {
        "schemas.openxmlformats.org/wordprocessingml/2006/main": main,
        "schemas.openxmlformats.org/officeDocument/2006/": shared,
    }

    assert first_grid(changed(strict, **names)) == [["93%"]]


def test_indented_xml_reads_like_dense_xml() -> None:
    dense = tbl(tr(tc("甲"), tc(p("乙") + p("丙"))))
    indented = dense.replace("><", ">\n  <")

    assert first_grid(docx(indented)) == first_grid(docx(dense)) == [["甲", "乙\n丙"]]


def test_what_cannot_be_read_is_said() -> None:
    document = read_bytes(docx(TABLE + '<w:altChunk r:id="rId1"/>' + "<w:p><w:r><w:object/></w:r></w:p>"), "x.docx")

    assert ["altChunk" in document.notices[0].zh, "对象" in document.notices[1].zh] == [True, True]


def test_a_plain_file_reads_as_an_independent_reader_reads_it() -> None:
    made = python_docx.Document()
    made.add_paragraph("标题")
    table = made.add_table(rows=4, cols=5)
    for row in range(4):
        for column in range(5):
            table.cell(row, column).text = f"{row}行{column}列"
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(2, 3).merge(table.cell(3, 4))
    stored = io.BytesIO()
    made.save(stored)

    theirs = [[cell.text for cell in row.cells] for row in table.rows]

    assert first_grid(stored.getvalue()) == theirs
