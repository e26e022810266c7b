"""What the bureau looks at: the board and the log."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from steelyard.model import Message
from steelyard.web import listing
from steelyard.web.access import overseen
from steelyard.web.api import shapes, telling
from steelyard.web.api.site import offers
from steelyard.web.models import LogEntry
from steelyard.web.years import FIRST_YEAR, LAST_YEAR


@offers("board", "officer", Message("审核总览的计数", "The counts of the board"), shapes.Board)
def board(request: HttpRequest, year: Annotated[shapes.Whole | None, Query(ge=FIRST_YEAR, le=LAST_YEAR)] = None) -> Any:
    """Of a year, the last one if none is named."""
    places = overseen(request, "officer")
    known = listing.years(places)
    asked = year or (known[0] if known else None)
    found = listing.lines(places, asked, timezone.localdate()) if asked else []
    counts = {"states": listing.states(found), "grades": listing.grades(found), **listing.tallies(found)}
    return {"year": asked, "years": known, **counts}


@offers("log", "whole log", Message("操作日志，从某一条之后起", "The log, from after an entry on"), shapes.Log)
def log(
    request: HttpRequest,
    after: Annotated[shapes.Whole, Query(0, ge=0, le=2**53)],
    limit: Annotated[shapes.Whole, Query(1_000, ge=1, le=1_000)],
) -> Any:
    """For those who oversee every place; the whole of it is what ``steelyard verify-log`` reads."""
    found = [telling.entry(row.entry()) for row in LogEntry.objects.filter(number__gt=after).order_by("number")[:limit]]
    return {"entries": found, "last": found[-1]["number"] if found else after}
