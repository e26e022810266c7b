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

    ``accepted`` says that somebody asked to compute without the rows that were refused.
    """

    name: str
    title: str
    origin: str
    sha256: str
    records: int
    bad_rows: tuple[BadRow, ...] = ()
    accepted: bool = False

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
