"""Who may see what: every page says to whom its door opens, every object goes through ``sees`` of ``reviewing``.

What somebody may not see answers as what does not exist: 404.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.http import Http404, HttpRequest

from steelyard.model import Message
from steelyard.reviewing import ACTS, Person, acting, oversees, sees
from steelyard.web.models import Assignment, Case, Draw, Evidence, Item, Place, Posting, Targets, User, Version
from steelyard.web.models.bulk import Batch, Member
from steelyard.web.models.exports import Export

Door = Literal["anyone", "signed in", "administrator", "officer", "whole log"]
View = Callable[..., Any]
SYSTEM = Person(acting.SYSTEM, "public")
RESERVED = frozenset((acting.SYSTEM,))  # names that the log uses for itself
USER_NAME = re.compile(r"[a-zA-Z0-9_.\-]{2,60}")
USER_WORDS = Message(
    "用户名用2至60个字母、数字、点、横线，姓名和角色不能空。",
    "A user name is 2 to 60 letters, digits, dots and dashes; name and role must be given.",
)


def opens(door: Door) -> Callable[[View], View]:
    """Marks a view with the door that leads to it; the middleware turns away a view without one."""

    def marked(view: View) -> View:
        setattr(view, "door", door)  # noqa: B010 - a function has no such field to the type checker
        return view

    return marked


def persons(request: HttpRequest) -> tuple[Person, ...]:
    """The signed-in user as the persons that they may act as: one for each posting. None for a visitor.

    A token may leave them one of their roles only.
    """
    if not request.user.is_authenticated:
        return ()
    if not hasattr(request, "_persons"):
        token = getattr(request, "token", None)
        request._persons = persons_of(request.user, token.role if token is not None else "")
    return request._persons


def oneself(user: User) -> Person:
    """A user in their first role, as the log names them where they do something about themselves."""
    held = user.postings.select_related("place").order_by("id").first()
    return Person(user.username, held.role, held.place.path) if held else Person(user.username, "public")


def persons_of(user: User, role: str = "") -> tuple[Person, ...]:
    """Somebody as the persons that they may act as, or as those in one role; none who was shut out."""
    held = Posting.objects.filter(user=user, user__is_active=True).select_related("place").order_by("id")
    if role:
        held = held.filter(role=role)
    return tuple(Person(user.username, one.role, one.place.path) for one in held)


def acting_as(request: HttpRequest, role: str, path: str) -> Person:
    """The user as the one in a role who oversees a place; the caller has seen that there is one (``the_place``)."""
    return next(one for one in persons(request) if one.role == role and oversees(one.place, path))


def passes(request: HttpRequest, door: Door) -> bool:
    """Whether the user may go through a door at all; what they see behind it is asked for each object."""
    if door in ("anyone", "signed in"):
        return door == "anyone" or bool(request.user.is_authenticated)
    if door == "whole log":
        return any(_oversees_all(one) for one in persons(request) if one.role in ("officer", "administrator"))
    return any(one.role == door for one in persons(request))


def _oversees_all(person: Person) -> bool:
    """The log is one chain over all places, so that it goes as a whole to those who oversee every place."""
    return all(
        oversees(person.place, path) for path in Place.objects.filter(parent=None).values_list("path", flat=True)
    )


def sees_case(request: HttpRequest, case: Case) -> bool:
    """Whether the user sees a case in the application; what is public has pages of its own."""
    return any(sees(one, case.unit.path, assigned=_assigned(case, one), public=False) for one in persons(request))


def seen_cases(request: HttpRequest) -> QuerySet[Case]:
    """The cases of which ``sees_case`` says so, as a query."""
    condition = Q(pk__in=[])
    for one in persons(request):
        if one.role == "expert":
            now = Assignment.objects.filter(expert__username=one.id, case=OuterRef("pk"), round=OuterRef("round"))
            condition |= Exists(now)
        elif one.role in ("filler", "checker"):
            condition |= Q(unit__path=one.place)
        else:
            condition |= Q(unit__in=Place.objects.filter(below(one.place)))
    return Case.objects.filter(condition).select_related("unit", "version")


def seen_places(request: HttpRequest) -> QuerySet[Place]:
    """The places where the user is posted, and those below that they oversee."""
    condition = Q(pk__in=[])
    for one in persons(request):
        condition |= below(one.place) if one.role in ("officer", "administrator") else Q(path=one.place)
    return Place.objects.filter(condition)


def _assigned(case: Case, person: Person) -> bool:
    return person.role == "expert" and person.id in experts(case)


def experts(case: Case) -> frozenset[str]:
    """The user names of those who review a case now."""
    return frozenset(one.expert.username for one in _reviews(case))


def scored(case: Case) -> frozenset[str]:
    """The user names of those whose scores are in."""
    return frozenset(one.expert.username for one in _reviews(case) if one.points is not None)


def _reviews(case: Case) -> Iterable[Any]:
    return case.assignments.filter(round=case.round).select_related("expert")


def the_case(request: HttpRequest, number: int) -> Case:
    """The case of that number.

    :raises Http404: there is none, or the user does not see it.
    """
    case = Case.objects.select_related("unit", "version").filter(id=number).first()
    if case is None or not sees_case(request, case):
        raise Http404
    return case


def the_own_case(request: HttpRequest, number: int) -> Case:
    """The case of that number, of the unit that the user fills in or checks forms for.

    :raises Http404: there is none, or the user only looks at it or does not see it.
    """
    case = the_case(request, number)
    if not any(one.role in ACTS["save"].roles and one.place == case.unit.path for one in persons(request)):
        raise Http404
    return case


def _of_case(request: HttpRequest, kind: type[Model], number: int) -> Any:
    """The row of that number, of a kind that belongs to cases, of a case that the user sees."""
    found = kind.objects.select_related("case__unit", "case__version").filter(id=number).first()
    if found is None or not sees_case(request, found.case):
        raise Http404
    return found


def the_version(request: HttpRequest, number: int) -> Version:
    """The version of that number, of a case that the user sees.

    :raises Http404: there is none, or the user does not see it.
    """
    return _of_case(request, Version, number)


def the_item(request: HttpRequest, number: int) -> Item:
    """The item to be put right of that number, of a case that the user sees.

    :raises Http404: there is none, or the user does not see its case.
    """
    return _of_case(request, Item, number)


def the_targets(request: HttpRequest, number: int) -> Targets:
    """The table of targets of that number, of a case that the user sees.

    :raises Http404: there is none, or the user does not see its case.
    """
    return _of_case(request, Targets, number)


def the_draw(request: HttpRequest, number: int, *, made: bool = False) -> Draw:
    """The draw of that number, at a place that the user oversees as an officer; one that was ``made`` where asked.

    :raises Http404: there is none, or it is not theirs.
    """
    draw = Draw.objects.select_related("place").filter(id=number).first()
    own = [one for one in persons(request) if one.role == "officer"]
    if draw is None or (made and not draw.record) or not any(oversees(one.place, draw.place.path) for one in own):
        raise Http404
    return draw


def the_evidence(request: HttpRequest, number: int) -> Evidence:
    """The file of that number that proves something in a case that the user sees, removed or not.

    :raises Http404: there is none, or the user does not see it.
    """
    return _of_case(request, Evidence, number)


def below(path: str) -> Q:
    """Places that a place oversees, as a condition on ``Place``: what ``reviewing.oversees`` says of two paths.

    The beginning is compared sign by sign: ``startswith`` takes large and small letters for one in SQLite.
    """
    if not path:
        return ~Q(pk__in=[])
    return Q(path=path) | Q(Exact(Left("path", len(path) + 1), Value(f"{path}/")))


def overseen(request: HttpRequest, role: str) -> QuerySet[Place]:
    """The places that the user oversees in a role."""
    condition = Q(pk__in=[])
    for one in persons(request):
        if one.role == role:
            condition |= below(one.place)
    return Place.objects.filter(condition)


def the_place(request: HttpRequest, number: Any, role: str) -> Place:
    """The place of that number, overseen by the user in a role.

    :raises Http404: there is none, or it is not theirs.
    """
    place = Place.objects.filter(id=number).first() if str(number).isdecimal() and len(str(number)) < 18 else None
    if place is None or not any(one.role == role and oversees(one.place, place.path) for one in persons(request)):
        raise Http404
    return place


def the_batch(request: HttpRequest, number: int) -> Batch:
    """The archive of forms of that number, of a place that the user oversees as an officer.

    :raises Http404: there is none, or it is not theirs.
    """
    batch = Batch.objects.select_related("place", "by").filter(id=number, place__in=overseen(request, "officer"))
    if (found := batch.first()) is None:
        raise Http404
    return found


def the_member(request: HttpRequest, batch: int, number: int) -> Member:
    """The file of that number in an archive of the user's.

    :raises Http404: there is none, or it is not theirs.
    """
    member = Member.objects.filter(batch=the_batch(request, batch), number=number).select_related("batch").first()
    if member is None:
        raise Http404
    return member


def overseers(people: Iterable[Person]) -> list[Person]:
    """Those of ``people`` who stand above units: officers and administrators."""
    return [one for one in people if one.role in ("officer", "administrator")]


def the_export(request: HttpRequest, number: int) -> Export:
    """A file that the user asked for, as long as they oversee what it tells of.

    :raises Http404: there is none, or it is not theirs.
    """
    export = Export.objects.filter(id=number, by=request.user).select_related("place").first()
    if export is None or not any(oversees(one.place, export.place.path) for one in overseers(persons(request))):
        raise Http404
    return export


def the_user(request: HttpRequest, number: int) -> User:
    """Somebody whom the user administers: all of whose postings are at places that they oversee.

    :raises Http404: there is nobody, or they are not theirs.
    """
    user = User.objects.filter(id=number).first()
    if user is None or not _administers(request, user):
        raise Http404
    return user


def _administers(request: HttpRequest, user: User) -> bool:
    paths = [one.place.path for one in user.postings.select_related("place")]
    own = [one.place for one in persons(request) if one.role == "administrator"]
    return any(all(oversees(place, path) for path in paths) for place in own)
