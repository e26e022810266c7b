"""Draws of forms for review: announced, carried out, and all that is needed to make one again."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from steelyard.drawing import DrawError, Size, write_candidates, write_inspectors
from steelyard.model import Message
from steelyard.web import draws as rooms
from steelyard.web import store
from steelyard.web.access import acting_as, opens, overseen, the_draw, the_place
from steelyard.web.listing import years
from steelyard.web.models import Draw
from steelyard.web.pages import page, text, whole
from steelyard.web.years import FIRST_YEAR, LAST_YEAR

MOST = 1_000
SIZE = Message(
    "抽取数量写1至1000的整数，或者写百分比（如 20%）。", "How many is a whole number from 1 to 1000, or a share (20%)."
)
TEAM = Message("每份表的专家为2至9位。", "Each form has 2 to 9 experts.")
SEED = Message("请填写公开产生的随机数。", "Give the number that was drawn in public.")


@opens("officer")
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """The draws of the places that the officer oversees, and the form of a new one."""
    return _draws(request)


def _draws(request: HttpRequest, error: Message | None = None) -> HttpResponse:
    places = overseen(request, "officer")
    matter = {
        "found": Draw.objects.filter(place__in=places).select_related("place").order_by("-id"),
        "places": places.filter(files=False).order_by("path"),
        "years": years(places),
        "error": error and error.say(request.lang),
    }
    return page(request, "draws", matter, 400 if error else 200)


@opens("officer")
@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """Fixes the pool of a new draw; its fingerprint is in the log from now on."""
    place = the_place(request, request.POST.get("place", ""), "officer")
    year, team = whole(request.POST.get("year"), FIRST_YEAR, LAST_YEAR), whole(request.POST.get("team"), 2, 9)
    size = _size(text(request, "size", 10))
    if year is None or size is None or team is None:
        return _draws(request, TEAM if team is None else SIZE)
    try:
        pool = rooms.pool_of(place, year, size, team, by_findings=bool(request.POST.get("by_findings")))
    except DrawError as no:
        return _draws(request, no.message)
    made = rooms.announced(place, year, pool, request.user, acting_as(request, "officer", place.path))
    return redirect("draw", made.id)


def _size(typed: str) -> Size | None:
    share = typed.replace("％", "%").endswith("%")
    number = whole(typed.rstrip("%％").strip(), 1, 100 if share else MOST)
    if number is None:
        return None
    return Size(share=Decimal(number) / 100) if share else Size(count=number)


@opens("officer")
@require_safe
def draw(request: HttpRequest, number: int) -> HttpResponse:
    """One draw: its fingerprint, and what was drawn or the field of the seed."""
    return _draw(request, the_draw(request, number))


def _draw(request: HttpRequest, one: Draw, error: Message | None = None) -> HttpResponse:
    matter = {
        "draw": one,
        "drawn": rooms.results(one) if one.record else [],
        "error": error and error.say(request.lang),
    }
    return page(request, "draw", matter, 400 if error else 200)


@opens("officer")
@require_POST
def carry_out(request: HttpRequest, number: int) -> HttpResponse:
    """Draws by the seed that was drawn in public."""
    one, seed = the_draw(request, number), text(request, "seed", 200)
    if not seed:
        return _draw(request, one, SEED)
    try:
        rooms.carried_out(one.id, seed, acting_as(request, "officer", one.place.path))
    except DrawError as no:
        return _draw(request, the_draw(request, number), no.message)
    return redirect("draw", one.id)


@opens("officer")
@require_safe
def pool(request: HttpRequest, number: int) -> HttpResponse:
    """The pool as it was announced (CSV), with which ``steelyard draw --verify`` makes the draw again."""
    one = the_draw(request, number)
    return _csv(write_candidates(rooms.the_pool(one).candidates), f"pool-{one.id}.csv")


@opens("officer")
@require_safe
def inspectors(request: HttpRequest, number: int) -> HttpResponse:
    """The experts as they were announced (CSV)."""
    one = the_draw(request, number)
    return _csv(write_inspectors(rooms.the_pool(one).inspectors), f"experts-{one.id}.csv")


def _csv(content: str, name: str) -> HttpResponse:
    answer = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@opens("officer")
@require_safe
def record(request: HttpRequest, number: int) -> HttpResponse:
    """The record of a draw that was made (JSON)."""
    one = the_draw(request, number, made=True)
    answer = HttpResponse(store.load(one.record), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename=draw-{one.id}.json"
    return answer
