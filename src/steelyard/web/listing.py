"""The bureau's list: every unit below the officer with the state of its form, in two queries however many units."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from steelyard.reviewing import STATES, State
from steelyard.web.models import Case, Deadline, Place, Plan, Progress
from steelyard.web.targets import undecided
from steelyard.web.watching import Lights, months_due, nearest, reports_of, scheme_named

STATE_ORDER = list(STATES)
# While the year runs nothing is due: it is the bureau that opens the self-evaluation.
BEFORE_SUBMISSION = frozenset(STATE_ORDER[: STATE_ORDER.index("submitted")]) - {"running"}
PLACED = ("year", "place__path", "due")
MOVED = "moved-target"  # the check that holds a form against the targets that were set


class Days(NamedTuple):
    """What was set for a year, by place: by when targets are due and how they are watched; by when forms are due."""

    plans: dict[str, tuple[date, str]]
    forms: dict[str, date]


NOTHING = Decimal(-1)  # where there is no score, below every score


class Line(NamedTuple):
    """A unit's form on the list. ``due`` is by when it was to be submitted, ``late`` whether that day has passed.

    ``items`` counts what the unit still has to put right, ``adjusting`` says that it asked for an adjustment of its
    targets which the bureau has to decide. ``reports`` are the lights of each month that it reported of
    its targets, ``unreported`` the months that it owes while the year runs.
    """

    case: Case
    due: date | None
    late: bool
    items: int = 0
    reports: Mapping[int, Lights] = MappingProxyType({})
    unreported: tuple[int, ...] = ()
    adjusting: bool = False

    @property
    def flagged(self) -> bool:
        """Whether the form as it stands has errors."""
        return bool(self.case.version and self.case.version.errors)

    @property
    def lights(self) -> Lights:
        """The lights of the last month that was reported."""
        return self.reports[max(self.reports)] if self.reports else {}

    def found(self, check: str) -> int:
        """How many findings of a check the form as it stands has."""
        return int(self.case.version.found.get(check, 0)) if self.case.version else 0


SORTS: dict[str, Callable[[Line], Any]] = {
    "unit": lambda line: line.case.unit.path,
    "state": lambda line: STATE_ORDER.index(line.case.state),
    "due": lambda line: line.due or date.max,
    "errors": lambda line: line.case.version.errors if line.case.version else -1,
    "doubts": lambda line: line.case.version.doubts if line.case.version else -1,
    "score": lambda line: _number(line.case.version and line.case.version.score),
    "rule": lambda line: _number(line.case.version and line.case.version.by_rule),
    "grade": lambda line: line.case.version.grade if line.case.version else "",
    "changed": lambda line: line.case.changed,
}
ONLY: dict[str, Callable[[Line], bool]] = {
    "late": lambda line: line.late,
    "returned": lambda line: line.case.returned,
    "flagged": lambda line: line.flagged,
    "items": lambda line: bool(line.items),
    "adjusting": lambda line: line.adjusting,
    "unreported": lambda line: bool(line.unreported),
    "red": lambda line: bool(line.lights.get("red")),
    "moved": lambda line: line.found(MOVED) > 0,
}
IF_ANY = frozenset(("adjusting", "unreported", "red", "moved"))  # tallies of targets, shown where there is something


def years(places: QuerySet[Place]) -> list[int]:
    """The years in which units of these places have forms, the last one first."""
    found = Case.objects.filter(unit__in=places).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def lines(places: QuerySet[Place], year: int, today: date) -> list[Line]:
    """A line for each unit of these places that has a form of the year."""
    open_items = Count("items", filter=~Q(items__state="closed"))
    cases = Case.objects.filter(unit__in=places, year=year).select_related("unit", "version")
    asked = Exists(undecided().filter(case=OuterRef("pk")))
    cases = cases.annotate(open_items=open_items, adjusting=asked).defer("version__moved").order_by("unit__path")
    return lines_of(cases, today)


def line_of(case: Case, today: date) -> Line:
    """The line of one case."""
    return lines_of([case], today)[0]._replace(adjusting=undecided().filter(case=case).exists())


def lines_of(cases: Iterable[Case], today: date) -> list[Line]:
    """The lines of cases of any year, in their order."""
    every = list(cases)
    days = _days({case.year for case in every})
    reports = reports_of(Progress.objects.filter(case_id__in=[case.id for case in every]))
    return [_line(case, days[case.year], today, reports.get(case.id, {})) for case in every]


def _days(years: Iterable[int]) -> Mapping[int, Days]:
    """What was set for each year, by place."""
    found = {year: Days({}, {}) for year in years}
    for year, path, due, scheme in Plan.objects.filter(year__in=found).values_list(*PLACED, "scheme"):
        found[year].plans[path] = due, scheme
    for year, path, due in Deadline.objects.filter(year__in=found).values_list(*PLACED):
        found[year].forms[path] = due
    return found


def _line(case: Case, days: Days, today: date, reports: Mapping[int, Lights]) -> Line:
    plan = nearest(case.unit.path, days.plans)
    due = (plan[0] if plan else None) if case.state == "planning" else nearest(case.unit.path, days.forms)
    late = due is not None and today > due and case.state in BEFORE_SUBMISSION
    owed = months_due(scheme_named(plan[1] if plan else None), case.year, today) if case.state == "running" else []
    missing = tuple(month for month in owed if month not in reports)
    return Line(case, due, late, getattr(case, "open_items", 0), reports, missing, getattr(case, "adjusting", False))


def chosen(found: Iterable[Line], asked: Mapping[str, str]) -> list[Line]:
    """The lines that were asked for, in the order that was: ``state``, ``only``, ``q``, ``grade``,
    ``finding``, ``sort``."""
    kept = [line for line in found if _wanted(line, asked)]
    sort = asked.get("sort", "unit")
    backwards = sort.startswith("-")
    return sorted(kept, key=SORTS.get(sort.lstrip("-"), SORTS["unit"]), reverse=backwards)


def _wanted(line: Line, asked: Mapping[str, str]) -> bool:
    only = ONLY.get(asked.get("only", ""))
    grade, words, kind = asked.get("grade", ""), asked.get("q", "").strip(), asked.get("finding", "")
    return (
        asked.get("state", "") in ("", line.case.state)
        and (only is None or only(line))
        and (not grade or (bool(line.case.version) and line.case.version.grade == grade))
        and (not kind or line.found(kind) > 0)
        and words in line.case.unit.path
    )


def tallies(found: Iterable[Line]) -> dict[str, int]:
    """How many units there are, and how many of them are late, returned or flagged."""
    every = list(found)
    counts = {name: sum(map(holds, every)) for name, holds in ONLY.items()}
    return {"all": len(every), **{name: count for name, count in counts.items() if count or name not in IF_ANY}}


def states(found: Iterable[Line]) -> dict[State, int]:
    """How many forms are in each state, in the order of the cycle; states that none is in are left out."""
    counted = Counter(line.case.state for line in found)
    return {name: counted[name] for name in STATES if counted[name]}


def grades(found: Iterable[Line]) -> dict[str, int]:
    """How many forms claim each grade."""
    return dict(Counter(line.case.version.grade for line in found if line.case.version and line.case.version.grade))


def _number(value: str | None) -> Decimal:
    return Decimal(value) if value else NOTHING
