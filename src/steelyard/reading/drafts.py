"""A document while it is being read: flows of paragraphs, tables and side notes, and grids of cells."""

from typing import NamedTuple

from steelyard.model import AsideKind, Message
from steelyard.reading import limits
from steelyard.reading.errors import TooLarge

Span = tuple[int, int]


class Said(NamedTuple):
    text: str
    span: Span | None
    origin: object = None  # where in the file it stands, told by a reader whose builder is ``traced``


class Noted(NamedTuple):
    kind: AsideKind
    text: str


class Budget:
    """What the tables of one document may still use of ``limits.PLACES``."""

    __slots__ = ("left", "path")

    def __init__(self, path: str) -> None:
        self.path, self.left = path, limits.PLACES

    def spend(self, places: int) -> None:
        """Count grid places. Raises ``TooLarge`` beyond what any form has."""
        self.left -= places
        if self.left < 0:
            detail = Message(f"表格超过{limits.PLACES}格", f"tables of more than {limits.PLACES:,} cells")
            raise TooLarge(self.path, detail)


class Flow:
    """Paragraphs, tables and side notes one after another: the body of a document, or one cell."""

    __slots__ = ("budget", "depth", "items")

    def __init__(self, budget: Budget, depth: int) -> None:
        self.budget, self.depth = budget, depth
        self.items: list[Said | Noted | Grid] = []

    def paragraph(self, text: str, span: Span | None = None, origin: object = None) -> None:
        """Add a paragraph; ``span`` only where the text of the document is the file itself."""
        self.items.append(Said(text, span, origin))

    def aside(self, kind: AsideKind, text: str) -> None:
        """Keep what does not read as part of the form, beside what was added last. Blank text is dropped."""
        if text.strip():
            self.items.append(Noted(kind, text))

    def table(self) -> "Grid":
        """Add an empty table. Raises ``TooLarge`` where tables are nested too deep."""
        if self.depth >= limits.DEPTH:
            detail = Message(f"表格嵌套超过{limits.DEPTH}层", f"tables nested more than {limits.DEPTH} deep")
            raise TooLarge(self.budget.path, detail)
        grid = Grid(self.budget, self.depth + 1)
        self.items.append(grid)
        return grid


class Draft(Flow):
    """A cell being filled. ``rowspan`` may grow while further rows are added."""

    __slots__ = ("colspan", "column", "row", "rowspan")

    def __init__(self, budget: Budget, depth: int, row: int, column: int, rowspan: int, colspan: int) -> None:
        self.budget, self.depth, self.row, self.column = budget, depth, row, column
        self.items = []
        self.rowspan = 1 if rowspan <= 1 else min(rowspan, limits.SPAN)
        self.colspan = 1 if colspan <= 1 else min(colspan, limits.SPAN)


class Grid:
    """A table being filled. A place belongs to the cell that covered it first."""

    __slots__ = ("_reach", "budget", "cursor", "depth", "origin", "rows")

    def __init__(self, budget: Budget, depth: int) -> None:
        self.budget, self.depth = budget, depth
        self.rows: list[list[Draft | None]] = []
        self.origin: object = None  # as of ``Said``
        self.cursor = 0  # the column where the next cell of the row may stand
        self._reach = 0  # the first row that no cell from above reaches into

    def row(self) -> None:
        """Begin the next row. Cells from above that span into it stand in it already."""
        number, self.cursor = len(self.rows), 0
        if number < self._reach:
            above = self.rows[-1]
            row = [cell if cell and cell.row + cell.rowspan > number else None for cell in above]
            while row and row[-1] is None:
                row.pop()
            self.budget.spend(len(row))
            self.rows.append(row)
        else:
            self.budget.spend(1)
            self.rows.append([])

    def skip(self, places: int) -> None:
        """Leave ``places`` columns of the row without a cell; they print as empty cells."""
        row = self.rows[-1]
        self.cursor += min(places, limits.SPAN)
        missing = max(self.cursor - len(row), 0)
        self.budget.spend(missing)
        row.extend([None] * missing)

    def cell(self, text: str | None = None, rowspan: int = 1, colspan: int = 1, span: Span | None = None) -> Draft:
        """Add a cell at the next free place of the row, covering ``rowspan`` × ``colspan`` places."""
        row, column = self.rows[-1], self.cursor
        width = len(row)
        while column < width and row[column] is not None:
            column += 1
        draft = Draft(self.budget, self.depth, len(self.rows) - 1, column, rowspan, colspan)
        if text is not None:
            draft.items.append(Said(text, span))
        if draft.rowspan > 1:
            self._reach = max(self._reach, draft.row + draft.rowspan)
        if draft.colspan == 1 and column == width:  # nearly every cell
            self.budget.spend(1)
            row.append(draft)
        else:
            draft.colspan = self._cover(row, draft)
        self.cursor = column + draft.colspan
        return draft

    def grow(self, colspan: int = 1) -> Draft | None:
        """Let the cell above the next place reach down into this row: a continued vertical merge.

        Returns that cell, or ``None`` where none of the same width stands above; nothing is added then.
        """
        above = self.rows[-2] if len(self.rows) > 1 else []
        cell = above[self.cursor] if self.cursor < len(above) else None
        if cell is None or cell.column != self.cursor or cell.colspan != min(max(colspan, 1), limits.SPAN):
            return None
        cell.rowspan += 1
        self._cover(self.rows[-1], cell)
        self.cursor += cell.colspan
        return cell

    def widen(self, colspan: int = 1) -> Draft | None:
        """Let the cell to the left reach over the next places: a continued horizontal merge of the old kind.

        Returns that cell, or ``None`` where none stands there; nothing is added then.
        """
        row = self.rows[-1]
        cell = row[self.cursor - 1] if 0 < self.cursor <= len(row) else None
        if cell is None or cell.row != len(self.rows) - 1:
            return None
        cell.colspan = min(cell.colspan + max(colspan, 1), limits.SPAN)
        cell.colspan = self._cover(row, cell)
        self.cursor = cell.column + cell.colspan
        return cell

    def put(self, row: int, column: int, text: str | None = None, rowspan: int = 1, colspan: int = 1) -> Draft:
        """Add a cell with its upper left corner at (``row``, ``column``), both from 0, in any order.

        Text for a corner that is taken already joins the cell there.
        """
        taken = self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None
        if taken is not None:
            if text:
                taken.paragraph(text)
            return taken
        draft = Draft(self.budget, self.depth, row, column, rowspan, colspan)
        if text is not None:
            draft.paragraph(text)
        missing = row + draft.rowspan - len(self.rows)
        self.budget.spend(max(missing, 0))
        self.rows.extend([] for _ in range(missing))
        draft.colspan = self._cover(self.rows[row], draft)
        for covered in self.rows[row + 1 : row + draft.rowspan]:
            self._cover(covered, draft)
        return draft

    def _cover(self, row: list[Draft | None], cell: Draft) -> int:
        """Put ``cell`` at its places in ``row`` up to the first that is taken; return how many it got."""
        start, end, width = cell.column, cell.column + cell.colspan, len(row)
        for place in range(start + 1, min(end, width)):
            if row[place] is not None and row[place] is not cell:
                end = place
                break
        if end > width:
            self.budget.spend(end - width)
            row.extend([None] * (end - width))
        row[start:end] = [cell] * (end - start)
        return end - start


Item = Said | Noted | Grid
