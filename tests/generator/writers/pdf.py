"""PDF with ruled tables, long tables broken over pages with their header repeated."""

import random
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table
from tests.generator.paper import Cell, Grid, Para, Sheet

FONT = "STSong-Light"
SIZE, LEADING, PADDING = 8, 11, 6
MARGIN = 36
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=SIZE, leading=LEADING, wordWrap="CJK")
TITLE = ParagraphStyle("title", parent=TEXT, fontSize=14, leading=20, alignment=1)


def write(sheet: Sheet, path: Path, source: random.Random) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = landscape(A4) if source.random() < 0.6 else A4
    wide, high = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - 12
    story: list[object] = []
    used = 0.0
    for block in sheet.blocks:
        if isinstance(block, Para):
            paragraph = Paragraph(escape(block.text) or "&nbsp;", TITLE if block.heading else TEXT)
            used += paragraph.wrap(wide, high)[1]
            story.append(paragraph)
            continue
        for number, part in enumerate(pages(block, wide, high, used % high)):
            if number:
                story.append(PageBreak())
            story.append(_table(part, wide))
            used = _height(part, widths(part, wide))
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    SimpleDocTemplate(str(path), pagesize=size, invariant=1, **margins).build(story)


def pages(grid: Grid, wide: float, high: float, used: float) -> list[Grid]:
    """The grid cut where pages end. A merged cell goes on empty; header rows come again."""
    columns = widths(grid, wide)
    heights = _heights(grid, columns)
    parts, first, room = [], 0, high - used
    head = slice(*grid.heads) if grid.heads else slice(0, 0)
    for number, height in enumerate(heights):
        if height > room and number > first:
            parts.append(_cut(grid, first, number, grid.heads if first and first >= head.stop else None))
            first, room = number, high - (sum(heights[head]) if number >= head.stop else 0)
        room -= height
    parts.append(_cut(grid, first, len(grid.rows), grid.heads if first and first >= head.stop else None))
    return parts


def _cut(grid: Grid, first: int, last: int, heads: tuple[int, int] | None) -> Grid:
    covered = grid.cover()
    part = Grid(grid.columns)
    for begin, end in ([heads] if heads else []) + [(first, last)]:
        for number in range(begin, end):
            row = []
            for place in dict.fromkeys(covered[number]):
                assert place is not None
                cell = grid.rows[place[0]][place[1]]
                if place[0] == number or number == begin:
                    down = min(place[0] + cell.down, end) - number
                    row.append(Cell(cell.text if place[0] == number else "", down, cell.across))
            part.rows.append(row)
    return part


def _heights(grid: Grid, columns: list[float]) -> list[float]:
    heights = [float(LEADING + PADDING)] * len(grid.rows)
    for number, places in enumerate(grid.cover()):
        for place in dict.fromkeys(places):
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            if place[0] == number:
                room = sum(columns[column] for column, one in enumerate(places) if one == place) - 2 * PADDING
                lines = sum(-(-len(line) * SIZE // max(SIZE, int(room))) for line in cell.text.split("\n"))
                heights[number] = max(heights[number], (lines * LEADING + PADDING) / cell.down)
    return heights


def _height(grid: Grid, columns: list[float]) -> float:
    return sum(_heights(grid, columns))


def _table(grid: Grid, wide: float) -> Table:
    data: list[list[object]] = []
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for number, places in enumerate(grid.cover()):
        row: list[object] = []
        for column, place in enumerate(places):
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            first = place[0] == number and (not column or places[column - 1] != place)
            row.append(_paragraph(cell) if first else "")
            if first and (cell.down > 1 or cell.across > 1):
                end = (column + cell.across - 1, number + cell.down - 1)
                style.append(("SPAN", (column, number), end))
        data.append(row)
    return Table(data, colWidths=widths(grid, wide), style=style)


def _paragraph(cell: Cell) -> Paragraph:
    return Paragraph(escape(cell.text).replace("\n", "<br/>"), TEXT)


def widths(grid: Grid, wide: float) -> list[float]:
    """Widths by the longest text of each column, so that a number fits on one line."""
    need = [30.0] * grid.columns
    for number, places in enumerate(grid.cover()):
        for column, place in enumerate(places):
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            if place[0] == number and cell.across == 1:
                longest = max((len(line) for line in cell.text.split("\n")), default=0)
                need[column] = max(need[column], min(100, 14 + SIZE * longest))
    scale = wide / sum(need)
    return [one * scale for one in need]
