"""The closed list of measures, as data: which shape a ledger pack names and which parameters it takes.

``Rows`` says which records of a ledger are meant. Its ``date`` is the counting date: a record counts in the period in
which that date lies; without it, every record counts. ``since`` and ``ended`` mean a stock: what had begun by the last
day of the period and had not ended by then; with ``date`` as well, what is of both. ``where`` names a column and what
must hold for it::

    where = { kind = "投诉", channel = ["12315", "12345"], accept_at = { present = true }, amount = { at_least = 100 } }

All hold. Under the key ``any`` stands a list of such tables, of which at least one must hold as well::

    where = { kind = "投诉", any = [{ accept_at = { present = true } }, { channel = "12345", amount = { below = 1 } }] }

What is empty meets only ``present = false``. What the shapes compute stands in ``steelyard.measuring.compiling``.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, cast

import msgspec


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What must hold for one column. ``on_or_before`` and ``after`` name another date column of the same record."""

    __test__ = False  # no test case, whatever pytest makes of the name

    present: bool | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    none_of: tuple[str, ...] = ()
    on_or_before: str = ""
    after: str = ""


ANY = "any"  # the key of a ``where`` under which its alternatives stand; no column is called so
Alternative = dict[str, str | bool | int | tuple[str, ...] | Test]
Condition = str | bool | int | tuple[str | Alternative, ...] | Test
Where = dict[str, Condition]


def alternatives(where: Mapping[str, Condition]) -> tuple[Alternative, ...]:
    """What stands under ``any``: nothing where the key is not there."""
    found = where.get(ANY, ())
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, tuple) else ()


def columns(where: Mapping[str, Condition]) -> dict[str, Condition]:
    """What must hold for single columns: everything but ``any``."""
    return {name: asked for name, asked in where.items() if name != ANY}


class Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The records of one ledger that count in a period, or in stock on its last day.

    ``since`` is the date on which a record enters the stock, on that day included, and ``ended`` that on which it
    leaves it, on that day no longer in it; where that is empty, the record has not ended.

    A ledger without any record of the period proves nothing, not 0; ``zero`` says that it does, because whatever
    happened would stand in it (accidents).
    """

    ledger: str
    date: str = ""
    since: str = ""
    ended: str = ""
    where: Where = {}
    zero: bool = False


class Counted(Rows, frozen=True, kw_only=True):
    """One side of a ratio: its records, the different values of ``distinct``, or the sum of ``sum``."""

    distinct: str = ""
    sum: str = ""


class Shape(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="name", omit_defaults=True
):
    """Parameters of one measure; its name is the ``name`` in the ``shape`` table."""

    @property
    def name(self) -> str:
        """``count``, ``on-time-share``, …"""
        return cast(str, self.__struct_config__.tag)


class Count(Shape, frozen=True, kw_only=True, tag="count"):
    """How many records."""

    of: Rows


class Distinct(Shape, frozen=True, kw_only=True, tag="distinct"):
    """How many different values of ``column``, empty ones left out."""

    of: Rows
    column: str


class Sum(Shape, frozen=True, kw_only=True, tag="sum"):
    """The values of ``column`` added up and multiplied by ``times`` (0.0001 turns 元 into 万元)."""

    of: Rows
    column: str
    times: Decimal = Decimal(1)


class Mean(Shape, frozen=True, kw_only=True, tag="mean"):
    """The mean of ``column`` over the records that have it."""

    of: Rows
    column: str


class Share(Shape, frozen=True, kw_only=True, tag="share"):
    """In percent: of the records ``of``, those for which ``counted`` holds too."""

    of: Rows
    counted: Where


class Ratio(Shape, frozen=True, kw_only=True, tag="ratio"):
    """One quantity over another, maybe of another ledger, multiplied by ``times`` (100: percent)."""

    numerator: Counted
    denominator: Counted
    times: Decimal = Decimal(100)


class Rate(Shape, frozen=True, kw_only=True, tag="rate"):
    """Events for each ``per`` of a population (accidents per 10,000 devices)."""

    numerator: Counted
    denominator: Counted
    per: Decimal = Decimal(10_000)


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A time limit: ``limit`` days after ``start``, longer by the days in the column ``paused``.

    Or, where the ledger itself says when a record is due, its column ``due``.
    """

    done: str
    start: str = ""
    limit: int = 0
    days: Literal["working", "calendar"] = "calendar"
    paused: str = ""
    due: str = ""
    where: Where = {}


class OnTimeShare(Shape, frozen=True, kw_only=True, tag="on-time-share"):
    """In percent: of the records due in the period, those done on or before the due date.

    The first term whose ``where`` holds gives a record its due date; a record that no term fits is left out. The
    period is that of the due date, so that ``of.date`` is not given.
    """

    of: Rows
    terms: tuple[Term, ...]


class TopShare(Shape, frozen=True, kw_only=True, tag="top-share"):
    """In percent: answers of at least ``top`` on the scale of ``column``, with its interval at 95 % confidence."""

    of: Rows
    column: str
    top: Decimal


class Latest(Shape, frozen=True, kw_only=True, tag="latest"):
    """``column`` on the last day on which it was recorded: by ``of.date`` in the period, else by ``of.since``.

    A stock may be of an earlier year: a certificate holds until there is another or it is revoked.
    """

    of: Rows
    column: str


class Change(Shape, frozen=True, kw_only=True, tag="change"):
    """The measure ``of`` this period against the same period a year before: in percent of that, or the difference."""

    of: str
    against: Literal["percent", "difference"] = "percent"


class Milestones(Shape, frozen=True, kw_only=True, tag="milestones"):
    """In percent: of the milestones planned for the period, those reached by its end, late ones too."""

    of: Rows
    planned: str
    reached: str


AnyMeasure = (
    Count | Distinct | Sum | Mean | Share | Ratio | Rate | OnTimeShare | TopShare | Latest | Change | Milestones
)
