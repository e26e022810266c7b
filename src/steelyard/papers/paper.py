"""A paper as an official lays it out: headings, paragraphs, tables with merged cells, drawings.

A paper knows nothing of forms or findings; the writers of this room know nothing else. The same paper gives a Word
file, a workbook, a PDF and a page, so that what one of them shows no other lacks.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model import Lang

Align = Literal["left", "center", "right", "justify"]
Style = Literal["title", "subtitle", "heading", "subheading", "verdict", "body", "item", "note", "caption"]
Tone = Literal["plain", "soft", "good", "doubt", "bad"]  # each also told by a word or a mark, never by colour alone


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. ``link`` is an address, or ``#name`` for a paragraph of that ``anchor``."""

    text: str
    bold: bool = False
    tone: Tone = "plain"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``align`` is the style's own where it is ``None``. A heading stays with what follows it."""

    runs: tuple[Run, ...]
    style: Style = "body"
    align: Align | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that begins in its row and reaches over ``rows`` × ``columns``; a cell may hold several paragraphs.

    ``number`` is the number that the text prints, which a workbook stores with ``format`` (Excel's number format);
    ``formula`` (without ``=``; ``{row,column}`` is a cell of the same table, both counted from 0) is stored beside it
    where a workbook can recompute it, as in ``SUM({1,5}:{39,5})``.
    """

    paragraphs: tuple[Paragraph, ...]
    rows: int = 1
    columns: int = 1
    align: Align = "center"
    header: bool = False
    tone: Tone = "plain"
    number: Decimal | None = None
    format: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. ``widths`` are shares of the width of the text, one a column; a row lists the cells that begin in it.

    The first ``header_rows`` rows are repeated on each page; no row is broken over two pages unless it is taller
    than one.
    """

    widths: tuple[Decimal, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: its name and a value, or ``None`` where it is unknown, for each of the chart's labels."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of a drawing, for a writer whose readers want a chart of their own (a workbook)."""

    kind: Literal["bar", "column", "line", "bullet"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG text with its own size, readable in black and white; ``told`` says in words what it shows.

    ``width`` is its share of the width of the text.
    """

    svg: str
    told: str
    width: Decimal = Decimal(1)
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Begins a part of its own: a new sheet of a workbook named ``name``; elsewhere a new page if ``page`` says so."""

    name: str
    page: bool = False


Block = Paragraph | Table | Drawing | Part


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. Nothing in it depends on the clock or the machine, so neither does a file written from it."""

    title: str
    blocks: tuple[Block, ...]
    lang: Lang = "zh"
    landscape: bool = False
    organization: str = ""
