"""Tables that go on over the page: columns matched, rows and merged labels cut by the break made whole again.

Heads repeated on every page stay where they are; telling them from rows is for whoever reads the table.
"""

from steelyard.reading.pdf.breaks import Break, Pair
from steelyard.reading.pdf.grid import Grid, Slot
from steelyard.reading.pdf.lattice import NEAR

WIDTH = 4.0  # two parts of one table differ in width by no more
LOOSE = 40.0  # where columns are told by white space, they may lie so far apart from page to page
HEADS = 5  # rows of a repeated head

Row = dict[tuple[int, int], str]


def join(table: Grid, part: Grid) -> bool:
    """Let ``part``, from the top of the next page, go on with ``table``; ``False`` where it is another table."""
    if not table.drawn and not part.drawn:
        if len(table.xs) != len(part.xs) or max(abs(x - y) for x, y in zip(table.xs, part.xs, strict=True)) > LOOSE:
            return False
        part.xs = list(table.xs)
    elif _agree(table.xs, part.xs):
        _unify(table, part)
    elif abs(_width(table) - _width(part)) <= WIDTH and len(table.xs) == len(part.xs) and _repeated(table, part):
        part.xs = list(table.xs)  # set anew on each page, with columns of other widths
    else:
        return False
    found = Break(table, part, _repeated(table, part))
    whole = found.same_row()
    _append(table, part, found.pairs if whole else found.labels_cut(), found.heads, whole)
    return True


def _width(grid: Grid) -> float:
    return grid.xs[-1] - grid.xs[0]


def _agree(xs: list[float], others: list[float]) -> bool:
    """Whether the outer borders agree and, where both have inner ones, most of those of the plainer one do."""
    if abs((xs[-1] - xs[0]) - (others[-1] - others[0])) > WIDTH:
        return False
    shift = others[0] - xs[0]
    fewer, more = sorted((xs[1:-1], [x - shift for x in others[1:-1]]), key=len)
    met = sum(any(abs(x - y) <= NEAR for y in more) for x in fewer)
    return 2 * met >= len(fewer)


def _unify(table: Grid, part: Grid) -> None:
    """Give both the borders of both, and move ``part`` under ``table``."""
    shift = part.xs[0] - table.xs[0]
    moved = [x - shift for x in part.xs]
    for slot in part.slots:
        slot.x0, slot.x1 = slot.x0 - shift, slot.x1 - shift
        for line in slot.lines:
            line.x0, line.x1 = line.x0 - shift, line.x1 - shift
    xs = sorted([*table.xs, *(x for x in moved if all(abs(x - y) > NEAR for y in table.xs))])
    for grid, old in ((table, table.xs), (part, moved)):
        at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in old]
        for slot in grid.slots:
            slot.left, slot.right = at[slot.left], at[slot.right]
        grid.xs = xs


def _row(grid: Grid, number: int) -> Row:
    """The texts of the cells that begin in a row, those that run on beyond any head left out."""
    return {(s.left, s.right): s.text for s in grid.slots if s.top == number and s.rows <= HEADS}


def _repeated(table: Grid, part: Grid) -> int:
    """How many rows at the top of ``part`` repeat rows of ``table``: its head, printed on each page."""
    first = _row(part, 0)
    if sum(map(bool, first.values())) < 2:
        return 0
    starts: dict[int, Row] = {}
    for slot in table.slots:
        if first.get((slot.left, slot.right)) == slot.text:
            starts.setdefault(slot.top, {})[slot.left, slot.right] = slot.text
    for start in sorted(starts):
        if starts[start] == first:
            return _length(table, part, start)
    return 0


def _length(table: Grid, part: Grid, start: int) -> int:
    most = 0
    for count in range(1, min(HEADS, part.height - 1, table.height - start) + 1):
        ours, theirs = _row(table, start + count - 1), _row(part, count - 1)
        if any(ours.get(place) != text for place, text in theirs.items()):
            break
        if not any(slot.top < count < slot.bottom and slot.rows <= HEADS for slot in part.slots):
            most = count
    return most


def _append(table: Grid, part: Grid, joined: list[Pair], heads: int, whole: bool) -> None:
    """Put the rows of ``part`` under those of ``table``; ``whole`` tells that one row was cut in two."""
    base, cut = table.height, 1 if whole else 0
    mates = {id(pair.lower): pair.upper for pair in joined}

    def row(number: int) -> int:
        return base + number - (cut if number > heads else 0)

    for slot in part.slots:
        mate = mates.get(id(slot))
        top, bottom = row(slot.top), row(slot.bottom)
        if mate is not None:
            _merge(mate, slot)
            if slot.top == 0:
                mate.bottom, mate.cut_below, mate.y1 = max(mate.bottom, bottom), slot.cut_below, slot.y1
                continue
            if whole:
                top = row(slot.top + 1)
        slot.top, slot.bottom = top, bottom
        if bottom > top:
            table.slots.append(slot)
    table.height = base + part.height - cut


def _merge(mate: Slot, slot: Slot) -> None:
    """Let two parts of one cell share their text; a text that is printed in both counts once."""
    mate.fresh = slot.fresh
    if mate.text != slot.text:
        mate.lines.extend(slot.lines)
    mate.inner.extend(slot.inner)
    slot.lines, slot.inner = mate.lines, mate.inner
