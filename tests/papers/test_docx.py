"""Word files as Word asks for them: the order of elements, merged cells, headings, what ends the text."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from tests.papers.opening import part
from tests.papers.samples import cell, line, of_every_kind

from steelyard.papers import Cell, Paper, Paragraph, Part, Run, Table, write

# The order of children in the schema of WordprocessingML (ECMA-376, part 1, 17.3–17.4), of those we write.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color kern sz szCs u lang",
    "tblPr": "tblInd tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "sectPr": "footerReference pgSz pgMar",
    "style": "name basedOn uiPriority qFormat pPr rPr tblPr",
    "tbl": "tblPr tblGrid tr",
    "font": "altName charset family",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written() -> bytes:
    return write(of_every_kind(), "docx")


@pytest.mark.parametrize("name", ["document", "styles", "fontTable", "footer1"])
def test_elements_stand_in_the_order_of_the_schema(written: bytes, name: str) -> None:
    for one in part(written, f"word/{name}.xml").iter(etree.Element):
        if order := ORDERS.get(etree.QName(one).localname, "").split():
            places = [order.index(etree.QName(child).localname) for child in one]
            assert places == sorted(places), etree.tostring(one)


def test_every_part_is_well_formed_and_has_a_type(written: bytes) -> None:
    with ZipFile(BytesIO(written)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        related = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    named = {one.get("PartName", "").lstrip("/") for one in types} | {"[Content_Types].xml"}
    assert [name for name in names if name not in named and not name.endswith((".rels", ".png"))] == []
    inside = {f"word/{one.get('Target')}" for one in related if one.get("TargetMode") is None}
    assert inside <= set(names)
    body = part(written, "word/document.xml")
    used = {value for one in body.iter() for key, value in one.attrib.items() if "officeDocument" in key}
    assert used <= {one.get("Id") for one in related}


def test_styles_named_in_the_text_are_there(written: bytes) -> None:
    known = {one.get(f"{W}styleId") for one in part(written, "word/styles.xml").iter(f"{W}style")}
    used = {one.get(f"{W}val") for one in part(written, "word/document.xml").iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= known


def test_a_header_is_repeated_and_no_row_is_broken(written: bytes) -> None:
    table = docx.Document(BytesIO(written)).tables[0]
    flags = [[etree.QName(one).localname for one in row._tr.trPr] for row in table.rows]
    assert flags == [["cantSplit", "tblHeader"], *[["cantSplit"]] * 3]
    assert table.cell(1, 0).text == table.cell(2, 0).text == "产出组"
    assert table.cell(3, 0).text == table.cell(3, 1).text == "合计行"


def test_the_text_ends_with_a_paragraph_and_tables_do_not_touch() -> None:
    table = Table((1, 1), ((cell("左"), cell("右")),))  # type: ignore[arg-type]
    body = docx.Document(BytesIO(write(Paper("t", (table, table, Part("x"), table)), "docx"))).element.body
    kinds = [etree.QName(one).localname for one in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_part_begins_a_page_where_it_says_so_and_not_at_the_start() -> None:
    blocks = (Part("一", page=True), line("甲"), Part("二"), line("乙"), Part("三", page=True), line("丙"))
    document = docx.Document(BytesIO(write(Paper("t", blocks), "docx")))
    assert [bool(one.paragraph_format.page_break_before) for one in document.paragraphs] == [False, False, True]


def test_headings_are_headings_of_word(written: bytes) -> None:
    styles = {one.text: one.style.name for one in docx.Document(BytesIO(written)).paragraphs if one.text}
    assert styles["总标题"] == "Title"
    assert styles["一级标题"] == "Heading 1"
    assert styles["二级标题"] == "Heading 2"


def test_a_link_leads_to_its_bookmark_or_out(written: bytes) -> None:
    body = part(written, "word/document.xml")
    named = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    links = list(body.iter(f"{W}hyperlink"))
    assert [one.get(f"{W}anchor") in named for one in links] == [True, False]
    related = docx.Document(BytesIO(written)).part.rels
    assert related[links[1].get(qn("r:id"))].target_ref == "https://example.org/?a=1&b=2"


def test_a_title_and_the_organization_are_told_and_no_clock(written: bytes) -> None:
    told = docx.Document(BytesIO(written)).core_properties
    assert (told.title, told.author) == ("文件名称", "某某单位")
    assert b"created" not in ZipFile(BytesIO(written)).read("docProps/core.xml")


def test_a_cell_without_a_paragraph_is_a_cell() -> None:
    table = Table((1, 2), ((Cell(()), Cell((Paragraph((Run("字"),)),))),))  # type: ignore[arg-type]
    found = docx.Document(BytesIO(write(Paper("t", (table,)), "docx"))).tables[0]
    assert [one.text for one in found.rows[0].cells] == ["", "字"]
