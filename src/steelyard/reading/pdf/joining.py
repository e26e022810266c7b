"""Tables that go on over the page: columns matched, rows and merged labels cut by the break made whole again.

Heads repeated on every page stay where they are; telling them from rows is for whoever reads the table.
"""

from steelyard.reading.pdf.breaks import Break, Pair
from steelyard.reading.pdf.grid import Grid, Slot
from steelyard.reading.pdf.lattice import NEAR

WIDTH = 4.0  # two parts of one table differ in width by no more
LOOSE = 40.0  # where columns are told by white space, they may lie so far apart from page to page
HEADS = 5  # rows of a repeated head


def join(table: Grid, part: Grid) -> bool:
    """Let ``part``, from the top of the next page, go on with ``table``; ``False`` where it is another table."""
    if not table.drawn and not part.drawn:
        if len(table.xs) != len(part.xs) or max(abs(x - y) for x, y in zip(table.xs, part.xs, strict=True)) > LOOSE:
            return False
        part.xs = list(table.xs)
    elif _agree(table.xs, part.xs):
        _unify(table, part)
    elif not _set_as_last(table, part) and not _set_anew(table, part):
        return False
    found = Break(table, part, _repeated(table, part))
    whole = found.same_row()
    _append(table, part, found.pairs if whole else found.labels_cut(), found.heads, whole)
    return True


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
        if old == xs:
            continue
        at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in old]
        for slot in grid.slots:
            slot.left, slot.right = at[slot.left], at[slot.right]
        grid.xs, grid.merged = xs, {at[column]: texts for column, texts in grid.merged.items()}


def _set_anew(table: Grid, part: Grid) -> bool:
    """Match columns of other widths by the head that is printed again, cell by cell."""
    start = _head(table, part)
    if start is None or len(part.across(0)) < 3:
        return False
    edges: dict[int, int] = {}
    for row in range(max(_length(table, part, start), 1)):
        for ours, theirs in zip(table.across(start + row), part.across(row), strict=True):
            edges |= {theirs.left: ours.left, theirs.right: ours.right}
    if len(edges) < len(part.xs):
        return False
    table.tail = {x: edges[number] for number, x in enumerate(part.xs)}
    _renumber(table, part)
    return True


def _set_as_last(table: Grid, part: Grid) -> bool:
    """Match columns with those of the page before, where they had been set anew."""
    if len(table.tail) != len(part.xs) or any(
        abs(x - y) > NEAR for x, y in zip(sorted(table.tail), part.xs, strict=True)
    ):
        return False
    table.tail = dict(zip(part.xs, sorted(table.tail.values()), strict=True))
    _renumber(table, part)
    return True


def _renumber(table: Grid, part: Grid) -> None:
    for slot in part.slots:
        slot.left, slot.right = table.tail[part.xs[slot.left]], table.tail[part.xs[slot.right]]
    part.xs = list(table.xs)


def _same_head(ours: list[Slot], theirs: list[Slot]) -> bool:
    """Whether two rows say the same; a label that began above may be left out where it is printed again."""
    if len(ours) != len(theirs) or sum(bool(slot.lines) for slot in theirs) < 2:
        return False
    return all(a.text == b.text or (not b.lines and a.rows > 1) for a, b in zip(ours, theirs, strict=True))


def _head(table: Grid, part: Grid) -> int | None:
    """The row of ``table`` that the first one of ``part`` repeats, looked for at the rarest of its texts."""
    first = part.across(0)
    rows = min((table.starts.get(slot.text, []) for slot in first if slot.lines), key=len, default=[])
    return next((row for row in rows if _same_head(table.across(row), first)), None)


def _repeated(table: Grid, part: Grid) -> int:
    """How many rows at the top of ``part`` repeat rows of ``table``: its head, printed on each page."""
    start = _head(table, part)
    return 0 if start is None else _length(table, part, start)


def _length(table: Grid, part: Grid, start: int) -> int:
    most = 0
    for count in range(1, min(HEADS, part.height - 1, table.height - start) + 1):
        if not _same_head(table.across(start + count - 1), part.across(count - 1)):
            break
        if not any(slot.top < count and slot.rows <= HEADS for slot in part.across(count)):
            most = count
    return most


def _append(table: Grid, part: Grid, joined: list[Pair], heads: int, whole: bool) -> None:
    """Put the rows of ``part`` under those of ``table``; ``whole`` tells that one row was cut in two."""
    base, cut = table.height, 1 if whole else 0
    mates = {id(pair.lower): pair.upper for pair in joined}
    grown: list[Slot] = []

    def row(number: int) -> int:
        return base + number - (cut if number > heads else 0)

    for slot in part.slots:
        mate = mates.get(id(slot))
        top, bottom = row(slot.top), row(slot.bottom)
        if mate is not None:
            _merge(mate, slot)
            if slot.top == 0:
                mate.bottom, mate.cut_below, mate.y1 = max(mate.bottom, bottom), slot.cut_below, slot.y1
                grown.append(mate)
                continue
            if whole:
                top = row(slot.top + 1)
        slot.top, slot.bottom = top, bottom
        if bottom > top:
            table.slots.append(slot)
            grown.append(slot)
    table.height = base + part.height - cut
    table.settle(grown, base)


def _merge(mate: Slot, slot: Slot) -> None:
    """Let two parts of one cell share their text; a text that is printed in both counts once."""
    mate.fresh = slot.fresh
    if mate.text != slot.text:
        mate.lines.extend(slot.lines)
    mate.inner.extend(slot.inner)
    slot.lines, slot.inner = mate.lines, mate.inner
