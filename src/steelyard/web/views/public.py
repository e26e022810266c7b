"""What is public: the results of published forms, to be searched, read and taken along."""

import csv
import io
import json
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from steelyard.web import limits, store
from steelyard.web.access import opens
from steelyard.web.models import Case
from steelyard.web.pages import cleaned, page, whole
from steelyard.web.standing import of_published
from steelyard.web.views.versions import attachment

A_PAGE = 50
COLUMNS = ("unit", "year", "score", "reviewed", "grade", "sha256")
ACTING = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a cell for a formula


def published(request: HttpRequest) -> QuerySet[Case]:
    """The published forms that the visitor asks for, by a part of the unit's name and by year.

    :raises TooMany: they ask too often.
    """
    limits.count(request, "search")
    return results(request.GET.get("q", ""), whole(request.GET.get("year"), most=9_999))


def results(words: str, year: int | None) -> QuerySet[Case]:
    """The published forms of units whose name contains ``words``, of a year if one is given; the last year first."""
    found = Case.objects.filter(state="published").select_related("unit", "version")
    part = cleaned(words, 60)
    if part:
        found = found.filter(unit__path__contains=part)
    if year is not None:
        found = found.filter(year=year)
    return found.order_by("-year", "unit__path")


def told(case: Case) -> dict[str, Any]:
    """What the public is told of a form; ``null`` where a figure cannot be had."""
    version = case.version
    return {
        "unit": case.unit.path,
        "year": case.year,
        "score": version.score,
        "reviewed": None if case.agreed is None else f"{case.agreed:.2f}",
        "grade": version.grade or None,
        "sha256": version.sha256,
    }


def the_published(number: int) -> Case:
    """The published form of that number.

    :raises Http404: there is none.
    """
    case = Case.objects.filter(state="published", id=number).select_related("unit", "version").first()
    if case is None:
        raise Http404
    return case


@opens("anyone")
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """The list of published results, and how their scores and grades lie."""
    cases = published(request)
    matter = {
        "pictures": [drawing.svg for drawing in of_published(cases, request.lang)],
        "found": Paginator(cases, A_PAGE).get_page(request.GET.get("page")),
        "q": request.GET.get("q", "")[:60],
        "year": request.GET.get("year", "")[:4],
        "years": Case.objects.filter(state="published").order_by("-year").values_list("year", flat=True).distinct(),
        "query": _query(request),
    }
    return page(request, "public", matter)


def _query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.pop("lang", None)
    return str(asked.urlencode())


@opens("anyone")
@require_safe
def shown(request: HttpRequest, number: int) -> HttpResponse:
    """A published form: its indicators, scores and grade. Findings and the file itself stay inside."""
    case = the_published(number)
    version = case.version
    result = json.loads(store.load(version.result_en if request.lang == "en" else version.result_zh))
    return page(request, "published", {"case": case, "form": result["form"]})


@opens("anyone")
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The published results that were asked for, as JSON."""
    data = json.dumps({"results": [told(case) for case in published(request)]}, ensure_ascii=False, indent=2)
    return attachment(data, "application/json", "results.json")


@opens("anyone")
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for spreadsheets, in which no cell acts."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_still(one[column]) for column in COLUMNS] for one in map(told, published(request)))
    return attachment("\ufeff" + table.getvalue(), "text/csv; charset=utf-8", "results.csv")


def _still(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(ACTING) else text
