"""The form's own text and tables with the findings marked in place: what a page shows of a ``Document``.

Every finding has a number; each of its places has an anchor (``m3-1``: finding 3, first place) that the page links to,
and the marked text carries the number back. All positions are offsets in the document's text, so that a cell, a
number inside a cell and a sentence of the narrative are marked in the same way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from steelyard.model import Cell, Document, Finding, Form, Level, Paragraph, Table
from steelyard.model.narrative import State
from steelyard.reporting.verdict import RANK


class Ref(NamedTuple):
    """One place of finding ``number``; ``start`` and ``end`` are its offsets."""

    start: int
    end: int
    number: int
    level: Level
    anchor: str


class Spot(NamedTuple):
    """A number that was held against others: its state, its anchor, and the entry (an anchor too) that says why."""

    start: int
    end: int
    state: State
    anchor: str
    entry: str


class Segment(NamedTuple):
    """Text under the same marks. ``opens`` are the anchors that begin here, ``closes`` the references that end here.

    ``spot`` is the number that the text is, or is a part of; ``begins`` tells that it begins here.
    """

    text: str
    level: Level | None = None
    opens: tuple[str, ...] = ()
    closes: tuple[Ref, ...] = ()
    spot: Spot | None = None
    begins: bool = False


class ParagraphView(NamedTuple):
    """``role`` tells a title and a section's heading from running text."""

    segments: list[Segment]
    role: str


class CellView(NamedTuple):
    """``content`` is text in segments and nested tables, in order. Marks of the whole cell are its own.

    ``column`` is that of its upper left corner, counted from 0.
    """

    content: "list[list[Segment] | TableView]"
    rowspan: int
    colspan: int
    head: bool
    long: bool
    level: Level | None
    opens: tuple[str, ...]
    refs: tuple[Ref, ...]
    column: int = 0


class RowView(NamedTuple):
    """A row of a table. ``role`` tells a row of one cell that is a title, a section's heading or running text."""

    cells: list[CellView]
    role: str


class TableView(NamedTuple):
    """A table row by row, each cell once."""

    number: int
    rows: list[RowView]


LONG = 16  # characters from which a cell is set flush left
FLOWING = 120  # characters from which a row of one cell is running text


def references(findings: Sequence[Finding]) -> list[Ref]:
    """All places of ``findings``, which are numbered from 1 in the order given."""
    return [
        Ref(place.start, place.end, number, finding.level, f"m{number}-{at}")
        for number, finding in enumerate(findings, 1)
        for at, place in enumerate(finding.where, 1)
    ]


def worst(refs: Iterable[Ref]) -> Level | None:
    """The gravest level among ``refs``."""
    return min((ref.level for ref in refs), key=RANK.__getitem__, default=None)


class Marking:
    """Lays ``refs`` and ``spots`` over the document of ``form``. ``placed`` are the anchors that have been met.

    Spots do not overlap one another.
    """

    def __init__(self, form: Form, refs: Iterable[Ref], spots: Iterable[Spot] = ()) -> None:
        self.document: Document = form.document
        self.placed: set[str] = set()
        self._spots = sorted(spots)
        self._spot_ends = [spot.end for spot in self._spots]
        self._refs = sorted(refs)
        self._starts = [ref.start for ref in self._refs]
        self._reach = list(accumulate((ref.end for ref in self._refs), max))
        self._names = {row.name.place.start for row in form.indicators if row.name.place}
        self._headings = {part.start for part in form.sections}
        self._title = form.title

    def blocks(self) -> list[ParagraphView | TableView]:
        """The document in reading order, empty paragraphs left out."""
        views: list[ParagraphView | TableView] = []
        for block in self.document.blocks:
            if isinstance(block, Table):
                views.append(self._table(block))
            elif block.text.strip():
                views.append(self._paragraph(block))
        return views

    def at(self, start: int, end: int) -> list[Ref]:
        """The references that overlap a range; an empty place is met by a range that begins there."""
        found: list[Ref] = []
        at = bisect_left(self._starts, max(end, start + 1)) - 1
        while at >= 0 and self._reach[at] >= start:
            ref = self._refs[at]
            if ref.end > start or ref.start == ref.end == start:
                found.append(ref)
            at -= 1
        return found[::-1]

    def _open(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those of ``refs`` that begin here: the number of a long mark is printed once."""
        fresh = tuple(ref for ref in refs if ref.anchor not in self.placed)
        self.placed.update(ref.anchor for ref in fresh)
        return fresh

    def _paragraph(self, block: Paragraph) -> ParagraphView:
        role = self._role(block.start, block.text)
        return ParagraphView(self._segments(block.start, block.end, block.text), role)

    def _role(self, start: int, text: str, flowing: int = 0) -> str:
        if text.strip() == self._title:
            return "title"
        if start in self._headings and len(text) < FLOWING:
            return "text" if "\n" in text.strip() else "heading"  # the section itself may stand below its heading
        return "text" if len(text) >= flowing else ""

    def _segments(self, start: int, end: int, text: str, whole: Sequence[Ref] = ()) -> list[Segment]:
        """``text`` of a range cut where marks begin and end; ``whole`` are marks shown on what surrounds it."""
        refs = [ref for ref in self.at(start, end) if ref not in whole]
        if text != self.document.text[start:end]:  # offsets do not lead into it: marked as a whole
            fresh = self._open(refs)
            return [Segment(text, worst(refs), tuple(ref.anchor for ref in fresh), fresh)]
        spots = list(self._numbers(start, end))
        bounds = [(ref.start, ref.end) for ref in refs] + [(spot.start, spot.end) for spot in spots]
        inside = {cut for cut in chain.from_iterable(bounds) if start < cut < end}
        cuts = [start, *sorted(inside), end]
        return [self._segment(low, high, refs, spots) for low, high in pairwise(cuts)]

    def _numbers(self, start: int, end: int) -> Iterator[Spot]:
        """The spots within a range."""
        for spot in self._spots[bisect_right(self._spot_ends, start) :]:
            if spot.start >= end:
                return
            yield spot

    def _segment(self, low: int, high: int, refs: Sequence[Ref], spots: Sequence[Spot]) -> Segment:
        over = [ref for ref in refs if ref.start < high and ref.end > low]
        fresh = self._open(over)
        spot = next((one for one in spots if one.start < high and one.end > low), None)
        begins = spot is not None and spot.anchor not in self.placed
        if spot:
            self.placed.add(spot.anchor)
        anchors = tuple(ref.anchor for ref in fresh)
        return Segment(self.document.text[low:high], worst(over), anchors, fresh, spot, begins)

    def _table(self, table: Table) -> TableView:
        heads = self._heads(table)
        views: list[RowView] = []
        for r, row in enumerate(table.rows):
            own = [cell for c, cell in enumerate(row) if (cell.row, cell.column) == (r, c)]
            role = self._role(own[0].start, own[0].text, FLOWING) if len(own) == 1 else ""
            views.append(RowView([self._cell(cell, r in heads and cell.rowspan <= len(heads)) for cell in own], role))
        return TableView(table.number, views)

    def _heads(self, table: Table) -> range:
        """The rows of headings: the one above the first indicator, and those above it that are as short of words."""
        first = next((at for at, row in enumerate(table.rows) if any(c.start in self._names for c in row)), 0)
        top = max(first - 1, 0)
        while top and _heading(table.rows[top - 1]):
            top -= 1
        return range(top, first)

    def _cell(self, cell: Cell, head: bool) -> CellView:
        true = self.document.text[cell.start : cell.end] == cell.text
        refs = self.at(cell.start, cell.end)
        whole = [ref for ref in refs if not true or (ref.start <= cell.start and ref.end >= cell.end)]
        fresh = self._open(whole)
        content = list(self._content(cell, whole)) if true else list[list[Segment] | TableView]([[Segment(cell.text)]])
        long = len(cell.text) >= LONG
        anchors = tuple(ref.anchor for ref in fresh)
        return CellView(content, cell.rowspan, cell.colspan, head, long, worst(whole), anchors, fresh, cell.column)

    def _content(self, cell: Cell, whole: Sequence[Ref]) -> "Iterator[list[Segment] | TableView]":
        text, at = self.document.text, cell.start
        for table in (*cell.tables, None):
            end = table.start if table else cell.end
            if words := text[at:end].strip("\n") if cell.tables else text[at:end]:
                first = text.index(words, at)
                yield self._segments(first, first + len(words), words, whole)
            if table:
                yield self._table(table)
                at = table.end


def _heading(row: Sequence[Cell]) -> bool:
    words = {cell.start: cell.text for cell in row}.values()
    return len(words) > 2 and all(len(text) < LONG and not any(map(str.isdigit, text)) for text in words)
