"""Grids of Word tables: merges, gaps, controls around cells and rows, changes, numbers, tables in tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.making import asides, docx, first_grid, grid, p, r, tbl, tc, tr

from steelyard.model import Paragraph
from steelyard.reading import read_bytes
from steelyard.reading.docx.numbering import chinese, formatted

START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def across(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


GRIDS = {
    "plain": (tbl(tr("a", "b"), tr("c", "d")), [["a", "b"], ["c", "d"]]),
    "across": (tbl(tr(tc("a", across(2)), "b"), tr("c", "d", "e")), [["a", "a", "b"], ["c", "d", "e"]]),
    "down": (tbl(tr(tc("a", START), "b"), tr(tc("", GOES_ON), "c")), [["a", "b"], ["a", "c"]]),
    "down and across": (
        tbl(tr(tc("a", across(2) + START), "b"), tr(tc("", across(2) + GOES_ON), "c")),
        [["a", "a", "b"], ["a", "a", "c"]],
    ),
    "started again at once": (
        tbl(tr(tc("a", START), "b"), tr(tc("", GOES_ON), "c"), tr(tc("a2", START), "d"), tr(tc("", GOES_ON), "e")),
        [["a", "b"], ["a", "c"], ["a2", "d"], ["a2", "e"]],
    ),
    "goes on from nothing": (tbl(tr(tc("a", GOES_ON), "b")), [["a", "b"]]),
    "goes on under another width": (
        tbl(tr(tc("a", across(2)), "b"), tr(tc("c", GOES_ON), "d", "e")),
        [["a", "a", "b"], ["c", "d", "e"]],
    ),
    "the old merge across": (
        tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b")),
        [["a", "a", "b"]],
    ),
    "a gap before": (tbl(tr("a", "b"), tr("c", properties='<w:gridBefore w:val="1"/>')), [["a", "b"], ["", "c"]]),
    "a gap behind": (tbl(tr("a", "b"), tr("c", properties='<w:gridAfter w:val="1"/>')), [["a", "b"], ["c", ""]]),
    "a cell in a control": (tbl(tr("a", control(tc("b")), "c")), [["a", "b", "c"]]),
    "a row in a control": (tbl(tr("a"), control(tr("b")), tr("c")), [["a"], ["b"], ["c"]]),
    "paragraphs in a control": (tbl(tr(tc(control(p("a") + p("b")) + p("c")))), [["a\nb\nc"]]),
    "an inserted row": (tbl(tr("a", properties='<w:ins w:id="1"/>')), [["a"]]),
    "a control around the table": (control(tbl(tr("a"))), [["a"]]),
    "text and an empty paragraph": (tbl(tr(tc(p("a") + "<w:p/>" + p("b")))), [["a\n\nb"]]),
    "a cell of nothing": (tbl(tr("<w:tc/>", "a")), [["", "a"]]),
    "a span of nonsense": (tbl(tr(tc("a", '<w:gridSpan w:val="x"/>'), tc("b", across(0)))), [["a", "b"]]),
}


@pytest.mark.parametrize(("table", "cells"), GRIDS.values(), ids=list(GRIDS))
def test_a_merged_cell_is_met_at_every_place_it_covers(table: str, cells: list[list[str]]) -> None:
    assert first_grid(docx(table)) == cells


LOST = {
    "a deleted row": (tbl(tr("a"), tr("b", "c", properties='<w:del w:id="1"/>')), [["a"]], ("deleted", "b\tc")),
    "a hidden row": (tbl(tr("a"), tr("b", properties="<w:hidden/>")), [["a"]], ("hidden", "b")),
    "a deleted cell": (tbl(tr("a", tc("b", '<w:cellDel w:id="1"/>'), "c")), [["a", "c"]], ("deleted", "b")),
    "text under a merge": (
        tbl(tr(tc("a", START), "b"), tr(tc("旧", GOES_ON), "c")),
        [["a", "b"], ["a", "c"]],
        ("hidden", "旧"),
    ),
}


@pytest.mark.parametrize(("table", "cells", "beside"), LOST.values(), ids=list(LOST))
def test_what_no_longer_shows_is_kept_beside(table: str, cells: list[list[str]], beside: tuple[str, str]) -> None:
    document = read_bytes(docx(table), "x.docx")

    assert grid(document.tables[0]) == cells
    assert asides(document) == [beside]


def test_a_table_in_a_cell_is_text_of_the_cell_and_a_table_of_its_own() -> None:
    inner = tbl(tr("甲", "乙"), tr("丙", "丁"))
    document = read_bytes(docx(tbl(tr(tc(p("前") + inner + p("后")), "界")) + tbl(tr("末"))), "x.docx")
    outer, last = document.tables
    cell = outer.rows[0][0]

    assert cell.text == "前\n甲\t乙\n丙\t丁\n后"
    assert grid(cell.tables[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert [outer.number, cell.tables[0].number, last.number] == [1, 2, 3]
    assert [document.text[one.start : one.end] for one in cell.tables[0].rows[1]] == ["丙", "丁"]


LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVEL.format(0, "chineseCountingThousand", "%1、")}'
    f"{LEVEL.format(1, 'japaneseCounting', '（%2）')}{LEVEL.format(2, 'decimal', '%1.%3')}</w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="标题"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="小标题"><w:basedOn w:val="标题"/></w:style>'
)


def numbered(text: str, level: int, number: int = 5) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr>{r(text)}</w:p>"


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    body = "".join(numbered(*one) for one in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1), ("己", 2)])
    styled = f'<w:p><w:pPr><w:pStyle w:val="小标题"/></w:pPr>{r("庚")}</w:p>'
    again = numbered("辛", 0, 6) + numbered("壬", 0, 6) + numbered("癸", 0, 0)

    document = read_bytes(docx(body + styled + again + tbl(tr("表")), numbering=NUMBERING, styles=STYLES), "x")

    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert said == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "二、丁",
        "（一）戊",
        "二.1 己",
        "（二）庚",
        "一、辛",
        "二、壬",
        "癸",
    ]


def test_a_deleted_paragraph_counts_in_no_list() -> None:
    gone = numbered("", 0).replace("<w:pPr>", '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr>')

    document = read_bytes(docx(numbered("甲", 0) + gone + numbered("乙", 0) + tbl(tr("表")), numbering=NUMBERING), "x")

    assert document.text == "一、甲\n二、乙\n表\n"


def test_a_number_alone_is_the_text_of_its_cell() -> None:
    rows = tbl(*(tr(tc(numbered("", 0)), "x") for _ in range(2)))

    assert first_grid(docx(rows, numbering=NUMBERING)) == [["一、", "x"], ["二、", "x"]]


def test_a_list_that_is_not_defined_is_said() -> None:
    document = read_bytes(docx(numbered("甲", 0, 9) + tbl(tr("表"))), "x.docx")

    assert document.text == "甲\n表\n"
    assert "编号" in document.notices[0].zh


NUMBERS = {
    "chineseCounting": [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一百零五")],
    "decimalEnclosedCircle": [(1, "①"), (20, "⑳"), (21, "21")],
    "upperRoman": [(4, "IV"), (1999, "MCMXCIX")],
    "lowerLetter": [(1, "a"), (26, "z"), (27, "aa")],
    "ideographTraditional": [(1, "甲"), (10, "癸")],
    "decimalZero": [(1, "01"), (10, "10")],
    "decimalFullWidth": [(12, "１２")],
    "bullet": [(1, "")],
    "whatever": [(7, "7")],
}


@pytest.mark.parametrize(("style", "cases"), NUMBERS.items())
def test_number_styles(style: str, cases: list[tuple[int, str]]) -> None:
    assert [formatted(number, style) for number, _ in cases] == [text for _, text in cases]


@given(st.integers(1, 9999))
def test_a_chinese_numeral_reads_back(number: int) -> None:
    total = digit = 0
    for sign in chinese(number):
        if sign in "十百千":
            total += (digit or 1) * 10 ** ("十百千".index(sign) + 1)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    assert total + digit == number


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_row_is_as_wide_as_its_spans(rows: list[list[int]]) -> None:
    cells = first_grid(docx(tbl(*(tr(*(tc("x", across(span)) for span in row)) for row in rows))))

    assert [len(row) for row in cells] == [sum(row) for row in rows]
