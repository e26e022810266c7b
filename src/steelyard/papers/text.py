"""Texts and links as every kind of file can carry them."""

import re
from collections.abc import Iterable

from steelyard.model.words import UNPRINTABLE
from steelyard.papers.errors import PaperError
from steelyard.papers.paper import Block, Cell, Paper, Paragraph, Table

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto")


def clean(text: str) -> str:
    """``text`` with each character that a file cannot carry as ``�``; a line ends with a line feed."""
    return text if text.isprintable() else UNPRINTABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """``clean(text)`` as the text or an attribute (in double quotes) of XML and HTML."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def address(link: str) -> str:
    """A link that leaves the paper. Raises ``PaperError`` for any but web, mail and relative addresses."""
    scheme = _SCHEME.match(link.strip())
    if scheme and scheme[1].lower() not in _SCHEMES:
        raise PaperError(
            f"链接“{clean(link)}”不是网页、邮件或相对地址，请更正后再输出。",
            f"The link “{clean(link)}” is no web, mail or relative address; correct it and write again.",
        )
    return clean(link.strip())


def anchors(paper: Paper) -> dict[str, int]:
    """Each anchor of the paper with its number, counted from 1 in the order of the text.

    Raises ``PaperError`` where two paragraphs have the same anchor or a link names none.
    """
    found: dict[str, int] = {}
    linked: dict[str, None] = {}
    for paragraph in paragraphs(paper.blocks):
        if paragraph.anchor:
            if paragraph.anchor in found:
                raise PaperError(
                    f"锚点“{paragraph.anchor}”出现了两次，请改用不同的名称。",
                    f"The anchor “{paragraph.anchor}” is given twice; give each its own name.",
                )
            found[paragraph.anchor] = len(found) + 1
        linked.update((run.link[1:], None) for run in paragraph.runs if run.link.startswith("#"))
    missing = [name for name in linked if name not in found]
    if missing:
        raise PaperError(
            f"链接指向的锚点“{missing[0]}”在文中没有，请补上该锚点或去掉链接。",
            f"A link names the anchor “{missing[0]}”, which no paragraph has; add the anchor or drop the link.",
        )
    return found


def paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """Every paragraph, those in cells too, in the order of the text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs


def printed(cell: Cell) -> str:
    """The text of a cell, a line feed between its paragraphs."""
    return "\n".join("".join([run.text for run in paragraph.runs]) for paragraph in cell.paragraphs)
