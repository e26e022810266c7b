"""Workbooks of the application: one table under a title, numbers as numbers, names as links."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from steelyard.model import Lang
from steelyard.papers import Cell, Paper, Run, write
from steelyard.reporting.review.blocks import cell, figure, says, table
from steelyard.web.words import WORDS

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | Decimal | Run | None


def workbook(title: str, note: str, heads: Mapping[str, int], rows: Iterable[Sequence[Value]], lang: Lang) -> bytes:
    """The file: ``heads``, names of words each with a width, over ``rows``; what is missing is a dash."""
    body = [[_cell(value) for value in row] for row in rows]
    blocks = (
        says(title, "title"),
        says(note, "note", align="left"),
        table([WORDS[head].say(lang) for head in heads], body, tuple(heads.values())),
    )
    return write(Paper(title, blocks, lang, landscape=True), "xlsx")


def number(text: str | None) -> Decimal | None:
    """A score as a version keeps it."""
    return Decimal(text) if text else None


def _cell(value: Value) -> Cell:
    if value is None or value == "":
        return cell("—", align="center")
    if isinstance(value, str | Run):
        return cell(value)
    return figure(format(value, "f") if isinstance(value, Decimal) else str(value))
