"""Parquet, left in its file or folder of files: the engine scans the columns that a measure needs.

The rows of a folder are numbered through, file by file in the order of their names.
"""

import hashlib
from pathlib import Path
from typing import Any

import ibis

from steelyard.measuring.conditions import Table
from steelyard.measuring.raw import ROW, Raw, digest, names
from steelyard.measuring.refusing import unreadable
from steelyard.packs.ledgers import Ledger


def read(path: Path, ledger: Ledger, engine: Any) -> Raw:
    """A Parquet file, or a folder of some, as a table of the engine: DuckDB or Spark scans it by itself.

    :raises LedgerError: there is no Parquet file, or one has columns that do not fit the schema.
    """
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise unreadable(str(path), "no *.parquet inside")
    header, starts = _header(files)
    columns = names(header, ledger, str(path))
    scan = _by_spark if engine.name == "pyspark" else _by_duckdb
    table = scan(engine, path, files, ledger)
    chosen = {name: table[written] for name, written in zip(columns, header, strict=True)}
    first = ibis.literal(1, "int64")
    if len(files) > 1:
        cases = [(table["_file"] == file.name, start + 1) for file, start in zip(files, starts, strict=True)]
        first = ibis.cases(*cases).cast("int64")
    return Raw(table.select(**chosen, **{ROW: table["_at"] + first}), str(path), _digest(path, files))


def _header(files: list[Path]) -> tuple[list[str], list[int]]:
    """The columns, which all files share, and how many rows come before each file."""
    import pyarrow
    from pyarrow import parquet

    header: list[str] = []
    starts, rows = [], 0
    for file in files:
        try:
            with parquet.ParquetFile(file) as opened:
                columns, many = opened.schema_arrow.names, opened.metadata.num_rows
        except (pyarrow.ArrowInvalid, OSError) as error:
            raise unreadable(str(file), str(error)) from error
        if header and columns != header:
            raise unreadable(str(file), f"other columns than {files[0].name}")
        header = columns
        starts.append(rows)
        rows += many
    return header, starts


def _by_duckdb(engine: Any, path: Path, files: list[Path], ledger: Ledger) -> Table:
    several = len(files) > 1
    table = engine.read_parquet(files, table_name=f"file_{ledger.name}", file_row_number=True, filename=several)
    table = table.rename(_at="file_row_number")
    return table.mutate(_file=table.filename.re_extract(r"[^/\\]+$", 0)) if several else table


def _by_spark(engine: Any, path: Path, files: list[Path], ledger: Ledger) -> Table:
    frame = engine._session.read.parquet(path.resolve().as_uri())
    frame = frame.selectExpr("*", "_metadata.file_name AS _file", "_metadata.row_index AS _at")
    name = f"file_{ledger.name}".replace("-", "_")  # Spark takes no hyphen in a name
    frame.createOrReplaceTempView(name)
    return engine.table(name)


def _digest(path: Path, files: list[Path]) -> str:
    """SHA-256 of the file; of a folder, that of the names and digests of its files."""
    if files == [path]:
        return digest(path)
    told = "".join(f"{digest(file)}  {file.name}\n" for file in files)
    return hashlib.sha256(told.encode()).hexdigest()
