"""Published results, for everybody."""

import json
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query

from steelyard.model import Message
from steelyard.web import store
from steelyard.web.api import shapes
from steelyard.web.api.cases import Limit, Offset
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
    q: Annotated[str | None, Query(max_length=60)] = None,
    year: Annotated[int | None, Query(ge=0, le=9_999)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """The last year first."""
    found = public.published(request)
    return {"items": list(map(_told, found[offset : offset + limit])), "count": found.count()}


@offers("published/{int:number}", "anyone", Message("一份已公开的自评表", "A published form"), shapes.PublishedForm)
def published_form(request: HttpRequest, number: Annotated[int, Path(ge=1, le=shapes.MOST)]) -> Any:
    """Its scores, its grade and its indicators, as the public page shows them."""
    case = public.the_published(number)
    form = json.loads(store.load(case.version.result_zh))["form"]
    return {**_told(case), "indicators": form["indicators"], "total": form["total"]}
