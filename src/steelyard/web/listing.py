"""The bureau's list: every unit below the officer with the state of its form, in two queries however many units."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from steelyard.reviewing import STATES, State
from steelyard.web.models import Case, Deadline, Place

STATE_ORDER = list(STATES)
BEFORE_SUBMISSION = frozenset(STATE_ORDER[: STATE_ORDER.index("submitted")])
NOTHING = Decimal(-1)  # where there is no score, below every score


class Line(NamedTuple):
    """A unit's form on the list. ``due`` is by when it was to be submitted, ``late`` whether that day has passed.

    ``items`` counts what the unit still has to put right.
    """

    case: Case
    due: date | None
    late: bool
    items: int = 0

    @property
    def flagged(self) -> bool:
        """Whether the form as it stands has errors."""
        return bool(self.case.version and self.case.version.errors)

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
}


def years(places: QuerySet[Place]) -> list[int]:
    """The years in which units of these places have forms, the last one first."""
    found = Case.objects.filter(unit__in=places).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def lines(places: QuerySet[Place], year: int, today: date) -> list[Line]:
    """A line for each unit of these places that has a form of the year."""
    open_items = Count("items", filter=~Q(items__state="closed"))
    cases = Case.objects.filter(unit__in=places, year=year).select_related("unit", "version")
    cases = cases.annotate(open_items=open_items).order_by("unit__path")
    return lines_of(cases, today)


def line_of(case: Case, today: date) -> Line:
    """The line of one case."""
    return lines_of([case], today)[0]


def lines_of(cases: Iterable[Case], today: date) -> list[Line]:
    """The lines of cases of any year, in their order."""
    every = list(cases)
    set_ = Deadline.objects.filter(year__in={case.year for case in every})
    due: dict[int, dict[str, date]] = defaultdict(dict)
    for year, path, day in set_.values_list("year", "place__path", "due"):
        due[year][path] = day
    return [_line(case, _due(case.unit.path, due[case.year]), today) for case in every]


def _due(path: str, due: Mapping[str, date]) -> date | None:
    """The day set at the nearest place at or above ``path``."""
    while path:
        if path in due:
            return due[path]
        path = path.rpartition("/")[0]
    return None


def _line(case: Case, due: date | None, today: date) -> Line:
    late = due is not None and today > due and case.state in BEFORE_SUBMISSION
    return Line(case, due, late, getattr(case, "open_items", 0))


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
    return {"all": len(every), **{name: sum(map(holds, every)) for name, holds in ONLY.items()}}


def states(found: Iterable[Line]) -> dict[State, int]:
    """How many forms are in each state, in the order of the cycle; states that none is in are left out."""
    counted = Counter(line.case.state for line in found)
    return {name: counted[name] for name in STATES if counted[name]}


def grades(found: Iterable[Line]) -> dict[str, int]:
    """How many forms claim each grade."""
    return dict(Counter(line.case.version.grade for line in found if line.case.version and line.case.version.grade))


def _number(value: str | None) -> Decimal:
    return Decimal(value) if value else NOTHING
