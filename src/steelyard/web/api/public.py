"""Published results, for everybody."""

import json
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from steelyard.model import Message
from steelyard.web import limits, store
from steelyard.web.api import shapes
from steelyard.web.api.cases import Id, Limit, Offset
from steelyard.web.api.site import offers
from steelyard.web.models import Case
from steelyard.web.views import public


def _told(case: Case) -> dict[str, Any]:
    return {"id": case.id, **public.told(case)}


@offers(
    "published",
    "anyone",
    Message("已公开的结果，按单位名称的一部分和年度筛选", "Published results, by part of the unit's name and by year"),
    shapes.PublishedMany,
)
def published(
    request: HttpRequest,
    limit: Limit,
    offset: Offset,
    q: Annotated[str | None, Query(max_length=60)] = None,
    year: Annotated[shapes.Whole | None, Query(ge=0, le=9_999)] = None,
) -> Any:
    """The last year first."""
    limits.count(request, "search")
    found = public.results(q or "", year)
    return {"items": list(map(_told, found[offset : offset + limit])), "count": found.count()}


@offers("published/{int:number}", "anyone", Message("一份已公开的自评表", "A published form"), shapes.PublishedForm)
def published_form(request: HttpRequest, number: Id) -> Any:
    """Its scores, its grade and its indicators, as the public page shows them."""
    case = public.the_published(number)
    form = json.loads(store.load(case.version.result_zh))["form"]
    return {**_told(case), "indicators": form["indicators"], "total": form["total"]}
