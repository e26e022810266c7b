"""Web pages, and what Word, WPS and Excel save as such."""

import base64

import pytest
from tests.reading.making import asides, first_grid, grid

from steelyard.model import Paragraph
from steelyard.reading import read_bytes
from steelyard.reading.errors import Damaged

GRIDS = {
    "across and down": (
        "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d",
        [["a", "b", "b"], ["a", "c", "d"]],
    ),
    "a span of no number": ("<tr><td rowspan=x colspan='2.5'>a", [["a", "a"]]),
    "a span down to the end": ("<tr><td rowspan=0>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
    "a span beyond the end": ("<tr><td rowspan=9>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
    "spans that meet": ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", [["a", "b"], ["c", "b"]]),
    "head, body and foot": (
        "<thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody><tfoot><tr><td>e</tfoot>",
        [["a", "b"], ["c", "d"], ["e"]],
    ),
    "paragraphs": ("<tr><td><p>a</p><p>b</p>c", [["a\nb\nc"]]),
    "a break": ("<tr><td>支<br>出 <br/> 控制", [["支\n出\n控制"]]),
    "white space": ("<tr><td>\n  a \n b\t&nbsp;c </td>", [["a b \xa0c"]]),
    "white space that counts": ("<tr><td><pre>a\n  b</pre>", [["a\n  b"]]),
    "inline marks": ("<tr><td><b>9<span>3</span></b><font>%</font>", [["93%"]]),
    "scripts, styles, comments": ("<tr><td>a<script>b</script><style>c</style><!--d--><![if x]>e<![endif]>", [["ae"]]),
    "a table in a cell": ("<tr><td>a<table><tr><td>b<td>c</table>d", [["a\nb\tc\nd"]]),
    "a cell reaches no further than its part": (
        "<tbody><tr><td rowspan=9>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>",
        [["a", "b"], ["a", "c"], ["d", "e"]],
    ),
    "an ordered list": ("<tr><td><ol start=3><li>a<li>b</ol>", [["3. a\n4. b"]]),
    "what was typed into a web form": (
        "<tr><td><input value=95><td><input type=checkbox checked>是<input type=radio>否"
        "<td><select><option>差<option selected>优</select><td><textarea>说明</textarea><input type=hidden value=x>",
        [["95", "☑是☐否", "优", "说明"]],
    ),
}


@pytest.mark.parametrize(("rows", "cells"), GRIDS.values(), ids=list(GRIDS))
def test_a_table_reads_as_the_page_shows_it(rows: str, cells: list[list[str]]) -> None:
    assert first_grid(f"<html><table>{rows}</table></html>".encode()) == cells


BESIDE = {
    "a deletion": ("<del>91%</del><ins>93%</ins>", "93%", ("deleted", "91%")),
    "not displayed": ("<span style='display: none'>隐</span>显", "显", ("hidden", "隐")),
    "hidden by Word": ("<span style='mso-hide:all'>隐</span>显", "显", ("hidden", "隐")),
    "hidden by attribute": ("<div hidden>隐</div>显", "显", ("hidden", "隐")),
    "a comment of Word": ("显<div style='mso-element:comment'>请核实</div>", "显", ("comment", "请核实")),
    "a footnote of Word": ("显<div style='mso-element:footnote'>见附件</div>", "显", ("note", "见附件")),
}


@pytest.mark.parametrize(("inner", "text", "beside"), BESIDE.values(), ids=list(BESIDE))
def test_what_does_not_show_stands_aside(inner: str, text: str, beside: tuple[str, str]) -> None:
    document = read_bytes(f"<html><table><tr><td>{inner}</td></tr></table></html>".encode(), "x")

    assert grid(document.tables[0]) == [[text]]
    assert asides(document) == [beside]


def test_a_hidden_row_and_a_hidden_cell_stand_aside() -> None:
    page = "<table><tr><td>甲<td style='display:none'>乙<tr style='display:none'><td>丙<td>丁</table>"

    document = read_bytes(page.encode(), "x")

    assert grid(document.tables[0]) == [["甲"]]
    assert asides(document) == [("hidden", "乙"), ("hidden", "丙 丁")]


def test_a_table_of_one_cell_around_several_is_the_page() -> None:
    inner = "<p>甲</p><table><tr><td>a</table><p>乙</p><table><tr><td>b<td>c</table>"
    around = f"<table><tbody><tr><td><table><tr><td>{inner}</table></table>"
    assert read_bytes(around.encode(), "a.html").text == read_bytes(inner.encode(), "b.html").text
    assert len(read_bytes(around.encode(), "a.html").blocks) == 4
    hidden = around.replace("<tr><td><table>", "<tr style='display:none'><td><table>", 1)
    assert read_bytes(f"<p>丙</p>{hidden}".encode(), "c.html").text.strip() == "丙"


def test_a_menu_beside_several_tables_is_the_page_too() -> None:
    inner = "<p>甲</p><table><tr><td>a</table><table><tr><td>b</table>"
    beside = read_bytes(f"<table><tr><td>首页<td>{inner}</table>".encode(), "a.html")
    assert beside.text == read_bytes(f"<p>首页</p>{inner}".encode(), "b.html").text
    rows = read_bytes(f"<table><tr><td>{inner}<tr><td>c</table>".encode(), "c.html")
    assert len(rows.blocks) == 1  # two rows may be a form that holds tables


def test_text_around_the_table_is_paragraphs_in_order() -> None:
    head = "<html><head><title>题</title></head>"
    page = f"{head}<h1>甲</h1>乙<i>丙</i><table><caption>丁</caption><tr><td>表</table>戊<p>己"

    document = read_bytes(page.encode(), "x")

    assert document.text == "甲\n乙丙\n丁\n表\n戊\n己\n"
    assert [isinstance(block, Paragraph) for block in document.blocks] == [True, True, True, False, True, True]


PAGE = "<html><head><meta charset={}></head><table><tr><td>青榆市，乌鳢</table>"
ENCODINGS = {
    "UTF-8": PAGE.format("utf-8").encode(),
    "UTF-8 marked": PAGE.format("gb2312").encode("utf-8-sig"),
    "GB2312 that is GBK": PAGE.format("gb2312").encode("gbk"),
    "GB18030 that claims UTF-8": PAGE.format("utf-8").encode("gb18030"),
    "GBK that claims Latin": PAGE.format("iso-8859-1").encode("gbk"),
    "GBK that claims nothing": b"<table><tr><td>" + "青榆市，乌鳢".encode("gbk") + b"</table>",
    "UTF-16": PAGE.format("unicode").encode("utf-16"),
    "Big5": PAGE.format("big5").replace("乌鳢", "烏魚").encode("big5"),
    "XHTML": b'<?xml version="1.0" encoding="gb2312"?>' + PAGE.format("x").encode("gbk"),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=list(ENCODINGS))
def test_characters_come_out_whatever_the_page_claims(data: bytes) -> None:
    assert first_grid(data) in ([["青榆市，乌鳢"]], [["青榆市，烏魚"]])


ROWS = "<table><tr><td>甲<td>3<tr><td>乙"
CUT = {
    "in a row": (f"<html><body>{ROWS}", "表格"),
    "in a row of a part of a page": (ROWS, "表格"),
    "behind a table within the table": (f"{ROWS}<table><tr><td>丙</table><td>", "表格"),
    "in a tag": (f"<html>{ROWS}</table><p cla", "标签"),
    "in a tag that ends": (f"<html>{ROWS}</table></htm", "标签"),
    "in a comment": (f"<html>{ROWS}</table><!-- </table></html> ", "注释"),
    "in a script": (f"<html>{ROWS}</table><script>if (a > b) ", "脚本"),
}
WHOLE = {
    "closed": f"<html><body>{ROWS}</table></body></html>",
    "a part of a page": f"<h1>题</h1>{ROWS}</table><p>说明<br>",
    "a body without a page": f"<BODY>{ROWS}</TABLE></BODY>",
    "a table that its writer forgot to close": f"<html>{ROWS}</html>",
    "a table in a comment": f"<!-- <table> <html> -->{ROWS}</table>",
    "a table in a script": f"<script>s = '<table><html>'</script>{ROWS}</table>",
    "a sign that opens nothing": f"{ROWS}</table>占比<5%",
}


@pytest.mark.parametrize(("page", "within"), CUT.values(), ids=list(CUT))
def test_a_page_that_was_cut_off_is_damaged(page: str, within: str) -> None:
    with pytest.raises(Damaged, match=r"the page stops") as caught:
        read_bytes(page.encode(), "x")

    assert within in caught.value.message.zh


@pytest.mark.parametrize("page", WHOLE.values(), ids=list(WHOLE))
def test_a_page_that_is_whole_has_nothing_to_say(page: str) -> None:
    assert read_bytes(page.encode(), "x").notices == ()


def test_a_page_that_may_lack_its_end_says_so() -> None:
    (notice,) = read_bytes(f"<html><body>{ROWS}</table><p>四、存在".encode(), "x").notices

    assert "网页没有结尾标记" in notice.zh


def test_a_single_file_page() -> None:
    body = base64.encodebytes(PAGE.format("gb2312").encode("gbk")).decode()
    data = (
        "From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        "--x\nContent-Type: image/png\n\nabc\n"
        f"--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n{body}\n--x--\n"
    )

    assert first_grid(data.encode()) == [["青榆市，乌鳢"]]


def test_what_follows_the_end_of_a_page_is_read_as_browsers_show_it() -> None:
    page = "<html><head><title>表</title></head><body><table><tr><td>{}</table></body></html>\n"
    document = read_bytes((page.format("一") + page.format("二")).encode(), "form.html")
    assert [table.rows[0][0].text for table in document.tables] == ["一", "二"]
    assert "表" not in document.text
