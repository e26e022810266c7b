"""Parquet, left in its file: the engine scans the columns that a measure needs."""

from pathlib import Path
from typing import Any

from steelyard.measuring.raw import ROW, Raw, digest, names
from steelyard.measuring.refusing import unreadable
from steelyard.packs.ledgers import Ledger


def read(path: Path, ledger: Ledger, engine: Any) -> Raw:
    """The file as a table of the embedded engine.

    :raises LedgerError: it is no Parquet file, or its columns do not fit the schema.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        header = parquet.read_schema(path).names
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise unreadable(str(path), str(error)) from error
    columns = names(header, ledger, str(path))
    table = engine.read_parquet(path, table_name=f"file_{ledger.name}", file_row_number=True)
    chosen = {name: table[written] for name, written in zip(columns, header, strict=True)}
    return Raw(table.select(**chosen, **{ROW: table.file_row_number + 1}), str(path), digest(path))
