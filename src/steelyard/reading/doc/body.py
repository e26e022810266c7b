"""Paragraphs of a Word file → flows and tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from steelyard.reading.doc.properties import Row
from steelyard.reading.doc.story import Said
from steelyard.reading.drafts import Flow, Grid

NEAR = 45  # twips between lines of rows that are meant to be one


@dataclass(slots=True)
class _Rank:
    """A table row: its cells, and where they stand."""

    cells: list[list[Said]] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    struck: bool = False

    def gone(self) -> bool:
        """Whether an editor deleted the row, or all that it says."""
        said = [paragraph for cell in self.cells for paragraph in cell]
        deleted = any(kind == "deleted" and text.strip() for p in said for kind, text in p.beside)
        return self.struck or (deleted and not any(paragraph.text.strip() for paragraph in said))

    def whole(self) -> str:
        """All of its text, what was deleted too."""
        said = ["".join([*(text for _, text in p.beside), p.text]) for cell in self.cells for p in cell]
        return "\t".join(text for text in said if text.strip())


def write(flow: Flow, said: Iterable[Said], depth: int = 0) -> None:
    """Say paragraphs, and the tables that those deeper than ``depth`` form, to the document being read."""
    carried = ""
    for within, group in groupby(said, key=lambda paragraph: paragraph.setting.depth > depth):
        if within:
            _table(flow, list(group), depth + 1)
            continue
        for paragraph in group:
            for kind, text in paragraph.beside:
                flow.aside(kind, text)
            text = carried + paragraph.text
            carried = text if paragraph.struck and not paragraph.setting.ends_cell else ""
            if text.strip() and not carried:
                flow.paragraph(text)
    if carried:
        flow.paragraph(carried)


def _table(flow: Flow, said: list[Said], depth: int) -> None:
    ranks = _ranks(said, depth)
    lines = _lines(rank.row for rank in ranks)
    table: Grid | None = None
    for rank in ranks:
        if rank.gone():
            flow.aside("deleted", rank.whole())
            continue
        table = table or flow.table()
        _row(table, rank, lines, depth)


def _ranks(said: list[Said], depth: int) -> list[_Rank]:
    """Paragraphs parted into cells and rows by the marks at their ends."""
    ranks = [_Rank()]
    cell: list[Said] = []
    for paragraph in said:
        setting = paragraph.setting
        if setting.depth == depth and setting.ends_row:
            ranks[-1].row, ranks[-1].struck = setting.row or Row(), paragraph.struck
            ranks.append(_Rank())
            cell = []
            continue
        cell.append(paragraph)
        if setting.depth == depth and setting.ends_cell:
            ranks[-1].cells.append(cell)
            cell = []
    if cell:
        ranks[-1].cells.append(cell)
    return [rank for rank in ranks if rank.cells]


def _lines(rows: Iterable[Row]) -> dict[int, int]:
    """The columns that the edges of all cells make: edge in twips → number, near ones being one."""
    lines: dict[int, int] = {}
    last = number = 0
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if lines and edge - last > NEAR:
            number += 1
            last = edge
        elif not lines:
            last = edge
        lines[edge] = number
    return lines


def _row(table: Grid, rank: _Rank, lines: dict[int, int], depth: int) -> None:
    table.row()
    row, cells = rank.row, rank.cells
    count = min(len(cells), max(len(row.edges) - 1, 0))
    number = 0
    while number < len(cells):
        after = number + 1
        while after < count and row.merged[after]:
            after += 1
        if number < count:
            left, right = lines[row.edges[number]], lines[row.edges[after]]
            table.skip(max(left - table.cursor, 0))
            span = max(right - left, 1)
        else:
            span = 1  # a cell that the row does not define
        draft = table.grow(span) if number < count and row.below[number] else None
        write(draft or table.cell(None, 1, span), [said for cell in cells[number:after] for said in cell], depth)
        number = after
