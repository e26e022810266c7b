"""How a paper looks, for all writers: the page, the type of each style, the colours of the tones.

Sizes and margins are those customary for official documents (GB/T 9704: A4, margins 37, 35, 28 and 26 mm, titles in
two-point 小标宋, text in three-point 仿宋, first lines indented by two characters).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.papers.grid import Slot
from steelyard.papers.paper import Align, Paper, Style, Table, Tone

Face = Literal["title", "hei", "kai", "song", "fang"]  # 小标宋, 黑体, 楷体, 宋体, 仿宋


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper; all in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> int:
        """Between the margins."""
        return self.width - self.left - self.right


PORTRAIT = Page(210, 297, 37, 35, 28, 26)
LANDSCAPE = Page(297, 210, 24, 20, 20, 20)  # no official margins: bound at the top, room for wide tables


def page_of(paper: Paper) -> Page:
    """The page that a paper is printed on."""
    return LANDSCAPE if paper.landscape else PORTRAIT


@dataclass(frozen=True, slots=True)
class Look:
    """The type of a style: sizes in points; ``level`` is that of a heading, 0 for text; ``indent``: two characters."""

    size: float
    face: Face
    align: Align = "left"
    before: float = 0
    after: float = 0
    level: int = 0
    indent: bool = False


LOOKS: dict[Style, Look] = {
    "title": Look(22, "title", "center", after=12, level=1),
    "subtitle": Look(16, "kai", "center", after=12),
    "heading": Look(16, "hei", before=12, after=6, level=2),
    "subheading": Look(16, "kai", before=6, after=3, level=3),
    "verdict": Look(16, "hei", before=6, after=6),
    "body": Look(16, "fang", "justify", indent=True),
    "item": Look(12, "song", after=3),
    "note": Look(10.5, "song", after=3),
    "caption": Look(12, "hei", "center", before=6, after=3),
}

# Ink and, for cells, wash; what a tone says is also said by a word or a mark.
INKS: dict[Tone, str] = {"plain": "000000", "soft": "5b5852", "good": "1f5a2c", "doubt": "7a4b00", "bad": "a3160f"}
WASHES: dict[Tone, str] = {"plain": "", "soft": "f2f2f2", "good": "e8f3ea", "doubt": "fff4dc", "bad": "fcebe8"}
HEADER_WASH = "ececec"
LINK = "1d4f7c"


CELL_SIZES = (12, 10.5, 9)  # 小四, 五号, 小五


def table_size(table: Table) -> float:
    """The size of a table's type in points: the more columns, the smaller."""
    columns = len(table.widths)
    return CELL_SIZES[0] if columns <= 4 else CELL_SIZES[1] if columns <= 7 else CELL_SIZES[2]


def cell_size(table: Table, slot: Slot) -> float:
    """The size of a cell's type in points: the table's, but 小四 in a cell as wide as the table."""
    return CELL_SIZES[0] if slot.cell.columns == len(table.widths) else table_size(table)


def shares(table: Table) -> list[Decimal]:
    """The widths of the columns as shares that sum to 1."""
    total = sum(table.widths)
    return [width / total for width in table.widths]
