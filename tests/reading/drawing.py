"""PDF pages drawn line by line, for tests of their reader."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import steelyard.reading.pdf.library  # noqa: F401

FONT, SIZE = "STSong-Light", 10
WIDE, HIGH = 595, 842
HEIGHT = 24  # of a row
Rows = Sequence[Sequence[str]]
Line = Callable[[Any, float, float, float, float], None]


def pdf(*pages: Callable[[Any], None], **options: Any) -> bytes:
    """A file of pages, each drawn by a function of the canvas, y upwards as canvases have it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(WIDE, HIGH), invariant=1, **options)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    """The file with its pages turned clockwise, as a viewer turns them."""
    from pypdfium2 import PdfDocument  # starts pdfium, unless ours has: it must be the first

    document = PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def stroke(canvas: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y1)


def sliver(canvas: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line as a thin filled box."""
    canvas.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)


def pieces(canvas: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line in many short pieces that nearly meet."""
    steps = max(int(max(x1 - x0, y1 - y0) // 7), 1)
    for step in range(steps):
        ax, ay = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
        bx, by = x0 + (x1 - x0) * (step + 0.8) / steps, y0 + (y1 - y0) * (step + 0.8) / steps
        canvas.line(ax, ay, bx if x1 > x0 else ax, by if y1 > y0 else ay)


def doubled(canvas: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    level = y0 == y1
    for shift in (-0.8, 0.8):
        canvas.line(x0 + shift * (not level), y0 + shift * level, x1 + shift * (not level), y1 + shift * level)


def dashed(canvas: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line as square dots."""
    count = int(max(x1 - x0, y1 - y0) // 1.5) + 1
    for step in range(count):
        x, y = x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count
        canvas.rect(x, y, 0.7, 0.7, stroke=0, fill=1)


def table(
    canvas: Any,
    rows: Rows,
    columns: Sequence[float],
    top: float = HIGH - 60,
    line: Line = stroke,
    left: float = 60,
    last: bool = True,
    heights: Sequence[float] = (),
) -> float:
    """A ruled table; returns where it ends.

    A cell that says "<" belongs to the one on its left, one that says "^" to the one above. ``last``: whether
    the line below the last row is drawn.
    """
    xs = [left + sum(columns[:number]) for number in range(len(columns) + 1)]
    heights = heights or [HEIGHT] * len(rows)
    ys = [top - sum(heights[:number]) for number in range(len(rows) + 1)]
    for r in range(len(rows) + 1):
        for c in range(len(columns)):
            if (r == len(rows) and last) or (r < len(rows) and rows[r][c] != "^"):
                line(canvas, xs[c], ys[r], xs[c + 1], ys[r])
    for r, row in enumerate(rows):
        for c in range(len(columns) + 1):
            if c == len(columns) or row[c] != "<":
                line(canvas, xs[c], ys[r + 1], xs[c], ys[r])
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                words(canvas, xs[c] + 4, ys[r], text)
    return ys[-1]


def words(canvas: Any, x: float, top: float, text: str) -> None:
    """Lines of text from the upper edge of a cell."""
    for number, part in enumerate(text.split("\n")):
        canvas.drawString(x, top - 13 - number * 12, part)
