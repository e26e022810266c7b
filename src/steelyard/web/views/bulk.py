"""Many forms at once: an officer's archive, how far it is, and what could not be told without asking."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steelyard.model import Message
from steelyard.web import limits
from steelyard.web.access import acting_as, below, opens, overseen, persons, the_batch, the_member, the_place
from steelyard.web.bulk.arriving import arrived
from steelyard.web.bulk.taking import as_form_of, cancelled, taken_in
from steelyard.web.bulk.telling import likely, members, progress, result
from steelyard.web.models import MEMBER_STATES, Batch, Case, Member, Place
from steelyard.web.pages import page, text, whole
from steelyard.web.uploads import Unacceptable, too_much
from steelyard.web.views.errors import too_large
from steelyard.web.views.versions import attachment
from steelyard.web.workbooks import KIND
from steelyard.web.years import FIRST_YEAR, LAST_YEAR

SECONDS = 3  # between two looks at an archive that is under way
SHOWN = 200  # files on a page
WHICH = Message("请选择压缩包（.zip），并填写年度。", "Choose an archive (.zip) and give the year.")
NO_UNIT = Message(
    "没有这个单位，或者还没有为它开始这一年度的自评，请从列表中选择。",
    "There is no such unit, or it has no form of the year; choose one of the list.",
)


@opens("officer")
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """The archives so far, and one more of them."""
    if request.method == "POST":
        return _upload(request)
    return _page(request)


def _page(request: HttpRequest, error: Message | None = None, status: int = 200) -> HttpResponse:
    places = overseen(request, "officer")
    batches = Batch.objects.filter(place__in=places).select_related("place", "by").order_by("-id")[:50]
    matter: dict[str, Any] = {
        "batches": [(batch, progress(batch)) for batch in batches],
        "places": places.filter(files=False).order_by("path"),
        "year": whole(request.POST.get("year")) or timezone.localdate().year - 1,
        "words": MEMBER_STATES,
        "error": error and error.say(request.lang),
    }
    return page(request, "bulk", matter, status)


def _upload(request: HttpRequest) -> HttpResponse:
    limits.count(request, "uploads")
    year, file = whole(request.POST.get("year"), FIRST_YEAR, LAST_YEAR), request.FILES.get("file")
    if too_much(request):
        return too_large(request)
    place = the_place(request, request.POST.get("place", ""), "officer")
    if year is None or file is None or not file.name:
        return _page(request, WHICH, 400)
    try:
        batch = arrived(file.name, file.chunks(), place, year, request.user, acting_as(request, "officer", place.path))
    except Unacceptable as no:
        return _page(request, no.why, 422)
    return redirect(f"{reverse('batch', args=[batch.id])}?follow=1")


@opens("officer")
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """How far an archive is, and each of its files. It comes anew by itself only for who asked for that."""
    return _batch(request, the_batch(request, number))


def _batch(request: HttpRequest, one: Batch, error: Message | None = None, status: int = 200) -> HttpResponse:
    state = request.GET.get("state", "")
    now, cases = progress(one), list(_cases(one))
    matter: dict[str, Any] = {
        "batch": one,
        "progress": now,
        "words": MEMBER_STATES,
        "asked": state if state in MEMBER_STATES else "",
        "shown": Paginator(members(one, state), SHOWN).get_page(request.GET.get("page")),
        "units": [case.unit.path for case in cases],
        "likely": likely(one, cases),
        "follow": bool(request.GET.get("follow")) and now.under_way,
        "error": error and error.say(request.lang),
    }
    answer = page(request, "batch", matter, status)
    if matter["follow"]:
        answer["Refresh"] = str(SECONDS)
    return answer


def _cases(one: Batch) -> Any:
    units = Place.objects.filter(below(one.place.path), files=True)
    return Case.objects.filter(unit__in=units, year=one.year).select_related("unit").order_by("unit__path")


@opens("officer")
@require_POST
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ends an archive that is under way; what was taken in stays."""
    one = the_batch(request, number)
    cancelled(one.id, acting_as(request, "officer", one.place.path))
    return redirect("batch", number)


@opens("officer")
@require_POST
def assign(request: HttpRequest, number: int, member: int) -> HttpResponse:
    """Says whose a form is that could not be told without asking; it is taken in at once."""
    one = the_member(request, number, member)
    case = _cases(one.batch).filter(unit__path=text(request, "unit", 500)).first()
    if case is None:
        return _batch(request, one.batch, NO_UNIT, 400)
    told = as_form_of(one, case.id)
    if isinstance(told, Message):
        return _batch(request, one.batch, told, 422)
    now = taken_in(one.id, case.id, told, persons(request), request.user, was="open")
    if now.state == "open":
        return _batch(request, one.batch, Message(now.why_zh, now.why_en), 403)
    more = one.batch.members.filter(state="open").exists()
    return redirect(f"{reverse('batch', args=[number])}{'?state=open' if more else ''}")


@opens("officer")
@require_safe
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """What came of an archive, as a workbook."""
    one = the_batch(request, number)
    if progress(one).under_way:
        raise Http404  # there is no result yet

    def address(member: Member) -> str:
        return str(request.build_absolute_uri(reverse("version", args=[member.version_id])))

    return attachment(result(one, request.lang, address), KIND, f"{one.year}-{one.id}.xlsx")
