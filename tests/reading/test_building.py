"""The builder: one text, spans that hold, merges that spread, limits that bite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.making import asides, grid

from steelyard.model import Cell, Document, Table
from steelyard.reading import limits
from steelyard.reading.building import Builder, Flow
from steelyard.reading.errors import Empty, NoTable, TooLarge


def cells(document: Document) -> list[Cell]:
    """Every cell once, those of nested tables too."""
    found: dict[int, Cell] = {}

    def walk(table: Table) -> None:
        for cell in (cell for row in table.rows for cell in row):
            if id(cell) not in found:
                found[id(cell)] = cell
                for inner in cell.tables:
                    walk(inner)

    for table in document.tables:
        walk(table)
    return list(found.values())


def test_text_is_laid_out_in_reading_order() -> None:
    builder = Builder("x")
    builder.paragraph("甲")
    builder.paragraph(" ")
    table = builder.table()
    table.row()
    table.cell("乙", rowspan=2)
    table.cell("丙", colspan=2)
    table.row()
    table.cell("丁")
    builder.aside("footer", "页脚")
    builder.paragraph("戊")

    document = builder.document("docx")

    assert document.text == "甲\n乙\t丙\n丁\n戊\n"
    assert grid(document.tables[0]) == [["乙", "丙", "丙"], ["乙", "丁"]]
    assert (document.tables[0].start, document.tables[0].end) == (2, 7)
    assert document.asides[0].start == 7


def test_cells_may_be_put_anywhere_and_gaps_are_empty_cells() -> None:
    builder = Builder("x")
    table = builder.table()
    table.put(1, 1, "甲", rowspan=2, colspan=2)
    table.put(0, 0, "乙")
    table.put(2, 2, "并入")

    assert grid(builder.document("pdf").tables[0]) == [
        ["乙"],
        ["", "甲\n并入", "甲\n并入"],
        ["", "甲\n并入", "甲\n并入"],
    ]


def test_an_aside_stands_beside_what_was_said_last() -> None:
    builder = Builder("x")
    table = builder.table()
    table.row()
    cell = table.cell("93%")
    cell.aside("deleted", "91%")
    cell.aside("hidden", "  ")
    table.cell("2")

    document = builder.document("docx")

    assert asides(document) == [("deleted", "91%")]
    assert document.asides[0].start == 3


def test_where_the_text_is_the_file_spans_are_those_given() -> None:
    builder = Builder("x")
    builder.source = "**甲**|乙"
    table = builder.table()
    table.row()
    table.cell("甲", span=(0, 5)).aside("deleted", "丙")
    table.cell("乙", span=(6, 7))

    document = builder.document("txt")

    assert document.text == "**甲**|乙"
    assert [(cell.text, cell.start, cell.end) for cell in cells(document)] == [("甲", 0, 5), ("乙", 6, 7)]
    assert document.asides[0].start == 5


def test_a_document_of_nothing_and_one_without_table() -> None:
    builder = Builder("x")
    builder.paragraph(" ")
    with pytest.raises(Empty):
        builder.document("docx")
    builder.paragraph("正文")
    with pytest.raises(NoTable):
        builder.document("docx")


def test_limits_hold_while_reading() -> None:
    table = Builder("x").table()
    with pytest.raises(TooLarge):
        table.put(limits.PLACES + 1, 0, "远")
    with pytest.raises(TooLarge):
        _nest(Builder("x"), limits.DEPTH + 1)


def _nest(flow: Flow, depth: int) -> None:
    for _ in range(depth):
        grid = flow.table()
        grid.row()
        flow = grid.cell()


Layouts = st.lists(
    st.lists(st.tuples(st.text("甲1\n", max_size=3), st.integers(1, 3), st.integers(1, 3), st.booleans()), max_size=4),
    min_size=1,
    max_size=5,
)


@given(Layouts)
def test_spans_hold_their_text_and_cells_are_where_they_say(
    rows: list[list[tuple[str, int, int, bool]]],
) -> None:
    builder = Builder("x")
    builder.paragraph("题")
    table = builder.table()
    for row in rows:
        table.row()
        for text, rowspan, colspan, nested in row:
            cell = table.cell(text, rowspan, colspan)
            if nested:
                inner = cell.table()
                inner.row()
                inner.cell(text)
                inner.cell("末")

    document = builder.document("html")

    for cell in cells(document):
        assert document.text[cell.start : cell.end] == cell.text
    for number, line in enumerate(document.tables[0].rows):
        for column, cell in enumerate(line):
            assert cell.row <= number < cell.row + cell.rowspan
            assert cell.column <= column < cell.column + cell.colspan
