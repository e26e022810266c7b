"""A ledger as its file has it: texts or typed columns under the names of the schema, and rows that fell apart."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from steelyard.measuring.conditions import Table
from steelyard.measuring.refusing import column_twice, missing_columns, unknown_columns
from steelyard.model import BadRow
from steelyard.packs.ledgers import Ledger

ROW = "_row"


class Raw(NamedTuple):
    """``table`` is one of the engine and has a column ``_row``.

    ``broken``: rows that are not in the table, because they have too many or too few cells.
    """

    table: Table
    origin: str
    sha256: str
    broken: tuple[BadRow, ...] = ()


def digest(path: Path) -> str:
    """SHA-256 of the file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def names(headers: Sequence[str], ledger: Ledger, origin: str) -> list[str]:
    """The column that each header means, by name or by title.

    :raises LedgerError: a header is not known or stands twice, or a required column is not there. A column that is
        not required may be left out, and is then empty.
    """
    meant = {title: column.name for column in ledger.fields for title in (column.name, column.title)}
    plain = [header.strip().removeprefix("\ufeff") for header in headers]
    if strangers := [header for header in plain if header not in meant]:
        raise unknown_columns(origin, strangers)
    found = [meant[header] for header in plain]
    for at, name in enumerate(found):
        if name in found[:at]:
            raise column_twice(origin, plain[at])
    needed = [one for one in ledger.fields if one.constraints.required or one.name in ledger.primary_key]
    if lacking := [one for one in needed if one.name not in found]:
        raise missing_columns(origin, [one.title for one in lacking], [one.name for one in lacking])
    return found
