"""A file as read: paragraphs and tables in reading order, over one text.

Offsets are counted in characters of ``Document.text``. For a ``.txt`` file that is the file itself.
"""

from dataclasses import dataclass, field
from typing import Literal

from steelyard.model.words import Message

AsideKind = Literal["deleted", "hidden", "text-box", "comment", "note", "header", "footer", "formula"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printed text stands in the document.

    ``table`` is 1-based in reading order, ``row`` counts indicator rows from 1 (the total row is the next
    one), ``column`` is the role of the column. All three are ``None`` for a place in the narrative.
    """

    start: int
    end: int
    text: str
    table: int | None = None
    row: int | None = None
    column: str | None = None

    @property
    def part(self) -> Literal["table", "text"]:
        return "text" if self.table is None else "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed. A merged cell is one ``Cell``, met at each place of the grid that it covers.

    ``text`` holds the paragraphs of the cell joined by ``\\n``, those of nested tables included.
    ``row`` and ``column`` (from 0) are those of its upper left corner.
    """

    text: str
    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    tables: tuple["Table", ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``rows[r][c]`` is the cell that covers grid place (r, c); rows may differ in length.

    ``number`` is 1-based in reading order, nested tables counted after the table that holds them.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that is in the file but not in the form as it reads: kept, because it is evidence.

    ``start`` is the offset in ``Document.text`` beside which it stands. A ``note`` is a footnote or an
    endnote; a ``formula`` is one whose result the file does not hold.
    """

    kind: AsideKind
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it reads after changes are accepted.

    ``format`` is the kind of file found by its content: docx, xlsx, xls, html, pdf, doc, txt.
    ``notices`` tell what the reader could not read or had to assume, so that nothing is dropped in silence.
    """

    path: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = field(default=())
    notices: tuple[Message, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        """The top-level tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
