"""A file as it was handed in: the findings beside the document, the file itself, the result for programs."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from steelyard.model import Message
from steelyard.web import live, store
from steelyard.web.access import opens, persons, the_version
from steelyard.web.models import Version
from steelyard.web.pages import page, problem
from steelyard.web.parts import sections
from steelyard.web.targets import held, set_for
from steelyard.web.uploads import Unacceptable
from steelyard.web.views.cases import possible_acts

ANNOTATED = ("docx", "xlsx")  # files that hold remarks
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "pdf": "application/pdf",
}
OTHER = "application/octet-stream"


@opens("signed in")
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """The verdict, the findings and the document with its marks, side by side."""
    one = the_version(request, number)
    digest = one.page_en if request.lang == "en" else one.page_zh
    matter: dict[str, Any] = {
        **possible_acts(one.case, persons(request)),
        "version": one,
        "verdict": one.verdict_en if request.lang == "en" else one.verdict_zh,
        "held": held(one.case, one),
        "parts": sections(store.load(digest)),
        "annotated": one.kind in ANNOTATED,
    }
    return page(request, "version", matter)


@opens("signed in")
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it was handed in, to be saved: never shown by the browser as a page of ours."""
    one = the_version(request, number)
    return attachment(store.load(one.sha256), TYPES.get(one.kind, OTHER), one.name)


@opens("signed in")
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The report as one file for the records."""
    one = the_version(request, number)
    digest = one.page_en if request.lang == "en" else one.page_zh
    return attachment(store.load(digest), "text/html; charset=utf-8", _named(one, "report.html"))


@opens("signed in")
@require_safe
def result(request: HttpRequest, number: int) -> HttpResponse:
    """The result as the contract's JSON."""
    one = the_version(request, number)
    digest = one.result_en if request.lang == "en" else one.result_zh
    return attachment(store.load(digest), "application/json", _named(one, "result.json"))


@opens("signed in")
@require_safe
def annotated(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The reviewer's copy: the file with its findings as remarks beside the places they name."""
    one = the_version(request, number)
    if kind != one.kind:
        raise Http404
    try:
        return annotated_copy(request, one)
    except Unacceptable as no:
        return problem(request, no.why, 422)


def annotated_copy(request: HttpRequest, one: Version) -> HttpResponse:
    """The file of a version with its findings as remarks.

    :raises Http404: files of its kind take no remarks.
    :raises Unacceptable: it could not be made.
    """
    if one.kind not in ANNOTATED:
        raise Http404
    with store.incoming([store.load(one.sha256)]) as path:
        done = live.annotated(path, one.name, request.lang, set_for(one.case), one.case.year)
    if done.why:
        raise Unacceptable(Message(*done.why))
    return attachment(done.content, TYPES[one.kind], _named(one, f"annotated.{one.kind}"))


def _named(one: Version, what: str) -> str:
    return f"{one.case.unit.name}-{one.case.year}-{one.number}-{what}"


def attachment(data: Any, kind: str, name: str) -> HttpResponse:
    """A file to be saved under ``name``; its content is sandboxed should a browser open it all the same."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
