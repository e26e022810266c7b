"""Acts on what a unit has to put right: each one transaction that asks ``reviewing``, changes it and logs it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from steelyard.reviewing import ITEM_ACTS, Entry, Person, item_after, item_permitted, item_refused
from steelyard.web import logbook
from steelyard.web.acts import Outdated, first_entitled
from steelyard.web.models import Case, Item


def raised(number: int, what: str, due: date, people: Iterable[Person]) -> Item:
    """A new item on the case of that number.

    :raises Refused: nobody of ``people`` may raise one now.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("unit", "version").get(id=number)
        person, state = _done(case, None, "raise", people, what)
        last = case.items.aggregate(last=Max("number"))["last"] or 0
        item = Item.objects.create(case=case, number=last + 1, what=what, due=due, state=state)
        seen = case.version.sha256 if case.version else ""
        logbook.append(person, "raise", item.subject, reason=f"{what}（{due.isoformat()}）", seen=seen)
    return item


def moved(number: int, revision: int, act: str, words: str, people: Iterable[Person]) -> Item:
    """An act on an item as its actor saw it.

    :raises Outdated: the item has changed since.
    :raises Refused: the act may not be done; nothing was changed.
    """
    with transaction.atomic():
        item = Item.objects.select_for_update(of=("self",)).select_related("case__unit").get(id=number)
        if item.revision != revision:
            raise Outdated
        person, item.state = _done(item.case, item, act, people, words)
        item.revision += 1
        item.save()
        logbook.append(person, act, item.subject, reason=words)
    return item


def possible_on(case: Case, item: Item | None, people: Iterable[Person]) -> list[str]:
    """The acts on an item that one of ``people`` may do now; without an item, whether one may be raised."""
    found = {
        act
        for person in people
        for act in item_permitted(case.unit.path, case.state, item.state if item else None, person)
    }
    return [act for act in ITEM_ACTS if act in found]


def history_of(item: Item) -> list[Entry]:
    """What was asked, answered and found, in order."""
    return list(logbook.entries(*item.subjects))


def _done(case: Case, item: Item | None, act: str, people: Iterable[Person], words: str) -> tuple[Person, str]:
    """The first who may, and the item's state after it; where nobody may, the reason of whose role it is."""
    roles = ITEM_ACTS[act].roles if act in ITEM_ACTS else ()
    now = case.unit.path, case.state, item.state if item else None, act
    person = first_entitled(people, roles, lambda one: item_refused(*now, one, words))
    return person, item_after(*now, person, words)
