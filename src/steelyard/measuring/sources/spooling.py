"""Ledgers that no engine scans itself: their cells go batch by batch to a Parquet file of this process.

So no ledger is held in memory as a whole, whatever kind of file it comes from.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from steelyard.measuring.conditions import Table
from steelyard.measuring.engines import own_folder
from steelyard.measuring.raw import ROW
from steelyard.packs.ledgers import Ledger

ROWS = 20_000  # of a batch


def spooled(engine: Any, ledger: Ledger, columns: list[str], batches: Iterable[Any]) -> Table:
    """Arrow batches of texts with a column ``_row`` as a table of the embedded engine."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([*((name, pyarrow.string()) for name in columns), (ROW, pyarrow.int64())])
    path = Path(own_folder(engine)) / f"{ledger.name}.parquet"
    with parquet.ParquetWriter(path, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return engine.read_parquet(path, table_name=f"raw_{ledger.name}")


def batches(columns: list[str], rows: Iterable[Sequence[str | None]], first: int) -> Iterator[Any]:
    """Rows of texts as Arrow batches; ``first`` is the number of the first row."""
    import pyarrow

    schema = pyarrow.schema([*((name, pyarrow.string()) for name in columns), (ROW, pyarrow.int64())])
    rest = iter(rows)
    while some := list(islice(rest, ROWS)):
        cells = [pyarrow.array(column, pyarrow.string()) for column in zip(*some, strict=True)]
        numbers = pyarrow.array(range(first, first + len(some)), pyarrow.int64())
        yield pyarrow.record_batch([*cells, numbers], schema=schema)
        first += len(some)
