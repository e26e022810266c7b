"""A store: its list of parts, how a part is written whole, and how lines are taken out of one."""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

import msgspec

from steelyard.portfolio.extracting import Lines
from steelyard.portfolio.places import NEW, Place, place
from steelyard.portfolio.refusing import broken, in_use, no_store, not_empty, other_schema
from steelyard.portfolio.schema import TABLES, VERSION, Table, arrow

LIST, LOCK = "store.json", ".lock"
PART = re.compile(r"part-[0-9a-f]{24}\.parquet")
PATIENCE = 30.0
KEYS = ("form", "path", "sha256", "version", "kind_of_error")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A part by the name of its file in each table's folder; how many forms it holds, and how many files gave none."""

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
    """A folder of tables, each a folder of parts. ``parts`` is what the store's list says."""

    def __init__(self, place: Place, parts: Iterable[Part] = ()) -> None:
        self.place = place
        self.parts = tuple(sorted(parts))

    @classmethod
    def opened(cls, where: str | Place) -> "Store":
        """The store in a folder of this machine or at an address.

        :raises PortfolioError: it is none, is damaged, or of another version.
        :raises OSError: it cannot be reached.
        """
        at = where if isinstance(where, Place) else place(where)
        try:
            data = at.latest(LIST)
        except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
            raise no_store(at.address) from error
        try:
            listing = msgspec.json.decode(data, type=Listing)
        except msgspec.DecodeError as error:
            raise broken(at.address, f"{LIST}: {error}") from error
        if listing.schema != VERSION:
            raise other_schema(at.address, listing.schema, VERSION)
        store = cls(at, listing.parts)
        missing = sorted(store._named() - store._lying())
        if missing:
            raise broken(at.address, missing[0])
        return store

    @classmethod
    def begun(cls, where: str | Place) -> "Store":
        """The store in a folder or at an address, made if there is none.

        :raises PortfolioError: the folder holds something else, or a store that cannot be used.
        :raises OSError: it cannot be written.
        """
        at = where if isinstance(where, Place) else place(where)
        names = at.names()
        if not names & {LIST, LIST + NEW}:
            if names - {LOCK, *TABLES} or any(at.names(table) for table in TABLES):
                raise not_empty(at.address)
            at.made(*TABLES)
            at.replace(LIST, _listing(()))
        return cls.opened(at)

    def listed(self, parts: Iterable[Part]) -> None:
        """Writes the list anew, in one step: these are the parts.

        :raises PortfolioError: another program has written to the list since.
        """
        if self.place.latest(LIST) != _listing(self.parts):
            raise in_use(self.place.address)
        self.parts = tuple(sorted(parts))
        self.place.replace(LIST, _listing(self.parts))

    def files(self, table: Table) -> list[str]:
        """The Parquet files of a table, in the order of the parts, as the file system names them."""
        return [self.place.path(_file(table, part)) for part in self.parts]

    def tables(self, table: Table, columns: Sequence[str] | None = None) -> Iterator[Any]:
        """A table as Arrow, part after part, in their order."""
        for part in self.parts:
            yield self._read(table, part, columns)

    def entries(self) -> Iterator[Entry]:
        """Every line of ``forms`` in short."""
        for part, lines in zip(self.parts, self.tables("forms", KEYS), strict=True):
            columns = lines.to_pydict()
            for values in zip(*(columns[key] for key in KEYS), strict=True):
                yield Entry(part.name, *values)

    def written(self, part: Part, bodies: Mapping[Table, bytes]) -> None:
        """Writes the files of a part that is not in the list yet."""
        if part not in self.parts:
            self.place.write({_file(table, part): body for table, body in bodies.items()})

    def put(self, part: Part, bodies: Mapping[Table, bytes]) -> None:
        """Takes a part in: its files, and then its name in the list."""
        self.written(part, bodies)
        self.listed({*self.parts, part})

    def without(self, part: Part, forms: set[str]) -> None:
        """Writes ``part`` once more without the lines of some forms, where any are left, and lets go of it."""
        from pyarrow import array, compute

        gone = array(sorted(forms))
        tables: dict[Table, Any] = {}
        for table in TABLES:
            whole = self._read(table, part)
            tables[table] = whole.filter(compute.invert(compute.is_in(whole["form"], gone)))
        if tables["forms"].num_rows:
            self.put(*packed(tables))
        self.listed({*self.parts} - {part})
        self.place.remove([_file(table, part) for table in TABLES])

    def swept(self) -> None:
        """Removes what a run that was ended left behind: files that the list does not name."""
        self.place.remove(self._lying() - self._named())

    def _named(self) -> set[str]:
        return {_file(table, part) for table in TABLES for part in self.parts}

    def _lying(self) -> set[str]:
        """The files of parts; whatever else somebody put there is not ours."""
        names = ((table, name) for table in TABLES for name in self.place.names(table))
        return {f"{table}/{name}" for table, name in names if PART.fullmatch(name)}

    def _read(self, table: Table, part: Part, columns: Sequence[str] | None = None) -> Any:
        from pyarrow import parquet

        wanted = None if columns is None else list(columns)
        file = self.place.path(_file(table, part))
        return parquet.read_table(file, columns=wanted, filesystem=self.place.system, use_threads=False)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other programs from writing while the block runs; the system lets go when this program ends.

        Processes of a run that was killed end their piece of work first: for ``PATIENCE`` seconds they are waited for.

        :raises PortfolioError: another program is writing.
        """
        if self.place.local is None:  # nothing to hold on to there: ``listed`` sees whether it is alone
            yield
            return
        with open(self.place.local / LOCK, "wb") as file:
            until = time.monotonic() + PATIENCE
            while not _locked(file):
                if time.monotonic() > until:
                    raise in_use(self.place.address)
                time.sleep(0.1)
            yield


def _file(table: Table, part: Part) -> str:
    return f"{table}/{part.name}.parquet"


def _listing(parts: tuple[Part, ...]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(Listing(VERSION, parts)), indent=1) + b"\n"


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


def in_arrow(told: Iterable[Lines]) -> dict[Table, Any]:
    """The lines of several files as Arrow tables, one of each kind.

    :raises pyarrow.ArrowException, UnicodeError: a value that its column cannot hold.
    """
    import pyarrow

    together: Lines = {table: [] for table in TABLES}
    for lines in told:
        for table, some in lines.items():
            together[table] += some
    return {table: pyarrow.Table.from_pylist(some, arrow(table)) for table, some in together.items()}


def packed(tables: Mapping[Table, Any]) -> tuple[Part, dict[Table, bytes]]:
    """One part of Arrow tables as Parquet files by table; its name is a digest of the files that it tells of."""
    from pyarrow import BufferOutputStream, parquet

    forms = tables["forms"].select(["path", "sha256", "version", "error"]).to_pydict()
    told = "\n".join(map(str, zip(*forms.values(), strict=True)))
    unread = sum(error is not None for error in forms["error"])
    bodies = {}
    for table, lines in tables.items():
        sink = BufferOutputStream()
        parquet.write_table(lines, sink, compression="zstd")
        bodies[table] = sink.getvalue().to_pybytes()
    name = f"part-{hashlib.sha256(told.encode()).hexdigest()[:24]}"
    return Part(name, len(forms["path"]) - unread, unread), bodies
