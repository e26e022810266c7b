"""What is done with a unit's form from its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from steelyard.model import Message
from steelyard.reviewing import ACTS, Refused
from steelyard.web import deeds
from steelyard.web.access import opens, persons, the_case
from steelyard.web.acts import Outdated, do
from steelyard.web.deeds import TooLarge, Unfit
from steelyard.web.models import Case
from steelyard.web.pages import problem, text, whole
from steelyard.web.uploads import Unacceptable
from steelyard.web.views.cases import OWN_PAGES, case_page
from steelyard.web.views.errors import OUTDATED, too_large

NOT_SEEN = -1  # the revision of a page that names none: older than any


def acted(
    request: HttpRequest,
    one: Case,
    deed: Callable[[int], object],
    show: Callable[[HttpRequest, Case, Message, int], HttpResponse] = case_page,
    then: str = "",
) -> HttpResponse:
    """Does a deed and leads to the case, or to ``then``.

    Where it may not be done, the case is shown by ``show`` with the reason, and nothing was changed.
    """
    seen = whole(request.POST.get("revision"))
    try:
        deed(NOT_SEEN if seen is None else seen)
    except Outdated:
        return show(request, the_case(request, one.id), OUTDATED, 409)
    except Refused as no:
        return show(request, the_case(request, one.id), no.why, 403)
    except Unacceptable as no:
        return show(request, one, no.why, 422)
    except Unfit as no:
        return show(request, one, no.why, 400)
    except TooLarge:
        return too_large(request)
    return redirect(then or reverse("case", args=(one.id,)))


@opens("signed in")
@require_POST
def act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """An act that wants nothing but perhaps a reason."""
    one = the_case(request, number)
    if name not in ACTS or name in OWN_PAGES:
        return problem(request, Message(f"没有名为“{name}”的操作。", f"There is no act “{name}”."), 404)
    if name == "audit":
        return acted(request, one, lambda seen: deeds.audit_again(request, one, seen))
    reason = text(request, "reason")
    return acted(request, one, lambda seen: do(one.id, seen, name, persons(request), reason=reason))


@opens("signed in")
@require_POST
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """A file handed in as the unit's form."""
    one = the_case(request, number)
    file = request.FILES.get("file")
    return acted(request, one, lambda seen: deeds.hand_in(request, one, seen, file))


@opens("signed in")
@require_POST
def sample(request: HttpRequest, number: int) -> HttpResponse:
    """Draws a case for review and names its experts."""
    one = the_case(request, number)
    chosen = [expert for given in request.POST.getlist("expert") if (expert := whole(given))]
    return acted(request, one, lambda seen: deeds.draw(request, one, seen, chosen))


@opens("signed in")
@require_POST
def score(request: HttpRequest, number: int) -> HttpResponse:
    """An expert's points and opinion."""
    one = the_case(request, number)
    typed, opinion = text(request, "points", 10), text(request, "reason")
    return acted(request, one, lambda seen: deeds.score(request, one, seen, typed, opinion))


@opens("signed in")
@require_POST
def reconcile(request: HttpRequest, number: int) -> HttpResponse:
    """The score on which the experts were brought together, with the reason."""
    one = the_case(request, number)
    typed, reason = text(request, "points", 10), text(request, "reason")
    return acted(request, one, lambda seen: deeds.reconcile(request, one, seen, typed, reason))
