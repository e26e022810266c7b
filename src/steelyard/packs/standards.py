"""Data standards: the tables and elements by whose names a form is handed on; one file each in ``packs/standards``."""

from functools import cache
from typing import Literal

import msgspec

from steelyard.packs.loading import Source, folder, load

Key = Literal["form", "indicators", "funds", "subtotals", "remarks", "sections"]


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``key`` is our name for it, ``name`` that of the standard; ``own`` where the standard has none that is known.

    ``pattern`` must fit the whole of what an import says; without one, a number must be digits.
    """

    key: str
    name: str
    title: str
    title_en: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    own: bool = False
    pattern: str = ""
    about: str = ""


class Unfilled(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An element of the standard that no form can fill, and why."""

    name: str
    title: str
    why: str


class StandardTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table under its name for each kind of form."""

    key: Key
    department: str
    project: str
    title: str
    title_en: str
    elements: tuple[Element, ...]
    unfilled: tuple[Unfilled, ...] = ()
    own: bool = False

    def named(self, kind: Literal["department", "project"]) -> str:
        """Its name in the standard."""
        return self.department if kind == "department" else self.project


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One data standard; its tables in the order in which a form tells them."""

    title: str
    title_en: str
    source: Source
    tables: tuple[StandardTable, ...]

    def table(self, name: str) -> StandardTable | None:
        """The table that bears this name for either kind of form."""
        return next((one for one in self.tables if name in (one.department, one.project)), None)


BUDGET_SYSTEM = "budget-system"


@cache
def standards() -> dict[str, Standard]:
    """All data standards by name.

    :raises steelyard.packs.loading.PackError: a file has an unknown, missing or wrongly typed key.
    """
    return {name: load(file, Standard) for name, file in folder("standards").items()}
