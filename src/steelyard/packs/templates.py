"""Layouts for writing forms (表样版式): what stands where in the official form of a profile; one file each.

A layout is a grid as wide as its table of indicators; the blocks above and below it share that grid by ``span``.
"""

from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from steelyard.model.form import SectionKind
from steelyard.packs.loading import PackError, Source, folder, load

IndicatorRole = Literal[
    "group", "name", "operator", "nature", "target", "initial", "unit", "actual", "coefficient", "weight", "score",
    "core", "note",
]  # fmt: skip
FundsRole = Literal["name", "initial", "adjusted", "final", "weight", "rate", "score", "note"]
Field = Literal["project", "department", "organization", "year", "total", "expected", "adjusted", "achieved"]


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Column(_Struct, frozen=True):
    """A column of the table of indicators; ``width`` is its share of the width of the text."""

    role: IndicatorRole
    heading: str
    width: Decimal


class FundsColumn(_Struct, frozen=True):
    """A column of the block of funds over ``span`` columns of the grid."""

    role: FundsRole
    heading: str
    span: int


class FieldCell(_Struct, frozen=True):
    """A label, or the place where a field of the form stands."""

    span: int
    label: str = ""
    field: Field | None = None
    align: Literal["left", "center"] = "center"


class Funds(_Struct, frozen=True):
    """The block of funds: its label at the left, its columns, and the name of the line that the others add up to."""

    label: str
    span: int
    total: str
    columns: tuple[FundsColumn, ...]


class Goals(_Struct, frozen=True):
    """The yearly goal beside what came of it."""

    label: str
    span: int
    columns: tuple[FieldCell, ...]


class Headed(_Struct, frozen=True):
    """A section of the narrative and the heading it stands under."""

    kind: SectionKind
    heading: str


class Layout(_Struct, frozen=True):
    """The official form of one profile.

    ``sections`` stand as running text before the table, or as rows of label and text below it. ``execution`` are the
    points of the line of funds, ``None`` where there is no such line.
    """

    title: str
    source: Source
    columns: tuple[Column, ...]
    total: str
    subtitle: str = ""
    landscape: bool = False
    fields: tuple[tuple[FieldCell, ...], ...] = ()
    funds: Funds | None = None
    goals: Goals | None = None
    sections: tuple[Headed, ...] = ()
    place: Literal["text", "rows"] = "text"
    execution: Decimal | None = None

    def index(self, role: IndicatorRole) -> int:
        """The first column of a role. Raises ``ValueError`` where there is none."""
        return [column.role for column in self.columns].index(role)


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by the name of its profile.

    :raises PackError: an unknown, missing or wrong key, or a row that does not fill the grid.
    """
    return {name: _whole(name, load(file, Layout)) for name, file in folder("templates").items()}


def _whole(name: str, layout: Layout) -> Layout:
    width = len(layout.columns)
    rows: dict[str, int] = {
        f"fields[{number}]": sum(cell.span for cell in row) for number, row in enumerate(layout.fields, 1)
    }
    if layout.funds:
        rows["funds"] = layout.funds.span + sum(column.span for column in layout.funds.columns)
    if layout.goals:
        rows["goals"] = layout.goals.span + sum(column.span for column in layout.goals.columns)
    for key, spans in rows.items():
        if spans != width:
            raise PackError(f"{name}.toml: {key}: the spans add up to {spans}, the table has {width} columns")
    return layout
