"""What of a case its reader may see beside the form, alike for the pages and the programs."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet
from msgspec import structs

from steelyard.reviewing import Entry, Person, oversees
from steelyard.web import logbook
from steelyard.web.models import Assignment, Case, User


def oversight(one: Case, people: Iterable[Person]) -> bool:
    """Whether the reader is of those above the unit: others do not see who reviews, nor what each of them thinks."""
    unit = one.unit.path
    above = [person.place for person in people if person.role in ("officer", "administrator")]
    return any(oversees(place, unit) and place != unit for place in above)


def agreed(one: Case, people: Iterable[Person]) -> Decimal | None:
    """The reconciled score, which the unit learns when it is told the result of the review."""
    return None if one.state == "sampled" and not oversight(one, people) else one.agreed


def history(one: Case, people: Iterable[Person]) -> list[Entry]:
    """The entries of a case, the last first; reviewers stay unknown to one another and to the unit."""
    entries = list(logbook.entries(*one.subjects))[::-1]
    if oversight(one, people):
        return entries
    own = {person.id for person in people}
    hidden = {"sample", "reconcile"} if one.state == "sampled" else {"sample"}
    return [
        structs.replace(entry, reason="") if entry.act in hidden else entry
        for entry in entries
        if entry.act != "score" or entry.by in own
    ]


def reviews(one: Case, people: Iterable[Person]) -> list[Assignment]:
    """The reviews of this round that the reader may see: all, or their own."""
    found = Assignment.objects.filter(case=one, round=one.round).select_related("expert").order_by("id")
    return list(
        found if oversight(one, people) else found.filter(expert__username__in=[person.id for person in people])
    )


def experts_to_ask(one: Case) -> QuerySet[User]:
    """Experts who may be asked: none who has another role at the unit itself."""
    own = User.objects.filter(postings__place=one.unit, postings__role__in=("filler", "checker"))
    asked = User.objects.filter(postings__role="expert", is_active=True).exclude(id__in=own)
    return asked.distinct().order_by("name", "username")
