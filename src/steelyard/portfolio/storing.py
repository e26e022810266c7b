"""A store on the disk: its list of parts, how a part is written whole, and how lines are taken out of one."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from steelyard.portfolio.extracting import Lines
from steelyard.portfolio.refusing import broken, in_use, no_store, not_empty, other_schema
from steelyard.portfolio.schema import TABLES, VERSION, Table, arrow
from steelyard.reporting.writing import write

LIST, LOCK, HALF = "store.json", ".lock", ".half-"
PATIENCE = 30.0
KEYS = ("form", "path", "sha256", "version", "kind_of_error")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A part by the name of its folder; how many forms it holds, and how many files that gave none."""

    name: str
    forms: int
    unread: int


class Listing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``store.json``: the version of the schema, and the parts, sorted."""

    schema: int
    parts: tuple[Part, ...] = ()


class Entry(NamedTuple):
    """What the store knows of one form or of one file that gave none."""

    part: str
    form: str
    path: str
    sha256: str | None
    version: str
    kind_of_error: str | None


class Store:
    """A folder of parts. ``parts`` is what its list says."""

    def __init__(self, folder: str, parts: Iterable[Part] = ()) -> None:
        self.folder = Path(folder)
        self.parts = tuple(sorted(parts))

    @classmethod
    def opened(cls, folder: str) -> "Store":
        """The store in ``folder``.

        :raises PortfolioError: it is none, is damaged, or of another version.
        """
        try:
            data = (Path(folder) / LIST).read_bytes()
        except OSError as error:
            raise no_store(folder) from error
        try:
            listing = msgspec.json.decode(data, type=Listing)
        except msgspec.DecodeError as error:
            raise broken(folder, f"{LIST}: {error}") from error
        if listing.schema != VERSION:
            raise other_schema(folder, listing.schema, VERSION)
        store = cls(folder, listing.parts)
        missing = next((part.name for part in store.parts if not (store.folder / part.name).is_dir()), None)
        if missing:
            raise broken(folder, missing)
        return store

    @classmethod
    def begun(cls, folder: str) -> "Store":
        """The store in ``folder``, made if there is none.

        :raises PortfolioError: the folder holds something else, or a store that cannot be used.
        :raises OSError: it cannot be written.
        """
        place = Path(folder)
        if not (place / LIST).exists():
            if place.exists() and any(not one.name.startswith((LOCK, HALF)) for one in place.iterdir()):
                raise not_empty(folder)
            place.mkdir(parents=True, exist_ok=True)
            cls(folder).listed(())
        return cls.opened(folder)

    def listed(self, parts: Iterable[Part]) -> None:
        """Writes the list anew, in one step: these are the parts."""
        self.parts = tuple(sorted(parts))
        text = msgspec.json.format(msgspec.json.encode(Listing(VERSION, self.parts)), indent=1)
        write(text + b"\n", self.folder / LIST)

    def files(self, table: Table) -> list[str]:
        """The Parquet files of a table, in the order of the parts."""
        return [str(self.folder / part.name / f"{table}.parquet") for part in self.parts]

    def entries(self) -> Iterator[Entry]:
        """Every line of ``forms`` in short."""
        from pyarrow import parquet

        for part, file in zip(self.parts, self.files("forms"), strict=True):
            columns = parquet.read_table(file, columns=list(KEYS)).to_pydict()
            for values in zip(*(columns[key] for key in KEYS), strict=True):
                yield Entry(part.name, *values)

    def swept(self) -> None:
        """Removes what a run that was ended left behind: folders that the list does not name."""
        known = {part.name for part in self.parts}
        for one in self.folder.iterdir():
            if one.is_dir() and one.name.startswith((HALF, "part-")) and one.name not in known:
                shutil.rmtree(one, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other programs from writing while the block runs; the system lets go when this program ends.

        Processes of a run that was killed end their piece of work first: for ``PATIENCE`` seconds they are waited for.

        :raises PortfolioError: another program is writing.
        """
        with open(self.folder / LOCK, "wb") as file:
            until = time.monotonic() + PATIENCE
            while not _locked(file):
                if time.monotonic() > until:
                    raise in_use(str(self.folder))
                time.sleep(0.1)
            yield

    def without(self, part: Part, forms: set[str]) -> Part | None:
        """``part`` written once more without the lines of some forms; ``None`` where none are left."""
        from pyarrow import array, compute, parquet

        tables = {}
        gone = array(sorted(forms))
        for table in TABLES:
            whole = parquet.read_table(self.folder / part.name / f"{table}.parquet")
            tables[table] = whole.filter(compute.invert(compute.is_in(whole["form"], gone)))
        return put(str(self.folder), tables) if tables["forms"].num_rows else None


def _locked(file: IO[bytes]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows, where two programs must not be told to write at once
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def written(folder: str, told: Iterable[Lines]) -> Part:
    """One part of the lines of several files, whole or not at all."""
    return put(folder, joined(told))


def joined(told: Iterable[Lines]) -> dict[Table, Any]:
    """The lines of several files as Arrow tables, one of each kind.

    :raises pyarrow.ArrowException, UnicodeError: a value that its column cannot hold.
    """
    together: Lines = {table: [] for table in TABLES}
    for lines in told:
        for table, some in lines.items():
            together[table] += some
    return in_arrow(together)


def in_arrow(told: Lines) -> dict[Table, Any]:
    """Lines as Arrow tables.

    :raises pyarrow.ArrowException, UnicodeError: a value that its column cannot hold.
    """
    import pyarrow

    return {name: pyarrow.Table.from_pylist(some, arrow(name)) for name, some in told.items()}


def put(folder: str | Path, tables: dict[Table, Any]) -> Part:
    """One part of Arrow tables, one of each kind, on the disk."""
    part, bodies = packed(tables)
    placed(folder, part, bodies)
    return part


def packed(tables: dict[Table, Any]) -> tuple[Part, dict[str, bytes]]:
    """One part of Arrow tables as Parquet files by table; its name is a digest of the files that it tells of."""
    from pyarrow import BufferOutputStream, parquet

    forms = tables["forms"].select(["path", "sha256", "version", "error"]).to_pydict()
    told = "\n".join(map(str, zip(*forms.values(), strict=True)))
    unread = sum(error is not None for error in forms["error"])
    bodies = {}
    for table, lines in tables.items():
        sink = BufferOutputStream()
        parquet.write_table(lines, sink, compression="zstd")
        bodies[str(table)] = sink.getvalue().to_pybytes()
    name = f"part-{hashlib.sha256(told.encode()).hexdigest()[:24]}"
    return Part(name, len(forms["path"]) - unread, unread), bodies


def placed(folder: str | Path, part: Part, bodies: dict[str, bytes]) -> None:
    """A part in the store, whole or not at all."""
    half = Path(folder) / f"{HALF}{os.getpid()}-{part.name}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    for table, body in bodies.items():
        (half / f"{table}.parquet").write_bytes(body)
    target = Path(folder) / part.name
    shutil.rmtree(target, ignore_errors=True)
    half.rename(target)
