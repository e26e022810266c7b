"""Targets as the database keeps them: rows of plain texts, made into those of the core whenever they are compared.

It knows no framework and no database.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from steelyard.model import Aim, Change, Move
from steelyard.monitoring.lights import Way
from steelyard.reporting.words import plain, safe


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One target as printed, with what columns of their own add to it; ``weight`` is a decimal, if one is printed."""

    row: int
    groups: tuple[str, ...]
    name: str
    target: str
    unit: str = ""
    operator: str = ""
    weight: str | None = None

    @property
    def said(self) -> str:
        """The target with its operator and unit."""
        return aims_in([self], None)[0].said


class Reported(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a unit says of the target in a row, as typed; ``way`` as in ``monitoring.Report``."""

    row: int
    so_far: str = ""
    expected: str = ""
    reason: str = ""
    way: Way | None = None


class Shift(msgspec.Struct, frozen=True):
    """A target that is not as it was: both sides, and in words (Chinese, English) in what they differ."""

    change: Change
    before: Row | None
    after: Row | None
    weighed: bool
    how: tuple[str, str]


def row_of(aim: Aim) -> Row:
    """A target as it is kept."""
    weight = plain(aim.weight) if isinstance(aim.weight, Decimal) else None
    groups = tuple(map(safe, aim.groups))
    return Row(aim.row, groups, safe(aim.name), safe(aim.target), safe(aim.unit), safe(aim.operator), weight)


def rows_in(kept: Any) -> list[Row]:
    """Rows out of the database.

    :raises msgspec.ValidationError: they are none.
    """
    return msgspec.convert(kept, list[Row])


def aims_in(rows: Iterable[Row], year: int | None) -> tuple[Aim, ...]:
    """Kept rows as targets of ``year``."""
    from steelyard.scoring.aims import aim

    return tuple(
        aim(
            one.row,
            one.groups,
            one.name,
            one.target,
            unit=one.unit,
            operator=one.operator,
            weight=None if one.weight is None else Decimal(one.weight),
            year=year,
        )
        for one in rows
    )


def set_aims(rows: Sequence[Row] | None, year: int | None) -> tuple[Aim, ...] | None:
    """The targets that a form is held against; ``None`` where none were set."""
    return None if rows is None else aims_in(rows, year)


def shifts(moves: Iterable[Move]) -> list[Shift]:
    """Those targets that are not as they were."""
    return [
        Shift(
            move.change,
            None if move.before is None else row_of(move.before),
            None if move.after is None else row_of(move.after),
            move.weighed is True,
            (move.how.zh, move.how.en),
        )
        for move in moves
        if not move.whole
    ]


def shifted(before: Sequence[Row], after: Sequence[Row], year: int) -> list[Shift]:
    """What became of the rows of one table in a later one."""
    from steelyard.scoring.aims import moves

    return shifts(moves(aims_in(before, year), aims_in(after, year)))


def digest(seen: Any) -> str:
    """The SHA-256 of rows, or of a report, as the log names what was seen."""
    return sha256(msgspec.json.encode(seen)).hexdigest()
