"""The targets of a unit's year: the table in force, the one that waits to be confirmed, and their handing in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from steelyard.model import Message
from steelyard.reviewing import ACTS
from steelyard.web import aiming, store
from steelyard.web.access import opens, persons, the_case, the_targets
from steelyard.web.acts import possible
from steelyard.web.aims import rows_in, shifted
from steelyard.web.models import Case
from steelyard.web.pages import page, problem, text
from steelyard.web.targets import SETTLING, has_last_year, in_force, open_table, refused_ones, turns
from steelyard.web.views.acting import acted
from steelyard.web.views.versions import TYPES, attachment


@opens("signed in")
@require_safe
def targets(request: HttpRequest, number: int) -> HttpResponse:
    """The targets of a unit's year, and what can be done with them now."""
    return targets_page(request, the_case(request, number))


def targets_page(request: HttpRequest, one: Case, error: Message | None = None, status: int = 200) -> HttpResponse:
    """The page of targets, with what stood against an act where one was refused."""
    now, waiting, can = in_force(one), open_table(one), possible(one, persons(request))
    changed = shifted(rows_in(now.rows), rows_in(waiting.rows), one.year) if now and waiting else []
    settling = [name for name in SETTLING if name in can]
    act, typed = request.resolver_match.kwargs.get("name"), text(request, "reason")
    matter: dict[str, Any] = {
        "case": one,
        "can": can,
        "now": now and (now, rows_in(now.rows)),
        "waiting": waiting and (waiting, rows_in(waiting.rows)),
        "changed": changed,
        "turns": turns(one)[::-1],
        "refusals": refused_ones(one),
        "last_year": has_last_year(one) if "draft-targets" in can else False,
        "settling": [(name, ACTS[name].reason) for name in settling],
        "typed": {act: typed},
        "unsaved": "" if act in settling else typed,
        "error": error and error.say(request.lang),
    }
    return page(request, "targets", matter, status)


@opens("signed in")
@require_POST
def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """A table of targets handed in as a file, or last year's indicators copied; it waits to be confirmed."""
    one = the_case(request, number)
    if request.POST.get("copy"):
        return _acted(request, one, lambda seen: aiming.copy_last_year(request, one, seen))
    file = request.FILES.get("file")
    return _acted(request, one, lambda seen: aiming.hand_in(request, one, seen, file))


@opens("signed in")
@require_POST
def act_on_targets(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """What is done with the table that waits: it is set, or asked for, taken back, approved, refused."""
    one, reason = the_case(request, number), text(request, "reason")
    if name not in SETTLING:
        return problem(request, Message(f"没有名为“{name}”的操作。", f"There is no act “{name}”."), 404)
    return _acted(request, one, lambda seen: aiming.settle_table(request, one, seen, name, reason))


def _acted(request: HttpRequest, one: Case, deed: Callable[[int], object]) -> HttpResponse:
    return acted(request, one, deed, targets_page, reverse("targets", args=(one.id,)))


@opens("signed in")
@require_safe
def targets_file(request: HttpRequest, number: int) -> HttpResponse:
    """The file that a table of targets was read from, to be saved."""
    one = the_targets(request, number)
    return attachment(store.load(one.sha256), TYPES.get(one.kind, "application/octet-stream"), one.name)
