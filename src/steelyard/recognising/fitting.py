"""Which cell of a row stands under which heading: by the grid where it is true, by order or by sense where not."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from steelyard.recognising.lines import Line, Span

Placed = list[tuple[Span, ...]]
"""For each heading the cells under it; a cell merged over several headings stands under each of them."""

Judge = Callable[[Placed], int]
"""How sensible a way of placing cells is: numbers where numbers belong, and so on."""


class Slot(NamedTuple):
    """The grid columns that a heading covers: ``first`` up to, not including, ``after``."""

    first: int
    after: int


def fit(line: Line, slots: Sequence[Slot], width: int, judge: Judge) -> Placed:
    """The cells of ``line`` under headings at ``slots`` of a table ``width`` columns wide.

    A table without merged cells whose rows differ in length comes from a format that cannot say what is merged
    (plain text): there, and in a table continued with another grid, the most sensible placing is taken.
    """
    spans = line.spans
    if line.width == width and (line.merged or len(spans) == width):
        return _by_grid(spans, slots)
    if len(spans) == len(slots):
        return [(span,) for span in spans]
    return _by_sense(spans, len(slots), judge)


def _by_grid(spans: Sequence[Span], slots: Sequence[Slot]) -> Placed:
    edges = {edge for slot in slots for edge in slot}
    if all((span.first in edges and span.after in edges) or _inside(span, slots) for span in spans):
        return [_under(slot, spans) for slot in slots]
    if len(spans) == len(slots):
        return [(span,) for span in spans]
    return _by_overlap(spans, slots)


def _inside(span: Span, slots: Sequence[Slot]) -> bool:
    return any(slot.first <= span.first and span.after <= slot.after for slot in slots)


def _under(slot: Slot, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.first < slot.after and slot.first < span.after)


def _by_overlap(spans: Sequence[Span], slots: Sequence[Slot]) -> Placed:
    """A cell stands under the heading that it shares most columns with, and under all that it mostly covers."""
    placed: list[list[Span]] = [[] for _ in slots]
    for span in spans:
        shared = [min(span.after, slot.after) - max(span.first, slot.first) for slot in slots]
        best = max(range(len(slots)), key=lambda index: shared[index])
        for index, slot in enumerate(slots):
            if (index == best and shared[best] > 0) or 2 * shared[index] > slot.after - slot.first:
                placed[index].append(span)
    return [tuple(cells) for cells in placed]


def _by_sense(spans: Sequence[Span], count: int, judge: Judge) -> Placed:
    """Try each cell as the merged one, or each heading as the one over several cells; ties go to the first."""
    few = len(spans)
    if few < count:
        ways = [_merged(spans, index, count) for index in _printed_first(spans)]
        ways.append([*((span,) for span in spans), *(() for _ in range(count - few))])
    else:
        ways = [_split(spans, index, count) for index in range(count)]
        ways.append([(span,) for span in spans[:count]])
    return max(ways, key=judge) if ways else [()] * count


def _printed_first(spans: Sequence[Span]) -> list[int]:
    return sorted(range(len(spans)), key=lambda index: not spans[index].text)


def _merged(spans: Sequence[Span], index: int, count: int) -> Placed:
    """The cell at ``index`` stands under as many headings as are one too many."""
    times = count - len(spans) + 1
    order = [*spans[:index], *[spans[index]] * times, *spans[index + 1 :]]
    return [(span,) for span in order]


def _split(spans: Sequence[Span], index: int, count: int) -> Placed:
    """The heading at ``index`` stands over as many cells as are too many."""
    after = index + len(spans) - count + 1
    return [*((span,) for span in spans[:index]), tuple(spans[index:after]), *((span,) for span in spans[after:])]
