"""Workbooks: numbers are numbers that print as in the paper, texts stay texts, sheets print as sheets."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from tests.papers.samples import cell, line, number, of_every_kind

from steelyard import read
from steelyard.papers import Paper, PaperError, Paragraph, Part, Run, Table, write
from steelyard.papers.xlsx.numbers import stored


def opened(paper: Paper, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(write(paper, "xlsx")), data_only=values)


@pytest.mark.parametrize(
    ("text", "value", "code", "given"),
    [
        ("2.50", "2.5", "0.00", ""),
        ("93.58%", "0.9358", "0.00%", ""),
        ("17,207.98", "17207.98", "#,##0.00", ""),
        ("-3", "-3", "0", ""),
        ("19.00分", "19", '0.00"分"', ""),
        ("≥95%", "0.95", '"≥"0%', ""),
        ('"5"', "5", '""""0""""', ""),
        ("5.0", "5", "0.0", ""),
        ("五", "5", "0", "0"),
    ],
)
def test_a_number_has_the_format_that_prints_it(text: str, value: str, code: str, given: str) -> None:
    assert stored(number(text, value, code=given), text) == (float(value), code)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93.58%", "93.58"),
        ("0012", "12"),
        ("5—6", "5"),
        ("1.234567890123456789", "1.234567890123456789"),
        ("无", "0"),
        ("2.5", "2.50001"),
        ("5", "NaN"),
    ],
)
def test_a_number_that_a_workbook_would_print_otherwise_stays_text(text: str, value: str) -> None:
    assert stored(number(text, value), text) is None


def test_a_formula_has_its_result_stored_and_names_cells_of_its_table() -> None:
    sheet, values = opened(of_every_kind())["第二部分"], opened(of_every_kind(), True)["第二部分"]
    formula = next(one for row in sheet.iter_rows() for one in row if one.data_type == "f")
    assert formula.value == "=SUM(C3:C4)"
    assert values[formula.coordinate].value == 20
    assert formula.number_format == "0.00"
    assert [sheet["C3"].value, sheet["C4"].value] == [12.5, 7.5]


def test_our_reader_prints_the_numbers_as_the_paper_does(tmp_path) -> None:
    file = tmp_path / "paper.xlsx"
    file.write_bytes(write(of_every_kind(), "xlsx"))
    assert {"12.50", "7.50", "20.00", "12.00", "19.00分"} <= set(read(file).text.replace("\t", "\n").split("\n"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1"])
def test_a_text_that_looks_like_a_formula_stays_a_text_when_edited(text: str) -> None:
    table = Table((Decimal(1),), ((cell(text),),))
    sheet = opened(Paper("t", (table, line(text)))).worksheets[0]
    for place in ("A1", "A3"):
        assert (sheet[place].value, sheet[place].data_type, sheet[place].quotePrefix) == (text, "s", True)


def test_sheets_have_names_that_excel_takes() -> None:
    names = ("一/二:三*四?五[六]七\\八", "甲" * 40, "甲" * 40, "'引号'", "history", "", "a", "A")
    blocks = tuple(block for name in names for block in (Part(name), line("字")))
    found = opened(Paper("题名", blocks)).sheetnames
    assert found == [
        "一·二·三·四·五·六·七·八", "甲" * 31, "甲" * 28 + "(2)", "引号", "history·", "题名", "a", "A(2)",
    ]  # fmt: skip


def test_a_sheet_prints_on_the_width_of_a_page_with_its_header_repeated() -> None:
    sheet = opened(of_every_kind(landscape=True))["第二部分"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"
    assert all((row.height or 15) <= 409 for row in sheet.row_dimensions.values())


def test_merged_cells_do_not_overlap_and_a_smaller_table_takes_the_columns_of_the_larger() -> None:
    sheet = opened(of_every_kind())["第二部分"]
    places = [(row, column) for one in sheet.merged_cells.ranges for row, column in one.cells]
    assert len(places) == len(set(places))
    assert next(one for one in sheet["A"] if one.value == "末表左").row == sheet.max_row - 0
    assert any(one.value == "末表右" for row in sheet.iter_rows() for one in row)


def test_a_narrative_higher_than_a_row_can_be_has_a_row_for_each_paragraph() -> None:
    words = "\n".join(f"第{count}段" + "字" * 300 for count in range(9))
    sheet = opened(Paper("t", (Table((Decimal(1),), ((cell(words),), (cell("后"),))),))).worksheets[0]
    values = [one.value for one in sheet["A"] if one.value]
    assert "\n".join(values) == words + "\n后"
    assert all(row.height <= 409 for row in sheet.row_dimensions.values())


def test_a_text_longer_than_a_cell_is_refused_and_told() -> None:
    with pytest.raises(PaperError, match="has 32768 characters, and a cell of a workbook holds 32767"):
        write(Paper("t", (line("字" * 32768),)), "xlsx")


def test_a_chart_has_its_figures_and_says_what_it_shows() -> None:
    book = opened(of_every_kind())
    figures = [[one.value for one in row] for row in book["图表数据"].iter_rows()]
    assert figures == [["万元", "金额"], ["年初预算", 300], ["决算", None]]
    assert len(book["第二部分"]._charts) == 1
    assert len(book["第二部分"]._images) == 1


def test_links_lead_to_their_places() -> None:
    book = opened(of_every_kind())
    links = [one for sheet in book for row in sheet.iter_rows() for one in row if one.hyperlink]
    (one,) = links
    assert one.hyperlink.location.startswith("'第二部分'!A")
    assert book["第二部分"][one.hyperlink.location.split("!")[1]].value == "靠右句"


def test_a_text_of_several_lines_is_no_link_since_libreoffice_would_show_its_first_only() -> None:
    short, long = "见第2行", "见第2行“预算执行率”实际完成值，" * 12
    blocks = [Paragraph((Run(text, link="#there"),)) for text in (short, long)]
    sheet = opened(Paper("t", (*blocks, Paragraph((Run("此处"),), anchor="there")))).worksheets[0]
    linked = {one.value for row in sheet.iter_rows() for one in row if one.hyperlink}
    assert linked == {short}
