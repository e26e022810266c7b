"""A folder of ledgers → the ledgers of a pack on the embedded engine, strictly read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steelyard.measuring import refusing, validating
from steelyard.measuring.conditions import Table
from steelyard.measuring.engines import embedded
from steelyard.measuring.evaluating import Ledgers, with_calendar
from steelyard.measuring.raw import ROW, Raw
from steelyard.measuring.sources import csv_, parquet, sqlite, xlsx
from steelyard.model import BadRow, LedgerRead
from steelyard.packs.ledgers import Ledger, Pack

DATABASES = (".sqlite", ".sqlite3", ".db")


def opened(pack: Pack, folder: str | Path, *, accept_bad_rows: bool = False) -> Ledgers:
    """Each ledger of ``pack`` in ``folder``: ``complaints.csv``, ``投诉举报登记台账.xlsx``, a table of a database.

    A ledger with bad rows gives no value, unless ``accept_bad_rows`` says to leave these rows out.

    :raises LedgerError: ``folder`` is none, or a ledger cannot be read at all.
    """
    place = Path(folder)
    if not place.is_dir():
        raise refusing.no_folder(str(folder))
    engine = embedded()
    tables: dict[str, Table] = {}
    raws: dict[str, Raw] = {}
    bad: dict[str, list[BadRow]] = {}
    for ledger in pack.ledgers:
        if (raw := _raw(place, ledger, engine)) is None:
            continue
        tables[ledger.name], faults = validating.typed(raw.table, ledger)
        raws[ledger.name] = raw
        bad[ledger.name] = [*raw.broken, *validating.found(engine, tables[ledger.name], faults)]
        bad[ledger.name] += validating.doubles(engine, tables[ledger.name], ledger)
    for ledger in pack.ledgers:
        if ledger.name in tables:
            bad[ledger.name] += validating.orphans(engine, tables, ledger)
    return _ledgers(pack, engine, tables, raws, bad, accept_bad_rows)


def _ledgers(
    pack: Pack, engine: Any, tables: dict[str, Table], raws: dict[str, Raw], bad: dict[str, list[BadRow]], accept: bool
) -> Ledgers:
    read: dict[str, LedgerRead] = {}
    sound: dict[str, Table] = {}
    for name, table in tables.items():
        ledger, rows = pack.ledger(name), {one.row for one in bad[name]}
        table = table.filter(table[ROW].notin(sorted(rows))) if rows else table
        sound[name] = table.select([column.name for column in ledger.fields])
        records = engine.to_pyarrow(sound[name].count()).as_py()
        told = tuple(sorted(bad[name], key=lambda one: (one.row, one.column, one.cause)))
        read[name] = LedgerRead(name, ledger.title, raws[name].origin, raws[name].sha256, records, told, accept)
    return with_calendar(engine, sound, read)


def _raw(place: Path, ledger: Ledger, engine: Any) -> Raw | None:
    found = list(_candidates(place, ledger))
    if len(found) > 1:
        raise refusing.several(ledger.title, [str(path) for path, _ in found])
    if not found:
        return None
    path, table = found[0]
    if table:
        return sqlite.read(path, ledger, table, engine)
    match path.suffix.lower():
        case ".csv":
            return csv_.read(path, ledger, engine)
        case ".xlsx":
            return xlsx.read(path, ledger, engine)
        case _:
            return parquet.read(path, ledger, engine)


def _candidates(place: Path, ledger: Ledger) -> Iterator[tuple[Path, str]]:
    """The files that hold the ledger, with the table of a database."""
    for path in sorted(place.iterdir()):
        ending = path.suffix.lower()
        if ending in {".csv", ".xlsx", ".parquet"} and path.stem in {ledger.name, ledger.title}:
            yield path, ""
        elif ending in DATABASES and (table := sqlite.table_of(path, ledger)):
            yield path, table
