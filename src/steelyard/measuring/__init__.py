"""Ledgers → Values: strict readers, a pack's measures over a table engine, the records behind each value.

Needs the extra ``evidence``; nothing else of steelyard does.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.measuring.periods import period as parse_period
from steelyard.measuring.refusing import LedgerError, no_extra
from steelyard.model import Evidence, Form, LedgerRead, MonthEnd, Period, Value
from steelyard.packs.ledgers import packs
from steelyard.packs.loading import folder

if TYPE_CHECKING:
    from steelyard.measuring.proving import Opened

__all__ = ["LedgerError", "LedgerFolder", "Measured", "measure", "parse_period"]


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of a pack for a period, and the ledgers that they come from. ``sha256`` is that of the pack's file."""

    pack: str
    sha256: str
    period: Period
    ledgers: tuple[LedgerRead, ...]
    values: tuple[Value, ...]


def measure(
    pack: str,
    ledgers: str | Path,
    period: Period,
    *,
    records: bool = False,
    accept_bad_rows: bool = False,
    master: str | None = None,
) -> Measured:
    """Every measure of ``pack`` over the ledgers in a folder or a database; ``records`` brings those behind each value.

    ``ledgers`` is a folder or ``postgresql://…``. With ``master`` a Spark cluster computes from Parquet in a folder
    that all its machines see. A ledger that is not there, or that has bad rows, gives ``Unknown`` values, no error.

    :raises KeyError: there is no such pack.
    :raises LedgerError: an extra is not installed, or a ledger cannot be read at all.
    """
    known = packs()[pack]
    with _extra():
        from steelyard.measuring.engines import session, spark
        from steelyard.measuring.evaluating import evaluate
        from steelyard.measuring.opening import clustered, opened
    with ExitStack() as stack:
        if master is None:
            read = opened(known, ledgers, accept_bad_rows=accept_bad_rows)
        else:
            engine = spark(stack.enter_context(session(master)))
            read = clustered(known, ledgers, engine, accept_bad_rows=accept_bad_rows)
        values = tuple(evaluate(known, read, period, records=records))
    file = sha256(folder("ledgers")[pack].read_bytes()).hexdigest()
    return Measured(pack, file, period, tuple(read.read.values()), values)


@dataclass(slots=True)
class LedgerFolder:
    """The ledgers of a folder as evidence for forms. They are read when the first form needs them, then kept."""

    path: str | Path
    accept_bad_rows: bool = False
    _opened: "Opened | None" = field(default=None, init=False, repr=False)

    def evidence(self, form: Form) -> Evidence:
        """What the ledgers say of each row of ``form`` in its year: pass it on to ``steelyard.audit``.

        :raises LedgerError: the extra is not installed, there is no such folder, or a database in it cannot be read.
            Bad rows and ledgers that cannot be read are no error: they are told, and give no value.
        """
        return self._open().evidence(form)

    def so_far(self, form: Form, period: Period) -> Evidence:
        """The same up to a day within the year, for monitoring: with the execution line, without records behind values.

        :raises LedgerError: as ``evidence``.
        """
        return self._open().so_far(form, period)

    def _open(self) -> "Opened":
        if self._opened is None:
            with _extra():
                from steelyard.measuring.proving import Opened
            self._opened = Opened(self.path, self.accept_bad_rows)
        return self._opened

    def month_ends(self, form: Form) -> tuple[MonthEnd, ...]:
        """What they give at each month's end, for the chart of a report: ``month_ends`` of the form's ``Evidence``.

        :raises LedgerError: as ``evidence``.
        """
        return self._open().month_ends(form)


@contextmanager
def _extra() -> Iterator[None]:
    """Says, where the table engine is not installed, how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in {"ibis", "duckdb", "pyarrow", "openpyxl"}:
            raise
        raise no_extra() from error
