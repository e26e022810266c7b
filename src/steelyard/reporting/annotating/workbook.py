"""Remarks → notes on the cells of the workbook itself. Sheets without a remark, and all else in the file, stay."""

from bisect import bisect_right
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

    def at(self, start: int | None) -> tuple[Shown, Spot, int]:
        """The sheet and the cell that holds a character, and the last column of the cell; ``None`` for the first text.

        A note on merged cells belongs to their upper left corner.
        """
        if start is None:
            cell, shown = next((one for one in self._placed if one.cell.text.strip()), self._placed[0])
        else:
            cell, shown = self._placed[max(bisect_right(self._starts, start) - 1, 0)]
        row, column = shown.rows[cell.row], shown.columns[cell.column]
        for corner, end in shown.merges:
            if corner[0] <= row <= end[0] and corner[1] <= column <= end[1]:
                return shown, corner, end[1]
        return shown, (row, column), column


def _placed(document: Document, origins: Sequence[Origin]) -> Iterator[_Placed]:
    for table, origin in zip(document.tables, origins, strict=True):
        assert isinstance(origin.source, Shown)
        for number, row in enumerate(table.rows):
            for place, cell in enumerate(row):
                if (cell.row, cell.column) == (number, place):  # merged cells are met at each of their places
                    yield _Placed(cell, origin.source)
