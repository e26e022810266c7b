"""Files that take too long to wait for: asked for, made in the background, fetched."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steelyard.model import Message
from steelyard.reviewing import Person, oversees
from steelyard.web import limits, logbook, store
from steelyard.web.access import acting_as, opens, overseen, overseers, persons, the_case, the_export, the_place
from steelyard.web.exporting import kinds
from steelyard.web.models import Export
from steelyard.web.pages import page, text, whole
from steelyard.web.queue.putting import put
from steelyard.web.showing import oversight
from steelyard.web.views.versions import attachment
from steelyard.web.years import FIRST_YEAR, LAST_YEAR

SECONDS = 3  # between two looks while something is being made
SHOWN = 50
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip"}
WHICH = Message("请选择内容，并填写年度。", "Choose what to export, and give the year.")


@opens("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """What the user has asked for, and for officers one more: of a place and a year."""
    if not overseers(persons(request)):
        raise Http404
    if request.method == "POST":
        return _asked(request)
    return _page(request)


def _page(request: HttpRequest, error: Message | None = None, status: int = 200) -> HttpResponse:
    found = list(Export.objects.filter(by=request.user).select_related("place", "case__unit").order_by("-id")[:SHOWN])
    places = overseen(request, "officer").filter(files=False).order_by("path")
    known = kinds()
    under_way = any(one.under_way for one in found)
    matter: dict[str, Any] = {
        "exports": found,
        "titles": {name: kind.TITLE for name, kind in known.items()},
        "choices": [(name, kind.missing()) for name, kind in known.items() if not kind.OF_CASE],
        "places": places,
        "year": whole(request.GET.get("year")) or timezone.localdate().year - 1,
        "under_way": under_way,
        "follow": bool(request.GET.get("follow")) and under_way,
        "error": error and error.say(request.lang),
    }
    answer = page(request, "exports", matter, status)
    if matter["follow"]:
        answer["Refresh"] = str(SECONDS)
    return answer


def _asked(request: HttpRequest) -> HttpResponse:
    place = the_place(request, request.POST.get("place", ""), "officer")
    year, name = whole(request.POST.get("year"), FIRST_YEAR, LAST_YEAR), text(request, "kind", 20)
    kind = kinds().get(name)
    if year is None or kind is None or kind.OF_CASE:
        return _page(request, WHICH, 400)
    if why := kind.missing():
        return _page(request, why, 422)
    officer = acting_as(request, "officer", place.path)
    return _put(request, officer, f"{name} {place.path}#{year}", kind=name, place=place, year=year)


@opens("signed in")
@require_POST
def dossier(request: HttpRequest, number: int) -> HttpResponse:
    """All about one form, for those above its unit: it tells who reviewed it."""
    one = the_case(request, number)
    if not oversight(one, persons(request)):
        raise Http404
    person = next(each for each in overseers(persons(request)) if oversees(each.place, one.unit.path))
    return _put(request, person, f"dossier {one.subject}", kind="dossier", place=one.unit, year=one.year, case=one)


def _put(request: HttpRequest, person: Person, what: str, **fields: Any) -> HttpResponse:
    """An export and its task and its entry, in one transaction."""
    limits.count(request, "uploads")
    with transaction.atomic():
        export = Export.objects.create(by=request.user, lang=request.lang, **fields)
        put("export", str(export.id), {"export": export.id})
        logbook.append(person, "export", export.subject, reason=what)
    return redirect(f"{reverse('exports')}?follow=1")


@opens("signed in")
@require_safe
def fetched(request: HttpRequest, number: int) -> HttpResponse:
    """A file that was asked for."""
    one = the_export(request, number)
    if not one.sha256:
        raise Http404
    ending = kinds()[one.kind].ENDING
    name = f"{one.place.path.replace('/', '-')}-{one.year}-{one.kind}.{ending}"
    return attachment(store.load(one.sha256), TYPES[ending], name)
