"""Workbooks: a sheet for each part, numbers as numbers that print as they do elsewhere, charts of the workbook's own.

A text is never written as a formula, and one that begins like a formula stays a text when a user edits its cell.
"""

from datetime import UTC, datetime
from io import BytesIO

from steelyard.papers.errors import PaperError
from steelyard.papers.paper import Paper
from steelyard.papers.text import clean

_TOLD = 255  # characters of a property
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a file needs one; ours has no clock


def render(paper: Paper) -> bytes:
    """The paper as a workbook."""
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise PaperError(
            '输出Excel工作簿需要 xlsxwriter，请执行 pip install "steelyard[papers]"。',
            'Workbooks need xlsxwriter; run pip install "steelyard[papers]".',
        ) from error
    from steelyard.papers.xlsx.layout import lay_out
    from steelyard.papers.xlsx.sheets import Writer

    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    told = {"title": clean(paper.title)[:_TOLD], "author": clean(paper.organization)[:_TOLD]}
    book.set_properties({**told, "created": _CREATED})
    Writer(book, paper, lay_out(paper)).write()
    book.close()
    return out.getvalue()
