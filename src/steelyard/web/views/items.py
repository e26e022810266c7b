"""What units have to put right: the list, one item, and the acts on it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steelyard.model import Message
from steelyard.reviewing import ITEM_ACTS, ITEM_STATES, Refused
from steelyard.web.access import below, opens, persons, the_case, the_item
from steelyard.web.acts import Outdated
from steelyard.web.items import history_of, moved, possible_on, raised
from steelyard.web.models import Item, Place
from steelyard.web.pages import day, page, problem, text, whole
from steelyard.web.views.cases import case_page

WHAT_AND_WHEN = Message(
    "请写明要整改什么、何时以前报送整改情况。", "Say what is to be put right, and by which day the unit answers."
)
OUTDATED = Message(
    "您打开页面之后，别人已经办理过这个事项，您的操作没有执行。请查看最新情况后再办理。",
    "Somebody has acted on this item since you opened the page; your act was not done. Look at it again first.",
)
PER_PAGE = 100
ORDER = list(ITEM_STATES)


@opens("signed in")
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The items of the units that one oversees or belongs to; those that wait come first, by day."""
    asked, today = request.GET.get("state", ""), timezone.localdate()
    lines = [(one, one.late(today)) for one in in_order(request) if asked not in ITEM_STATES or one.state == asked]
    found = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "items", {"found": found, "asked": asked})


def in_order(request: HttpRequest) -> list[Item]:
    """The items that one sees, those that wait first, by day."""
    seen = seen_items(request).order_by("due", "case__unit__path", "number")
    return sorted(seen, key=lambda one: ORDER.index(one.state))


def seen_items(request: HttpRequest) -> QuerySet[Item]:
    """The items of the cases that the user sees by a role at or above their unit."""
    units = Q(pk__in=[])
    for one in persons(request):
        if one.role in ("filler", "checker"):
            units |= Q(path=one.place)
        elif one.role in ("officer", "administrator"):
            units |= below(one.place)
    return Item.objects.filter(case__unit__in=Place.objects.filter(units)).select_related("case__unit")


@opens("signed in")
@require_safe
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item: what is asked, what was answered and found, and what can be done now."""
    return item_page(request, the_item(request, number))


def item_page(request: HttpRequest, one: Item, error: Message | None = None, status: int = 200) -> HttpResponse:
    """The page of an item, with what stood against an act where one was refused."""
    act, typed = str(request.resolver_match.kwargs.get("name", "")), text(request, "words")
    can = possible_on(one.case, one, persons(request))
    matter: dict[str, Any] = {
        "item": one,
        "late": one.late(timezone.localdate()),
        "history": history_of(one),
        "can": can,
        "typed": {act: typed},
        "unsaved": "" if act in can else typed,
        "error": error and error.say(request.lang),
    }
    return page(request, "item", matter, status)


@opens("signed in")
@require_POST
def raise_item(request: HttpRequest, number: int) -> HttpResponse:
    """Asks the unit of a case to put something right."""
    one = the_case(request, number)
    what, due = text(request, "what"), day(request.POST.get("due", ""))
    if not what or due is None:
        return case_page(request, one, WHAT_AND_WHEN, 400)
    try:
        made = raised(one.id, what, due, persons(request))
    except Refused as no:
        return case_page(request, one, no.why, 403)
    return redirect("item", made.id)


@opens("signed in")
@require_POST
def act_on_item(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """An answer of the unit, or what the bureau makes of it."""
    one = the_item(request, number)
    if name not in ITEM_ACTS:
        return problem(request, Message(f"没有名为“{name}”的操作。", f"There is no act “{name}”."), 404)
    revision = whole(request.POST.get("revision"))
    try:
        moved(one.id, -1 if revision is None else revision, name, text(request, "words"), persons(request))
    except Outdated:
        return item_page(request, the_item(request, number), OUTDATED, 409)
    except Refused as no:
        return item_page(request, the_item(request, number), no.why, 403)
    return redirect("item", one.id)
