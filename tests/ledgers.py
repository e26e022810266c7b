"""Small ledgers as Arrow tables, and the engines that measures are tried on."""

import csv
import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from steelyard.measuring.engines import bring
from steelyard.measuring.evaluating import Ledgers, with_calendar
from steelyard.model import LedgerRead
from steelyard.packs.ledgers import Column, Ledger, Pack, packs, read_pack

SHAPES = Path(__file__).parent / "measuring" / "shapes.toml"
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def arrow(ledger: Ledger, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as written in a pack's example, as a typed Arrow table; a column left out is empty."""
    import pyarrow

    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "date": pyarrow.date32()}
    columns = {}
    for column in ledger.fields:
        kind = kinds.get(column.type, pyarrow.bool_())
        if column.type == "number":
            kind = pyarrow.decimal128(28, column.places)
        columns[column.name] = pyarrow.array([_typed(column, row.get(column.name)) for row in rows], type=kind)
    return pyarrow.table(columns)


def _typed(column: Column, cell: Any) -> Any:
    if cell is None:
        return None
    if column.type == "date":
        return datetime.date.fromisoformat(cell)
    return Decimal(cell) if column.type == "number" else cell


def on(engine: Any, pack: Pack, rows: Rows) -> Ledgers:
    """The ledgers of ``pack`` that ``rows`` holds, on an Ibis engine."""
    tables, read = {}, {}
    for name, records in rows.items():
        ledger = pack.ledger(name)
        tables[name] = bring(engine, name, arrow(ledger, records))
        read[name] = LedgerRead(name, ledger.title, "example", "0" * 64, len(records))
    return with_calendar(engine, tables, read)


def shown() -> dict[str, Pack]:
    """Every pack on file, and one that shows every shape."""
    return {**packs(), "shapes": read_pack(SHAPES)}


def ledger_csv(path: Path, ledger: Ledger, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as written in a pack's example, as a file; a column left out is empty."""
    said = {True: "是", False: "否", None: ""}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title for column in ledger.fields])
        for row in rows:
            cells = [row.get(column.name) for column in ledger.fields]
            writer.writerow([said[cell] if cell is None or isinstance(cell, bool) else cell for cell in cells])
