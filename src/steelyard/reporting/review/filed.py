"""The form as filed, with the findings and the numbers marked in place; and where each mark stands in the paper."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count

from steelyard.papers import Block, Cell, Paragraph, Run, Table
from steelyard.papers.paper import Style
from steelyard.reporting.contents import Contents
from steelyard.reporting.lines import width
from steelyard.reporting.marking import CellView, ParagraphView, RowView, Segment, TableView
from steelyard.reporting.review.blocks import TONES, Words, shares

NARROW, BROAD = 3, 14  # characters: bounds of the width that a column asks for
STYLES: dict[str, Style] = {"title": "subtitle", "heading": "subheading"}


class Filed:
    """The blocks of the form. A mark's anchor is looked up with ``link``, once the blocks are made."""

    def __init__(self, shown: Contents, t: Words) -> None:
        self._nested = t["nested"]
        self._places: dict[str, str] = {}
        self._made = count(1)
        self._entries = {
            one.entry for group in shown.numbers if group.state != "untied" for one in group.numbers
        }  # the others have no entry of their own
        self.blocks: list[Block] = [made for block in shown.blocks for made in self._block(block)]

    def link(self, anchor: str) -> str:
        """The link to the paragraph where a mark stands; empty for a mark that was not met."""
        return f"#{self._places[anchor]}" if anchor in self._places else ""

    def _block(self, block: ParagraphView | TableView) -> Iterator[Block]:
        if isinstance(block, TableView):
            yield from self._tables(block)
        else:
            yield self._paragraph(block.segments, STYLES.get(block.role, "body"))

    def _paragraph(self, segments: Sequence[Segment], style: Style = "body", marks: Sequence[str] = ()) -> Paragraph:
        here = [*marks, *(anchor for part in segments for anchor in _anchors(part))]
        anchor = f"p{next(self._made)}" if here else ""
        for mark in here:
            self._places.setdefault(mark, anchor)
        return Paragraph(tuple(run for part in segments for run in self._runs(part)), style, anchor=anchor)

    def _runs(self, part: Segment) -> Iterator[Run]:
        marked = part.level is not None
        link = f"#{part.spot.entry}" if part.spot and part.spot.entry in self._entries else ""
        if part.text:
            yield Run(part.text, bold=marked, tone=TONES[part.level], link=link)
        for ref in part.closes:
            yield Run(f"〔{ref.number}〕", tone=TONES[ref.level], link=f"#f{ref.number}")

    def _tables(self, view: TableView) -> Iterator[Table]:
        """The table; cut above its heads, so that these are repeated on every page."""
        rows = [row for row in view.rows if row.cells]
        head = next((at for at, row in enumerate(rows) if all(cell.head for cell in row.cells)), 0)
        if head and _reaches(rows[:head]) <= head:
            yield self._table(rows[:head])
            rows = rows[head:]
        yield self._table(rows)

    def _table(self, rows: Sequence[RowView]) -> Table:
        heads = next((at for at, row in enumerate(rows) if not all(cell.head for cell in row.cells)), len(rows))
        heads = heads if 0 < heads < len(rows) and _reaches(rows[:heads]) <= heads else 0
        columns = max((sum(cell.colspan for cell in row.cells) for row in rows), default=1)
        made = [tuple(self._cell(one, len(rows) - at) for one in row.cells) for at, row in enumerate(rows)]
        return Table(_widths(rows, columns), tuple(made), heads)

    def _cell(self, one: CellView, below: int) -> Cell:
        paragraphs: list[Paragraph] = []
        for content in one.content:
            marks = () if paragraphs else one.opens
            if isinstance(content, TableView):
                paragraphs += self._nest(content)
            else:
                paragraphs.append(self._paragraph(content, marks=marks))
        if not paragraphs:
            paragraphs.append(self._paragraph((), marks=one.opens))
        refs = tuple(Run(f"〔{ref.number}〕", tone=TONES[ref.level], link=f"#f{ref.number}") for ref in one.refs)
        last = paragraphs[-1]
        paragraphs[-1] = Paragraph((*last.runs, *refs), last.style, last.align, last.anchor)
        return Cell(
            tuple(paragraphs),
            rows=min(one.rowspan, below),
            columns=one.colspan,
            align="left" if one.long else "center",
            header=one.head,
            tone=TONES[one.level],
        )

    def _nest(self, view: TableView) -> Iterator[Paragraph]:
        """A table within a cell, row by row: a cell of a paper holds paragraphs only."""
        yield Paragraph((Run(self._nested, tone="soft"),))
        for row in view.rows:
            runs: list[Run] = []
            marks: list[str] = []
            for cell in row.cells:
                inner = self._cell(cell, 1)
                runs += [Run(" | ")] if runs else []
                runs += [run for paragraph in inner.paragraphs for run in paragraph.runs]
                marks += [paragraph.anchor for paragraph in inner.paragraphs if paragraph.anchor]
            yield Paragraph(tuple(runs), anchor=self._moved(marks))

    def _moved(self, anchors: Sequence[str]) -> str:
        """The first of the anchors of cells that were joined in one paragraph now stands for all of them."""
        for mark, anchor in self._places.items():
            if anchor in anchors:
                self._places[mark] = anchors[0]
        return anchors[0] if anchors else ""


def _anchors(part: Segment) -> Iterator[str]:
    yield from part.opens
    if part.spot and part.begins:
        yield part.spot.anchor


def _reaches(rows: Sequence[RowView]) -> int:
    """The row, counted from the first of ``rows``, behind the last that their cells cover."""
    return max((at + cell.rowspan for at, row in enumerate(rows) for cell in row.cells), default=0)


def _widths(rows: Sequence[RowView], columns: int) -> tuple[Decimal, ...]:
    """What each column asks for: its longest text, within bounds."""
    asked = [NARROW] * columns
    taken: dict[tuple[int, int], bool] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row.cells:
            while taken.get((r, c)):
                c += 1
            taken |= {(r + down, c + right): True for down in range(cell.rowspan) for right in range(cell.colspan)}
            if cell.colspan == 1 and c < columns:
                asked[c] = max(asked[c], min(BROAD, _longest(cell)))
            c += cell.colspan
    return shares(asked)


def _longest(cell: CellView) -> int:
    texts = ("".join(part.text for part in one) for one in cell.content if not isinstance(one, TableView))
    return max((-(-width(line) // 2) for text in texts for line in text.split("\n")), default=0)
