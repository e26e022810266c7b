"""A worksheet as its reader met it, and its table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from steelyard.model import AsideKind, Message
from steelyard.reading import limits
from steelyard.reading.building import Builder, Draft, Grid
from steelyard.reading.errors import TooLarge

Spot = tuple[int, int]  # row and column, from 0
_SLACK = 64  # a merge that reaches farther beyond the cells in use is cut there


@dataclass(slots=True)
class Sheet:
    """``part`` is its name in a package; ``cells`` holds what is printed, blank cells left out unless something stands
    beside them.

    ``merges`` are corners, both included; ``beside`` holds what stands beside a cell (comments, formulas), and
    ``floating`` what stands on no cell (text boxes).
    """

    part: str = ""
    hidden: bool = False
    cells: dict[Spot, str] = field(default_factory=dict)
    merges: list[tuple[Spot, Spot]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    beside: dict[Spot, list[tuple[AsideKind, str]]] = field(default_factory=dict)
    floating: list[str] = field(default_factory=list)

    def note(self, spot: Spot, kind: AsideKind, text: str) -> None:
        self.beside.setdefault(spot, []).append((kind, text))


class Shown(NamedTuple):
    """The visible rows and columns of a worksheet, from 0, in order: where the cells of its table stand in ``part``."""

    part: str
    rows: list[int]
    columns: list[int]
    merges: list[tuple[Spot, Spot]]


def add(sheet: Sheet, builder: Builder) -> None:
    """Add a worksheet as one table; nothing for a blank one. What is hidden is kept beside the table.

    Raises ``TooLarge`` where the cells in use lie farther apart than any form's.
    """
    height, width = _extent(sheet)
    if height * width > limits.PLACES:
        detail = Message(f"工作表有{height}行{width}列", f"a worksheet of {height:,} rows and {width:,} columns")
        raise TooLarge(builder.path, detail)
    # The table begins at the first row and column in use.
    top, left = min((row for row, _ in sheet.cells), default=0), min((column for _, column in sheet.cells), default=0)
    rows = [row for row in range(top, height) if row not in sheet.hidden_rows]
    columns = [column for column in range(left, width) if column not in sheet.hidden_columns]
    if sheet.hidden or not rows or not columns:
        builder.aside("hidden", _printed(sheet, sheet.cells))
        return
    table = builder.table()
    table.origin = Shown(sheet.part, rows, columns, sheet.merges) if builder.traced else None
    shown = _fill(sheet, table, rows, columns)
    lost = [spot for spot in sheet.cells if spot not in shown]
    builder.aside("hidden", _printed(sheet, lost))
    if lost:
        builder.notice(
            f"工作表中有隐藏的行或列，其中{len(lost)}个单元格有内容，未计入表格，另作旁注。",
            f"Hidden rows or columns hold {len(lost)} cell(s) with content; they are kept beside the table.",
        )
    for said in sheet.beside.values():  # beside cells that are blank or hidden
        for kind, text in said:
            builder.aside(kind, text)
    for text in sheet.floating:
        builder.aside("text-box", text)


def _extent(sheet: Sheet) -> Spot:
    """How many rows and columns are in use: by cells, and by merges that reach a little beyond the last of them."""
    height = max((row for row, _ in sheet.cells), default=-1) + 1
    width = max((column for _, column in sheet.cells), default=-1) + 1
    ends = [end for corner, end in sheet.merges if corner in sheet.cells]
    return (
        max([height, *(row + 1 for row, _ in ends if row < height + _SLACK)]),
        max([width, *(column + 1 for _, column in ends if column < width + _SLACK)]),
    )


def _printed(sheet: Sheet, spots: Iterable[Spot]) -> str:
    """Cells as text: a line for each row."""
    lines: dict[int, list[str]] = {}
    for row, column in sorted(spots):
        lines.setdefault(row, []).append(sheet.cells[row, column])
    return "\n".join("\t".join(cells) for cells in lines.values())


def _fill(sheet: Sheet, grid: Grid, rows: list[int], columns: list[int]) -> set[Spot]:
    """The visible part of a sheet: ``rows`` and ``columns`` are the visible ones, in order. Returns what shows."""
    row_at = {row: place for place, row in enumerate(rows)}
    column_at = {column: place for place, column in enumerate(columns)}
    shown: set[Spot] = set()
    for _ in rows:
        grid.row()
    for (top, left), (bottom, right) in sheet.merges:
        down = [row_at[row] for row in range(top, min(bottom, rows[-1]) + 1) if row in row_at]
        across = [column_at[column] for column in range(left, min(right, columns[-1]) + 1) if column in column_at]
        grid.budget.spend(len(down))  # merges that overlap cost time as well
        if down and across and (top, left) not in shown:
            # The text of a merge shows even where its own corner is hidden.
            draft = grid.put(down[0], across[0], sheet.cells.get((top, left)), len(down), len(across))
            shown.add((top, left))
            _beside(sheet, (top, left), draft)
    for (row, column), text in sheet.cells.items():
        if (row, column) not in shown and row in row_at and column in column_at:
            _single(sheet, grid, (row, column), (row_at[row], column_at[column]), text)
            shown.add((row, column))
    for line in grid.rows:
        missing = len(columns) - len(line)
        grid.budget.spend(missing)
        line.extend([None] * missing)
    return shown


def _single(sheet: Sheet, grid: Grid, spot: Spot, place: Spot, text: str) -> None:
    covering = grid.rows[place[0]][place[1]] if place[1] < len(grid.rows[place[0]]) else None
    if covering is None:
        _beside(sheet, spot, grid.put(*place, text))
    else:  # a value under a merge: in the file, never shown
        covering.aside("hidden", text)


def _beside(sheet: Sheet, spot: Spot, draft: Draft) -> None:
    for kind, text in sheet.beside.pop(spot, ()):
        draft.aside(kind, text)
