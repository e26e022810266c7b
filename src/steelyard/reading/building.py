"""Assembling a ``Document``: readers say what they meet, in reading order; only this module lays it out.

A reader is a function ``read(data: bytes, builder: Builder) -> None`` in a module of its own::

    builder.paragraph("一、部门概述")
    table = builder.table()
    table.row()
    table.cell("指标名称", rowspan=2)            # at the next free place of the row
    cell = table.cell()                          # or filled piece by piece:
    cell.paragraph("≥85%")
    cell.aside("hidden", "80%")                  # stands beside what was last said
    cell.table()                                 # a table within the cell
    table.put(3, 0, "合计", colspan=6)            # or at a place of the grid, rows and columns from 0

The text is laid out as it is met: paragraphs and rows end with ``\\n``, cells are parted by ``\\t``, a merged
cell is printed once, at its upper left corner, and ``Document.text[x.start:x.end] == x.text`` for every
paragraph and cell. A reader of plain text gives ``source`` and spans instead; then the text is the file.
"""

from steelyard.model import Document, Message, Table
from steelyard.reading.drafts import Budget, Draft, Flow, Grid, Span
from steelyard.reading.errors import Empty, NoTable
from steelyard.reading.layout import Layout, Origin

__all__ = ["Builder", "Draft", "Flow", "Grid", "Origin", "Span"]


class Builder(Flow):
    """The body of a document being read.

    ``traced`` asks the reader where in the file things stand; ``origins`` holds what it told, in reading order, once
    the document is laid out.
    """

    __slots__ = ("notices", "origins", "path", "sha256", "source", "traced")

    def __init__(self, path: str, sha256: str = "", traced: bool = False) -> None:
        super().__init__(Budget(path), 0)
        self.traced = traced
        self.origins: list[Origin] = []
        self.path, self.sha256 = path, sha256
        self.notices: list[Message] = []
        self.source: str | None = None  # the text of the file, where spans are given

    def notice(self, zh: str, en: str) -> None:
        """Say, in a finished sentence, what could not be read or had to be assumed."""
        self.notices.append(Message(zh, en))

    def document(self, kind: str) -> Document:
        """Lay everything out. Raises ``Empty`` where nothing is printed, ``NoTable`` where no table is."""
        layout = Layout(given=self.source is not None)
        blocks = layout.body(self.items)
        self.origins = layout.origins
        text = self.source if self.source is not None else "".join(layout.pieces)
        if not text.strip():
            raise Empty(self.path)
        if not any(isinstance(block, Table) for block in blocks):
            raise NoTable(self.path)
        return Document(self.path, kind, self.sha256, text, tuple(blocks), tuple(layout.asides), tuple(self.notices))
