"""Paper → document: what a reader of the form will read, without a file in between (a galley proof)."""

from steelyard.model import Document, Form
from steelyard.papers import Paper, Paragraph, Table
from steelyard.reading.building import Builder
from steelyard.recognising import recognise


def proof(paper: Paper, profile: str) -> Form:
    """The form that ``paper`` prints, as it is recognised in any file that holds it."""
    return recognise(_document(paper), profile)


def _document(paper: Paper) -> Document:
    builder = Builder("form")
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            builder.paragraph(_text(block))
        elif isinstance(block, Table):
            _table(builder, block)
    return builder.document("txt")


def _table(builder: Builder, table: Table) -> None:
    grid = builder.table()
    for row in table.rows:
        grid.row()
        for cell in row:
            draft = grid.cell(rowspan=cell.rows, colspan=cell.columns)
            for paragraph in cell.paragraphs:
                draft.paragraph(_text(paragraph))


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
