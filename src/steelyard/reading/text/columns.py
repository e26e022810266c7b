"""Tables whose columns are kept apart by blanks only, as text printed from a page has them."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from steelyard.reading.building import Builder, Span
from steelyard.reading.text.lines import Line, Text

_FIELD = re.compile(r"\S+(?:[ ]\S+)*")  # one blank stays within a field
_ROWS, _COLUMNS = 3, 3  # at least, or it is prose with gaps in it


def take_columns(text: Text, at: int, builder: Builder) -> int:
    """Lines with gaps of two blanks or more, where the gaps of all lines leave channels free from top to bottom.

    A column is what lies between two channels. Returns the line after the table; ``at`` where none begins.
    """
    lines = text.lines
    if at and len(_fields(lines[at - 1])) > 1:
        return at
    after = at
    while after < len(lines) and len(_fields(lines[after])) > 1:
        after += 1
    if after - at < _ROWS:
        return at
    rows = [_on_screen(line) for line in lines[at:after]]
    starts = _columns([(left, right) for row in rows for left, right, _ in row])
    if len(starts) < _COLUMNS:
        return at
    grid = builder.table()
    for line, row in zip(lines[at:after], rows, strict=True):
        grid.row()
        fields: list[list[Span]] = [[] for _ in starts]
        for left, _, field in row:
            fields[bisect_right(starts, left) - 1].append(field)
        for found in fields:
            span = (line.start + found[0][0], line.start + found[-1][1]) if found else (line.start, line.start)
            grid.cell(text.said(span), span=span)
    return after


def _fields(line: Line) -> list[Span]:
    """The spans of the fields of a line; none where no gap is wide enough."""
    if "  " not in line.text and "\u3000" not in line.text:
        return []
    return [match.span() for match in _FIELD.finditer(line.text)]


def _on_screen(line: Line) -> list[tuple[int, int, Span]]:
    """The fields, each with where it stands on a screen on which Chinese characters are two columns wide."""
    edges = list(accumulate(map(_width, line.text), initial=0))
    return [(edges[start], edges[end], (start, end)) for start, end in _fields(line)]


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _columns(fields: list[Span]) -> list[int]:
    """Where columns begin: at the first field behind each channel."""
    starts: list[int] = []
    reach = -2
    for left, right in sorted(fields):
        if left >= reach + 2:
            starts.append(left)
        reach = max(reach, right)
    return starts
