"""The files that prove results: beside which row, by whom, and to be saved only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steelyard.model import Message
from steelyard.reviewing import Refused
from steelyard.web import drafts, limits, proofs, store
from steelyard.web.access import opens, persons, the_case, the_evidence
from steelyard.web.acts import against
from steelyard.web.models import Case, Evidence
from steelyard.web.pages import page, text
from steelyard.web.uploads import Unacceptable, too_much
from steelyard.web.views.errors import too_large
from steelyard.web.views.versions import TYPES, attachment


@opens("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, number: int) -> HttpResponse:
    """The files of a case, row by row; whoever fills the form in may add to them."""
    one = the_case(request, number)
    if request.method != "POST":
        return _page(request, one)
    limits.count(request, "uploads")
    if too_much(request):
        return too_large(request)
    try:
        if why := against(one, "save", persons(request)):
            raise Refused(why)
        proof = proofs.received(request.FILES.get("file"))
        proofs.add(one, text(request, "row", 200), proof, request.user, persons(request))
    except Unacceptable as no:
        return _page(request, one, no.why, 422)
    except Refused as no:
        return _page(request, one, no.why, 403)
    return redirect("evidence", one.id)


def _page(request: HttpRequest, one: Case, error: Message | None = None, status: int = 200) -> HttpResponse:
    files = Evidence.objects.filter(case=one).select_related("by", "removed_by").order_by("id")
    rows: dict[str, list[Evidence]] = {name: [] for name in _rows(one)}
    for file in files:
        if file.removed_at is None:
            rows.setdefault(file.row, []).append(file)
    matter: dict[str, Any] = {
        "case": one,
        "rows": rows,
        "removed": [file for file in files if file.removed_at is not None],
        "open": against(one, "save", persons(request)) is None,
        "chosen": request.POST.get("row") or request.GET.get("row", ""),
        "kinds": ",".join(f".{kind}" for kind in proofs.BEGINNINGS),
        "limit": proofs.BYTES // 1_000_000,
        "error": error and error.say(request.lang),
    }
    return page(request, "evidence", matter, status)


def _rows(one: Case) -> list[str]:
    """The names of the draft's indicators, each once."""
    last = drafts.last_save(one)
    rows = drafts.read(last).indicators if last else ()
    return list(dict.fromkeys(name for row in rows if (name := row.get("name", "").strip()[:200])))


@opens("signed in")
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """A file that proves something, to be saved: never shown by the browser as a page of ours."""
    one = the_evidence(request, number)
    kind = {**TYPES, **proofs.TYPES}.get(one.kind, "application/octet-stream")
    return attachment(store.load(one.sha256), kind, one.name)


@opens("signed in")
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a file off the list; it stays in the store."""
    one = the_evidence(request, number)
    try:
        proofs.remove(one, request.user, persons(request))
    except Refused as no:
        return _page(request, one.case, no.why, 403)
    return redirect("evidence", one.case.id)
