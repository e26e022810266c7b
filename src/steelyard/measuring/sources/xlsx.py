"""The one sheet of a workbook, read by openpyxl: its first row is the header."""

import datetime
from pathlib import Path
from typing import Any

from steelyard.measuring.raw import Raw, digest, names
from steelyard.measuring.refusing import no_header, unreadable
from steelyard.measuring.sources.spooling import batches, spooled
from steelyard.packs.ledgers import Ledger


def read(path: Path, ledger: Ledger, engine: Any) -> Raw:
    """The cells of the first sheet as texts; a formula counts as what it last showed.

    :raises LedgerError: it is no workbook, is empty, or its header does not fit the schema.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise unreadable(str(path), str(error)) from error
    rows = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else iter(())
    header = [text(cell) or "" for cell in next(rows, ())]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise no_header(str(path))
    columns = names(header, ledger, str(path))
    width = len(columns)
    cells = ([text(cell) for cell in row[:width]] + [None] * (width - len(row)) for row in rows)
    table = spooled(engine, ledger, columns, batches(columns, cells, 2))
    book.close()
    return Raw(table, str(path), digest(path))


def text(cell: object) -> str | None:
    """A cell as a ledger writes it: days as 2023-01-05, numbers with the 15 digits that a workbook shows."""
    match cell:
        case None | "":
            return None
        case bool():
            return "是" if cell else "否"
        case float():
            return f"{int(cell)}" if cell.is_integer() else f"{cell:.15g}"
        case datetime.datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != datetime.time() else cell.strftime("%Y-%m-%d")
        case _:
            return str(cell)
