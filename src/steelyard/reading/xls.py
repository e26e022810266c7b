"""Excel 97–2003 workbooks (.xls), read with xlrd, which knows the number format of every cell."""

import io

import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell as XlCell
from xlrd.sheet import Sheet as XlSheet

from steelyard.model import Message
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged, Encrypted
from steelyard.reading.spreadsheets.printing import exact, general, printed, printed_text
from steelyard.reading.spreadsheets.sheets import Sheet, Spot, add


def read(data: bytes, builder: Builder) -> None:
    """Read every worksheet as a table. Raises the ``UnreadableDocument`` family; to be run in a worker."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypted" in str(error):
            raise Encrypted(builder.path) from error
        raise Damaged(builder.path, Message("工作簿结构有误", "its workbook does not hold together")) from error
    for sheet in book.sheets():
        add(_sheet(book, sheet), builder)


def _sheet(book: xlrd.Book, source: XlSheet) -> Sheet:
    sheet = Sheet(hidden=source.visibility != 0)
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    for top, bottom, left, right in source.merged_cells:  # the ends are not included
        sheet.merges.append(((top, left), (bottom - 1, right - 1)))
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            text = _printed(book, cell, (row, column), sheet)
            if text.strip() or (row, column) in sheet.beside:
                sheet.cells[row, column] = text
    for spot, note in source.cell_note_map.items():
        sheet.note(spot, "comment", note.text)
    return sheet


def _printed(book: xlrd.Book, cell: XlCell, spot: Spot, sheet: Sheet) -> str:
    """What a cell shows."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return printed_text(str(cell.value).replace("\r\n", "\n"), _code(book, cell))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            shown = printed(cell.value, _code(book, cell), book.datemode == 1)
            if shown is None:
                sheet.note(spot, "hidden", general(exact(cell.value)))
            return shown or ""
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return ""


def _code(book: xlrd.Book, cell: XlCell) -> str:
    try:
        return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
    except (IndexError, KeyError, TypeError):
        return "General"
