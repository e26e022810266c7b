"""Remarks → notes on the cells of the workbook itself. Sheets without a remark, and all else in the file, stay."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from steelyard.model import Cell, Document
from steelyard.reading.spreadsheets.sheets import Shown, Spot
from steelyard.reading.tracing import Origin, trace
from steelyard.reporting.annotating.notes import Note, Notes
from steelyard.reporting.annotating.package import Rewriting
from steelyard.reporting.annotating.remarks import Remark


def annotate(data: bytes, path: str, remarks: Sequence[Remark]) -> bytes:
    """A workbook with the remarks as notes, one for each cell. Raises the ``UnreadableDocument`` family."""
    document, origins = trace(data, path)
    cells = _Cells(document, origins)
    sheets: dict[str, dict[Spot, Note]] = {}
    for remark in remarks:
        shown, spot, right = cells.at(remark.start)
        note = sheets.setdefault(shown.part, {}).setdefault(spot, Note(spot, right, []))
        if not any(other.lines[:2] == remark.lines[:2] for other in note.remarks):  # two places in one cell
            note.remarks.append(remark)
    rewriting = Rewriting(data, path)
    for part, notes in sheets.items():
        Notes(rewriting, part).add(list(notes.values()))
    return rewriting.data()


class _Placed(NamedTuple):
    cell: Cell
    shown: Shown


class _Cells:
    """The cells of a workbook by the characters of its text."""

    def __init__(self, document: Document, origins: Sequence[Origin]) -> None:
        self._placed = list(_placed(document, origins))
        self._starts = [one.cell.start for one in self._placed]
        self._corners: dict[str, dict[Spot, tuple[Spot, int]]] = {}

    def at(self, start: int | None) -> tuple[Shown, Spot, int]:
        """The sheet and the cell that holds a character, and the last column of the cell; ``None`` for the first text.

        A note on merged cells belongs to their upper left corner.
        """
        if start is None:
            cell, shown = next((one for one in self._placed if one.cell.text.strip()), self._placed[0])
        else:
            cell, shown = self._placed[max(bisect_right(self._starts, start) - 1, 0)]
        spot = shown.rows[cell.row], shown.columns[cell.column]
        if shown.part not in self._corners:
            self._corners[shown.part] = _corners(shown)
        corner, right = self._corners[shown.part].get(spot, (spot, spot[1]))
        return shown, corner, right


def _placed(document: Document, origins: Sequence[Origin]) -> Iterator[_Placed]:
    for table, origin in zip(document.tables, origins, strict=True):
        assert isinstance(origin.source, Shown)
        for number, row in enumerate(table.rows):
            for place, cell in enumerate(row):
                if (cell.row, cell.column) == (number, place):  # merged cells are met at each of their places
                    yield _Placed(cell, origin.source)


def _corners(shown: Shown) -> dict[Spot, tuple[Spot, int]]:
    """By the first cell of merged ones that is visible: their upper left corner, visible or not, and last column."""
    found: dict[Spot, tuple[Spot, int]] = {}
    for corner, end in shown.merges:
        row, column = bisect_left(shown.rows, corner[0]), bisect_left(shown.columns, corner[1])
        if row < len(shown.rows) and column < len(shown.columns):
            found.setdefault((shown.rows[row], shown.columns[column]), (corner, end[1]))
    return found
