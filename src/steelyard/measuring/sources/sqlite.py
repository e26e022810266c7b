"""A table of an SQLite database, under the ledger's name or title."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from steelyard.measuring.raw import Raw, digest, names
from steelyard.measuring.refusing import unreadable
from steelyard.measuring.sources.spooling import batches, spooled
from steelyard.measuring.sources.xlsx import text
from steelyard.packs.ledgers import Ledger


def table_of(path: Path, ledger: Ledger) -> str | None:
    """The table that holds the ledger, if the database has it.

    :raises LedgerError: it is no SQLite database.
    """
    with closing(_open(path)) as connection:
        try:
            found = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            }
        except sqlite3.DatabaseError as error:
            raise unreadable(str(path), str(error)) from error
    return next((name for name in (ledger.name, ledger.title) if name in found), None)


def read(path: Path, ledger: Ledger, table: str, engine: Any) -> Raw:
    """The rows of ``table`` in the order of the database.

    :raises LedgerError: its columns do not fit the schema.
    """
    origin = f"{path}#{table}"
    with closing(_open(path)) as connection:
        cursor = connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))
        columns = names([column[0] for column in cursor.description], ledger, origin)
        cells = ([text(cell) for cell in row] for row in cursor)
        rows = spooled(engine, ledger, columns, batches(columns, cells, 1))
    return Raw(rows, origin, digest(path))


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
