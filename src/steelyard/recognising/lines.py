"""The rows of a document's tables as one sequence, each cell once, with its paragraphs between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from steelyard.model import Cell, Document, Paragraph, Table
from steelyard.recognising.words import said


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A cell as it stands in one row: it covers the grid columns ``first`` up to, not including, ``after``."""

    cell: Cell
    first: int
    after: int
    fresh: bool  # whether the cell begins in this row, and is not one merged from above

    @property
    def text(self) -> str:
        """The cell's text, white space folded."""
        return said(self.cell.text)


@dataclass(frozen=True, eq=False)
class Line:
    """One row of a table. ``width`` is the width of the widest row of that table."""

    table: Table
    row: int
    width: int
    merged: bool  # whether the table has merged cells at all

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The cells of the row from left to right, a merged one once."""
        return tuple(_spans(self.table.rows[self.row], self.row))

    @cached_property
    def printed(self) -> tuple[Span, ...]:
        """The cells that begin in this row and say something."""
        return tuple(span for span in self.spans if span.fresh and span.text)

    @cached_property
    def start(self) -> int:
        """Where the row begins in the document's text."""
        fresh = [span.cell.start for span in self.spans if span.fresh]
        return fresh[0] if fresh else self.table.start


def _spans(cells: tuple[Cell, ...], row: int) -> Iterator[Span]:
    first = 0
    for column in range(1, len(cells) + 1):
        if column == len(cells) or cells[column] is not cells[first]:
            yield Span(cells[first], first, column, cells[first].row == row)
            first = column


Item = Paragraph | Line


def flatten(document: Document) -> Iterator[Item]:
    """The paragraphs and table rows of a document in reading order."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from rows(block)


def rows(table: Table) -> list[Line]:
    """The rows of one table."""
    width = max((len(row) for row in table.rows), default=0)
    merged = any(_is_merged(row) for row in table.rows)
    return [Line(table, number, width, merged) for number in range(len(table.rows))]


def _is_merged(cells: Iterable[Cell]) -> bool:
    return any(cell.colspan > 1 or cell.rowspan > 1 for cell in cells)


def nested(line: Line) -> list[Table]:
    """The tables within the cells that begin in this row, those within them included."""
    found: list[Table] = []
    for span in line.spans:
        if span.fresh and span.cell.tables:
            _collect(span.cell.tables, found)
    return found


def _collect(tables: Iterable[Table], found: list[Table]) -> None:
    for table in tables:
        found.append(table)
        for row, cells in enumerate(table.rows):
            for span in _spans(cells, row):
                if span.fresh and span.cell.tables:
                    _collect(span.cell.tables, found)
