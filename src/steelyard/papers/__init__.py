"""Papers: what is to be printed, and the same content as a Word file, a workbook, a PDF and a page.

Every file is the same, byte for byte, for the same paper: no clock and no random id is in it.
"""

from importlib import import_module
from typing import Literal

from steelyard.papers.errors import PaperError
from steelyard.papers.paper import (
    Block,
    Cell,
    Chart,
    Drawing,
    Paper,
    Paragraph,
    Part,
    Run,
    Series,
    Table,
)

__all__ = [
    "KINDS",
    "Block",
    "Cell",
    "Chart",
    "Drawing",
    "Kind",
    "Paper",
    "PaperError",
    "Paragraph",
    "Part",
    "Run",
    "Series",
    "Table",
    "write",
]

Kind = Literal["docx", "xlsx", "pdf", "html"]
KINDS: tuple[Kind, ...] = ("docx", "xlsx", "pdf", "html")


def write(paper: Paper, kind: Kind) -> bytes:
    """The file of a paper: ``docx``, ``xlsx``, ``pdf`` or ``html`` (UTF-8).

    A character that no file can carry or that hides its neighbours (controls other than tab and line feed, marks of
    writing direction, lone surrogates, U+FFFE and U+FFFF) is written as ``�``, in a PDF also one that its fonts lack.
    Raises ``PaperError`` where the paper cannot be laid out, or what a kind needs (a package, a font, a size) is
    missing or exceeded.
    """
    if kind not in KINDS:
        raise PaperError(
            f"不会写“{kind}”这种文件，可写：{'、'.join(KINDS)}。",
            f"There is no writer of “{kind}” files; there is one of {', '.join(KINDS)}.",
        )
    content: bytes = import_module(f"steelyard.papers.{kind}").render(paper)
    return content
