"""Tables drawn with level lines only, or with none: columns by the white space that runs through their rows.

What is found is said as lines, as if they had been drawn; where columns are not plain, nothing is found and the
text stays what it looks like, paragraphs.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from steelyard.reading.pdf.lattice import NEAR
from steelyard.reading.pdf.shapes import Box, Glyph, Rule
from steelyard.reading.pdf.text import in_rows

WORD_GAP = 0.5  # between words of one cell, in character heights, at most
COLUMN_GAP = 0.4  # of white that runs through all rows, at least
ROWS = 3  # fewer rows, or fewer columns where no line is drawn, are no table
COLUMNS = 3

Row = list[Box]  # the pieces of text on one line of print, from the left


def undrawn_lines(level: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright lines of the tables that ``glyphs`` form, given the ``level`` lines that bound no cell yet."""
    rows = [row for line in in_rows([glyph for glyph in glyphs if glyph.text != " "]) if (row := _pieces(line))]
    across: list[Rule] = []
    down: list[Rule] = []
    for ruled in _frames(level):
        inside = [row for row in rows if ruled[0].at < _middle(row) < ruled[-1].at and _within(row, ruled[0])]
        rows = [row for row in rows if row not in inside]
        _add(inside, ruled, across, down, 2)
    for block in _blocks(rows):
        _add(block, [], across, down, COLUMNS)
    return across, down


def shaded_lines(fills: Sequence[Box]) -> tuple[list[Rule], list[Rule]]:
    """The edges of filled boxes, as lines: cells told apart by their colours or by the white between them."""
    across = [Rule(at, box.x0, box.x1) for box in fills for at in (box.y0, box.y1)]
    return across, [Rule(at, box.y0, box.y1) for box in fills for at in (box.x0, box.x1)]


def _pieces(line: Sequence[Glyph]) -> Row:
    pieces: Row = []
    for glyph in line:
        if pieces and glyph.x0 - pieces[-1].x1 < WORD_GAP * (glyph.y1 - glyph.y0):
            last = pieces[-1]
            pieces[-1] = Box(last.x0, min(last.y0, glyph.y0), max(last.x1, glyph.x1), max(last.y1, glyph.y1))
        else:
            pieces.append(Box(glyph.x0, glyph.y0, glyph.x1, glyph.y1))
    return pieces


def _middle(row: Row) -> float:
    return (row[0].y0 + row[0].y1) / 2


def _within(row: Row, rule: Rule) -> bool:
    return row[0].x0 >= rule.lo - NEAR and row[-1].x1 <= rule.hi + NEAR


def _frames(level: Sequence[Rule]) -> list[list[Rule]]:
    """Level lines of one table: those as long as its first line bound it, shorter ones between divide it."""
    frames: list[list[Rule]] = []
    left = sorted(level)
    while left:
        first = left[0]
        same = [rule for rule in left if abs(rule.lo - first.lo) <= NEAR and abs(rule.hi - first.hi) <= NEAR]
        inside = [
            rule
            for rule in left
            if rule.at <= same[-1].at and first.lo - NEAR <= rule.lo and rule.hi <= first.hi + NEAR
        ]
        if len(same) >= 2:
            frames.append(inside)
        left = [rule for rule in left if rule not in inside and rule is not first]
    return frames


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Lines of print that follow each other, most of them in several pieces."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and _apart(blocks[-1][-1], row) < 3:
            blocks[-1].append(row)
        elif len(row) >= COLUMNS:
            blocks.append([row])
    for block in blocks:
        while len(block) > 1 and len(block[-1]) < COLUMNS and _apart(block[-2], block[-1]) > 0.6:
            block.pop()
    return [block for block in blocks if sum(len(row) >= COLUMNS for row in block) >= max(ROWS, len(block) // 4)]


def _apart(above: Row, row: Row) -> float:
    """The distance of two lines of print, in character heights."""
    lower = max(piece.y1 for piece in above)
    return (min(piece.y0 for piece in row) - lower) / max(piece.y1 - piece.y0 for piece in row)


def _add(rows: list[Row], ruled: Sequence[Rule], across: list[Rule], down: list[Rule], least: int) -> None:
    if len(rows) < ROWS:
        return
    size = median(piece.y1 - piece.y0 for row in rows for piece in row)
    left, right = min(row[0].x0 for row in rows) - 1, max(row[-1].x1 for row in rows) + 1
    if ruled:
        left, right = min(left, ruled[0].lo), max(right, ruled[0].hi)
    between = _white(rows, size)
    if len(between) + 1 < least:
        return
    borders = _borders(rows, ruled, between, size)
    full = [Rule(at, left, right) for at in borders]
    across += [*full, *(rule for rule in ruled if all(abs(rule.at - at) > NEAR for at in borders))]
    down += [Rule(side, borders[0], borders[-1]) for side in (left, right)]
    for at in between:
        down += _upright(at, rows, borders)


def _white(rows: Sequence[Row], size: float) -> list[float]:
    """Where white runs through the rows from top to bottom; one row in ten may cross it (a head over columns)."""
    ends = sorted([(piece.x0, 1) for row in rows for piece in row] + [(piece.x1, -1) for row in rows for piece in row])
    most = max(sum(len(row) >= 2 for row in rows) // 10, 1 if len(rows) > 4 else 0)
    found, depth = [], 0
    start: float | None = None
    clear: list[Box] = []  # stretches of the gap that no row crosses
    for (x, step), (after, _) in pairwise([*ends, (ends[-1][0], 0)]):
        depth += step
        if depth > most or (x, step) == ends[-1]:
            if start is not None and x - start >= COLUMN_GAP * size:
                widest = max(clear, key=lambda box: box.x1 - box.x0, default=Box(start, 0, x, 0))
                found.append((widest.x0 + widest.x1) / 2)
            start, clear = None, []
        else:
            start = x if start is None else start
            if not depth:
                clear.append(Box(x, 0, after, 0))
    return _headed(rows, found)


def _headed(rows: Sequence[Row], between: list[float]) -> list[float]:
    """Only the gaps that have text of their own on either side in most rows."""
    kept: list[float] = []
    for at, after in pairwise([*between, float("inf")]):
        before = kept[-1] if kept else float("-inf")
        sides = [
            sum(any(low < (piece.x0 + piece.x1) / 2 < high for piece in row) for row in rows)
            for low, high in ((before, at), (at, after))
        ]
        if min(sides) >= max(2, 0.2 * len(rows)):
            kept.append(at)
    return kept


def _borders(rows: Sequence[Row], ruled: Sequence[Rule], between: Sequence[float], size: float) -> list[float]:
    """Levels between the rows: the drawn lines where they part every row, else the lines of print told apart."""
    drawn = [rule.at for rule in ruled if rule.hi - rule.lo >= 0.98 * (ruled[0].hi - ruled[0].lo)]
    top, bottom = rows[0][0].y0 - 1, max(piece.y1 for piece in rows[-1]) + 1
    if len(drawn) >= 2:
        top, bottom = drawn[0], drawn[-1]
    if len(ruled) > 3 and len(ruled) >= 0.25 * len(rows):
        return drawn
    filled = [_columns_of(row, between) for row in rows]
    borders = [top]
    for (above, row), (before, columns) in zip(pairwise(rows), pairwise(filled), strict=True):
        apart = row[0].y0 - max(piece.y1 for piece in above)
        whole = len(columns) > 0.5 * (len(between) + 1) and len(before) > 0.5 * (len(between) + 1)
        line = next((at for at in drawn[1:-1] if _middle(above) < at < _middle(row)), None)
        if line is not None or whole or apart > 0.5 * size:
            borders.append(line if line is not None else row[0].y0 - apart / 2)
    return [*borders, bottom]


def _columns_of(row: Row, between: Sequence[float]) -> set[int]:
    return {sum(at < (piece.x0 + piece.x1) / 2 for at in between) for piece in row}


def _upright(at: float, rows: Sequence[Row], borders: Sequence[float]) -> list[Rule]:
    """A line between columns, left out in the rows where text crosses it."""
    found = []
    for upper, lower in pairwise(borders):
        crossed = any(
            piece.x0 < at - 1 and piece.x1 > at + 1 for row in rows if upper < _middle(row) < lower for piece in row
        )
        if not crossed:
            found.append(Rule(at, upper, lower))
    return found
