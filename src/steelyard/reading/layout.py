"""Laying out: drafts → the text of the document, with the characters of every paragraph and cell."""

from dataclasses import dataclass, field
from typing import NamedTuple

from steelyard.model import Aside, Block, Cell, Paragraph, Table
from steelyard.reading.drafts import Draft, Grid, Item, Noted, Said, Span


class Origin(NamedTuple):
    """What a reader says of where a paragraph or a table stands in the file, with its characters in the document."""

    start: int
    end: int
    source: object


@dataclass(slots=True)
class Layout:
    """Walks the drafts once, in reading order.

    ``given`` tells that the text is the file itself: spans come with the drafts, and nothing is printed.
    """

    given: bool
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    tables: int = 0
    asides: list[Aside] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def body(self, items: list[Item]) -> list[Block]:
        blocks: list[Block] = []
        for item in items:
            if isinstance(item, Said):
                if not item.text.strip():
                    continue
                start, end = self.say(item)
                blocks.append(Paragraph(item.text, start, end))
            elif isinstance(item, Grid):
                blocks.append(self.grid(item))
            else:
                # It stands beside the block before it, not on the line that follows.
                self.asides.append(Aside(item.kind, item.text, blocks[-1].end if blocks else 0))
                continue
            self.emit("\n")
        return blocks

    def emit(self, text: str) -> None:
        if not self.given:
            self.pieces.append(text)
            self.at += len(text)

    def say(self, said: Said) -> Span:
        if said.span is not None:
            self.at = said.span[1]
            return said.span
        start = self.at
        self.emit(said.text)
        if said.origin is not None:
            self.origins.append(Origin(start, self.at, said.origin))
        return start, self.at

    def grid(self, grid: Grid) -> Table:
        self.tables += 1
        number, height, start = self.tables, len(grid.rows), -1
        done: dict[Draft, Cell] = {}
        rows: list[tuple[Cell, ...]] = []
        for r, drafts in enumerate(grid.rows):
            row: list[Cell] = []
            between = "\n" if r else ""
            for c, draft in enumerate(drafts):
                cell = done.get(draft) if draft is not None else None
                if cell is None:
                    if between:
                        self.emit(between)
                    between = "\t"
                    cell = self.cell(draft, r, c, height)
                    if draft is not None:
                        done[draft] = cell
                    if start < 0:
                        start = cell.start
                row.append(cell)
            if between == "\n":
                self.emit(between)
            rows.append(tuple(row))
        start = self.at if start < 0 else start
        if grid.origin is not None:
            self.origins.append(Origin(start, self.at, grid.origin))
        return Table(number, tuple(rows), start, self.at)

    def cell(self, draft: Draft | None, row: int, column: int, height: int) -> Cell:
        if draft is None:
            return Cell("", self.at, self.at, row, column)
        rowspan = min(draft.rowspan, height - row)
        items, start = draft.items, self.at
        if len(items) == 1 and isinstance(said := items[0], Said):  # nearly every cell
            start, end = self.say(said)
            return Cell(said.text, start, end, row, column, rowspan, draft.colspan)
        if self.given:  # spans hold for one text only; the rest of the items stand beside it
            return self.beside(draft, row, column, rowspan)
        mark = len(self.pieces)
        tables = self.within(items)
        text = "".join(self.pieces[mark:])
        return Cell(text, start, self.at, row, column, rowspan, draft.colspan, tuple(tables))

    def beside(self, draft: Draft, row: int, column: int, rowspan: int) -> Cell:
        text, span = "", (self.at, self.at)
        for item in draft.items:
            if isinstance(item, Said):
                text, span = item.text, self.say(item)
        for item in draft.items:
            if isinstance(item, Noted):
                self.asides.append(Aside(item.kind, item.text, self.at))
        return Cell(text, *span, row, column, rowspan, draft.colspan)

    def within(self, items: list[Item]) -> list[Table]:
        """Lay out what a cell holds: paragraphs and rows of nested tables on lines of their own."""
        tables: list[Table] = []
        fresh = False
        for item in items:
            if isinstance(item, Noted):
                self.asides.append(Aside(item.kind, item.text, self.at))
                continue
            if fresh:
                self.emit("\n")
            fresh = True
            if isinstance(item, Grid):
                tables.append(self.grid(item))
            else:
                self.say(item)
        return tables
