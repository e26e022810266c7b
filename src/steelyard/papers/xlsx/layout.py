"""Which block of a paper takes which rows and columns of which sheet, and how high each row is.

The table with the most columns gives a sheet its columns, one each; a column of a smaller table takes several. A
paragraph takes one row, a table one for each of its rows (and one for its caption, and an empty one after it), a
drawing as many as it is high. Only a cell over the whole width that is higher than a row can be is laid out over
several: one for each of its paragraphs, more for a paragraph that is longer still.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from math import ceil

from steelyard.papers.grid import Slot, grid
from steelyard.papers.look import LOOKS, cell_size, page_of, shares
from steelyard.papers.paper import Block, Cell, Drawing, Paper, Paragraph, Part, Run, Table
from steelyard.papers.pictures import ratio
from steelyard.papers.text import clean, printed

HIGHEST = 400.0  # points; Excel allows a row 409
DRAWING_ROW = 20.0
_POINT = 25.4 / 72
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one stretch of a sheet, all counted from 0: a cell of a table, a paragraph or a drawing."""

    content: Cell | Paragraph | Drawing
    row: int
    column: int
    rows: int
    columns: int
    size: float
    heads: bool = False
    places: "Places | None" = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows and columns of a table begin in its sheet, the first row and column after it last."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(slots=True)
class Sheet:
    """A sheet: its pieces, the widths of its columns in millimetres, the heights of its rows in points."""

    name: str
    widths: list[float]
    pieces: list[Piece] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    header: tuple[int, int] | None = None  # first and last row of the header of its longest table
    longest: int = 0  # the rows of that table


def lay_out(paper: Paper) -> list[Sheet]:
    """The sheets of a paper, at least one. Raises ``PaperError`` where a table cannot be laid out."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in paper.blocks:
        if isinstance(block, Part):
            parts.append((block.name, []))
        else:
            parts[-1][1].append(block)
    used = [(name or paper.title, blocks) for name, blocks in parts if blocks or name] or [(paper.title, [])]
    names: list[str] = []
    for name, _ in used:
        names.append(sheet_name(name, names))
    width = page_of(paper).text_width
    return [_sheet(name, blocks, width) for name, (_, blocks) in zip(names, used, strict=True)]


def sheet_name(name: str, taken: list[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    base = _FORBIDDEN.sub("·", clean(name).replace("\n", " ")).strip("' ")[:_LONGEST_NAME].strip("' ") or "1"
    if base.lower() == "history":
        base += "·"
    known, unique, count = {one.lower() for one in taken}, base, 1
    while unique.lower() in known:
        count += 1
        unique = f"{base[: _LONGEST_NAME - len(str(count)) - 2]}({count})"
    return unique


def _sheet(name: str, blocks: list[Block], width: float) -> Sheet:
    tables = [block for block in blocks if isinstance(block, Table)]
    main = max(tables, key=lambda table: len(table.widths)) if tables else None
    bounds = _bounds(main) if main else [0.0, 1.0]
    widths = [(end - start) * width for start, end in pairwise(bounds)]
    sheet = Sheet(name, widths)
    for block in blocks:
        if isinstance(block, Paragraph):
            _add_line(sheet, block)
        elif isinstance(block, Drawing):
            _add_drawing(sheet, block)
        elif isinstance(block, Table):
            if block.caption:
                _add_line(sheet, Paragraph((Run(block.caption),), "caption"))
            _add_table(sheet, block, _columns(block, bounds))
            sheet.heights.append(8.0)
    return sheet


def _bounds(table: Table) -> list[float]:
    return [0.0, *accumulate(float(share) for share in shares(table))]


def _columns(table: Table, bounds: list[float]) -> tuple[int, ...]:
    """The sheet's column at which each column of a table begins: the one nearest to its own place."""
    own, count = _bounds(table), len(table.widths)
    places = [0]
    for number in range(1, count):
        possible = range(places[-1] + 1, len(bounds) - count + number)
        places.append(min(possible, key=lambda at: abs(bounds[at] - own[number])))
    return (*places, len(bounds) - 1)


def _add_line(sheet: Sheet, paragraph: Paragraph) -> None:
    look = LOOKS[paragraph.style]
    text = "".join(run.text for run in paragraph.runs)
    height = _height(text, look.size, sum(sheet.widths)) + look.before + look.after
    rows = _rows(height)
    sheet.pieces.append(Piece(paragraph, len(sheet.heights), 0, rows, len(sheet.widths), look.size))
    sheet.heights.extend([height / rows] * rows)


def _add_drawing(sheet: Sheet, drawing: Drawing) -> None:
    height = float(drawing.width) * sum(sheet.widths) * ratio(drawing.svg) / _POINT
    rows = ceil(height / DRAWING_ROW) + 1
    sheet.pieces.append(Piece(drawing, len(sheet.heights), 0, rows, len(sheet.widths), 0))
    sheet.heights.extend([DRAWING_ROW] * rows)


def _add_table(sheet: Sheet, table: Table, columns: tuple[int, ...]) -> None:
    slots = grid(table)
    needs = _needs(sheet, table, slots, columns)
    parted = [_parted(row, need) for row, need in zip(slots, needs, strict=True)]
    starts = [len(sheet.heights)]
    for cells, need in zip(parted, needs, strict=True):
        width = sum(sheet.widths)
        parts = [_height(printed(one), 12, width) for one in cells] if len(cells) > 1 else [need]
        for part in parts:
            rows = _rows(part)
            sheet.heights.extend([part / rows] * rows)
        starts.append(len(sheet.heights))
    places = Places(tuple(starts), columns)
    for number, (row, cells) in enumerate(zip(slots, parted, strict=True)):
        heads = number < table.header_rows
        if len(cells) > 1:
            _add_parts(sheet, cells, starts[number], places)
            continue
        for slot in row:
            if slot.begins:
                cell, left = slot.cell, columns[slot.column]
                rows = starts[number + cell.rows] - starts[number]
                span = columns[slot.column + cell.columns] - left
                size = cell_size(table, slot)
                sheet.pieces.append(Piece(cell, starts[number], left, rows, span, size, heads, places))
    if table.header_rows and (sheet.header is None or len(slots) > sheet.longest):
        sheet.header, sheet.longest = (starts[0], starts[table.header_rows] - 1), len(slots)


def _add_parts(sheet: Sheet, cells: list[Cell], row: int, places: Places) -> None:
    for cell in cells:
        rows = _rows(_height(printed(cell), 12, sum(sheet.widths)))
        sheet.pieces.append(Piece(cell, row, 0, rows, len(sheet.widths), 12, False, places))
        row += rows


def _needs(sheet: Sheet, table: Table, slots: list[list[Slot]], columns: tuple[int, ...]) -> list[float]:
    """The height of each row of a table in points; what a merged cell lacks its last row gets."""
    needs = [0.0] * len(slots)
    ends: list[tuple[int, int, float]] = []
    for number, row in enumerate(slots):
        for slot in row:
            if not slot.begins:
                continue
            left, right = columns[slot.column], columns[slot.column + slot.cell.columns]
            height = _cell_height(slot.cell, cell_size(table, slot), sum(sheet.widths[left:right]))
            if slot.cell.rows == 1:
                needs[number] = max(needs[number], height)
            else:
                ends.append((number + slot.cell.rows, number, height))
    for end, begin, height in sorted(ends):
        needs[end - 1] += max(0.0, height - sum(needs[begin:end]))
    return [max(need, 14.0) for need in needs]


def _cell_height(cell: Cell, size: float, width: float) -> float:
    if any(one.style in ("title", "subtitle") for one in cell.paragraphs):
        size = max(LOOKS[one.style].size for one in cell.paragraphs if one.style in ("title", "subtitle"))
    return _height(printed(cell), size, width)


def _parted(row: list[Slot], need: float) -> list[Cell]:
    """The cells that take the place of one that is higher than a row can be: one for each of its paragraphs."""
    cell = row[0].cell
    if need <= HIGHEST or len(row) > 1 or cell.rows > 1:
        return [cell]
    return [replace(cell, paragraphs=(one,)) for one in cell.paragraphs]


def _rows(height: float) -> int:
    return max(1, ceil(height / HIGHEST))


def on_one_line(text: str, size: float, width: float) -> bool:
    """Whether a text needs no more than one line of ``width`` millimetres."""
    return _height(text, size, width) <= _height("", size, width)


def _height(text: str, size: float, width: float) -> float:
    """The height in points of a text as wide as ``width`` millimetres, a Chinese character being a square."""
    room = max(1.0, (width - 2) / _POINT / size * 2) * 0.9  # in halves of a Chinese character
    halves = [(len(line) + len(line.encode("utf-8", "replace"))) / 2 for line in text.split("\n")]
    lines = sum(max(1, ceil(one / room)) for one in halves)
    return lines * size * 1.35 + 6
