"""Results computed from records: values, what they were computed from, and rows of a ledger that could not be read."""

from dataclasses import dataclass
from decimal import Decimal

from steelyard.model.quantities import Period
from steelyard.model.words import Message, Unknown


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a ledger that its schema refuses: where it stands, the column (empty for the whole row), and why.

    ``row`` counts as the file does: the header of a CSV file or a sheet is row 1; in a table of a database or a
    Parquet file, the first record is row 1.
    """

    row: int
    column: str
    cause: Message


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """A ledger as it was read: the file or table, its SHA-256, how many records, and the rows that were refused.

    ``accepted`` says that somebody asked to compute without the rows that were refused. ``unread`` says why nothing of
    it could be read at all (a required column is not there); it then has no records and no SHA-256.
    """

    name: str
    title: str
    origin: str
    sha256: str
    records: int
    bad_rows: tuple[BadRow, ...] = ()
    accepted: bool = False
    unread: Message | None = None

    @property
    def refused(self) -> int:
        """How many rows were refused, each once."""
        return len({bad.row for bad in self.bad_rows})


@dataclass(frozen=True, slots=True)
class Record:
    """A record behind a value: its ledger and key, and what it adds to numerator and denominator, if anything."""

    ledger: str
    key: str
    numerator: str | None
    denominator: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """What one measure of a pack gives for a period: a number in ``unit``, or why there is none.

    ``numerator`` and ``denominator`` are what was divided, before it was rounded; ``denominator`` is ``None`` where
    nothing is divided. ``group`` tells groups apart (``(("channel", "12315"),)``); a group without a value is "".
    ``interval`` is that of a share of answers at 95 % confidence. ``ledgers`` are those it was computed from.
    ``unrounded`` is the value before it was rounded, to 50 decimals at least; ``None`` where there is none.
    """

    measure: str
    title: Message
    period: Period
    value: Decimal | Unknown
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    group: tuple[tuple[str, str], ...] = ()
    interval: tuple[Decimal, Decimal] | None = None
    ledgers: tuple[LedgerRead, ...] = ()
    records: tuple[Record, ...] | None = None
    unrounded: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """How many records of a ledger count in each month of a period, by the dates in ``column`` (its title)."""

    ledger: LedgerRead
    column: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The records of all months."""
        return sum(many for _, many in self.counts)


@dataclass(frozen=True, slots=True)
class Proof:
    """What ledgers say of one row (0: the execution line), by ``measure`` of ``pack``.

    ``value.records`` are the first of the ``behind`` records that it was computed from. ``scope`` says where the
    ledgers may tell of more or less than the form does; empty where they do not.
    """

    row: int
    pack: str
    value: Value
    behind: int = 0
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the ledgers give whatever the rows are, under the names of indicators that ``measure`` proves.

    The narrative is held against it. ``scope`` is as in ``Proof``.
    """

    pack: str
    names: tuple[str, ...]
    value: Value
    scope: str = ""


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What the ledgers give from the year's first day to the end of ``month``.

    ``executed`` is the rate of budget execution with what was paid and what was granted; ``results`` are those of rows
    whose numbers grow through the year. What is not known at that month's end says why.
    """

    month: int
    executed: Value | Unknown
    results: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Unprovable:
    """A row that no ledger can prove; ``why`` names the indicators to use instead."""

    row: int
    why: Message


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the ledgers in ``folder`` say of the rows of one form; rows without a measure have neither of both.

    ``period`` is the form's year, ``Unknown`` where it states none. ``ledgers`` are all that were read, by pack.
    ``known`` is what they tell of things that the narrative may name. ``strangers`` are files of the folder that are
    no ledger of any pack. ``month_ends`` are the months of the year, where they were asked for.
    """

    folder: str
    period: Period | Unknown
    ledgers: tuple[tuple[str, LedgerRead], ...] = ()
    proofs: tuple[Proof, ...] = ()
    unprovable: tuple[Unprovable, ...] = ()
    months: tuple[Months, ...] = ()
    strangers: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    month_ends: tuple[MonthEnd, ...] = ()
