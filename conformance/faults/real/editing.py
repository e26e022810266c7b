"""A form's file as rows of cells and as paragraphs whose text can be changed in place, by kind of file.

What a file is otherwise (merged cells, tracked changes, styles) stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Spot:
    """A piece of text that stands in one place, and how to put another there."""

    text: str
    put: Callable[[str], None]


@dataclass(frozen=True)
class Editable:
    """The rows of every table, the paragraphs, and how to write the changed file."""

    rows: list[list[Spot]]
    paragraphs: list[Spot]
    save: Callable[[Path], None]


def docx(path: Path) -> Editable:
    """A Word file, changed in its own XML."""
    from lxml import etree

    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    root = etree.fromstring(parts["word/document.xml"])

    def save(target: Path) -> None:
        changed = {**parts, "word/document.xml": etree.tostring(root, encoding="UTF-8", standalone=True)}
        with ZipFile(target, "w", ZIP_DEFLATED) as packed:
            for name, content in changed.items():
                packed.writestr(name, content)

    rows = [[_word(cell) for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]
    return Editable(rows, [_word(one) for one in root.iter(f"{W}p")], save)


def _word(element: Any) -> Spot:
    pieces = [piece for piece in element.iter(f"{W}t") if _seen(piece)]

    def put(text: str) -> None:
        if not pieces:
            _run(element).text = text
        for at, piece in enumerate(pieces):
            piece.text = text if not at else ""

    return Spot("".join(piece.text or "" for piece in pieces), put)


def _seen(piece: Any) -> bool:
    """Whether a text is neither deleted nor hidden."""
    run = piece.getparent()
    hidden = run.find(f"{W}rPr/{W}vanish") is not None
    return not hidden and not any(one.tag == f"{W}del" for one in piece.iterancestors())


def _run(cell: Any) -> Any:
    from lxml import etree

    paragraph = cell if cell.tag == f"{W}p" else next(cell.iter(f"{W}p"))
    return etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")


def xlsx(path: Path) -> Editable:
    """A workbook; every cell with text is a paragraph too."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
    return Editable(rows, [cell for row in rows for cell in row if cell.text], book.save)


def _cell(cell: Any) -> Spot:
    def put(text: str) -> None:
        cell.value = text

    return Spot("" if cell.value is None else str(cell.value), put)


def html(path: Path) -> Editable:
    """A page, changed in its tree."""
    from lxml import etree
    from lxml import html as pages

    root = pages.fromstring(path.read_bytes())

    def save(target: Path) -> None:
        target.write_bytes(etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>"))

    rows = [[_tag(cell) for cell in row.iter("td", "th")] for row in root.iter("tr")]
    return Editable(rows, [_tag(one) for one in root.iter("p")], save)


def _tag(element: Any) -> Spot:
    def put(text: str) -> None:
        inner = next(element.iter("p"), element)
        for one in list(inner):
            inner.remove(one)
        inner.text = text

    return Spot(element.text_content(), put)


def txt(path: Path) -> Editable:
    """Plain text with one cell a line behind a tab, rows apart by empty lines."""
    lines = path.read_text(encoding="utf-8").split("\n")

    def spot(at: int) -> Spot:
        tab = "\t" if lines[at].startswith("\t") else ""

        def put(text: str) -> None:
            lines[at] = tab + text

        return Spot(lines[at].removeprefix("\t"), put)

    def save(target: Path) -> None:
        target.write_text("\n".join(lines), encoding="utf-8")

    return Editable(list(_blocks(lines, spot)), [spot(at) for at in range(len(lines))], save)


def _blocks(lines: list[str], spot: Callable[[int], Spot]) -> Iterator[list[Spot]]:
    """Runs of lines with a cell each; a line without a tab goes on with the cell before it."""
    row: list[Spot] = []
    for at, line in enumerate(lines):
        if line.startswith("\t"):
            row.append(spot(at))
        elif not line.strip() and row:
            yield row
            row = []
    if row:
        yield row


READERS: dict[str, Callable[[Path], Editable]] = {".docx": docx, ".xlsx": xlsx, ".html": html, ".txt": txt}


def plain(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)
