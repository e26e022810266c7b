"""Comments in Word files: on the words named and on nothing else, and every other byte as it was."""

import io
import re
import zipfile

import pytest
from tests.annotating.judging import Said, changed, comments, members, remark, same_text, without_marks
from tests.reading.making import W, archive, docx, p, r, tbl, tc, tr
from tests.reading.making import changed as with_parts

from steelyard.model import Document
from steelyard.reading import read_bytes
from steelyard.reporting.annotating import word
from steelyard.reporting.annotating.remarks import Remark

TABLE = tbl(tr("指标", "得分"), tr("办案数", "3"))
SAID, BRIEF = r("一般程序案件1276件"), r("共1276件")
MARK = 'w:id="7" w:author="审核" w:date="2024-03-01T09:00:00Z"'


def annotated(data: bytes, *words: str, first: int = 0) -> tuple[Document, list[str]]:
    """The document and what the comments on these words mark, after all that must hold of the file was seen."""
    document = read_bytes(data, "form.docx")
    remarks = [remark(document, one) for one in words]
    after = word.annotate(data, "form.docx", remarks)
    assert after == word.annotate(data, "form.docx", remarks)
    assert same_text(data, after)
    assert without_marks(after, range(first, first + len(words))) == without_marks(data, range(0))
    assert changed(data, after)[0] <= {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    return document, [one.at for one in comments(after) if one.author == "steelyard"]


# How a paragraph says 一般程序案件1276件, and what a comment on 1276件 marks.
PARAGRAPHS = {
    "one run": r("一般程序案件1276件，同比"),
    "cut into runs": r("一般程序案件12", "<w:b/>") + r("7") + r("6件，同比"),
    "the whole run": r("一般程序案件") + r("1276件"),
    "formatted": r("一般程序案件1276件", '<w:sz w:val="18"/><w:color w:val="FF0000"/>'),
    "inserted": f"<w:ins {MARK}>{SAID}</w:ins>",
    "half inserted": r("一般程序案件12") + f"<w:ins {MARK}>{r('76件以上')}</w:ins>",
    "beside deleted words": r("一般程序案件")
    + f"<w:del {MARK}><w:r><w:delText>900件</w:delText></w:r></w:del>"
    + r("1276件"),
    "struck words between": r("一般程序案件12") + r("99", "<w:strike/>") + r("76件"),
    "moved here": f"<w:moveTo {MARK}>{SAID}</w:moveTo>",
    "a link": f'<w:hyperlink w:anchor="x">{SAID}</w:hyperlink>',
    "a tag": f'<w:smartTag w:uri="u" w:element="e">{SAID}</w:smartTag>',
    "a control": f"<w:sdt><w:sdtPr/><w:sdtContent>{SAID}</w:sdtContent></w:sdt>",
    "across a link": r("一般程序案件12") + f'<w:hyperlink w:anchor="x">{r("76件等")}</w:hyperlink>',
    "with blanks kept": '<w:r><w:t xml:space="preserve"> 一般程序案件1276件 </w:t></w:r>',
    "with escapes": "<w:r><w:t>&lt;一般&#x7A0B;序&gt;&amp;案件1276件&gt;</w:t></w:r>",
    "with a break": "<w:r><w:t>一般程序案件</w:t><w:br/><w:t>1276件</w:t><w:tab/><w:t>等</w:t></w:r>",
    "with a page break noted": "<w:r><w:lastRenderedPageBreak/><w:t>一般程序案件1276件</w:t></w:r>",
    "with the attributes of a run": '<w:r w:rsidR="00AA" w:rsidRPr="00BB"><w:t>一般程序案件1276件等</w:t></w:r>',
    "between bookmarks": f'<w:bookmarkStart w:id="0" w:name="b"/>{SAID}<w:bookmarkEnd w:id="0"/>',
    "the result of a field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{SAID}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "in a paragraph with properties": "<w:pPr><w:jc w:val='both'/></w:pPr>" + SAID,
}  # fmt: skip


@pytest.mark.parametrize("content", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_the_words_named_are_marked_and_no_others(content: str) -> None:
    _, found = annotated(docx(f"<w:p>{content}</w:p>{TABLE}"), "1276件")
    assert found == ["1276件"]


@pytest.mark.parametrize("content", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_the_same_within_a_cell(content: str) -> None:
    _, found = annotated(docx(tbl(tr("指标", "得分"), tr(tc(f"<w:p>{content}</w:p>"), "3"))), "1276件", "3")
    assert found == ["1276件", "3"]


# What cannot be cut without being changed is marked as a whole.
WHOLE = {
    "text that a control fills": f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{BRIEF}</w:sdtContent></w:sdt>",
    "a simple field": f'<w:fldSimple w:instr="REF x">{BRIEF}</w:fldSimple>',
    "a run whose formatting was changed": r("共1276件", f"<w:b/><w:rPrChange {MARK}><w:rPr/></w:rPrChange>"),
    "blanks at the edge that Word drops": "<w:r><w:t>共1276件 </w:t></w:r>",
    "a literal section": "<w:r><w:t><![CDATA[共1276件]]></w:t></w:r>",
    "a reading aid": f"<w:r><w:ruby><w:rt>{r('gong')}</w:rt><w:rubyBase>{BRIEF}</w:rubyBase></w:ruby></w:r>",
    "a formula": "<m:oMath><m:r><m:t>共1276件</m:t></m:r></m:oMath>",
    "content for others": f"<mc:AlternateContent><mc:Choice Requires='x'>{BRIEF}</mc:Choice></mc:AlternateContent>",
}  # fmt: skip


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_what_cannot_be_cut_is_marked_whole(content: str) -> None:
    _, found = annotated(docx(f"<w:p>{r('案件')}{content}{r('。')}</w:p>{TABLE}"), "1276件")
    assert [one.strip() for one in found] == ["共1276件"]


def test_comments_may_overlap_and_share_their_words() -> None:
    data = docx(p("一般程序案件1276件，同比增长5%") + TABLE)
    words = ("程序案件1276", "1276件，同比", "1276件，同比", "5%", "件", "一般")
    assert annotated(data, *words)[1] == list(words)


@pytest.mark.parametrize("empty", ["<w:p/>", "<w:p></w:p>", "<w:p><w:pPr><w:jc w:val='right'/></w:pPr></w:p>"])
def test_a_comment_on_an_empty_cell_lies_in_that_cell(empty: str) -> None:
    data = docx(p("题") + tbl(tr("指标", "说明"), tr("办案数", tc(empty))))
    cell = read_bytes(data, "form").tables[0].rows[1][1]
    said = Remark(cell.start, cell.end, "doubt", ("疑点 · 标题", "说明栏是空的"))
    after = word.annotate(data, "form.docx", [said, said])
    assert same_text(data, after)
    main = members(after)["word/document.xml"].decode()
    third = main.split("<w:tc>")[4]
    assert third.count("commentRangeStart") == third.count("commentReference") == 2
    assert main.count("commentReference") == 2
    assert without_marks(after, range(2)) == without_marks(data, range(0)).replace(b"<w:p/>", b"<w:p></w:p>")


def test_a_comment_on_merged_cells_lies_in_the_first() -> None:
    rows = (
        tr(tc("产出指标", '<w:vMerge w:val="restart"/>'), "1", "2"),
        tr(tc("", "<w:vMerge/>"), tc("合并", '<w:gridSpan w:val="2"/>')),
    )
    assert annotated(docx(tbl(*rows)), "产出指标", "合并")[1] == ["产出指标", "合并"]


CONTROLS = {
    "a paragraph": f"<w:sdt><w:sdtContent>{p('共1276件')}</w:sdtContent></w:sdt>{TABLE}",
    "two paragraphs": f"<w:sdt><w:sdtContent>{p('共1276件')}{p('次')}</w:sdtContent></w:sdt>{TABLE}",
    "a cell": tbl(tr("指标", f"<w:sdt><w:sdtContent>{tc('共1276件')}</w:sdtContent></w:sdt>")),
    "a row": tbl(f"<w:sdt><w:sdtContent>{tr('共1276件', '3')}</w:sdtContent></w:sdt>"),
    "a table": f"<w:sdt><w:sdtContent>{tbl(tr('共1276件', '3'))}</w:sdtContent></w:sdt>",
    "a cell in a cell": tbl(tr("指", f"<w:sdt><w:sdtContent>{tc(tbl(tr('共1276件')))}</w:sdtContent></w:sdt>")),
}


@pytest.mark.parametrize("body", CONTROLS.values(), ids=CONTROLS)
def test_in_a_control_the_reference_comes_first(body: str) -> None:
    """LibreOffice 7.4 drops the text before the reference of a comment at the beginning of a control."""
    data = docx(body)
    assert annotated(data, "1276", "1276", "件")[1] == ["1276", "1276", "件"]
    main = members(word.annotate(data, "f", [remark(read_bytes(data, "f"), "1276")]))["word/document.xml"].decode()
    assert main.index("commentReference") < main.index("共") < main.index("commentRangeStart")


def test_words_over_two_paragraphs_that_read_as_one() -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{r('一般程序案件12')}</w:p>{p('76件')}"
    assert annotated(docx(joined + TABLE), "1276件")[1] == ["1276件"]


def test_a_number_of_a_list_stands_for_its_paragraph() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1．"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{r("概述")}</w:p>'
    data = docx(listed + TABLE, numbering=numbering)
    document, found = annotated(data, "1．")
    assert document.text.startswith("1．")
    assert found == ["概述"]
    assert annotated(data, "概")[1] == ["概"]


def test_a_remark_without_a_place_stands_at_the_title() -> None:
    data = docx("<w:p/>" + p("2023年绩效自评表") + TABLE)
    after = word.annotate(data, "form.docx", [Remark(None, None, "doubt", ("疑点 · 缺少部分", "没有“存在问题”部分"))])
    assert comments(after) == [Said("2023年绩效自评表", "疑点 · 缺少部分\n没有“存在问题”部分", "steelyard")]


def test_comments_of_others_are_kept_and_numbers_do_not_collide() -> None:
    old = '<w:commentRangeStart w:id="41"/>' + r("共1276件") + '<w:commentRangeEnd w:id="41"/>'
    old += '<w:r><w:commentReference w:id="41"/></w:r>'
    data = docx(f"<w:p>{old}</w:p>{TABLE}", comments=f'<w:comment w:id="41" w:author="李">{p("请核实")}</w:comment>')
    assert annotated(data, "1276", "3", first=42)[1] == ["1276", "3"]
    after = word.annotate(data, "form.docx", [remark(read_bytes(data, "f"), "1276")])
    assert comments(after)[0] == Said("共1276件", "请核实", "李")
    assert set(changed(data, after)[0]) == {"word/document.xml", "word/comments.xml"}


def test_annotating_twice_keeps_what_was_written_first() -> None:
    data = docx(p("共1276件") + TABLE)
    said = remark(read_bytes(data, "f"), "1276")
    twice = word.annotate(word.annotate(data, "f", [said]), "f", [said])
    assert [one.at for one in comments(twice)] == ["1276", "1276"]


def test_an_empty_part_for_comments_is_filled() -> None:
    data = with_parts(docx(p("共1276件") + TABLE, comments=""), {"word/comments.xml": f'<w:comments xmlns:w="{W}"/>'})
    assert annotated(data, "共", "件")[1] == ["共", "件"]


def test_a_file_without_relationships_gets_them() -> None:
    whole = members(docx(p("共1276件") + TABLE))
    data = archive({name: part for name, part in whole.items() if name != "word/_rels/document.xml.rels"})
    _, found = annotated(data, "1276")
    assert found == ["1276"]


def test_a_name_that_is_taken_is_not_used() -> None:
    data = with_parts(docx(p("共1276件") + TABLE), {"word/Comments.xml": "<other/>"})
    after = word.annotate(data, "f", [remark(read_bytes(data, "f"), "1276")])
    assert changed(data, after)[1] == {"word/comments1.xml"}
    assert comments(after)[0].at == "1276"


def spelled(old: str = "", new: str = "", codec: str = "utf-8", declaration: str = "") -> bytes:
    """A file whose main part is spelled otherwise: a pattern replaced, another encoding."""
    data = docx(p("共1276件 &amp; 费用") + TABLE)
    main = declaration + re.sub(old or "$^", new, members(data)["word/document.xml"].decode())
    return archive({**members(data), "word/document.xml": main.encode(codec)})


SPELLINGS = {
    "another prefix": spelled(r"\bw(?=[:=])", "wx"),
    "utf-16": spelled(codec="utf-16", declaration='<?xml version="1.0" encoding="UTF-16"?>'),
    "gb18030": spelled(codec="gb18030", declaration='<?xml version="1.0" encoding="GB18030"?>'),
    "with a byte order mark": spelled(codec="utf-8-sig", declaration='<?xml version="1.0" encoding="utf-8"?>'),
    "strict": spelled(W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    "single quotes and blanks": spelled("<w:r>", "<w:r  w:rsidR = '0>0' >"),
    "comments within": spelled("<w:t>", "<!-- <w:t> --><w:t>"),
    "instructions within": spelled("<w:t>", "<?x <w:t> ?><w:t>"),
    "line ends within": spelled("<w:r>", "\r\n  <w:r>\r\n"),
}


@pytest.mark.parametrize("data", SPELLINGS.values(), ids=SPELLINGS)
def test_whatever_way_the_part_is_spelled(data: bytes) -> None:
    document = read_bytes(data, "form.docx")
    after = word.annotate(data, "form.docx", [remark(document, one) for one in ("1276", "& 费", "办案数")])
    assert same_text(data, after)
    assert [one.at for one in comments(after)] == ["1276", "& 费", "办案数"]


def test_a_part_without_prefixes_gets_them_with_the_marks() -> None:
    data = docx(p("共1276件") + TABLE)
    main = members(data)["word/document.xml"].decode().replace("<w:", "<").replace("</w:", "</")
    data = archive({**members(data), "word/document.xml": main.replace("<document ", f'<document xmlns="{W}" ')})
    after = word.annotate(data, "form.docx", [remark(read_bytes(data, "f"), "1276")])
    assert same_text(data, after)
    assert comments(after)[0].at == "1276"


def test_the_rest_of_the_archive_is_copied_as_it_lies_there() -> None:
    """Compressed bytes and all: an office program may have compressed them in its own way."""
    whole = members(docx(p("共1276件") + TABLE, styles="<w:style w:styleId='x'/>"))
    data = archive({**whole, "word/media/a.png": b"\x89PNG" * 50, "customXml/item1.xml": "<a/>"}, stored=True)
    after = word.annotate(data, "f", [remark(read_bytes(data, "f"), "1276")])
    assert changed(data, after) == (
        {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"},
        {"word/comments.xml"},
    )
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        stored = {one.filename for one in package.infolist() if one.compress_type == zipfile.ZIP_STORED}
    assert stored == set(members(data)) - changed(data, after)[0]
