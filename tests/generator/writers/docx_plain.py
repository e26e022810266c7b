"""docx by python-docx: merged cells as Word merges them."""

import random
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table
from tests.generator.paper import Cell, Grid, Para, Sheet


def write(sheet: Sheet, path: Path, source: random.Random) -> None:
    document = Document()
    for block in sheet.blocks:
        if isinstance(block, Para):
            document.add_paragraph(block.text)
        else:
            table = document.add_table(0, block.columns)
            table.style = "Table Grid"
            _grid(table, block)
    document.add_paragraph("")
    document.save(str(path))


def _grid(table: Table, grid: Grid) -> None:
    """Rows of ``w:tc`` with spans and continuation cells, as Word stores them."""
    covered = grid.cover()
    for number in range(len(grid.rows)):
        row = OxmlElement("w:tr")
        column = 0
        while column < grid.columns:
            place = covered[number][column]
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            row.append(_cell(cell, first=place[0] == number))
            column += cell.across
        table._tbl.append(row)


def _cell(cell: Cell, first: bool) -> Any:
    element, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    if cell.across > 1:
        span = OxmlElement("w:gridSpan")
        span.set(qn("w:val"), str(cell.across))
        properties.append(span)
    if cell.down > 1:
        merge = OxmlElement("w:vMerge")
        if first:
            merge.set(qn("w:val"), "restart")
        properties.append(merge)
    element.append(properties)
    for line in (cell.text if first else "").split("\n"):
        paragraph, run, text = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        paragraph.append(run)
        element.append(paragraph)
    return element
