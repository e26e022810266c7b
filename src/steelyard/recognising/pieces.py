"""The running text of a form: paragraphs, and cells that belong to no block, in reading order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from steelyard.model import Document, Paragraph, Place
from steelyard.recognising.lines import Item, Line, Span, nested
from steelyard.recognising.words import said

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line of running text. ``label`` is the cell to its left, where it stands in a table row."""

    start: int
    end: int
    raw: str
    line: Line | None = None
    label: str = ""
    alone: bool = True  # whether nothing else stands in its row

    @property
    def text(self) -> str:
        """The text, white space folded."""
        return said(self.raw)


def pieces(document: Document, items: Iterable[Item]) -> list[Piece]:
    """All lines of running text in ``items``, by their place in the document."""
    found = [piece for item in items for piece in _of_item(document, item)]
    return sorted(found, key=lambda piece: piece.start)


def _of_item(document: Document, item: Item) -> Iterator[Piece]:
    if isinstance(item, Paragraph):
        yield from _lines(document, item.start, item.end, None, "", True)
        return
    spans = item.printed
    label = ""
    for span in spans:
        for start, end in _outside(span, item):
            yield from _lines(document, start, end, item, label, len(spans) == 1)
        label = span.text


def _outside(span: Span, line: Line) -> Iterator[tuple[int, int]]:
    """The parts of a cell that are not in a table within it."""
    at = span.cell.start
    for table in nested(line) if span.cell.tables else ():
        if at <= table.start and table.end <= span.cell.end:
            yield at, table.start
            at = table.end
    yield at, span.cell.end


def _lines(document: Document, start: int, end: int, line: Line | None, label: str, alone: bool) -> Iterator[Piece]:
    for match in _LINE.finditer(document.text, start, end):
        raw = match[0]
        if raw.strip():
            first = match.start() + len(raw) - len(raw.lstrip())
            yield Piece(first, first + len(raw.strip()), raw.strip(), line, label, alone)


def pairs(items: Sequence[Item]) -> Iterator[tuple[Span, Span]]:
    """Neighbouring cells of the rows among ``items``: a label may stand left of its value."""
    for item in items:
        if isinstance(item, Line):
            yield from pairwise(item.printed)


def in_text(piece: Piece, match: "re.Match[str]", group: int | str = 0) -> Place:
    """The place of a match in a piece of running text."""
    start, end = match.span(group)
    return Place(piece.start + start, piece.start + end, match[group])
