"""What units report of their targets through the year: which months are due, what was said, and its lights."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

import msgspec
from django.db.models import QuerySet

from steelyard.model import Message, Unknown
from steelyard.monitoring import Course, Report, course
from steelyard.packs.monitoring import Scheme, schemes
from steelyard.reporting.monitored import counted
from steelyard.web.aims import Reported, aims_in, rows_in
from steelyard.web.models import Case, Plan, Progress, Targets, User

USUAL = "general"  # the scheme of a year for which none was chosen
NOT_GIVEN = Unknown(Message("没有填报支出或者预算。", "Spending or budget was not reported."))
Lights = Mapping[str, int]
T = TypeVar("T")


class Said(NamedTuple):
    """What a unit reports of a month: its rows, and what was spent of which budget in 万元; ``None`` if not given."""

    rows: tuple[Reported, ...]
    spent: Decimal | None
    budget: Decimal | None


def scheme_of(case: Case) -> Scheme:
    """How a case is monitored: by the scheme chosen at the nearest place at or above its unit."""
    chosen = dict(Plan.objects.filter(year=case.year).values_list("place__path", "scheme"))
    return scheme_named(nearest(case.unit.path, chosen))


def scheme_named(name: str | None) -> Scheme:
    """The scheme of that name; the usual one where none was chosen."""
    return schemes().get(name or USUAL, schemes()[USUAL])


def nearest(path: str, values: Mapping[str, T]) -> T | None:
    """What was set at the nearest place at or above ``path``."""
    while path:
        if path in values:
            return values[path]
        path = path.rpartition("/")[0]
    return None


def months_due(scheme: Scheme, year: int, today: date) -> list[int]:
    """The months at whose end a unit reports and that are over."""
    return [month for month in scheme.months if date(year, month, calendar.monthrange(year, month)[1]) <= today]


def reports_of(kept: QuerySet[Progress]) -> dict[int, dict[int, Lights]]:
    """The lights of what was reported last for each month, by case and month; one query."""
    found: dict[int, dict[int, Lights]] = {}
    for case, month, lights in kept.order_by("id").values_list("case_id", "month", "lights"):
        found.setdefault(case, {})[month] = lights
    return found


def last_reports(case: Case) -> dict[int, Progress]:
    """What was reported last for each month, in the order of the months."""
    kept = case.progress.select_related("targets", "by").order_by("id")
    return dict(sorted({one.month: one for one in kept}.items()))


def told(report: Progress) -> Said:
    """A report out of the database."""
    spent, budget = (None if one is None else Decimal(one) for one in (report.spent, report.budget))
    return Said(tuple(msgspec.convert(report.rows, list[Reported])), spent, budget)


def course_of(scheme: Scheme, targets: Targets, said: Said, month: int, year: int) -> Course:
    """What the core says of a report of these targets."""
    reports = {one.row: Report(one.so_far, one.expected, one.reason, one.way) for one in said.rows}
    spending = (NOT_GIVEN if said.spent is None else said.spent, NOT_GIVEN if said.budget is None else said.budget)
    return course(scheme, aims_in(rows_in(targets.rows), year), reports, spending, month, year)


def courses(scheme: Scheme, reports: Mapping[int, Progress], year: int) -> dict[int, Course]:
    """Each month that was reported, as the core sees it by the targets then in force."""
    return {month: course_of(scheme, one.targets, told(one), month, year) for month, one in reports.items()}


def keep(case: Case, targets: Targets, month: int, said: Said, found: Course, by: User) -> None:
    """Keeps a report; the caller's transaction carries it."""
    Progress.objects.create(
        case=case,
        targets=targets,
        month=month,
        rows=msgspec.to_builtins(said.rows),
        spent=None if said.spent is None else f"{said.spent:f}",
        budget=None if said.budget is None else f"{said.budget:f}",
        lights=counted(found.watch),
        by=by,
    )


def summed(reports: Iterable[Mapping[int, Lights]]) -> list[tuple[int, int, Lights]]:
    """By month: how many units reported, and their lights by colour."""
    found: dict[int, list[Lights]] = {}
    for one in reports:
        for month, lights in one.items():
            found.setdefault(month, []).append(lights)
    return [(month, len(some), _added(some)) for month, some in sorted(found.items())]


def _added(some: Sequence[Lights]) -> Lights:
    return {colour: sum(one.get(colour, 0) for one in some) for colour in {name for one in some for name in one}}
