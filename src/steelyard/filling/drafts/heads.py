"""The head of a form by the labels of a layout: project, department in charge, yearly goals."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from steelyard.model import Cell, Document, Table
from steelyard.packs.templates import Layout

_SPACE = re.compile(r"\s+")


def heads(document: Document, layout: Layout) -> dict[str, str]:
    """What a document says beside or below the labels of ``layout``, by the keys of a draft's card; the first counts.

    A field stands in the cell behind its label, a goal in the cell below it. Labels are compared without white space.
    """
    beside: dict[str, str] = {
        _tight(label.label): field.field
        for row in layout.fields
        for label, field in pairwise(row)
        if label.label and field.field in ("project", "department")
    }
    below = {_tight(cell.label): f"goals.{cell.field}" for cell in (layout.goals.columns if layout.goals else ())}
    found: dict[str, str] = {}
    for table in document.tables:
        for key, text in _found(table, beside, below):
            if text:
                found.setdefault(key, text)
    return found


def _found(table: Table, beside: Mapping[str, str], below: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(table.rows):
        cells = _once(row)
        for at, cell in enumerate(cells):
            label = _tight(cell.text)
            if label in beside and at + 1 < len(cells) and _tight(cells[at + 1].text) not in beside:
                yield beside[label], cells[at + 1].text.strip()
            if label in below and cell.row == number and (under := _under(table, cell)):
                yield below[label], under.text.strip()


def _once(row: tuple[Cell, ...]) -> list[Cell]:
    """The cells of a row, a merged one once."""
    return [cell for at, cell in enumerate(row) if not at or cell is not row[at - 1]]


def _under(table: Table, cell: Cell) -> Cell | None:
    """The cell right below another."""
    row = cell.row + cell.rowspan
    inside = row < len(table.rows) and cell.column < len(table.rows[row])
    return table.rows[row][cell.column] if inside else None


def _tight(text: str) -> str:
    return _SPACE.sub("", text)
