"""Tables that go on over the page: columns matched, rows and merged labels cut by the break made whole again.

Heads repeated on every page stay where they are; telling them from rows is for whoever reads the table.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from steelyard.reading.pdf.grid import Grid, Slot
from steelyard.reading.pdf.lattice import NEAR
from steelyard.reading.pdf.text import OPENING, Measure

WIDTH = 4.0  # two parts of one table differ in width by no more
LOOSE = 40.0  # where columns are told by white space, they may lie so far apart from page to page
HEADS = 5  # rows of a repeated head
ENDINGS = (  # of labels that are whole
    "指标", "管理", "效益", "情况", "建设", "目标", "执行", "其他", "影响", "满意度", "履职", "产出", "过程", "决策",
    "投入", "效果", "质量", "数量", "时效", "成本", "能力", "制度", "编制", "公开", "履行", "效能", "发展", "类别",
    "工作", "创新", "设定", "规范", "服务", "安全", "保障", "监管", "成效", "评价", "改革", "实施", "立项", "采购",
    "）", ")",
)  # fmt: skip
HEADING = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]")
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))


class Pair(NamedTuple):
    """Cells on either side of a page break, in the same columns."""

    upper: Slot
    lower: Slot


def join(table: Grid, part: Grid) -> bool:
    """Let ``part``, from the top of the next page, go on with ``table``; ``False`` where it is another table."""
    if not table.drawn and not part.drawn:
        if len(table.xs) != len(part.xs) or max(abs(x - y) for x, y in zip(table.xs, part.xs, strict=True)) > LOOSE:
            return False
        part.xs = list(table.xs)
    elif not _agree(table.xs, part.xs):
        return False
    heads = _repeated(table, part)
    _unify(table, part)
    pairs = _pairs(table, part, heads)
    whole = _same_row(table, part, pairs, heads)
    joined = pairs if whole else _labels(table, part, pairs, heads)
    _append(table, part, joined, heads, whole)
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
        at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in old]
        for slot in grid.slots:
            slot.left, slot.right = at[slot.left], at[slot.right]
        grid.xs = xs


def _row(grid: Grid, number: int) -> list[tuple[int, int, str]]:
    xs = grid.xs
    return [
        (round(s.x0 - xs[0]), round(s.x1 - xs[0]), s.text)
        for s in sorted(grid.slots, key=lambda slot: slot.left)
        if s.top == number
    ]


def _repeated(table: Grid, part: Grid) -> int:
    """How many rows at the top of ``part`` repeat rows of ``table``: its head, printed on each page."""
    first = _row(part, 0)
    if sum(bool(text) for _, _, text in first) < 2:
        return 0
    rows: dict[int, list[Slot]] = {}
    for slot in table.slots:
        rows.setdefault(slot.top, []).append(slot)
    texts = sorted(text for _, _, text in first)
    for start in sorted(rows):
        if sorted(slot.text for slot in rows[start]) == texts and _same(_row(table, start), first):
            return _length(table, part, start)
    return 0


def _same(row: list[tuple[int, int, str]], other: list[tuple[int, int, str]]) -> bool:
    return len(row) == len(other) and all(
        a[2] == b[2] and abs(a[0] - b[0]) <= NEAR and abs(a[1] - b[1]) <= NEAR for a, b in zip(row, other, strict=True)
    )


def _length(table: Grid, part: Grid, start: int) -> int:
    most = 0
    for count in range(1, min(HEADS, part.height - 1, table.height - start) + 1):
        if not _same(_row(table, start + count - 1), _row(part, count - 1)):
            break
        if not any(slot.top < count < slot.bottom for slot in part.slots):
            most = count
    return most


def _pairs(table: Grid, part: Grid, heads: int) -> list[Pair]:
    """Cells that meet at the break, from the left."""
    upper = {(slot.left, slot.right): slot for slot in table.slots if slot.bottom == table.height}
    lower = {(slot.left, slot.right): slot for slot in part.slots if slot.top == heads}
    return [Pair(upper[key], lower[key]) for key in sorted(upper.keys() & lower.keys())]


def _same_row(table: Grid, part: Grid, pairs: list[Pair], heads: int) -> bool:
    """Whether the first row of ``part`` is the rest of the last row of ``table``."""
    starting = sum(slot.top == heads for slot in part.slots)
    ending = sum(slot.bottom == table.height for slot in table.slots)
    if not pairs or not len(pairs) == starting == ending:
        return False
    plain = [pair for pair in pairs if pair.upper.rows == pair.lower.rows == 1] or pairs
    filled = [pair for pair in plain if pair.lower.lines]
    if not any(pair.lower.lines for pair in pairs):
        return plain == pairs and part.height > heads + 1  # what is left of a row when its text has ended
    if any(_cut(pair, heads) for pair in pairs):
        ended = sum(bool(pair.upper.lines) and not _flows(pair, table) for pair in filled)
        return all(_cut(pair, heads) for pair in pairs) and (ended < 2 or 2 * ended < len(filled))
    if not filled or not all(pair.upper.lines and _flows(pair, table) for pair in filled):
        return False
    return len(filled) < sum(bool(pair.upper.lines) for pair in plain) or all(_flows(pair, table) for pair in filled)


def _cut(pair: Pair, heads: int) -> bool:
    """Whether no border is drawn at the break; under a repeated head there is one in any case."""
    return pair.upper.cut_below and (pair.lower.cut_above or heads > 0)


def _flows(pair: Pair, table: Grid) -> bool:
    """Whether the text of the lower cell reads on from the upper one: its last line had no room for more."""
    upper, lower = pair
    last, first = upper.lines[-1], lower.lines[0]
    if len(lower.lines) == 1 and HEADING.match(first.text):
        return False
    if _full(pair, table):
        return True
    return len(upper.lines) > 2 and len(lower.lines) > 2 and first.x0 - last.x0 > 1.5 * first.size


def _full(pair: Pair, table: Grid) -> bool:
    upper, lower = pair
    padding = table.padding()
    measure = Measure(upper.x0 + padding, upper.x1 - padding)
    centred = measure.centred([*upper.lines, *lower.lines])
    return not measure.broke(upper.lines[-1], lower.lines[0], centred, 0.3)


def _labels(table: Grid, part: Grid, pairs: list[Pair], heads: int) -> list[Pair]:
    """Merged cells cut in two by the break: labels of groups that go on."""
    head = {(slot.left, slot.text) for slot in table.slots if slot.top == 0}
    merged = {s.left for s in [*table.slots, *part.slots] if s.rows > 1 and (s.left, s.text) not in head}
    spare = min((_spare(pair.upper) for pair in pairs if pair.upper.lines), default=0.0)
    cut = [pair for pair in pairs if _cut(pair, heads)]
    if cut and not heads and len(cut) < len(pairs):
        return cut
    joined: list[Pair] = []
    goes_on = -1  # the column right of a label that surely goes on
    for pair in reversed(pairs):
        upper, lower = pair
        if upper.rows == lower.rows == 1 and not _leading(upper, merged):
            continue
        if not upper.lines or not lower.lines or upper.text == lower.text:  # printed once, or on either page
            same = sure = bool(lower.lines) or upper.cut_below or not lower.cut_below
        else:
            same = _spare(upper) - spare < upper.lines[-1].size and (goes_on == upper.right or _unfinished(pair, table))
            sure = False
        if same:
            joined.append(pair)
            goes_on = upper.left if sure else goes_on
    return joined


def _leading(slot: Slot, merged: set[int]) -> bool:
    """Whether the cell stands in one of the columns of group labels, at the left of the table."""
    return all(column in merged for column in range(slot.left + 1))


def _spare(slot: Slot) -> float:
    """The room between the text and the end of the cell."""
    return slot.y1 - slot.lines[-1].y1 if slot.fresh else float("inf")


def _unfinished(pair: Pair, table: Grid) -> bool:
    """Whether the label ends in the middle."""
    upper, lower = pair.upper.text, pair.lower.text
    unclosed = any(upper.count(opened) > upper.count(closed) for opened, closed in BRACKETS)
    if unclosed or lower[0] in OPENING - {"“", "‘"} or lower[0] in "）)》、":
        return True
    return _full(pair, table) and (lower.startswith("指标") or not upper.endswith(ENDINGS))


def _append(table: Grid, part: Grid, joined: Iterable[Pair], heads: int, whole: bool) -> None:
    """Put the rows of ``part`` under those of ``table``; ``whole`` tells that one row was cut in two."""
    base = table.height
    cut = 1 if whole else 0
    mates = {id(pair.lower): pair.upper for pair in joined}

    def row(number: int) -> int:
        return base + number - (cut if number > heads else 0)

    for slot in part.slots:
        mate = mates.get(id(slot))
        top, bottom = row(slot.top), row(slot.bottom)
        if mate is not None:
            fresh = len(slot.lines)
            if mate.text != slot.text:
                mate.lines.extend(slot.lines)
            mate.inner.extend(slot.inner)
            slot.lines, slot.inner = mate.lines, mate.inner
            if not heads:
                mate.bottom, mate.cut_below = max(mate.bottom, bottom), slot.cut_below
                mate.y1, mate.fresh = slot.y1, fresh
                continue
            if whole:
                top = row(slot.top + 1)
        slot.top, slot.bottom = top, bottom
        if bottom > top:
            table.slots.append(slot)
    table.height = base + part.height - cut
