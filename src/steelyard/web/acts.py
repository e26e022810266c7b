"""Acts on a case: each one transaction that asks ``reviewing``, changes the case and appends to the log, or nothing."""

from collections.abc import Callable, Collection, Iterable

from django.db import transaction

from steelyard.model import Message
from steelyard.reviewing import ACTS, Act, Person, Refused, after, permitted, refused
from steelyard.reviewing import Case as Reviewed
from steelyard.web import logbook
from steelyard.web.access import experts, scored
from steelyard.web.mailing.asking import tell
from steelyard.web.models import Case
from steelyard.web.targets import open_table

NO_ROLE = Message("您没有办理的权限。", "You have no role in which to do this.")
Change = Callable[[Case], None]


class Outdated(Exception):  # noqa: N818 — an answer, not a fault
    """Somebody else has acted on the case since the page was made."""


def reviewed(case: Case) -> Reviewed:
    """A case as the acts look at it."""
    table = open_table(case) if case.state in ("planning", "running") else None
    asked = table is not None and table.asked_at is not None
    return Reviewed(
        case.unit.path,
        case.state,
        experts(case),
        scored(case),
        case.agreed is not None,
        case.errors,
        case.touched,
        table is not None and not asked,
        asked,
        case.version_id is None,
    )


def possible(case: Case, people: Iterable[Person]) -> dict[str, Person]:
    """The acts that may be done now, each with the first of ``people`` who may."""
    found: dict[str, Person] = {}
    now = reviewed(case)
    for person in people:
        for act in permitted(now, person):
            found.setdefault(act, person)
    return found


def against(case: Case, act: str, people: Iterable[Person]) -> Message | None:
    """Why an act may not be done now, whatever reason is given for it; ``None`` where one of ``people`` may."""
    try:
        _entitled(reviewed(case), act, people, "—")
    except Refused as no:
        return no.why
    return None


def entitled(case: Case, act: str, people: Iterable[Person]) -> Person:
    """The first of ``people`` who may do an act now. Raises ``Refused`` where nobody may."""
    return _entitled(reviewed(case), act, people, "—")


def do(
    number: int,
    revision: int | None,
    act: str,
    people: Iterable[Person],
    *,
    reason: str = "",
    change: Change | None = None,
    seen: str | None = None,
) -> Case:
    """Does an act as the first of ``people`` who may, and logs it.

    ``revision`` is the case's as the actor saw it, ``None`` for the program's own acts. ``change`` does what belongs
    to the act beside the state (a version kept, points written). ``seen`` is the digest of what was seen: the version
    before the actor, where nothing else is given.

    :raises Outdated: the case has changed since.
    :raises Refused: the act may not be done; nothing was changed.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("unit", "version").get(id=number)
        if revision is not None and case.revision != revision:
            raise Outdated
        before = reviewed(case)
        person = _entitled(before, act, people, reason)
        digest = seen if seen is not None else case.version.sha256 if case.version else ""
        _take_over(case, before, after(before, Act(act, person, reason)), act)
        if change:
            change(case)
        case.revision += 1
        case.save()
        entry = logbook.append(person, act, case.subject, reason=reason, seen=digest)
        tell(case, act, entry.number)
    return case


def _entitled(case: Reviewed, act: str, people: Iterable[Person], reason: str) -> Person:
    """The first who may; where nobody may, why not, of somebody whose role it is if there is one."""
    roles = ACTS[act].roles if act in ACTS else ()
    return first_entitled(people, roles, lambda person: refused(case, Act(act, person, reason)))


def first_entitled(
    people: Iterable[Person], roles: Collection[str], against: Callable[[Person], Message | None]
) -> Person:
    """The first whom nothing stands against, those in ``roles`` before others.

    :raises Refused: there is none; with what stands against one of the roles, if there is such a person.
    """
    whys: list[Message] = []
    for person in sorted(people, key=lambda one: one.role not in roles):
        why = against(person)
        if why is None:
            return person
        whys.append(why)
    raise Refused(whys[0] if whys else NO_ROLE)


def _take_over(case: Case, before: Reviewed, now: Reviewed, act: str) -> None:
    case.state, case.errors, case.touched = now.state, now.errors, now.touched
    if (before.experts and not now.experts) or (before.reconciled and not now.reconciled):
        case.round, case.agreed = case.round + 1, None
    if act == "return":
        case.returned = True
    elif act == "submit":
        case.returned = False
