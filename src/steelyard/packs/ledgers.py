"""Ledger packs (台账): one line of business a file in ``packs/ledgers``, its ledgers, measures and worked examples.

A file says, in this order::

    title, title_en                  what the line of business is called
    [source]                         the rules it follows (document, article, original_seen, read_on, …)
    [[ledgers]]                      one table of records, in the words of Table Schema:
        name, title, title_en        the name is that of its file (complaints.csv) and of the measures' ``ledger``
        primaryKey = ["id"]          what names a record; no two records share it
        foreignKeys = [{ fields = ["unit_id"], reference = { resource = "units", fields = ["id"] } }]
        fields = [                   one column a line
          { name = "id", title = "登记编号", type = "string", constraints = { required = true, unique = true } },
          { name = "fine", title = "罚款", type = "number", places = 2, unit = "元", constraints = { minimum = 0 } },
          { name = "closed_on", title = "结案日期", type = "date", constraints = { not_below = "filed_on" } },
        ]
    [[measures]]                     one result each
        name, title, title_en, unit, places
        clause                       what is counted, in our own words, and what is not
        proves = ["投诉处置率"]       the indicators that it proves, as officials write them
        by = ["unit"]                columns that it is told apart by, if any
        scope = "含所属分局"          where records may tell of more or fewer bodies than a form does, if so
        grows = true                 a ratio to the whole year's base, which grows month by month (执行率)
        shape = { name = "share", of = { ledger = …, date = …, where = { … } }, … }   see ``packs.measures``
    [[examples]]                     a few records and what the measures make of them; the tests run them
        period = "2023"
        gives = { accepted-share = "66.67", disposed-on-time = "unknown" }
        [examples.rows]
        complaints = [{ id = "1", kind = "投诉", received_at = "2023-01-05" }, …]   a column left out is empty

``type`` is string, integer, number (exact, with ``places`` decimals), date or boolean. A key that is not in this list,
or a name that no ledger has, is an error that names file and key.
"""

from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from steelyard.packs.loading import PackError, Source, folder, load
from steelyard.packs.measures import AnyMeasure
from steelyard.packs.names import faults

Type = Literal["string", "integer", "number", "date", "boolean"]


class Constraints(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each value of a column must meet; ``pattern`` (RE2) must fit the whole value.

    ``not_below`` and ``not_above`` name another column of the same record, a date for a date or a number for a number:
    a case is not closed before it was opened, no more batches pass than were tested. Where one of both is empty,
    there is nothing to compare.
    """

    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: str = ""
    not_below: str = ""
    not_above: str = ""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column; a file heads it by its name or its Chinese title. ``places``: the decimals of a number."""

    name: str
    title: str
    type: Type
    unit: str = ""
    places: int = 2
    constraints: Constraints = Constraints()


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ledger and its columns that a foreign key points to."""

    resource: str
    fields: tuple[str, ...]


class ForeignKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Columns whose values, where there are any, must be found in another ledger."""

    fields: tuple[str, ...]
    reference: Reference


class Ledger(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"primary_key": "primaryKey", "foreign_keys": "foreignKeys"},
):
    """One table of records."""

    name: str
    title: str
    title_en: str
    primary_key: tuple[str, ...]
    fields: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name.

        :raises KeyError: there is none.
        """
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One result that records prove. ``source`` where it follows another rule than its line of business.

    ``grows``: a ratio that starts near 0 in January, because its denominator is that of the whole year from the start;
    other ratios and shares are levels from the first month on, and counts and sums grow anyway.
    """

    name: str
    title: str
    title_en: str
    unit: str
    clause: str
    shape: AnyMeasure
    places: int = 2
    proves: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    scope: str = ""
    grows: bool = False
    source: Source | None = None


Cell = str | bool | int


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Records of each ledger, and what each measure gives: a number as printed, ``unknown``, or one for each group."""

    period: str
    gives: dict[str, str | dict[str, str]]
    rows: dict[str, tuple[dict[str, Cell], ...]]
    how: str = ""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of business."""

    title: str
    title_en: str
    source: Source
    ledgers: tuple[Ledger, ...]
    measures: tuple[Measure, ...]
    examples: tuple[Example, ...]

    def ledger(self, name: str) -> Ledger:
        """The ledger of that name.

        :raises KeyError: there is none.
        """
        for one in self.ledgers:
            if one.name == name:
                return one
        raise KeyError(name)

    def measure(self, name: str) -> Measure:
        """The measure of that name.

        :raises KeyError: there is none; the message lists those there are.
        """
        for one in self.measures:
            if one.name == name:
                return one
        raise KeyError(f"no measure {name}; there are: {', '.join(one.name for one in self.measures)}")


def read_pack(file: Traversable) -> Pack:
    """One pack file, its names checked against each other.

    :raises PackError: an unknown, missing or wrongly typed key, or a name that the pack does not define.
    """
    pack = load(file, Pack)
    if wrong := faults(pack):
        raise PackError(f"{file.name}: {wrong[0]}")
    return pack


@cache
def packs() -> dict[str, Pack]:
    """All ledger packs by name.

    :raises PackError: see ``read_pack``.
    """
    return {name: read_pack(file) for name, file in folder("ledgers").items()}
