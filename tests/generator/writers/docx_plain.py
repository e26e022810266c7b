"""docx by python-docx: merged cells as Word merges them."""

import random
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.table import Table
from tests.generator.paper import Cell, Grid, Para, Sheet
from tests.generator.writers.pdf import widths


def write(sheet: Sheet, path: Path, source: random.Random) -> None:
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    for block in sheet.blocks:
        if isinstance(block, Para):
            document.add_paragraph(block.text)
        else:
            table = document.add_table(0, block.columns)
            table.style = "Table Grid"
            table.autofit = False
            _grid(table, block)
    document.add_paragraph("")
    document.save(str(path))


def _grid(table: Table, grid: Grid) -> None:
    """Rows of ``w:tc`` with spans and continuation cells, as Word stores them."""
    covered = grid.cover()
    columns = [int(width * 20) for width in widths(grid, 750)]
    for drawn, width in zip(table._tbl.tblGrid.gridCol_lst, columns, strict=True):
        drawn.set(qn("w:w"), str(width))
    for number in range(len(grid.rows)):
        row = OxmlElement("w:tr")
        column = 0
        while column < grid.columns:
            place = covered[number][column]
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            row.append(_cell(cell, place[0] == number, sum(columns[column : column + cell.across])))
            column += cell.across
        table._tbl.append(row)


def _cell(cell: Cell, first: bool, width: int) -> Any:
    element, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(width))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
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
