"""The opening of a year: a form asked of every unit below a place, and the day by which it is due."""

from datetime import date

from django.db import transaction

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.access import below
from steelyard.web.acts import do
from steelyard.web.models import Case, Deadline, Place


def open_for(place: Place, year: int, due: date, officer: Person) -> None:
    """Sets the day and opens the self-evaluation of every unit below ``place``; forms that are there stay as they are.

    ``officer`` oversees ``place``; a bureau's own form is opened by the bureau above it, which alone may act on it.
    """
    with transaction.atomic():
        Deadline.objects.update_or_create(place=place, year=year, defaults={"due": due})
        logbook.append(officer, "set-deadline", f"{place.path}#{year}", reason=due.isoformat())
        for unit in Place.objects.filter(below(place.path), files=True).exclude(path=officer.place).order_by("path"):
            case, new = Case.objects.get_or_create(unit=unit, year=year)
            if new:
                do(case.id, None, "open-evaluation", [officer])
