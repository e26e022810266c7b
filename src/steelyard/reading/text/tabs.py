"""Tables whose cells are kept apart by tabs: one cell a line, or one row a line."""

import re
from bisect import bisect_right

from steelyard.reading.building import Builder, Grid
from steelyard.reading.text.lines import Text

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


def cells_stand_on_lines(text: Text) -> bool:
    """Whether tabs begin lines (each a cell) rather than stand between the cells of a line."""
    inner = sum("\t" in line.text[1:] for line in text.lines)
    return sum(line.text.startswith("\t") for line in text.lines) > 2 * inner


def take_lines(text: Text, at: int, builder: Builder) -> int:
    """One cell a line behind a tab, further lines of a cell without; a blank line ends a row.

    An empty cell is a tab alone. Returns the line after the table; ``at`` where none begins.
    """
    lines = text.lines
    if not lines[at].text.startswith("\t"):
        return at
    grid = builder.table()
    after = at
    while at < len(lines) and lines[at].text.startswith("\t"):
        grid.row()
        at = after = _row(text, at, grid)
        while at < len(lines) and lines[at].blank and not lines[at].text.startswith("\t"):
            at += 1
    return after


def _row(text: Text, at: int, grid: Grid) -> int:
    lines = text.lines
    start = end = -1
    cells = 0
    while at < len(lines):
        line = lines[at]
        if line.text.startswith("\t"):
            if start >= 0:
                _cell(text, start, end, grid)
            start = line.start + 1
            cells += 1
        elif line.blank and not _goes_on(text, at, alone=cells == 1):
            break
        end = line.span[1]
        at += 1
    _cell(text, start, end, grid)
    return at


def _goes_on(text: Text, at: int, *, alone: bool) -> bool:
    """Whether a blank line stands within a cell: then cells of the same row follow before the next blank line.

    Behind the only cell of a row so far, more than one line is narrative that runs up to the next table.
    """
    lines = text.lines
    while at < len(lines) and lines[at].blank and not lines[at].text.startswith("\t"):
        at += 1
    if at == len(lines) or lines[at].text.startswith("\t"):
        return False
    if alone and at + 1 < len(lines) and not lines[at + 1].text.startswith("\t"):
        return False
    while at < len(lines) and not lines[at].blank:
        if lines[at].text.startswith("\t"):
            return True
        at += 1
    return False


def _cell(text: Text, start: int, end: int, grid: Grid) -> None:
    span = text.trimmed(start, max(start, end))
    grid.cell(text.said(span), span=span)


def take_tabs(text: Text, at: int, builder: Builder) -> int:
    """One row a line, tabs between cells; a quoted cell may hold line ends, as spreadsheets export them.

    Returns the line after the table; ``at`` where none begins.
    """
    lines = text.lines
    inside = "\t" in lines[at].text.strip() or (lines[at].text.startswith("\t") and not lines[at].blank)
    if not inside and not _quoted_over_lines(text, lines[at].start):
        return at
    grid = builder.table()
    starts = [line.start for line in lines] if '"' in text.source else []
    while at < len(lines) and ("\t" in lines[at].text or _quoted_over_lines(text, lines[at].start)):
        grid.row()
        end = _fields(text, lines[at].start, grid)
        at = bisect_right(starts, end, lo=at) if starts else at + 1
    return at


def _quoted_over_lines(text: Text, at: int) -> bool:
    """Whether a row begins with a quoted cell that holds line ends, so that its first tab is on a later line."""
    quoted = _QUOTED.match(text.source, at)
    return quoted is not None and "\n" in quoted[1] and text.source[quoted.end() : quoted.end() + 1] == "\t"


def _fields(text: Text, at: int, grid: Grid) -> int:
    """The cells of one row; returns where it ends."""
    source = text.source
    while True:
        quoted = _QUOTED.match(source, at)
        if quoted is not None:
            grid.cell(text.said(quoted.span(1)).replace('""', '"'), span=quoted.span(1))
            at = quoted.end()
        else:
            plain = _PLAIN.match(source, at)
            assert plain is not None  # it matches nothing at the least
            span = text.trimmed(*plain.span())
            grid.cell(text.said(span), span=span)
            at = plain.end()
        if at >= len(source) or source[at] != "\t":
            return at
        at += 1
