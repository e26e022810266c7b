"""Ruled lines of a page → lattices: where the cells of its tables are. Geometry only, no text.

Lines are drawn in pieces, doubled, dotted, by cell; some bound nothing (underlines, strike-throughs). Pieces
on one line are joined, ends that meet no crossing line are cut off, lines that meet are one lattice, and a
cell reaches as far as no line divides it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from steelyard.reading.pdf.shapes import Box, Rule

NEAR = 3.0  # double lines and the borders of neighbouring cells are no further apart; no row is so low
OPEN = 6.0  # how far the ends of lines may differ where no line crosses them
SAME = 0.7  # how far pieces of one line may be out of line
GAP = 2.6  # between the pieces of one line
DASH = 6.0  # between dashes
SHORT = 5.0  # nothing shorter bounds a cell
CROSSINGS = 4_000_000  # pairs of lines looked at on one page


class Room(NamedTuple):
    """A cell: the rows and columns it covers, the end not included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True)
class Lattice:
    """``xs`` and ``ys`` are the lines between columns and rows, the outer ones included.

    ``above`` and ``below`` are the pieces of its upper and lower border that are not drawn: cells cut by the page.
    """

    xs: list[float]
    ys: list[float]
    rooms: list[Room]
    above: list[Rule] = field(default_factory=list)
    below: list[Rule] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(level: list[Rule], upright: list[Rule]) -> tuple[list[Lattice], list[Rule]]:
    """The lattices of a page from the top down, and the level lines that belong to none."""
    across, down = whole_lines(level, SAME), whole_lines(upright, SAME)
    found: list[Lattice] = []
    loose: list[Rule] = []
    clusters = _clusters(across, down)
    lone = [columns[0] for rows, columns in clusters if not rows]
    for rows, columns in clusters:
        lattice = _lattice(rows, columns + _beside(columns, lone)) if rows and columns else None
        if lattice:
            found.append(lattice)
        else:
            loose.extend(rows)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0])), loose


def whole_lines(pieces: Iterable[Rule], near: float) -> list[Rule]:
    """Pieces of lines joined: those at one distance from the edge, or no more than ``near`` off, that meet."""
    lines: list[Rule] = []
    group: list[Rule] = []
    for piece in sorted(pieces):
        if group and (piece.at - group[-1].at > near or piece.at - group[0].at > 2 * near):
            lines.extend(_joined(group))
            group = []
        group.append(piece)
    if group:
        lines.extend(_joined(group))
    return lines


def _joined(group: list[Rule]) -> list[Rule]:
    longest = max(group, key=lambda piece: piece.hi - piece.lo)
    dashed = len(group) >= 8 and longest.hi - longest.lo < 12
    gap = DASH if dashed else GAP
    at = sum(piece.at for piece in group) / len(group) if dashed else longest.at
    lines, lo, hi = [], float("inf"), float("-inf")
    for piece in sorted(group, key=lambda piece: piece.lo):
        if piece.lo - hi > gap:
            lines.append(Rule(at, lo, hi))
            lo, hi = piece.lo, piece.hi
        hi = max(hi, piece.hi)
    lines.append(Rule(at, lo, hi))
    return [line for line in lines if line.hi - line.lo >= SHORT]


def _meet(row: Rule, column: Rule) -> bool:
    return row.lo - NEAR <= column.at <= row.hi + NEAR and column.lo - NEAR <= row.at <= column.hi + NEAR


def _clusters(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, together; a line that meets none stands alone."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    heights = [row.at for row in across]
    left = CROSSINGS
    for number, column in enumerate(down, start=len(across)):
        first, last = bisect_left(heights, column.lo - NEAR), bisect_right(heights, column.hi + NEAR)
        left -= last - first
        if left < 0:
            return []  # a drawing, not a table
        for index in range(first, last):
            if _meet(across[index], column):
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, line in enumerate(across + down):
        rows, columns = groups.setdefault(root(index), ([], []))
        (rows if index < len(across) else columns).append(line)
    return list(groups.values())


def _beside(columns: list[Rule], lone: list[Rule]) -> list[Rule]:
    """Upright lines as long as the table that meet no other: the sides of cells that fill the whole page."""
    lo, hi = min(line.lo for line in columns), max(line.hi for line in columns)
    return [line for line in lone if abs(line.lo - lo) <= NEAR and abs(line.hi - hi) <= NEAR]


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    across, left, right = _open_ends(across, down)
    down, above, below = _open_ends(sorted([*down, *left, *right]), across)
    across, down = _trimmed(whole_lines([*across, *above, *below], NEAR), whole_lines(down, NEAR))
    xs, ys = sorted({line.at for line in down}), sorted({line.at for line in across})
    if len(xs) < 2 or len(ys) < 2:
        return None
    rooms = _cropped(list(_rooms(xs, ys, across, down)), len(ys) - 1)
    return _packed(Lattice(xs, ys, rooms, above, below)) if rooms else None


def _cropped(rooms: list[Room], height: int) -> list[Room]:
    """Without a strip at the end of the page where cells go on but none begins, nor at its top where none ends."""
    if len(rooms) > 1 and not any(room.top == height - 1 for room in rooms):
        rooms = [room._replace(bottom=min(room.bottom, height - 1)) for room in rooms]
    if len(rooms) > 1 and not any(room.bottom == 1 for room in rooms):
        rooms = [room._replace(top=max(room.top, 1)) for room in rooms]
    return rooms


def _open_ends(lines: list[Rule], crossing: list[Rule]) -> tuple[list[Rule], list[Rule], list[Rule]]:
    """The lines drawn out to their common ends, and the lines that are not drawn there, at either end.

    These are open sides, and cells that go on over the page.
    """
    found: tuple[list[Rule], list[Rule]] = ([], [])
    lo, hi = min(line.lo for line in lines), max(line.hi for line in lines)
    for place, into in ((lo, found[0]), (hi, found[1])):
        ends = [line.at for line in lines if min(abs(line.lo - place), abs(line.hi - place)) <= OPEN]
        drawn = [line for line in crossing if abs(line.at - place) <= OPEN]
        for first, last in pairwise(ends):
            if not any(line.lo - NEAR <= first and last <= line.hi + NEAR for line in drawn):
                into.append(Rule(place, first, last))
    if found[0]:
        lines = [line._replace(lo=lo) if line.lo - lo <= OPEN else line for line in lines]
    if found[1]:
        lines = [line._replace(hi=hi) if hi - line.hi <= OPEN else line for line in lines]
    return lines, *found


def _trimmed(across: list[Rule], down: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Every line cut to its outermost crossings; what crosses fewer than two lines bounds no cell."""
    while True:
        rows = _cut(across, down)
        columns = _cut(down, rows)
        if rows == across and columns == down:
            return rows, columns
        across, down = rows, columns


def _cut(lines: list[Rule], crossing: list[Rule]) -> list[Rule]:
    kept = []
    places = [line.at for line in crossing]
    for line in lines:
        near = crossing[bisect_left(places, line.lo - NEAR) : bisect_right(places, line.hi + NEAR)]
        met = [other.at for other in near if other.lo - NEAR <= line.at <= other.hi + NEAR]
        if met and met[-1] > met[0]:
            kept.append(Rule(line.at, met[0], met[-1]))
    return kept


def _walls(places: list[float], steps: list[float], lines: list[Rule]) -> list[list[bool]]:
    """``walls[i][j]``: a line is drawn at ``places[i]`` all along from ``steps[j]`` to ``steps[j + 1]``."""
    walls = [[False] * (len(steps) - 1) for _ in places]
    number = {place: index for index, place in enumerate(places)}
    for line in lines:
        first, last = bisect_left(steps, line.lo), bisect_right(steps, line.hi) - 1
        walls[number[line.at]][first:last] = [True] * (last - first)
    return walls


def _rooms(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> Iterable[Room]:
    """Cells, row by row: each reaches right to the first upright line, then down while nothing divides it."""
    level, upright = _walls(ys, xs, across), _walls(xs, ys, down)
    height, width = len(ys) - 1, len(xs) - 1
    taken = [[False] * width for _ in range(height)]
    for top in range(height):
        for left in range(width):
            if taken[top][left]:
                continue
            right = left + 1
            while right < width and not taken[top][right] and not upright[right][top]:
                right += 1
            bottom = top + 1
            while bottom < height and _goes_on(level[bottom], upright, taken[bottom], bottom, left, right):
                bottom += 1
            for row in taken[top:bottom]:
                row[left:right] = [True] * (right - left)
            room = Room(top, bottom, left, right)
            if _walled(room, level, upright):
                yield room


def _goes_on(level: list[bool], upright: list[list[bool]], taken: list[bool], row: int, left: int, right: int) -> bool:
    return not (
        any(level[left:right]) or any(taken[left:right]) or any(upright[x][row] for x in range(left + 1, right))
    )


def _walled(room: Room, level: list[list[bool]], upright: list[list[bool]]) -> bool:
    """A cell is bounded on three sides at least; anything less lies beside the table."""
    top, bottom, left, right = room
    sides = (
        all(level[top][left:right]),
        all(level[bottom][left:right]),
        all(upright[left][top:bottom]),
        all(upright[right][top:bottom]),
    )
    return sum(sides) >= 3


def _packed(lattice: Lattice) -> Lattice:
    """Without the lines at which no cell begins or ends."""
    columns = sorted({side for room in lattice.rooms for side in (room.left, room.right)})
    rows = sorted({side for room in lattice.rooms for side in (room.top, room.bottom)})
    x, y = {old: new for new, old in enumerate(columns)}, {old: new for new, old in enumerate(rows)}
    rooms = [Room(y[room.top], y[room.bottom], x[room.left], x[room.right]) for room in lattice.rooms]
    xs, ys = [lattice.xs[i] for i in columns], [lattice.ys[i] for i in rows]
    return Lattice(xs, ys, rooms, lattice.above, lattice.below)
