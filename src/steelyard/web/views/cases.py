"""A unit's form of a year: its page, its versions, and the acts on it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from steelyard.model import Message
from steelyard.reviewing import ACTS, Person, sees
from steelyard.web.access import opens, persons, the_case
from steelyard.web.acts import possible
from steelyard.web.items import possible_on
from steelyard.web.listing import line_of, lines_of
from steelyard.web.models import Case
from steelyard.web.pages import page, text
from steelyard.web.showing import agreed, experts_to_ask, history, oversight, reviews
from steelyard.web.targets import SETTLING, held

TARGET_ACTS = ("draft-targets", *SETTLING, "monitor")  # on pages of their own
# Acts whose form has more than a reason.
OWN_PAGES = ("save", "take-in", "sample", "score", "reconcile", *TARGET_ACTS)


@opens("signed in")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The forms of one's own unit, and those that one reviews."""
    people, today = persons(request), timezone.localdate()
    found = [(line, possible_acts(line.case, people)["can"]) for line in lines_of(own_cases(request), today)]
    return page(request, "cases", {"found": found, "waiting": sum(bool(can) for _, can in found)})


def own_cases(request: HttpRequest) -> list[Case]:
    """The cases that a filler or checker of a unit, or an expert, sees."""
    mine = Case.objects.select_related("unit", "version")
    places = [one.place for one in persons(request) if one.role in ("filler", "checker")]
    found = list(mine.filter(unit__path__in=places).order_by("-year", "unit__path"))
    if any(one.role == "expert" for one in persons(request)):
        assigned = mine.filter(assignments__expert=request.user).distinct()
        found += [one for one in assigned if one not in found and _reviews(request, one)]
    return found


def _reviews(request: HttpRequest, case: Case) -> bool:
    now = case.assignments.filter(round=case.round, expert=request.user).exists()
    return any(sees(one, case.unit.path, assigned=now, public=False) for one in persons(request))


@opens("signed in")
@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """All about one form: its state, the acts that are possible now, its versions and its history."""
    return case_page(request, the_case(request, number))


def case_page(request: HttpRequest, one: Case, error: Message | None = None, status: int = 200) -> HttpResponse:
    """The page of a form, with what stood against an act where one was refused."""
    people, today = persons(request), timezone.localdate()
    acts, act, typed = possible_acts(one, people), _act(request), text(request, "reason")
    matter: dict[str, Any] = {
        **acts,
        "typed": {f"{act}-reason": typed},
        "unsaved": "" if act in acts["can"] else typed,
        "line": line_of(one, today),
        "items": [(item, item.late(today)) for item in one.items.order_by("number")],
        "may_raise": bool(possible_on(one, None, people)),
        "versions": one.versions.order_by("-number").select_related("by"),
        "history": history(one, people),
        "held": held(one, one.version) if one.version else None,
        "front": one.state in ("planning", "running") or one.targets.exists(),
        "oversight": oversight(one, people),
        "reviews": reviews(one, people),
        "agreed": agreed(one, people),
        "error": error and error.say(request.lang),
    }
    return page(request, "case", matter, status)


def _act(request: HttpRequest) -> str:
    """The act that the request is about: what was typed for it is not lost when it is refused."""
    match = request.resolver_match
    return str(match.kwargs.get("name", match.url_name))


def possible_acts(one: Case, people: Iterable[Person]) -> dict[str, Any]:
    """What the list of acts shows, on the page of a case and on that of its current version."""
    can = possible(one, people)
    return {
        "case": one,
        "can": can,
        "simple": [(name, ACTS[name].reason) for name in can if name not in OWN_PAGES],
        "experts": experts_to_ask(one) if "sample" in can else [],
    }
