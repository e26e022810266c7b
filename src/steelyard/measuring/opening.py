"""Ledgers in a folder or a database → the ledgers of a pack on an engine, strictly read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from steelyard.measuring import refusing, validating
from steelyard.measuring.conditions import Table
from steelyard.measuring.engines import embedded
from steelyard.measuring.evaluating import Ledgers, with_calendar
from steelyard.measuring.raw import ROW, Raw
from steelyard.measuring.sources import csv_, parquet, postgres, sqlite, xlsx
from steelyard.model import BadRow, LedgerRead
from steelyard.packs.ledgers import Ledger, Pack

FILES = (".csv", ".xlsx", ".parquet")
DATABASES = (".sqlite", ".sqlite3", ".db")


def opened(pack: Pack, place: str | Path, *, accept_bad_rows: bool = False, without_unread: bool = False) -> Ledgers:
    """Each ledger of ``pack`` in a folder (``complaints.csv``, ``投诉举报登记台账.xlsx``) or a database.

    A ledger with bad rows gives no value, unless ``accept_bad_rows`` says to leave these rows out. With
    ``without_unread`` a file of a folder that cannot be read at all gives no value either, and its cause is kept.

    :raises LedgerError: ``place`` is neither folder nor database, or a ledger cannot be read at all.
    """
    unread: dict[str, LedgerRead] | None = {} if without_unread else None
    engine = embedded()
    if str(place).startswith(postgres.SCHEMES):
        with postgres.connected(str(place)) as connection:
            raws = _raws(pack, lambda ledger: postgres.read(connection, ledger, engine))
        return _checked(pack, engine, raws, accept_bad_rows)
    if not Path(place).is_dir():
        raise refusing.no_folder(str(place))
    raws = _raws(pack, lambda one: _raw(Path(place), one, engine), unread)
    found = _checked(pack, engine, raws, accept_bad_rows)
    return replace(found, read={**found.read, **(unread or {})})


def clustered(pack: Pack, folder: str | Path, engine: Any, *, accept_bad_rows: bool = False) -> Ledgers:
    """Each ledger of ``pack`` in a folder that every machine of a Spark cluster sees: Parquet that Spark reads itself.

    :raises LedgerError: ``folder`` is none, or holds a ledger that is not Parquet or cannot be read at all.
    """
    place = Path(folder)
    if not place.is_dir():
        raise refusing.only_parquet(str(folder))
    every = [path for ledger in pack.ledgers for path, _ in _candidates(place, ledger)]
    if others := [path.name for path in every if path.suffix.lower() != ".parquet" and not path.is_dir()]:
        raise refusing.other_files(str(folder), others)
    return _checked(pack, engine, _raws(pack, lambda one: _raw(place, one, engine)), accept_bad_rows)


def _raws(
    pack: Pack, read: Callable[[Ledger], Raw | None], unread: dict[str, LedgerRead] | None = None
) -> dict[str, Raw]:
    """The ledgers that are there; what cannot be read goes to ``unread``, where that is given."""
    found: dict[str, Raw] = {}
    for ledger in pack.ledgers:
        try:
            raw = read(ledger)
        except refusing.LedgerError as error:
            if unread is None:
                raise
            unread[ledger.name] = LedgerRead(ledger.name, ledger.title, error.path, "", 0, unread=error.message)
            continue
        if raw is not None:
            found[ledger.name] = raw
    return found


def _checked(pack: Pack, engine: Any, raws: dict[str, Raw], accept: bool) -> Ledgers:
    """The ledgers typed, and held against their schemas and each other."""
    tables: dict[str, Table] = {}
    bad: dict[str, list[BadRow]] = {}
    for name, raw in raws.items():
        ledger = pack.ledger(name)
        tables[name], faults = validating.typed(raw.table, ledger)
        bad[name] = [*raw.broken, *validating.found(engine, tables[name], faults)]
        bad[name] += validating.doubles(engine, tables[name], ledger)
    for name in tables:
        bad[name] += validating.orphans(engine, tables, pack.ledger(name))
    return _ledgers(pack, engine, tables, raws, bad, accept)


def lying(folder: str | Path, packs: Mapping[str, Pack]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The packs of which at least one ledger lies in ``folder``, and the files there that are no ledger of any.

    :raises LedgerError: ``folder`` is none, or a database cannot be read.
    """
    place = Path(folder)
    if not place.is_dir():
        raise refusing.no_folder(str(folder))
    here: set[str] = set()
    known: set[Path] = set()
    for name, pack in packs.items():
        paths = {path for ledger in pack.ledgers for path, _ in _candidates(place, ledger)}
        here.update({name} if paths else ())
        known |= paths
    tables = (one for one in sorted(place.iterdir()) if one.suffix.lower() in {*FILES, *DATABASES})
    return frozenset(here), tuple(
        one.name for one in tables if one not in known and not one.name.startswith((".", "~$"))
    )


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
        titles = {ledger.name, ledger.title}
        if (ending in FILES and path.stem in titles) or (path.is_dir() and path.name in titles):
            yield path, ""
        elif ending in DATABASES and (table := sqlite.table_of(path, ledger)):
            yield path, table
