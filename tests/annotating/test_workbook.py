"""Notes on cells of workbooks: on the cell named, beside the notes of others, and every other byte as it was."""

import pytest
from tests.annotating.judging import Said, boxes, changed, members, notes, remark, same_text
from tests.reading.making import R, S, archive, relations, sheet, xlsx

from steelyard.model import Document
from steelyard.reading import UnreadableDocument, read_bytes
from steelyard.reading.guards import parse_xml
from steelyard.reporting.annotating import workbook
from steelyard.reporting.annotating.boxes import DRAWING
from steelyard.reporting.annotating.remarks import Remark

SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"


def row(number: int, *cells: str, first: str = "A", more: str = "") -> str:
    """A row of text cells from a column on; an empty text is no cell at all."""
    made = (
        f'<c r="{chr(ord(first) + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(cells)
        if text
    )
    return f'<row r="{number}"{more}>{"".join(made)}</row>'


ROWS = row(1, "指标", "得分", "说明") + row(2, "办案数", "3") + row(3, "投诉数", "2", "延期")
HEADING = "错误 · 标题"


def annotated(data: bytes, *remarks: Remark) -> bytes:
    after = workbook.annotate(data, "form.xlsx", remarks)
    assert after == workbook.annotate(data, "form.xlsx", remarks)
    assert same_text(data, after)
    return after


def reading(data: bytes) -> Document:
    return read_bytes(data, "form.xlsx")


def on(data: bytes, *words: str) -> list[Remark]:
    return [remark(reading(data), one) for one in words]


def test_a_note_stands_on_the_cell_and_has_its_box() -> None:
    data = xlsx(sheet(ROWS))
    after = annotated(data, *on(data, "办案数", "延期"))
    assert notes(after) == [
        Said("A2", f"{HEADING}\n说明", "steelyard"),
        Said("C3", f"{HEADING}\n说明", "steelyard"),
    ]
    assert boxes(after) == ["A2", "C3"]
    assert changed(data, after) == (
        {SHEET, "[Content_Types].xml"},
        {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", RELATIONS},
    )
    added = members(after)[SHEET].decode().replace(members(data)[SHEET].decode().removesuffix("</worksheet>"), "")
    assert added.startswith("<legacyDrawing ")
    assert added.endswith("/></worksheet>")


def test_remarks_on_one_cell_are_one_note_in_order() -> None:
    data = xlsx(sheet(ROWS))
    one, two = on(data, "办案", "案数")
    other = two._replace(lines=("疑点 · 另一条", "另一句"))
    assert notes(annotated(data, one, two, other)) == [
        Said("A2", f"{HEADING}\n说明\n\n疑点 · 另一条\n另一句", "steelyard")
    ]


def test_a_cell_that_is_not_in_the_file_gets_its_note() -> None:
    data = xlsx(sheet(ROWS))
    cell = reading(data).tables[0].rows[1][2]
    assert cell.text == ""
    after = annotated(data, Remark(cell.start, cell.end, "doubt", ("疑点", "说明栏是空的")))
    assert (notes(after)[0].at, boxes(after)) == ("C2", ["C2"])


def test_a_remark_without_a_place_stands_on_the_first_text() -> None:
    data = xlsx(sheet(row(3, "", "自评表") + row(4, "", "指标", "值")))
    assert notes(annotated(data, Remark(None, None, "doubt", ("疑点", "缺少部分"))))[0].at == "B3"


@pytest.mark.parametrize(
    ("rows", "before", "merges", "cell"),
    [
        (row(5, "指标", "得分", first="D") + row(7, "办案数", "3", first="D"), "", "", "D7"),
        (row(1, "指标", "得分") + row(2, "甲", more=' hidden="1"') + row(3, "办案数", "3"), "", "", "A3"),
        (row(1, "a", "指标") + row(2, "b", "办案数"), '<cols><col min="1" max="1" hidden="1"/></cols>', "", "B2"),
        (ROWS, "", "A2:A3", "A2"),
        (row(1, "指标", "值") + row(2, "办案数", "1", more=' hidden="1"') + row(3, "", "2"), "", "A2:A3", "A2"),
    ],
    ids=["away from the corner", "below a hidden row", "behind a hidden column", "merged", "merged, corner hidden"],
)
def test_the_cell_is_that_of_the_file(rows: str, before: str, merges: str, cell: str) -> None:
    data = xlsx(sheet(rows, merges, before))
    assert notes(annotated(data, *on(data, "办案数")))[0].at == cell


def test_sheets_without_a_remark_are_left_alone() -> None:
    data = xlsx(sheet(row(1, "说明")), sheet(ROWS), states=("hidden",))
    after = annotated(data, *on(data, "办案数"))
    assert changed(data, after)[0] == {"xl/worksheets/sheet2.xml", "[Content_Types].xml"}
    assert notes(after, "xl/worksheets/sheet2.xml")[0].at == "A2"


def test_annotating_twice_adds_below_and_names_us_once() -> None:
    data = xlsx(sheet(ROWS))
    twice = annotated(annotated(data, *on(data, "3")), *on(data, "3", "延期"))
    said = f"{HEADING}\n说明"
    assert notes(twice) == [Said("B2", f"{said}\n\n{said}", "steelyard"), Said("C3", said, "steelyard")]
    assert boxes(twice) == ["B2", "C3"]
    assert members(twice)["xl/comments1.xml"].count(b"<author ") == 1


def test_two_sheets_have_their_notes_in_parts_of_their_own() -> None:
    data = xlsx(sheet(ROWS), sheet(row(1, "资金", "金额") + row(2, "拨款", "5")))
    after = annotated(data, *on(data, "办案数", "拨款"))
    assert [notes(after, f"xl/worksheets/sheet{number}.xml")[0].at for number in (1, 2)] == ["A2", "A2"]
    assert {"xl/comments1.xml", "xl/comments2.xml", "xl/drawings/vmlDrawing2.vml"} <= changed(data, after)[1]


def noted(comment: str, drawing: bytes = DRAWING, authors: str = "<author>李</author>", behind: str = "") -> bytes:
    """A workbook with notes of others, and perhaps more at the end of its sheet."""
    own = sheet(ROWS).replace("</worksheet>", f'<legacyDrawing xmlns:r="{R}" r:id="rId2"/>{behind}</worksheet>')
    listed = f'<comments xmlns="{S}"><authors>{authors}</authors><commentList>{comment}</commentList></comments>'
    shape = b'<v:shape id="_x0000_s1025"><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column>'
    drawing = drawing.replace(b"</xml>", shape + b"</x:ClientData></v:shape></xml>")
    more: dict[str, str | bytes] = {
        "xl/comments1.xml": listed,
        "xl/drawings/vmlDrawing1.vml": drawing,
        RELATIONS: relations(("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.vml")),
    }
    return archive({**members(xlsx(own)), **more})


OLD = {
    "a bare text": "<text><t>请核实</t></text>",
    "runs": "<text><r><rPr><b/></rPr><t>请</t></r><r><t>核实</t></r></text>",
    "a text and runs": "<text><t>请</t><r><t>核实</t></r></text>",
    "a reading aid": '<text><t>请核实</t><rPh sb="0" eb="1"><t>qing</t></rPh></text>',
}


@pytest.mark.parametrize("text", OLD.values(), ids=OLD)
def test_a_note_of_somebody_else_is_kept_and_added_to(text: str) -> None:
    data = noted(f'<comment ref="B2" authorId="0">{text}</comment>')
    after = annotated(data, *on(data, "3", "延期"))
    kept, fresh = notes(after)
    assert kept.at == "B2"
    assert kept.author == "李"
    assert kept.text.replace("qing", "") == f"请核实\n\n{HEADING}\n说明"
    assert fresh == Said("C3", f"{HEADING}\n说明", "steelyard")
    assert boxes(after) == ["B2", "C3"]
    assert changed(data, after) == ({"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}, set())


@pytest.mark.parametrize("text", ["", "<text/>", "<text></text>"])
def test_an_empty_note_of_somebody_else_is_filled(text: str) -> None:
    data = noted(f'<comment ref="B2" authorId="0">{text}</comment>')
    assert notes(annotated(data, *on(data, "3")))[0].text.strip() == f"{HEADING}\n说明"


def test_a_conversation_on_a_cell_sends_the_note_to_the_next() -> None:
    """New versions of Excel show the conversation and hide the note."""
    whole = members(noted('<comment ref="B2" authorId="0"><text><t>[对话]</t></text></comment>'))
    threads = '<ThreadedComments><threadedComment ref="B2"/></ThreadedComments>'
    related = relations(
        ("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.vml"), ("threadedComment", "t.xml")
    )
    data = archive({**whole, "xl/worksheets/t.xml": threads, RELATIONS: related})
    after = annotated(data, *on(data, "3", "办案数"))
    assert {one.at: one.text for one in notes(after)} == {
        "A2": f"{HEADING}\n说明", "B2": "[对话]", "C2": f"{HEADING}\n说明",
    }  # fmt: skip


BEHIND = {
    "legacyDrawingHF": f'<legacyDrawingHF xmlns:r="{R}" r:id="rId9"/>',
    "tableParts": '<tableParts count="0"/>',
    "extLst": "<extLst/>",
    "controls": '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/><extLst/>',
}


@pytest.mark.parametrize("behind", BEHIND.values(), ids=BEHIND)
def test_the_reference_to_the_boxes_stands_where_the_schema_wants_it(behind: str) -> None:
    before = '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
    data = xlsx(sheet(ROWS).replace("</worksheet>", f"{before}{behind}</worksheet>"))
    after = annotated(data, *on(data, "3"))
    tags = [str(child.tag).rpartition("}")[2] for child in parse_xml(members(after)[SHEET], "", "")]
    assert tags.index("legacyDrawing") == tags.index("pageMargins") + 1


def test_a_worksheet_with_prefixes() -> None:
    own = sheet(ROWS)
    spelled = own.replace("</", "<//").replace("<", "<x:").replace("<x://", "</x:").replace(" xmlns=", " xmlns:x=")
    data = xlsx(spelled)
    assert reading(data).text == reading(xlsx(own)).text
    assert notes(annotated(data, *on(data, "3")))[0].at == "B2"


def test_a_strict_workbook() -> None:
    strict = {
        S: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    texts = {name: part.decode() for name, part in members(xlsx(sheet(ROWS))).items()}
    for old, new in strict.items():
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    data = archive({**texts})
    after = annotated(data, *on(data, "3"))
    assert notes(after)[0].at == "B2"
    assert strict[S].encode() in members(after)["xl/comments1.xml"]
    assert f"{strict[R]}/comments".encode() in members(after)[RELATIONS]


def test_what_looks_like_an_escape_is_shown_as_it_is() -> None:
    data = xlsx(sheet(ROWS))
    said = on(data, "3")[0]._replace(lines=("疑点", "文件 a_x000D_b"))
    assert "a_x005F_x000D_b" in notes(annotated(data, said))[0].text


def test_boxes_that_break_off_are_a_damaged_file() -> None:
    data = noted("", drawing=b"<xml")
    with pytest.raises(UnreadableDocument, match="incomplete"):
        workbook.annotate(data, "form.xlsx", on(data, "3"))
