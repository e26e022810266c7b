"""Workbooks read as their cells show them: formats, merges, what is hidden, what is not computed."""

import io

import openpyxl
import pytest
from tests.reading.making import S, asides, changed, first_grid, grid, relations, sheet, xlsx

from steelyard.reading import read_bytes
from steelyard.reading.spreadsheets.codes import BUILT_IN
from steelyard.reading.spreadsheets.printing import printed, printed_text

SHOWN = {
    "General": [(0.93579999999999997, "0.9358"), (0.1 + 0.2, "0.3"), (16102.4, "16102.4"), (1e15, "1000000000000000")],
    "0%": [(1, "100%"), (0.925, "93%"), (0, "0%")],
    "0.00%": [(0.9358, "93.58%"), (0.93575, "93.58%"), (-0.001, "-0.10%")],
    "0.00": [(1.005, "1.01"), (2.675, "2.68"), (-0.004, "0.00"), (3, "3.00")],
    "0.##": [(5, "5"), (0.5, "0.5"), (0.126, "0.13")],
    "#,##0": [(1234567.5, "1,234,568"), (999, "999")],
    "#,##0.00": [(17207.98, "17,207.98"), (-1234.5, "-1,234.50")],
    "000": [(7, "007")],
    "000-0000-0000": [(13800138000, "138-0013-8000")],
    '0"分"': [(3, "3分")],
    "G/通用格式\\分": [(2.5, "2.5分")],
    '0!.0,"万"': [(12345678, "1234.6万")],
    '#,##0.00,,"百万"': [(123456789, "123.46百万")],
    "[$¥-804]#,##0.00": [(1234, "¥1,234.00")],
    "#,##0.0_);[Red](#,##0.0)": [(1234.5, "1,234.5"), (-1234.5, "(1,234.5)")],
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ': [(12, "12.00"), (0, "0.00")],
    "0;-0;;@": [(0, None), (1, "1")],
    ";;;": [(5, None)],
    '[=1]"是";[=0]"否";General': [(1, "是"), (0, "否"), (2, "2")],
    "[>=60]0;[<60]0.0": [(60, "60"), (59.5, "59.5")],
    "0.00E+00": [(12345.678, "1.23E+4")],
    "# ?/?": [(0.5, "0.5")],
    "@": [(5, "5")],
    'yyyy"年"m"月"d"日"': [(45000, "2023年3月15日"), (61, "1900年3月1日"), (1, "1900年1月1日")],
    "[$-804]yyyy/m/d;@": [(45291, "2023/12/31")],
    "yyyy-mm-dd hh:mm:ss": [(45000.5, "2023-03-15 12:00:00"), (45000.999999, "2023-03-16 00:00:00")],
    "mm:ss.0": [(0.0007, "01:00")],
    "[h]:mm": [(1.5, "36:00")],
    '上午/下午h"时"mm"分"': [(45000.75, "下午6时00分")],
    "yyyy/m": [(-1, "-1")],
    BUILT_IN[14]: [(45000, "2023/3/15")],
}


@pytest.mark.parametrize(("code", "cases"), SHOWN.items())
def test_a_number_shows_as_its_format_says(code: str, cases: list[tuple[float, str | None]]) -> None:
    assert [printed(stored, code) for stored, _ in cases] == [text for _, text in cases]


def test_days_of_the_1904_system() -> None:
    assert printed(43538, "yyyy-m-d", since_1904=True) == "2023-3-15"


def test_text_shows_within_its_format() -> None:
    assert [printed_text("优", code) for code in ('@"等"', "General", "0;0;0;<@>", "0")] == ["优等", "优", "<优>", "优"]


STYLES = (
    f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="200"/><xf numFmtId="999"/></cellXfs></styleSheet>'
)
STRINGS = (
    f'<sst xmlns="{S}"><si><t>预算</t></si><si><r><t>执</t></r><r><t>行</t></r><rPh><t>zhí</t></rPh></si>'
    "<si><t>一_x000D_\n二</t></si></sst>"
)
CELLS = {
    '<c r="A1" s="1"><v>0.9358</v></c>': "93.58%",
    '<c r="A1" s="2" t="n"><v>1</v></c>': "100.0%",
    '<c r="A1" s="3"><v>1</v></c>': "1",
    '<c r="A1" s="77"><v>1</v></c>': "1",
    '<c r="A1" t="s"><v>0</v></c>': "预算",
    '<c r="A1" t="s"><v>1</v></c>': "执行",
    '<c r="A1" t="s"><v>2</v></c>': "一\n二",
    '<c r="A1" t="inlineStr"><is><r><t>合</t></r><r><t>规</t></r></is></c>': "合规",
    '<c r="A1" t="b"><v>1</v></c>': "TRUE",
    '<c r="A1" t="e"><v>#DIV/0!</v></c>': "#DIV/0!",
    '<c r="A1" t="d"><v>2023-12-31</v></c>': "2023-12-31",
    '<c r="A1"><f>1+1</f><v>2</v></c>': "2",
    '<c r="A1" t="str"><f>IF(1,"优")</f><v>优</v></c>': "优",
    '<c r="A1" t="inlineStr"><is><t>a_x0001__xD83D__xDE00_b_xD83D_</t></is></c>': "a😀b\ufffd",
    "<c><v>7</v></c>": "7",
}


@pytest.mark.parametrize(("cell", "text"), CELLS.items(), ids=list(CELLS.values()))
def test_a_cell_of_each_type(cell: str, text: str) -> None:
    assert first_grid(xlsx(sheet(f"<row>{cell}</row>"), styles=STYLES, sharedStrings=STRINGS)) == [[text]]


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*lines: tuple[str, ...]) -> str:
    """Rows from 1, columns from A; blank cells are left out."""
    made = []
    for number, line in enumerate(lines, 1):
        cells = (cell(f"{'ABCDEFG'[at]}{number}", text) for at, text in enumerate(line) if text)
        made.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(made)


def test_merges_spread_and_reach_a_little_beyond_the_last_cell() -> None:
    read = first_grid(xlsx(sheet(rows(("题",), ("组", "一"), ("", "二")), "A1:C1 A2:A3")))

    assert read == [["题", "题", "题"], ["组", "一", ""], ["组", "二", ""]]


def test_a_table_begins_where_the_sheet_does() -> None:
    assert first_grid(xlsx(sheet(rows((), (), ("", "", "甲", "乙"), ("", "", "", "丙"))))) == [["甲", "乙"], ["", "丙"]]


def test_hidden_rows_and_columns_stand_aside_and_are_said() -> None:
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    lines = rows(("甲", "乙", "丙"), ("丁", "戊", "己"), ("庚", "辛", "壬")).replace('r="2"', 'r="2" hidden="1"', 1)

    document = read_bytes(xlsx(sheet(lines, before=hidden)), "x")

    assert grid(document.tables[0]) == [["甲", "丙"], ["庚", "壬"]]
    assert asides(document) == [("hidden", "乙\n丁\t戊\t己\n辛")]
    assert "5个单元格" in document.notices[0].zh


def test_a_merge_shows_even_where_its_corner_is_hidden() -> None:
    hidden = '<cols><col min="1" max="1" hidden="1"/></cols>'

    document = read_bytes(xlsx(sheet(rows(("题",), ("甲", "乙", "丙")), "A1:C1", before=hidden)), "x")

    assert grid(document.tables[0]) == [["题", "题"], ["乙", "丙"]]
    assert asides(document) == [("hidden", "甲")]


def test_each_sheet_is_a_table_and_a_hidden_one_stands_aside() -> None:
    document = read_bytes(xlsx(*(sheet(rows((text,))) for text in "甲乙丙"), states=("visible", "hidden")), "x")

    assert [grid(table) for table in document.tables] == [[["甲"]], [["丙"]]]
    assert [table.number for table in document.tables] == [1, 2]
    assert asides(document) == [("hidden", "乙")]


def test_a_value_that_its_format_hides_or_that_lies_under_a_merge() -> None:
    styles = STYLES.replace("0.0%", ";;;")
    lines = f'<row r="1">{cell("A1", "甲")}<c r="B1"><v>9</v></c></row><row r="2"><c r="A2" s="2"><v>5</v></c></row>'

    document = read_bytes(xlsx(sheet(lines, "A1:B1"), styles=styles), "x")

    assert grid(document.tables[0]) == [["甲", "甲"], ["", ""]]
    assert asides(document) == [("hidden", "9"), ("hidden", "5")]


def test_a_formula_without_result_is_never_zero() -> None:
    formula = '<c r="A1"><f>SUM(B1:B9)</f><v></v></c>'

    document = read_bytes(xlsx(sheet(f'<row r="1">{formula}{cell("B1", "x")}</row>')), "x")

    assert grid(document.tables[0]) == [["", "x"]]
    assert asides(document) == [("formula", "=SUM(B1:B9)")]
    assert "1个公式" in document.notices[0].zh


def test_comments_and_text_boxes_stand_aside() -> None:
    comment = '<comment ref="A1"><text><t>请核实</t></text></comment>'
    box = "<txBody><a:p><a:t>框</a:t></a:p></txBody>"
    parts: dict[str, str | bytes] = {
        "xl/comments1.xml": f'<comments xmlns="{S}"><commentList>{comment}</commentList></comments>',
        "xl/drawings/drawing1.xml": f'<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{box}</d>',
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("comments", "../comments1.xml"), ("drawing", "../drawings/drawing1.xml")
        ),
    }

    document = read_bytes(changed(xlsx(sheet(rows(("甲", "乙")))), parts), "x")

    assert asides(document) == [("comment", "请核实"), ("text-box", "框")]
    assert document.asides[0].start == document.tables[0].rows[0][0].end


def test_a_workbook_of_another_writer_reads_as_that_writer_reads_it() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in [["指标", "目标", "分值"], ["甲", 5, 2.5], ["乙", "≥85%", 10]]:
        page.append(row)
    page.merge_cells("A4:C4")
    page["A4"] = "合计"
    stored = io.BytesIO()
    book.save(stored)

    theirs = [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]

    assert first_grid(stored.getvalue()) == [*theirs[:3], ["合计"] * 3]
