"""What writers file: paragraphs and grids of cells, free of any kind of file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """A cell that covers ``down`` rows and ``across`` columns.

    ``number`` and ``pattern`` are what a workbook stores where the cell is a number; ``sums`` marks a cell
    that a workbook computes as the sum of the cells above it in the rows of the table.
    """

    text: str = ""
    down: int = 1
    across: int = 1
    number: Decimal | None = None
    pattern: str = "General"
    sums: bool = False


@dataclass(frozen=True)
class Para:
    text: str
    heading: bool = False


@dataclass
class Grid:
    """Rows of the cells that begin in them. ``heads`` rows are repeated after a page break where files can."""

    columns: int
    rows: list[list[Cell]] = field(default_factory=list)
    widths: tuple[int, ...] = ()
    heads: tuple[int, int] | None = None

    def add(self, *cells: Cell) -> None:
        self.rows.append(list(cells))

    def cover(self) -> list[list[tuple[int, int] | None]]:
        """For each place (row, column) the (row, index) of the cell that covers it.

        :raises ValueError: the cells do not fill the grid exactly.
        """
        places: list[list[tuple[int, int] | None]] = [[None] * self.columns for _ in self.rows]
        for number, row in enumerate(self.rows):
            column = 0
            for index, cell in enumerate(row):
                while column < self.columns and places[number][column] is not None:
                    column += 1
                for down in range(cell.down):
                    for across in range(cell.across):
                        if number + down >= len(self.rows) or column + across >= self.columns:
                            raise ValueError(f"cell {cell.text!r} of row {number} leaves the grid")
                        if places[number + down][column + across] is not None:
                            raise ValueError(f"cell {cell.text!r} of row {number} lies on another")
                        places[number + down][column + across] = (number, index)
                column += cell.across
        for number, filled in enumerate(places):
            if None in filled:
                raise ValueError(f"row {number} has a hole: {[cell.text for cell in self.rows[number]]}")
        return places


@dataclass
class Sheet:
    blocks: list[Para | Grid] = field(default_factory=list)

    def say(self, text: str, heading: bool = False) -> None:
        self.blocks.append(Para(text, heading))

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]


@dataclass
class Band:
    """Rows over columns of their own, to be mounted with other bands on one grid.

    ``wide`` tells which columns may stretch. ``heads`` are the rows of a header, from the first row.
    """

    columns: int
    rows: list[list[Cell]]
    wide: tuple[int, ...]
    heads: int = 0


def mount(bands: Sequence[Band], columns: int, slack: Iterable[int] = ()) -> Grid:
    """All bands under one another on ``columns`` grid columns; ``slack`` chooses where each stretches.

    Bands alike stretch alike, also those of a table that goes on in a second one.
    """
    grid, chosen = Grid(columns), list(slack)
    for band in bands:
        choices = iter(chosen)
        spans = [1] * band.columns
        for extra in range(columns - band.columns):
            pick = next(choices, extra)
            spans[band.wide[pick % len(band.wide)]] += 1
        first = len(grid.rows)
        if band.heads:
            grid.heads = (first, first + band.heads)
        _place(grid, band, spans)
    return grid


def _place(grid: Grid, band: Band, spans: list[int]) -> None:
    own = Grid(band.columns, band.rows)
    covered = own.cover()
    for number, row in enumerate(band.rows):
        cells = []
        for index, cell in enumerate(row):
            columns = [column for column, place in enumerate(covered[number]) if place == (number, index)]
            across = sum(spans[column] for column in columns)
            cells.append(Cell(cell.text, cell.down, across, cell.number, cell.pattern, cell.sums))
        grid.rows.append(cells)
