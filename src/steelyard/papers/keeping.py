"""What is kept on one page, for the writers that break pages: short tables, notes below a heading."""

from math import ceil

from steelyard.papers.grid import Slot
from steelyard.papers.look import LOOKS, Page, cell_size, shares
from steelyard.papers.paper import Block, Paragraph, Table
from steelyard.papers.text import printed

POINT = 25.4 / 72  # millimetres
_KEPT = 0.5  # of a page: what is surely lower is not broken: a row, the rows of one merged cell, a table


def whole(height: float, page: Page) -> bool:
    """Whether so many millimetres are so little of a page that they are not broken."""
    return height < (page.height - page.top - page.bottom) * _KEPT


def heights(table: Table, rows: list[list[Slot]], page: Page) -> list[float]:
    """Millimetres that each of the rows surely needs no more than, by the cells that are in no other row."""
    widths = [float(share) for share in shares(table)]
    return [
        max((_tall(slot, table, widths, page) for slot in slots if slot.cell.rows == 1), default=0.0) for slots in rows
    ]


def leads(before: Block | None, block: Block) -> bool:
    """Whether a paragraph belongs to what follows it: a heading, or the note right below one."""
    if not isinstance(block, Paragraph):
        return False
    return _heads(block) or (block.style == "note" and _heads(before))


def _heads(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and LOOKS[block.style].level > 0


def _tall(slot: Slot, table: Table, widths: list[float], page: Page) -> float:
    """The same of a cell, every character counted as wide as a Chinese one."""
    size = cell_size(table, slot)
    width = sum(widths[slot.column : slot.column + slot.cell.columns]) * page.text_width - 2
    a_line = max(1, int(width / (size * POINT)))
    lines = sum(max(1, ceil(len(part) / a_line)) for part in printed(slot.cell).split("\n"))
    return lines * size * 1.5 * POINT + 2.4
