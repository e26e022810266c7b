"""Targets of a unit's year: which are in force, which wait to be confirmed, and where a new table comes from."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from steelyard.model import Message
from steelyard.web import store
from steelyard.web.aims import Row, Shift, aims_in, digest, rows_in, shifted
from steelyard.web.models import Case, Targets, User, Version
from steelyard.web.tables import Table, remarks_on, table_apart

# What is done with a table that was handed in.
SETTLING = ("set-targets", "ask-adjustment", "withdraw-adjustment", "approve-adjustment", "refuse-adjustment")
NO_LAST_YEAR = Message(
    "上一年度没有目标表，也没有自评表，请上传目标表。",
    "There is neither a table of targets nor a form of last year; hand in a table.",
)


class Source(NamedTuple):
    """A table of targets that was read and is to be kept; ``copied`` is the year that it was copied from."""

    name: str
    sha256: str
    table: Table
    copied: int | None = None


class Turn(NamedTuple):
    """One confirmed table and what it changed of the one before it; nothing of the first."""

    targets: Targets
    shifts: list[Shift]


class Adjusted(NamedTuple):
    """One adjustment of one row: the table that brought it, with its reason, and what it changed."""

    targets: Targets
    shift: Shift


class Held(NamedTuple):
    """A form against the targets in force: what is not as it was set, each with its approved adjustments.

    ``shifts`` is ``None`` where the form was not held against them: it was audited before they were confirmed.
    """

    targets: Targets
    shifts: list[tuple[Shift, list[Adjusted]]] | None


def confirmed(case: Case) -> list[Targets]:
    """The tables that were confirmed, in order; the last one is in force."""
    found = case.targets.filter(confirmed_at__isnull=False).select_related("by", "confirmed_by", "asked_by")
    return list(found.order_by("number"))


def in_force(case: Case) -> Targets | None:
    """The table that the unit is held to."""
    return next(iter(confirmed(case)[::-1]), None)


def open_table(case: Case) -> Targets | None:
    """The table that waits for the unit's checker, or, once it was asked for, for the bureau: the last one, if any."""
    last = case.targets.select_related("by", "asked_by").order_by("-number").first()
    return last if last is not None and last.confirmed_at is None and last.refused_at is None else None


def undecided() -> QuerySet[Targets]:
    """The adjustments that are with a bureau."""
    return Targets.objects.filter(asked_at__isnull=False, confirmed_at=None, refused_at=None)


def refused_ones(case: Case) -> list[Targets]:
    """The adjustments that the bureau refused, the last one first."""
    found = case.targets.filter(refused_at__isnull=False).select_related("asked_by", "refused_by")
    return list(found.order_by("-number"))


def set_for(case: Case) -> list[Row] | None:
    """The rows that the form of a case is held against, ``None`` where no targets were confirmed."""
    found = in_force(case)
    return None if found is None else rows_in(found.rows)


def turns(case: Case) -> list[Turn]:
    """The confirmed tables, each with what it changed: the first was set, the others were adjustments."""
    found = confirmed(case)
    tables = [rows_in(one.rows) for one in found]
    changed = [shifted(before, after, case.year) for before, after in pairwise(tables)]
    return [Turn(one, shifts) for one, shifts in zip(found, [[], *changed], strict=False)]


def held(case: Case, version: Version) -> Held | None:
    """A form against the targets that were set; ``None`` where its unit set none."""
    found = turns(case)
    if not found:
        return None
    if version.moved is None:
        return Held(found[-1].targets, None)
    traces = _traces(found)
    shifts = msgspec.convert(version.moved, list[Shift])
    return Held(found[-1].targets, [(one, traces.get(_key(one.before), [])) for one in shifts])


def _traces(found: Sequence[Turn]) -> dict[str, list[Adjusted]]:
    """By row of the targets in force, the adjustments that led to it."""
    traces: dict[str, list[Adjusted]] = {}
    for turn in found:
        after = dict(traces)
        for one in turn.shifts:
            if one.after is not None:
                after[_key(one.after)] = [*traces.get(_key(one.before), []), Adjusted(turn.targets, one)]
        traces = after
    return traces


def _key(row: Row | None) -> str:
    return "" if row is None else "/".join((*row.groups, row.name))


def has_last_year(case: Case) -> bool:
    """Whether there is something of last year to begin with."""
    last = _last_year(case)
    return last is not None and (last.version is not None or in_force(last) is not None)


def of_last_year(case: Case) -> Source | Message:
    """The indicators of last year, out of its targets in force or else of its form; why not, where there are none."""
    last = _last_year(case)
    if last is None:
        return NO_LAST_YEAR
    if (kept := in_force(last)) is not None:
        rows = rows_in(kept.rows)
        remarks = tuple((said.zh, said.en) for said in remarks_on(aims_in(rows, case.year), case.year))
        return Source(kept.name, kept.sha256, Table(None, kept.kind, tuple(rows), remarks), last.year)
    if last.version is None:
        return NO_LAST_YEAR
    version = last.version
    with store.incoming([store.load(version.sha256)]) as path:
        table = table_apart(path, version.name, case.year)
    return Message(*table.why) if table.why else Source(version.name, version.sha256, table, last.year)


def _last_year(case: Case) -> Case | None:
    return Case.objects.filter(unit=case.unit, year=case.year - 1).select_related("version").first()


def draft(case: Case, source: Source, by: User) -> None:
    """Keeps a table as the one that waits to be confirmed; the caller's transaction carries it."""
    last = case.targets.order_by("-number").first()
    Targets.objects.create(
        case=case,
        number=last.number + 1 if last else 1,
        name=source.name,
        kind=source.table.kind,
        sha256=source.sha256,
        digest=digest(source.table.rows),
        rows=msgspec.to_builtins(source.table.rows),
        remarks=msgspec.to_builtins(source.table.remarks),
        copied=source.copied,
        by=by,
    )


def settle(case: Case, act: str, by: User, words: str) -> None:
    """Writes onto the table that waits what one of ``SETTLING`` says of it.

    The caller's transaction carries it, in which ``reviewing`` saw that there is one.
    """
    found, now = open_table(case), timezone.now()
    assert found is not None, "an act that needs a table was permitted"
    match act:
        case "set-targets":
            found.confirmed_by, found.confirmed_at, found.reason = by, now, words
        case "ask-adjustment":
            found.asked_by, found.asked_at, found.reason = by, now, words
        case "withdraw-adjustment":
            found.asked_by, found.asked_at, found.reason = None, None, ""
        case "approve-adjustment":
            found.confirmed_by, found.confirmed_at, found.answer = by, now, words
        case "refuse-adjustment":
            found.refused_by, found.refused_at, found.answer = by, now, words
    found.save()
