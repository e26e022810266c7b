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
    wide, high = size[0] - 2 * MARGIN - 12, size[1] - 2 * MARGIN - 13
    story: list[object] = []
    used = 0.0
    for block in sheet.blocks:
        if isinstance(block, Para):
            paragraph = Paragraph(escape(block.text) or "&nbsp;", TITLE if block.heading else TEXT)
            used += paragraph.wrap(wide, high)[1]
            story.append(paragraph)
            continue
        if used % high + least(block, wide) > high:
            story.append(PageBreak())
            used = 0.0
        for number, part in enumerate(pages(block, wide, high, used % high)):
            if number:
                story.append(PageBreak())
            story.append(_table(part, wide))
            used = sum(_heights(part, wide)) + (0 if number else used % high)
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    SimpleDocTemplate(str(path), pagesize=size, invariant=1, **margins).build(story)


def least(grid: Grid, wide: float) -> float:
    """The height of the first rows, which stay together: a header is never left alone."""
    rows = grid.heads[1] + 1 if grid.heads and not grid.heads[0] else 1
    return sum(_heights(_cut(grid, 0, min(rows, len(grid.rows)), None), wide))


def pages(grid: Grid, wide: float, high: float, used: float) -> list[Grid]:
    """The grid cut where pages end. A merged cell goes on empty; header rows come again."""
    heights, last, parts, first = _heights(grid, wide), len(grid.rows), [], 0
    head = range(*grid.heads) if grid.heads else range(0)
    while first < last:
        room = high if first else high - used
        again = grid.heads if first >= head.stop > 0 else None
        shortest = min(last, head.stop + 1 if first == head.start and head else first + 1)
        end = shortest
        while end < last and sum(heights[first : end + 1]) < room:
            end += 1
        while end > shortest and sum(_heights(_cut(grid, first, end, again), wide)) > room:
            end -= 1
        if head and first < head.start < end <= head.stop:
            end = head.start
        parts.append(_cut(grid, first, end, again))
        first = end
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


def _heights(grid: Grid, wide: float) -> list[float]:
    """The heights that the rows will have."""
    table = _table(grid, wide)
    table.wrap(wide, 1e6)
    return list(table._rowHeights)


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
