"""The opening of a year: targets or a form asked of every unit below a place, and the day by which they are due."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from steelyard.reviewing import ACTS, Person, Refused
from steelyard.web import logbook
from steelyard.web.access import below
from steelyard.web.acts import do
from steelyard.web.models import Case, Deadline, Notice, Place, Plan
from steelyard.web.targets import undecided

FIRST_YEAR, LAST_YEAR = 2000, 2099  # that may be opened


def open_for(place: Place, year: int, due: date, officer: Person, remind: Sequence[int] | None = None) -> None:
    """Sets the day and opens the self-evaluation of every unit below ``place``; forms that are there stay as they are.

    ``remind`` says how many days before it the units are reminded; as it was, where it is ``None``.
    ``officer`` oversees ``place``; a bureau's own form is opened by the bureau above it, which alone may act on it.
    """
    with transaction.atomic():
        deadline, _ = Deadline.objects.update_or_create(place=place, year=year, defaults={"due": due})
        if remind is not None:
            Notice.objects.update_or_create(deadline=deadline, defaults={"days": ",".join(map(str, remind))})
        logbook.append(officer, "set-deadline", f"{place.path}#{year}", reason=due.isoformat())
        for unit in Place.objects.filter(below(place.path), files=True).exclude(path=officer.place).order_by("path"):
            case, new = Case.objects.get_or_create(unit=unit, year=year)
            if new:
                do(case.id, None, "open-evaluation", [officer])


def plan_for(place: Place, year: int, due: date, scheme: str, officer: Person) -> None:
    """Asks the targets of a year of every unit below ``place`` by a day; forms that are there stay as they are.

    ``scheme`` is how the units are monitored. What goes for ``officer`` in ``open_for`` goes here.
    """
    with transaction.atomic():
        Plan.objects.update_or_create(place=place, year=year, defaults={"due": due, "scheme": scheme})
        logbook.append(officer, "plan-year", f"{place.path}#{year}", reason=f"{due.isoformat()} {scheme}")
        for unit in Place.objects.filter(below(place.path), files=True).exclude(path=officer.place).order_by("path"):
            case, new = Case.objects.get_or_create(unit=unit, year=year)
            if new:
                logbook.append(officer, "ask-targets", case.subject, reason=due.isoformat())


def evaluate_all(place: Place, year: int, due: date, officer: Person) -> int:
    """Opens the self-evaluation of every unit below ``place`` whose year runs or whose targets are not set yet.

    A unit with an adjustment of its targets that is to be decided stays as it is. Sets the day and answers how many
    units went on; each has its entry in the log. Without any nothing is done.
    """
    with transaction.atomic():
        waiting = Case.objects.filter(unit__in=Place.objects.filter(below(place.path)), year=year)
        waiting = waiting.filter(state__in=ACTS["open-evaluation"].froms).exclude(unit__path=officer.place)
        waiting = waiting.exclude(id__in=undecided().values("case"))
        numbers = list(waiting.order_by("unit__path").values_list("id", flat=True))
        if numbers:
            Deadline.objects.update_or_create(place=place, year=year, defaults={"due": due})
            logbook.append(officer, "set-deadline", f"{place.path}#{year}", reason=due.isoformat())
        return sum(_evaluates(number, officer) for number in numbers)


def _evaluates(number: int, officer: Person) -> bool:
    """Opens the self-evaluation of a case, unless its unit has asked for an adjustment just now."""
    try:
        do(number, None, "open-evaluation", [officer])
    except Refused:
        return False
    return True
