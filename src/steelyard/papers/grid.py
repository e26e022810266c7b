"""Where the cells of a table stand: the one place that works out what merged cells cover."""

from dataclasses import dataclass

from steelyard.papers.errors import PaperError
from steelyard.papers.paper import Cell, Table
from steelyard.papers.text import printed


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a row that one cell takes, from ``column`` on (0 is the first); ``begins`` in the cell's own row."""

    cell: Cell
    column: int
    begins: bool


_EMPTY = Cell(())


def grid(table: Table) -> list[list[Slot]]:
    """Each row's slots from left to right, those of cells that began in a row above too; gaps are empty cells.

    Raises ``PaperError`` where cells reach out of the table, over one another, or from the header into the body.
    """
    columns = len(table.widths)
    taken: list[tuple[Cell, int, int] | None] = [None] * columns  # per column: cell, its first column, rows left
    rows = []
    for number, row in enumerate(table.rows):
        slots: list[Slot] = []
        waiting = iter(row)
        column = 0
        while column < columns:
            above = taken[column]
            if above is not None:
                cell, first, left = above
                slots.append(Slot(cell, first, False))
            else:
                cell, first = next(waiting, _EMPTY), column
                left = cell.rows
                _check(table, cell, number, column, taken)
                slots.append(Slot(cell, first, True))
            ahead = (cell, first, left - 1) if left > 1 else None
            taken[column : column + cell.columns] = [ahead] * cell.columns
            column += cell.columns
        if (extra := next(waiting, None)) is not None:
            raise _misfit(extra, number, "已没有空位", "finds no place left")
        rows.append(slots)
    return rows


def _check(table: Table, cell: Cell, row: int, column: int, taken: list[tuple[Cell, int, int] | None]) -> None:
    end = column + cell.columns
    if cell.columns < 1 or cell.rows < 1 or end > len(table.widths) or row + cell.rows > len(table.rows):
        raise _misfit(cell, row, "超出表格", "reaches out of the table")
    if cell.columns > 1 and any(taken[column:end]):
        raise _misfit(cell, row, "与上方的合并单元格重叠", "overlaps a merged cell from above")
    if row < table.header_rows < row + cell.rows:
        raise _misfit(cell, row, "从表头行延伸到表体", "reaches from the header rows into the body")


def _misfit(cell: Cell, row: int, zh: str, en: str) -> PaperError:
    text = printed(cell)[:20] or "…"
    return PaperError(
        f"表格第{row + 1}行单元格“{text}”{zh}，请调整其合并的行列数。",
        f"The cell “{text}” of table row {row + 1} {en}; change the rows and columns it covers.",
    )
