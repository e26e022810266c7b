"""Writes the example form as a Word file: ``python examples/build.py``. The same bytes each time."""

import datetime
import io
import zipfile
from itertools import groupby
from pathlib import Path

import content
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

OUT = Path(__file__).parent / "anlan-water-2025.docx"
NARRATIVE = (
    content.TITLE,
    content.ORGANIZATION,
    content.OVERVIEW,
    content.EVALUATION,
    content.RESULTS,
    content.PROBLEMS,
    content.SUGGESTIONS,
)
CENTRED = (content.TITLE,)
WIDTHS = (1.1, 1.6, 1.4, 4.2, 2.2, 2.2, 1.2, 1.2, 2.4)  # cm
EPOCH = datetime.datetime(2026, 3, 2, 9, 0)


def write(cell: _Cell, text: str, *, centred: bool) -> None:
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line)


def merge_runs(table: Table, top: int, column: int, labels: list[str]) -> None:
    """Merges the cells of one column wherever the same label stands in rows that follow each other."""
    row = top
    for label, run in groupby(labels):
        length = len(list(run))
        write(table.cell(row, column).merge(table.cell(row + length - 1, column)), label.split("\0")[-1], centred=True)
        row += length


def build() -> bytes:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    width, top = len(content.HEADINGS), len(NARRATIVE) + 1
    table = document.add_table(rows=top + len(content.ROWS) + 1, cols=width, style="Table Grid")
    table.autofit = False
    for row, text in enumerate(NARRATIVE):
        write(table.cell(row, 0).merge(table.cell(row, width - 1)), text, centred=text in CENTRED)
    for column, heading in enumerate(content.HEADINGS[1:], start=1):
        write(table.cell(top - 1, column), heading, centred=True)
    last = top + len(content.ROWS) - 1
    write(table.cell(top - 1, 0).merge(table.cell(last, 0)), content.HEADINGS[0], centred=True)
    merge_runs(table, top, 1, [row[0] for row in content.ROWS])
    merge_runs(table, top, 2, ["\0".join(row[:2]) for row in content.ROWS])
    for offset, values in enumerate(content.ROWS):
        for column, text in enumerate(values[2:], start=3):
            write(table.cell(top + offset, column), text, centred=column > 3)
    for column, width_cm in zip(table.columns, WIDTHS, strict=True):
        for cell in column.cells:
            cell.width = Cm(width_cm)
    label, weight, score = content.TOTAL
    write(table.cell(last + 1, 0).merge(table.cell(last + 1, 5)), label, centred=True)
    write(table.cell(last + 1, 6), weight, centred=True)
    write(table.cell(last + 1, 7), score, centred=True)
    properties = document.core_properties
    properties.author, properties.title = "", content.TITLE
    properties.created = properties.modified = EPOCH
    buffer = io.BytesIO()
    document.save(buffer)
    return still(buffer.getvalue())


def still(data: bytes) -> bytes:
    """The same archive with the clock taken out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    OUT.write_bytes(build())
