"""Lattices filled with text: the tables of one page and the lines beside them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from steelyard.reading.drafts import Flow
from steelyard.reading.pdf.lattice import Lattice
from steelyard.reading.pdf.shapes import Glyph
from steelyard.reading.pdf.text import Line, Measure, lines, paragraphs

SAMPLE = 400  # cells that tell the padding of a table
REPEATS = 20  # places of one text that are looked at for a head printed again
PADDING = 12.0  # at most, between a border and its text


@dataclass(slots=True)
class Slot:
    """A cell: rows and columns it covers (ends not included), its left and right border, what is in it.

    ``cut_above`` and ``cut_below`` tell that no border is drawn there: the cell goes on over the page.
    """

    top: int
    bottom: int
    left: int
    right: int
    x0: float
    x1: float
    y1: float  # where it ends on the last page that it is on
    lines: list[Line] = field(default_factory=list)
    inner: list["Grid"] = field(default_factory=list)
    cut_above: bool = False
    cut_below: bool = False
    fresh: int = 0  # how many of the lines stand on the last page that it is on

    @property
    def rows(self) -> int:
        return self.bottom - self.top

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Grid:
    """A table. ``ys`` are borders on the page where it begins; ``xs`` those between its columns."""

    xs: list[float]
    ys: list[float]
    height: int
    slots: list[Slot]
    drawn: bool = True  # by lines; or else its columns were told by white space
    tail: dict[float, int] = field(default_factory=dict)  # borders on its last page, where they were set anew there
    rows: list[list[Slot]] = field(default_factory=list)  # the cells that each row meets
    starts: dict[str, list[int]] = field(default_factory=dict)  # the first rows in which each text begins
    # The texts of cells of several rows by their first column, a few of each, those of its first row left out.
    merged: dict[int, set[str]] = field(default_factory=dict)

    def settle(self, slots: Iterable[Slot], first: int = 0) -> None:
        """Enter cells into the rows that they meet, from row ``first`` on, so that no page need see all of them."""
        self.rows.extend([] for _ in range(self.height - len(self.rows)))
        for slot in slots:
            for row in self.rows[max(slot.top, first) : slot.bottom]:
                row.append(slot)
            known = self.starts.setdefault(slot.text, [])
            if slot.top >= first and len(known) < REPEATS:
                known.append(slot.top)
            if slot.rows > 1 and slot.top > 0 and 0 not in self.starts[slot.text]:
                texts = self.merged.setdefault(slot.left, set())
                if len(texts) < REPEATS:
                    texts.add(slot.text)

    def resettle(self) -> None:
        """Enter all cells anew, after rows were taken out."""
        self.rows, self.starts, self.merged = [], {}, {}
        self.settle(self.slots)

    def across(self, row: int) -> list[Slot]:
        """The cells that a row meets, from the left."""
        return sorted(self.rows[row], key=lambda slot: slot.left)

    def padding(self) -> float:
        """The usual least distance of a text from the border of its cell; a few texts are too wide for theirs."""
        told = islice((slot for slot in self.slots if slot.lines), SAMPLE)
        gaps = sorted(min(line.x0 for line in slot.lines) - slot.x0 for slot in told)
        return min(max(gaps[len(gaps) // 8], 0.0), PADDING) if gaps else 0.0


def fill(lattices: Sequence[Lattice], glyphs: Iterable[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """Every character into its cell; returns the tables, tables within cells inside those, and what is left over."""
    grids = [_grid(lattice) for lattice in lattices]
    maps = [_map(lattice) for lattice in lattices]
    order = sorted(range(len(lattices)), key=lambda i: _area(lattices[i]))  # the innermost table first
    within: dict[tuple[int, int], list[Glyph]] = {}
    beside: list[Glyph] = []
    for run in _runs(glyphs):
        home = _where(lattices, maps, order, run[0])
        if len(run) > 1 and home != _where(lattices, maps, order, run[-1]):
            home = Counter(_where(lattices, maps, order, glyph) for glyph in run).most_common(1)[0][0]
        (within.setdefault(home, []) if home[0] >= 0 else beside).extend(run)
    outermost, frames = _nested(lattices, grids, maps, order)
    for (table, room), inside in within.items():
        if table in frames:
            beside.extend(inside)
        else:
            slot = grids[table].slots[room]
            slot.lines = lines(inside)
            slot.fresh = len(slot.lines)
    for grid in outermost:
        beside = _overflowing(grid, beside)
        _mend(grid)
    return outermost, beside


def _overflowing(grid: Grid, beside: list[Glyph]) -> list[Glyph]:
    """Text of a cell cut by the end of the page may run on below its borders; returns what is left over."""
    for slot in grid.slots:
        if not slot.cut_below or not slot.lines:
            continue
        below = [g for g in beside if g.y0 >= slot.lines[-1].y1 - 1 and slot.x0 <= (g.x0 + g.x1) / 2 <= slot.x1]
        for line in lines(below):
            last = slot.lines[-1]
            if line.y0 - last.y1 > 0.8 * last.size:
                break
            slot.lines.append(line)
            taken = {glyph for glyph in below if line.y0 <= (glyph.y0 + glyph.y1) / 2 <= line.y1}
            beside = [glyph for glyph in beside if glyph not in taken]
    return beside


def _mend(grid: Grid) -> None:
    """Let the rest of a cell at the top of a page reach down over an empty one that no row to the right ends with.

    Some programs draw such a rest shorter than the rows beside it.
    """
    for slot in sorted((slot for slot in grid.slots if slot.cut_above), key=lambda slot: -slot.left):
        below = [s for s in grid.slots if (s.top, s.left, s.right) == (slot.bottom, slot.left, slot.right)]
        ends = any(slot.bottom in (s.top, s.bottom) for s in grid.slots if s.left >= slot.right)
        if below and not below[0].lines and not ends and slot.right < len(grid.xs) - 1:
            slot.bottom, slot.y1 = below[0].bottom, below[0].y1
            grid.slots.remove(below[0])
    for row, rest in ((grid.height - 1, "cut_below"), (0, "cut_above")):  # strips of rows that stand on the other page
        strip = [slot for slot in grid.slots if slot.top == row == slot.bottom - 1]
        if len(strip) < len(grid.slots) and all(getattr(slot, rest) and not slot.lines for slot in strip):
            grid.slots = [slot for slot in grid.slots if slot not in strip]
            for slot in grid.slots:
                slot.top, slot.bottom = slot.top + (slot.top == row == 0), slot.bottom - (slot.bottom == row + 1 > 1)
    used = sorted({edge for slot in grid.slots for edge in (slot.top, slot.bottom)})
    number = {old: new for new, old in enumerate(used)}
    for slot in grid.slots:
        slot.top, slot.bottom = number[slot.top], number[slot.bottom]
    grid.ys, grid.height = [grid.ys[edge] for edge in used], len(used) - 1
    grid.resettle()


def _grid(lattice: Lattice) -> Grid:
    xs = lattice.xs
    slots = [
        Slot(r.top, r.bottom, r.left, r.right, xs[r.left], xs[r.right], lattice.ys[r.bottom]) for r in lattice.rooms
    ]
    height = len(lattice.ys) - 1
    for slot in slots:
        middle = (slot.x0 + slot.x1) / 2
        slot.cut_above = slot.top == 0 and any(line.lo <= middle <= line.hi for line in lattice.above)
        slot.cut_below = slot.bottom == height and any(line.lo <= middle <= line.hi for line in lattice.below)
    return Grid(xs, lattice.ys, height, slots)


def _map(lattice: Lattice) -> list[list[int]]:
    places = [[-1] * (len(lattice.xs) - 1) for _ in lattice.ys[1:]]
    for number, room in enumerate(lattice.rooms):
        for row in places[room.top : room.bottom]:
            row[room.left : room.right] = [number] * (room.right - room.left)
    return places


def _area(lattice: Lattice) -> float:
    box = lattice.box
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Characters set one right after the other: text that is too long for its cell stays whole."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _adjacent(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _adjacent(a: Glyph, b: Glyph) -> bool:
    high = a.y1 - a.y0
    return -0.5 * high < b.x0 - a.x1 < 0.1 * high and abs(b.y1 - a.y1) < 0.5 * high and b.x0 > a.x0


def _where(
    lattices: Sequence[Lattice], maps: Sequence[list[list[int]]], order: Sequence[int], glyph: Glyph
) -> tuple[int, int]:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    for number in order:
        xs, ys = lattices[number].xs, lattices[number].ys
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            room = maps[number][bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
            if room >= 0:
                return number, room
    return -1, -1


def _nested(
    lattices: Sequence[Lattice], grids: list[Grid], maps: Sequence[list[list[int]]], order: Sequence[int]
) -> tuple[list[Grid], set[int]]:
    """The outermost tables, the others put into the cell around them; and the frames, which are no tables."""
    inside: dict[int, tuple[int, int]] = {}
    for number in order:
        box = lattices[number].box
        corners = (Glyph("", box.x0, box.y0, box.x0, box.y0), Glyph("", box.x1, box.y1, box.x1, box.y1))
        larger = [i for i in order if _area(lattices[i]) > _area(lattices[number])]
        homes = {_where(lattices, maps, larger, corner) for corner in corners}
        if len(homes) == 1 and (home := homes.pop())[0] >= 0:
            inside[number] = home
    frames = {outer for outer, _ in inside.values() if len(grids[outer].slots) == 1}
    for number, (outer, room) in inside.items():
        if outer not in frames:
            grids[outer].slots[room].inner.append(grids[number])
    return [
        grid for i, grid in enumerate(grids) if i not in frames and inside.get(i, (i, 0))[0] in frames | {i}
    ], frames


def drop_struck_rows(grid: Grid, struck: Iterable[Glyph]) -> None:
    """Take out the rows in which everything was struck out: an editor's deletion, printed with its marks."""
    rows = {bisect_right(grid.ys, (glyph.y0 + glyph.y1) / 2) - 1 for glyph in struck if _inside(glyph, grid)}
    for row in sorted(rows, reverse=True):
        if any(slot.lines or slot.inner for slot in grid.slots if slot.top == row and slot.rows == 1):
            continue
        grid.slots = [slot for slot in grid.slots if not slot.top == row == slot.bottom - 1]
        for slot in grid.slots:
            slot.top -= slot.top > row
            slot.bottom -= slot.bottom > row
        del grid.ys[row + 1]
        grid.height -= 1
        grid.resettle()


def _inside(glyph: Glyph, grid: Grid) -> bool:
    return grid.xs[0] < glyph.x0 < grid.xs[-1] and grid.ys[0] < glyph.y1 < grid.ys[-1]


def write(flow: Flow, grid: Grid) -> None:
    """Say the table to the document being read, cell by cell."""
    table = flow.table()
    padding = grid.padding()
    for slot in sorted(grid.slots, key=lambda slot: (slot.top, slot.left)):
        cell = table.put(slot.top, slot.left, None, slot.rows, slot.right - slot.left)
        measure = Measure(slot.x0 + padding, slot.x1 - padding)
        if not slot.inner:
            for text in paragraphs(slot.lines, measure):
                cell.paragraph(text)
            continue
        tops = [float("-inf"), *(inner.ys[0] for inner in slot.inner), float("inf")]
        for (upper, lower), inner in zip(pairwise(tops), [*slot.inner, None], strict=True):
            for text in paragraphs([line for line in slot.lines if upper <= line.mid < lower], measure):
                cell.paragraph(text)
            if inner:
                write(cell, inner)
