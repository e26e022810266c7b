"""The tables of open data and their columns: ``packs/publishing/tables.toml``, in the words of Table Schema."""

from functools import cache
from typing import Literal

import msgspec

from steelyard.packs.loading import folder, load

Only = Literal["", "findings"]
"""What a table or a column is published with; ``""``: always."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column. ``about`` is what its title does not say, in Chinese."""

    name: str
    title: str
    title_en: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    unit: str = ""
    about: str = ""
    enum: tuple[str, ...] = ()
    only: Only = ""


class OpenTable(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"primary_key": "primaryKey"}
):
    """One table, a file ``name.csv`` of the published folder."""

    name: str
    title: str
    title_en: str
    primary_key: tuple[str, ...]
    fields: tuple[Field, ...]
    only: Only = ""


class OpenData(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All tables."""

    title: str
    title_en: str
    tables: tuple[OpenTable, ...]


@cache
def open_data() -> OpenData:
    """The tables of open data.

    :raises steelyard.packs.loading.PackError: the file has an unknown, missing or wrongly typed key.
    """
    return load(folder("publishing")["tables"], OpenData)


def published(with_findings: bool) -> tuple[OpenTable, ...]:
    """The tables as they are published, each with the columns that are."""
    shown: tuple[Only, ...] = ("", "findings") if with_findings else ("",)
    return tuple(
        msgspec.structs.replace(table, fields=tuple(field for field in table.fields if field.only in shown))
        for table in open_data().tables
        if table.only in shown
    )
