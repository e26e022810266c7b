"""From cells to printed texts and figures, each with its place."""

from collections.abc import Sequence
from decimal import Decimal

from steelyard.model import Cell, Figure, Message, Place, Printed, Unknown
from steelyard.quantity import parse_number
from steelyard.recognising.lines import Span
from steelyard.recognising.words import blank, said

COLUMN_NAMES = {"weight": "分值", "score": "得分", "review": "复核得分", "coefficient": "得分系数", "rate": "执行率"}


def place(cells: Sequence[Cell], table: int | None, row: int | None, column: str | None) -> Place:
    """Where the text of one or more cells stands, white space at its ends left out.

    Its text is what stands there, white space included; that of several cells is told as if they were one.
    """
    first, last = cells[0], cells[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = max(start, last.end - (len(last.text) - len(last.text.rstrip())))
    text = first.text.strip() if len(cells) == 1 else "".join(said(cell.text) for cell in cells)
    return Place(start, end if text else start, text, table, row, column)


def printed(spans: Sequence[Span], table: int, row: int | None, column: str) -> Printed:
    """The text of the cells under one heading, white space folded."""
    cells = [span.cell for span in spans]
    if not cells:
        return Printed("")
    where = place(cells, table, row, column)
    return Printed("".join(said(cell.text) for cell in cells), where)


def figure(text: Printed, column: str) -> Figure:
    """A printed text read as a number; an empty cell, or a dash, is unknown."""
    if blank(text.text):
        name = COLUMN_NAMES.get(column, column)
        return Figure(text, Unknown(Message(f"“{name}”一栏没有填写。", f"Nothing is filled in under {column}.")))
    return Figure(text, parse_number(text.text))


def absent(column: str) -> Figure:
    """The figure of a column that the layout does not have."""
    name = COLUMN_NAMES.get(column, column)
    return Figure(Printed(""), Unknown(Message(f"本表没有“{name}”一栏。", f"This layout has no column of {column}.")))


def unknown(zh: str, en: str) -> Figure:
    """A figure that is not printed, with the reason."""
    return Figure(Printed(""), Unknown(Message(zh, en)))


def known(figure: Figure | None) -> bool:
    """Whether there is a number."""
    return figure is not None and isinstance(figure.value, Decimal)
