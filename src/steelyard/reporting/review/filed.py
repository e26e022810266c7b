"""The form as filed, with the findings and the numbers marked in place; and where each mark stands in the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from steelyard.papers import Block, Cell, Paragraph, Run, Table
from steelyard.papers.paper import Style
from steelyard.reporting.contents import Contents
from steelyard.reporting.lines import width
from steelyard.reporting.marking import CellView, ParagraphView, RowView, Segment, TableView
from steelyard.reporting.review.blocks import TONES, Words, reference, shares

NARROW, BROAD = 4, 14  # characters: bounds of the width that a column asks for
TALL = 3  # rows from which a merged cell has room for a second line
GAP = CellView([], 1, 1, False, False, None, (), ())
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
            yield from self._paragraphs(block.segments, STYLES.get(block.role, "body"))

    def _paragraphs(
        self, segments: Sequence[Segment], style: Style = "body", marks: Sequence[str] = ()
    ) -> list[Paragraph]:
        """One for each line; ``marks`` are those of the whole."""
        first, *more = _lines(segments)
        return [self._paragraph(first, style, marks), *(self._paragraph(line, style) for line in more)]

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
            yield reference(ref.number, TONES[ref.level])

    def _tables(self, view: TableView) -> Iterator[Table]:
        """The table; cut above its heads, so that these are repeated on every page."""
        rows = view.rows
        head = next((at for at, row in enumerate(rows) if any(cell.head for cell in row.cells)), 0)
        if head and _reaches(rows[:head]) <= head:
            yield self._table(rows[:head])
            rows = rows[head:]
        yield self._table(_headed(rows))

    def _table(self, rows: Sequence[RowView]) -> Table:
        heads = next((at for at, row in enumerate(rows) if not all(cell.head for cell in row.cells)), len(rows))
        heads = heads if 0 < heads < len(rows) and _reaches(rows[:heads]) <= heads else 0
        widths = _widths(rows)
        made = [tuple(self._cell(one, len(rows) - at) for one in row) for at, row in enumerate(_filled(rows))]
        body = [part for row in made[heads:] for part in _opened(row, len(widths))]
        return Table(shares(widths), (*made[:heads], *body), heads)

    def _cell(self, one: CellView, below: int) -> Cell:
        paragraphs: list[Paragraph] = []
        for content in one.content:
            marks = () if paragraphs else one.opens
            if isinstance(content, TableView):
                paragraphs += self._nest(content)
            else:
                paragraphs += self._paragraphs(content, marks=marks)
        if not paragraphs:
            paragraphs.append(self._paragraph((), marks=one.opens))
        refs = tuple(reference(ref.number, TONES[ref.level]) for ref in one.refs)
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


def _headed(rows: list[RowView]) -> list[RowView]:
    """A label at the left that reaches from the heads down the whole table is cut below them, the rest left empty."""
    heads = next((at for at, row in enumerate(rows) if not any(cell.head for cell in row.cells)), len(rows))
    if not 0 < heads < len(rows) or rows[0].cells[0].rowspan <= heads:
        return rows
    label, *others = rows[0].cells
    rest = label._replace(content=[], rowspan=label.rowspan - heads, opens=(), refs=())
    top = RowView([label._replace(rowspan=heads, head=True), *others], rows[0].role)
    below = RowView([rest, *rows[heads].cells], rows[heads].role)
    return [top, *rows[1:heads], below, *rows[heads + 1 :]]


def _opened(row: tuple[Cell, ...], columns: int) -> Iterator[tuple[Cell, ...]]:
    """A row that is one cell of running text as one row a paragraph, since pages end between rows only."""
    if len(row) == 1 and row[0].columns == columns and row[0].rows == 1:
        yield from ((replace(row[0], paragraphs=(one,)),) for one in row[0].paragraphs)
    else:
        yield row


def _lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments cut where a line ends; marks begin with the first piece and end with the last."""
    lines: list[list[Segment]] = [[]]
    for part in segments:
        first, *more = part.text.split("\n")
        lines[-1].append(part._replace(text=first, closes=() if more else part.closes))
        lines += [[part._replace(text=text, opens=(), closes=(), begins=False)] for text in more]
        if more:
            lines[-1][0] = lines[-1][0]._replace(closes=part.closes)
    return lines


def _anchors(part: Segment) -> Iterator[str]:
    yield from part.opens
    if part.spot and part.begins:
        yield part.spot.anchor


def _reaches(rows: Sequence[RowView]) -> int:
    """The row, counted from the first of ``rows``, behind the last that their cells cover."""
    return max((at + cell.rowspan for at, row in enumerate(rows) for cell in row.cells), default=0)


def _filled(rows: Sequence[RowView]) -> Iterator[list[CellView]]:
    """The cells of each row, with empty ones where it has none, so that every cell stands in its own column."""
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        cells: list[CellView] = []
        after = 0
        for cell in row.cells:
            cells += [GAP._replace(column=c) for c in range(after, cell.column) if (r, c) not in covered]
            cells.append(cell)
            after = cell.column + cell.colspan
            covered.update((r + down, c) for down in range(1, cell.rowspan) for c in range(cell.column, after))
        yield cells


def _widths(rows: Sequence[RowView]) -> list[int]:
    """What each column asks for: its longest text, within bounds."""
    asked: dict[int, int] = {}
    for cell in (cell for row in rows for cell in row.cells):
        for c in range(cell.column, cell.column + cell.colspan):
            asked.setdefault(c, NARROW)
        if cell.colspan == 1:
            longest = _longest(cell) // (2 if cell.rowspan >= TALL else 1)
            asked[cell.column] = max(asked[cell.column], min(BROAD, longest))
    return [asked.get(c, NARROW) for c in range(max(asked, default=0) + 1)]


def _longest(cell: CellView) -> int:
    texts = ("".join(part.text for part in one) for one in cell.content if not isinstance(one, TableView))
    return max((-(-width(line) // 2) for text in texts for line in text.split("\n")), default=0)
