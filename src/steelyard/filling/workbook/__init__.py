"""The workbook for filling in: what an official types instead of a data file, and the data read back from it."""

from steelyard.filling.data import Data, converted
from steelyard.filling.errors import FillError
from steelyard.filling.workbook.answers import answers_of, data_of
from steelyard.filling.workbook.asked import sheets, to_weigh
from steelyard.filling.workbook.reading import Book
from steelyard.filling.workbook.writing import written
from steelyard.packs.forms import profiles
from steelyard.packs.templates import layouts

__all__ = ["read_workbook", "workbook"]


def workbook(profile: str, data: Data | None = None) -> bytes:
    """The workbook (.xlsx) for filling in a form of ``profile``, with ``data`` in it where some are given.

    Cells to fill in are open, all others protected without a password; the same arguments give the same bytes.

    :raises FillError: there is no layout of that profile, or the extra that writes workbooks is not installed.
    """
    if profile not in layouts():
        names = "、".join(layouts())
        raise FillError(
            f"“{profile}”没有可填写的版式，可用：{names}。", f"There is no layout of “{profile}”; there are {names}."
        )
    layout, about = layouts()[profile], profiles()[profile]
    answers = answers_of(data, layout) if data else {"基本情况": [{"profile": profile}]}
    full_marks = about.rules.full_marks
    return written(sheets(layout, full_marks), about.title, to_weigh(layout, full_marks), answers)


def read_workbook(content: bytes, path: str) -> Data:
    """The data that a workbook of ``workbook`` was filled in with; ``path`` is what messages call it.

    :raises FillError: no such workbook, a sheet or heading of another name, or an answer that is missing or wrong.
    :raises steelyard.reading.UnreadableDocument: the file is damaged, encrypted, or beyond the limits of reading.
    """
    book = Book(content, path)
    if book.profile not in layouts():
        raise FillError(
            f"“{path}”的表样“{book.profile}”没有可填写的版式。",
            f"“{path}” is of the profile “{book.profile}”, of which there is no layout.",
        )
    layout = layouts()[book.profile]
    rows = book.rows(sheets(layout, profiles()[book.profile].rules.full_marks))
    return converted(data_of(rows, layout), path)
