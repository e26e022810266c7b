"""Tables of a PostgreSQL database, under the ledgers' names or titles, all as they are at one moment."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from steelyard.measuring import refusing
from steelyard.measuring.raw import Raw, names
from steelyard.measuring.sources.spooling import ROWS, batches, spooled
from steelyard.packs.ledgers import Ledger

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMES = ("postgresql://", "postgres://")
_TABLES = """
SELECT relname FROM pg_catalog.pg_class
WHERE relkind IN ('r', 'v', 'm', 'f', 'p') AND pg_catalog.pg_table_is_visible(oid) AND relname = ANY(%s)
"""


@contextmanager
def connected(url: str) -> Iterator["Connection"]:
    """A connection that only reads, and sees the same state of all tables.

    :raises LedgerError: psycopg is not installed, or the server lets nobody in or breaks off.
    """
    try:
        import psycopg
    except ImportError as error:
        raise refusing.no_postgres() from error
    try:
        with psycopg.connect(url, application_name="steelyard") as connection:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute("SET LOCAL datestyle = 'ISO'")
            yield connection
    except psycopg.Error as error:
        raise refusing.no_database(_address(url), str(error)) from error


def read(connection: "Connection", ledger: Ledger, engine: Any) -> Raw | None:
    """The rows of the ledger's table in the order of its key, if there is one; the digest is that of their texts.

    PostgreSQL writes every cell as a text itself, so that numbers stay exact.

    :raises LedgerError: there are two tables, or the columns do not fit the schema.
    """
    from psycopg import sql

    found = [name for (name,) in connection.execute(_TABLES, [[ledger.name, ledger.title]])]
    if not found:
        return None
    info = connection.info
    origins = [f"postgresql://{info.host}:{info.port}/{info.dbname}#{name}" for name in found]
    if len(found) > 1:
        raise refusing.several(ledger.title, origins)
    table = sql.Identifier(found[0])
    header = connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(table)).description or ()
    columns = names([column.name for column in header], ledger, origins[0])
    cells = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(column.name)) for column in header)
    keys = (sql.Identifier(header[columns.index(name)].name) for name in ledger.primary_key)
    order = sql.SQL(", ").join(sql.SQL('{}::text COLLATE "C"').format(key) for key in keys)
    sha256 = hashlib.sha256()
    with connection.cursor("steelyard") as cursor:
        cursor.itersize = ROWS
        cursor.execute(sql.SQL("SELECT {} FROM {} ORDER BY {}").format(cells, table, order))
        rows = spooled(engine, ledger, columns, batches(columns, _digested(cursor, sha256), 1))
    return Raw(rows, origins[0], sha256.hexdigest())


def _digested(rows: Any, sha256: Any) -> Iterator[Any]:
    for row in rows:
        sha256.update(repr(row).encode())
        yield row


def _address(url: str) -> str:
    """The address without what comes before the host (name and password) or after a question mark."""
    rest = url.partition("://")[2].partition("?")[0]
    return f"postgresql://{rest.rpartition('@')[2]}"
