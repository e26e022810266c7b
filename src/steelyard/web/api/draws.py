"""Draws of forms for review: what was announced and drawn, and all that is needed to make one again."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from steelyard.model import Message
from steelyard.web import draws as rooms
from steelyard.web import models
from steelyard.web.access import overseen, the_draw
from steelyard.web.api import shapes
from steelyard.web.api.cases import Id, Limit, Offset
from steelyard.web.api.site import offers
from steelyard.web.views import draws as pages

TABLE = {"text/csv": {"schema": {"type": "string"}}}
RECORD = {"application/json": {"schema": {"type": "object"}}}


class DrawLine(Schema):
    """A draw as lists show it. ``fingerprint`` is that of the pool, known before the seed; ``record`` is the SHA-256
    of the record."""

    id: int
    place: str
    year: int
    at: datetime
    size: str
    team: int
    candidates: int
    fingerprint: str
    seed: str | None
    record: str | None
    drawn_at: datetime | None


class Draws(Schema):
    """Some of the draws of the places that one oversees; ``count`` is that of all."""

    items: list[DrawLine]
    count: int


class Lot(Schema):
    """A form that was drawn, by the place of its lot; ``why`` says why it was not given to its experts."""

    place: int
    case: int
    unit: str
    experts: list[str]
    why: shapes.Said | None


class Draw(DrawLine):
    """A draw with what was drawn, in the order of the lots; nothing before it was."""

    drawn: list[Lot]


@offers("draws", "officer", Message("抽查", "The draws"), Draws)
def draws(request: HttpRequest, limit: Limit, offset: Offset) -> Any:
    """The last one first."""
    found = models.Draw.objects.filter(place__in=overseen(request, "officer")).select_related("place").order_by("-id")
    return {"items": list(map(_line, found[offset : offset + limit])), "count": found.count()}


@offers("draws/{int:number}", "officer", Message("一次抽查", "One draw"), Draw)
def draw(request: HttpRequest, number: Id) -> Any:
    """What was announced, and what was drawn."""
    one = the_draw(request, number)
    return {**_line(one), "drawn": list(map(_lot, rooms.results(one))) if one.record else []}


@offers("draws/{int:number}/pool", "officer", Message("抽查对象名单", "The pool as it was announced"), TABLE)
def draw_pool(request: HttpRequest, number: Id) -> Any:
    """What ``steelyard draw --verify`` reads."""
    return pages.pool(request, number)


@offers("draws/{int:number}/experts", "officer", Message("专家名单", "The experts as they were announced"), TABLE)
def draw_experts(request: HttpRequest, number: Id) -> Any:
    """What ``steelyard draw --verify`` reads."""
    return pages.inspectors(request, number)


@offers("draws/{int:number}/record", "officer", Message("抽取记录", "The record of the draw"), RECORD)
def draw_record(request: HttpRequest, number: Id) -> Any:
    """Once it was made; ``steelyard draw --verify`` makes it again."""
    return pages.record(request, number)


def _line(one: models.Draw) -> dict[str, Any]:
    same = ("id", "year", "at", "size", "team", "candidates", "fingerprint", "drawn_at")
    told = {name: getattr(one, name) for name in same}
    return {**told, "place": one.place.path, "seed": one.seed or None, "record": one.record or None}


def _lot(one: rooms.Drawn) -> dict[str, Any]:
    return {
        "place": one.place,
        "case": one.case.id,
        "unit": one.case.unit.path,
        "experts": [expert.name for expert in one.experts],
        "why": one.why and shapes.Said.of(one.why),
    }
