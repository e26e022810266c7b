"""Laying out: drafts → the text of the document, with the characters of every paragraph and cell."""

from dataclasses import dataclass, field

from steelyard.model import Aside, Block, Cell, Paragraph, Table
from steelyard.reading.drafts import Draft, Grid, Item, Noted, Said, Span


@dataclass(slots=True)
class Layout:
    """Walks the drafts once and gives every paragraph and cell its characters."""

    given: bool
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    tables: int = 0
    asides: list[Aside] = field(default_factory=list)

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
        return start, self.at

    def grid(self, grid: Grid) -> Table:
        self.tables += 1
        number, start, height = self.tables, self.at, len(grid.rows)
        done: dict[int, Cell] = {}
        rows: list[tuple[Cell, ...]] = []
        first: int | None = None
        for r, drafts in enumerate(grid.rows):
            if r:
                self.emit("\n")
            row: list[Cell] = []
            fresh = False
            for c, draft in enumerate(drafts):
                cell = done.get(id(draft)) if draft is not None else None
                if cell is None:
                    if fresh:
                        self.emit("\t")
                    fresh = True
                    cell = self.cell(draft, r, c, height)
                    if draft is not None:
                        done[id(draft)] = cell
                    first = cell.start if first is None else first
                row.append(cell)
            rows.append(tuple(row))
        return Table(number, tuple(rows), start if first is None else first, self.at)

    def cell(self, draft: Draft | None, row: int, column: int, height: int) -> Cell:
        if draft is None:
            return Cell("", self.at, self.at, row, column)
        rowspan = min(draft.rowspan, height - row)
        items = draft.items
        if len(items) == 1 and isinstance(items[0], Said):
            start, end = self.say(items[0])
            return Cell(items[0].text, start, end, row, column, rowspan, draft.colspan)
        start, mark = self.at, len(self.pieces)
        tables = self.within(items)
        text = "".join(self.pieces[mark:])
        return Cell(text, start, self.at, row, column, rowspan, draft.colspan, tuple(tables))

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
