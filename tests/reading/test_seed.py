"""The real form, in every format it was filed in, gives the same cells. The text export is the yardstick."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from tests.shared import SHARED, needs_shared

from steelyard.model import Document, Table
from steelyard.quantity import fold
from steelyard.reading import read

pytestmark = needs_shared

TXT = SHARED / "seed" / "rugao-2023.txt"
FILES = [
    "rugao-2023.docx",
    "rugao-2023-tricky.docx",
    "rugao-2023.xlsx",
    "rugao-2023-typed.xlsx",
    "rugao-2023.xls",
    "rugao-2023.html",
]
ROWS, COLUMNS = 39, 8


@cache
def yardstick() -> tuple[tuple[str, ...], ...]:
    """The indicator rows of the text export, by a loop that shares nothing with the readers."""
    chunks = TXT.read_text(encoding="utf-8").split("\n\n\t")
    rows = [[fold(cell) for cell in chunk.split("\n\t")] for chunk in chunks]
    table = [row for row in rows if len(row) == COLUMNS + 1]
    return filled(table[1:])


def filled(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Group cells repeated downwards; the outermost one, the word for indicators, left out."""
    for above, row in pairwise(rows):
        for column in range(3):
            row[column] = row[column] or above[column]
    return tuple(tuple(row[1:]) for row in rows)


def indicator_rows(table: Table) -> tuple[tuple[str, ...], ...]:
    wide = [[fold(cell.text) for cell in row] for row in table.rows if len({id(cell) for cell in row}) == COLUMNS + 1]
    return filled(wide[1:])


def main_table(document: Document) -> Table:
    return max(document.tables, key=lambda table: len(table.rows))


def test_the_yardstick_is_the_whole_table() -> None:
    assert len(yardstick()) == ROWS
    assert {len(row) for row in yardstick()} == {COLUMNS}


@pytest.mark.parametrize("path", [TXT, *(SHARED / "forms" / name for name in FILES)], ids=lambda path: path.name)
def test_every_row_and_column_reads_the_same(path: Path) -> None:
    document = read(path)

    assert indicator_rows(main_table(document)) == yardstick()
    assert document.notices == () or "typed" in path.name


@pytest.mark.parametrize("name", FILES)
def test_every_span_holds_its_text(name: str) -> None:
    document = read(SHARED / "forms" / name)

    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert document.text[cell.start : cell.end] == cell.text


def test_the_text_file_is_the_text() -> None:
    document = read(TXT)

    assert document.text == TXT.read_text(encoding="utf-8")
    assert document.text[6572:6575] == "100"
    assert main_table(document).rows[-1][1].start == 6572


def test_the_tricky_file_keeps_beside_the_text_what_it_no_longer_says() -> None:
    document = read(SHARED / "forms" / "rugao-2023-tricky.docx")
    texts = {
        kind: [aside.text for aside in document.asides if aside.kind == kind]
        for kind in ("hidden", "text-box", "deleted")
    }

    assert texts["deleted"][0] == "91.00%"
    assert len(texts["deleted"]) == 2  # a value and a row
    assert [len(texts["hidden"]), len(texts["text-box"])] == [1, 1]
    assert not any(said[0] in document.text for said in texts.values())
    assert any("\n" in cell.text and cell.rowspan == 1 for row in main_table(document).rows[14:] for cell in row)
    assert sum(len(cell.tables) for row in main_table(document).rows for cell in row) == 1


def test_a_formula_without_its_result_is_blank_and_said() -> None:
    document = read(SHARED / "forms" / "rugao-2023-typed.xlsx")
    total = main_table(document).rows[-1]

    assert [total[6].text, total[7].text] == ["", ""]
    assert [aside.kind for aside in document.asides] == ["formula", "formula"]
    assert "2个公式" in document.notices[0].zh
