"""Targets of a unit's year: handed in, set, and adjusted with the bureau's approval by acts of the form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Schema, Status, UploadedFile
from pydantic import ConfigDict

from steelyard.model import Change, Message
from steelyard.web import aiming, aims, models
from steelyard.web.access import persons, the_case
from steelyard.web.acts import possible
from steelyard.web.api import shapes
from steelyard.web.api.cases import Id
from steelyard.web.api.site import offers
from steelyard.web.api.versions import FILES
from steelyard.web.targets import SETTLING, in_force, open_table
from steelyard.web.views import targets as pages

Standing = Literal["waiting", "asked", "refused", "in force", "replaced"]


class TargetRow(Schema):
    """A target as it is printed."""

    row: int
    groups: list[str]
    name: str
    target: str
    unit: str
    operator: str
    weight: shapes.Score


class TargetTable(Schema):
    """A table that was handed in: waiting for the unit's checker, ``asked`` of the bureau, refused, in force, or
    replaced by a later one. ``reason`` is the unit's, ``answer`` the bureau's; ``copied`` is the year it copies."""

    id: int
    number: int
    standing: Standing
    name: str
    sha256: str
    digest: str
    copied: int | None
    rows: list[TargetRow]
    remarks: list[shapes.Said]
    by: str
    at: datetime
    reason: str
    asked_by: str | None
    asked_at: datetime | None
    confirmed_by: str | None
    confirmed_at: datetime | None
    refused_by: str | None
    refused_at: datetime | None
    answer: str


class Moved(Schema):
    """A target that the table that waits would change; ``weighed``: its weight, too."""

    change: Change
    before: TargetRow | None
    after: TargetRow | None
    weighed: bool
    how: shapes.Said


class TargetsOfYear(Schema):
    """The tables of a unit's year, the last one first; ``changes`` are those of the one that waits against the one in
    force, ``acts`` what may be done now."""

    case: int
    revision: int
    tables: list[TargetTable]
    changes: list[Moved]
    acts: list[shapes.Act]


class Seen(Schema):
    """The revision of the form as it was seen."""

    model_config = ConfigDict(extra="forbid")

    revision: shapes.Revision


@offers("cases/{int:number}/targets", "signed in", Message("绩效目标", "The targets of the year"), TargetsOfYear)
def targets(request: HttpRequest, number: Id) -> Any:
    """All tables that were handed in, and what became of each."""
    return _told(request, the_case(request, number))


@offers(
    "cases/{int:number}/targets/tables", "signed in", Message("报送绩效目标表", "Hand in a table of targets"),
    TargetsOfYear, method="POST", status=201,
)  # fmt: skip
def hand_in_targets(request: HttpRequest, number: Id, revision: Form[shapes.Revision], file: File[UploadedFile]) -> Any:
    """It waits for the unit's checker: ``set-targets``, or ``ask-adjustment`` where targets are in force."""
    one = the_case(request, number)
    aiming.hand_in(request, one, revision, file)
    return Status(201, _told(request, the_case(request, number)))


@offers(
    "cases/{int:number}/targets/copy", "signed in", Message("照抄上一年度的指标", "Copy last year's indicators"),
    TargetsOfYear, method="POST", status=201,
)  # fmt: skip
def copy_targets(request: HttpRequest, number: Id, seen: Seen) -> Any:
    """As the table that waits."""
    one = the_case(request, number)
    aiming.copy_last_year(request, one, seen.revision)
    return Status(201, _told(request, the_case(request, number)))


@offers("targets/{int:number}/file", "signed in", Message("目标表的原文件", "The file of a table of targets"), FILES)
def targets_file(request: HttpRequest, number: Id) -> Any:
    """As it was sent, byte for byte."""
    return pages.targets_file(request, number)


def _told(request: HttpRequest, one: models.Case) -> dict[str, Any]:
    now, waiting, can = in_force(one), open_table(one), possible(one, persons(request))
    people = ("by", "asked_by", "confirmed_by", "refused_by")
    found = one.targets.select_related(*people).order_by("-number")
    moved = aims.shifted(aims.rows_in(now.rows), aims.rows_in(waiting.rows), one.year) if now and waiting else []
    return {
        "case": one.id,
        "revision": one.revision,
        "tables": [_table(table, _standing(table, now, waiting), people) for table in found],
        "changes": [_moved(shift) for shift in moved],
        "acts": [name for name in ("draft-targets", *SETTLING) if name in can],
    }


def _table(one: models.Targets, standing: Standing, people: Iterable[str]) -> dict[str, Any]:
    same = (
        "id", "number", "name", "sha256", "digest", "copied", "at", "reason", "asked_at", "confirmed_at", "refused_at",
        "answer",
    )  # fmt: skip
    return {
        **{name: getattr(one, name) for name in same},
        **{who: user.name if (user := getattr(one, who)) else None for who in people},
        "standing": standing,
        "rows": [_row(row) for row in aims.rows_in(one.rows)],
        "remarks": [{"zh": zh, "en": en} for zh, en in one.remarks],
    }


def _standing(one: models.Targets, now: models.Targets | None, waiting: models.Targets | None) -> Standing:
    if one.refused_at is not None:
        return "refused"
    if one == waiting:
        return "asked" if one.asked_at is not None else "waiting"
    return "in force" if one == now else "replaced"


def _row(one: aims.Row) -> dict[str, Any]:
    return {name: getattr(one, name) for name in aims.Row.__struct_fields__}


def _moved(one: aims.Shift) -> dict[str, Any]:
    zh, en = one.how
    return {
        "change": one.change,
        "before": one.before and _row(one.before),
        "after": one.after and _row(one.after),
        "weighed": one.weighed,
        "how": {"zh": zh, "en": en},
    }
