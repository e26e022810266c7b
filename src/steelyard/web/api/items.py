"""What units have to put right (整改事项): asked for, answered, closed."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Path, Query, Schema, Status
from pydantic import ConfigDict

from steelyard.model import Message
from steelyard.reviewing import ITEM_ACTS, ITEM_STATES, ItemState
from steelyard.web import items as rooms
from steelyard.web import models
from steelyard.web.access import persons, the_case, the_item
from steelyard.web.api import shapes, telling
from steelyard.web.api.cases import Id, Limit, Offset
from steelyard.web.api.site import offers
from steelyard.web.deeds import Unfit
from steelyard.web.pages import cleaned
from steelyard.web.views.items import WHAT_AND_WHEN, in_order

ItemAct = Annotated[str, Field(json_schema_extra={"enum": list(ITEM_ACTS)})]
Words = Annotated[str, Field(max_length=2_000)]


class ItemLine(Schema):
    """An item as lists show it; ``number`` counts those of its form."""

    id: int
    case: int
    unit: str
    year: int
    number: int
    what: str
    due: date
    state: ItemState
    state_name: shapes.Said
    late: bool
    revision: int


class Items(Schema):
    """Some of the items that one sees; ``count`` is that of all that were asked for."""

    items: list[ItemLine]
    count: int


class Item(ItemLine):
    """One item: the acts that are possible now, and what was asked, answered and found."""

    acts: list[ItemAct]
    history: list[shapes.Entry]


class NewItem(Schema):
    """What is to be put right, and the day by which the unit answers."""

    model_config = ConfigDict(extra="forbid")

    what: Words
    due: date


class ItemDeed(Schema):
    """What is said with an act on an item."""

    model_config = ConfigDict(extra="forbid")

    revision: shapes.Revision
    words: Words


@offers("items", "signed in", Message("看得到的整改事项，按状态筛选", "The items one sees, by state"), Items)
def items(
    request: HttpRequest, limit: Limit, offset: Offset, state: Annotated[ItemState | None, Query()] = None
) -> Any:
    """Those that wait first, by day."""
    found = [one for one in in_order(request) if state in (None, one.state)]
    return {"items": list(map(_line, found[offset : offset + limit])), "count": len(found)}


@offers("items/{int:number}", "signed in", Message("一个整改事项", "One item"), Item)
def item(request: HttpRequest, number: Id) -> Any:
    """With its history, and what may be done with it now."""
    return _told(request, the_item(request, number))


@offers(
    "cases/{int:number}/items", "signed in", Message("提出整改事项", "Ask for a correction"), Item,
    method="POST", status=201,
)  # fmt: skip
def raise_item(request: HttpRequest, number: Id, new: NewItem) -> Any:
    """As the page does it."""
    one = the_case(request, number)
    if not (what := cleaned(new.what)):
        raise Unfit(WHAT_AND_WHEN)
    made = rooms.raised(one.id, what, new.due, persons(request))
    return Status(201, _told(request, the_item(request, made.id)))


@offers(
    "items/{int:number}/acts/{name}", "signed in", Message("办理整改事项", "Do an act on an item"), Item, method="POST"
)
def act_on_item(request: HttpRequest, number: Id, name: Annotated[ItemAct, Path()], deed: ItemDeed) -> Any:
    """As the page does it."""
    one = the_item(request, number)
    if name not in ITEM_ACTS:
        raise Http404
    rooms.moved(one.id, deed.revision, name, cleaned(deed.words), persons(request))
    return _told(request, the_item(request, number))


def _line(one: models.Item) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("id", "number", "what", "due", "state", "revision")}
    return {
        **same,
        "case": one.case_id,
        "unit": one.case.unit.path,
        "year": one.case.year,
        "state_name": shapes.Said.of(ITEM_STATES[one.state]),
        "late": one.late(timezone.localdate()),
    }


def _told(request: HttpRequest, one: models.Item) -> dict[str, Any]:
    return {
        **_line(one),
        "acts": rooms.possible_on(one.case, one, persons(request)),
        "history": [telling.entry(entry) for entry in rooms.history_of(one)],
    }
