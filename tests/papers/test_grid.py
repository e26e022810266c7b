"""Where cells stand, and how a table that cannot be laid out is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.papers import KINDS, Cell, Kind, Paper, PaperError, Paragraph, Run, Table, write
from steelyard.papers.grid import grid


def one(text: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell((Paragraph((Run(text),)),), rows, columns)


def table(*rows: tuple[Cell, ...], columns: int = 2, header: int = 0) -> Table:
    return Table((1,) * columns, rows, header)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (table((one("宽", columns=3),)), "The cell “宽” of table row 1 reaches out of the table"),
        (table((one("高", rows=2), one("x"))), "The cell “高” of table row 1 reaches out of the table"),
        (table((one("a"), one("b"), one("多"))), "The cell “多” of table row 1 finds no place left"),
        (
            table((one("a"), one("长", rows=2)), (one("叠", columns=2),)),
            "The cell “叠” of table row 2 overlaps a merged cell from above",
        ),
        (
            table((one("穿", rows=2), one("x")), (one("y"),), header=1),
            "The cell “穿” of table row 1 reaches from the header rows into the body",
        ),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_cannot_be_laid_out_is_told(kind: Kind, wrong: Table, told: str) -> None:
    with pytest.raises(PaperError, match=told):
        write(Paper("t", (wrong,)), kind)


def test_a_row_that_is_too_short_is_filled_with_empty_cells() -> None:
    assert [[slot.cell.paragraphs for slot in row] for row in grid(table((one("a"),)))] == [[one("a").paragraphs, ()]]


@st.composite
def tilings(draw: st.DrawFn) -> Table:
    """A table cut at random into rectangles that fill it."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = [[True] * columns for _ in range(rows)]
    out: list[tuple[Cell, ...]] = []
    for row in range(rows):
        begun = []
        for column in range(columns):
            if not free[row][column]:
                continue
            wide = next((w for w in range(1, columns - column) if not free[row][column + w]), columns - column)
            width, height = draw(st.integers(1, wide)), draw(st.integers(1, rows - row))
            for down in range(height):
                free[row + down][column : column + width] = [False] * width
            begun.append(one(f"{row},{column}", height, width))
        out.append(tuple(begun))
    return table(*out, columns=columns)


@given(tilings())
def test_every_place_of_a_table_is_taken_once_by_the_cell_that_covers_it(cut: Table) -> None:
    for number, row in enumerate(grid(cut)):
        assert sum(slot.cell.columns for slot in row) == len(cut.widths)
        for slot in row:
            top, left = (int(part) for part in slot.cell.paragraphs[0].runs[0].text.split(","))
            assert top <= number < top + slot.cell.rows
            assert (left, slot.begins) == (slot.column, top == number)
