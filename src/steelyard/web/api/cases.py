"""Places and forms: what one sees, and what is done with a form."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Path, Query, Status, UploadedFile

from steelyard.model import Message
from steelyard.reviewing import ACTS, Refused, State
from steelyard.web import aiming, deeds, listing
from steelyard.web.access import persons, seen_cases, seen_places, the_case
from steelyard.web.acts import do
from steelyard.web.api import shapes, telling
from steelyard.web.api.site import offers
from steelyard.web.pages import cleaned
from steelyard.web.targets import SETTLING

Limit = Annotated[shapes.Whole, Query(50, ge=1, le=200)]
Offset = Annotated[shapes.Whole, Query(0, ge=0, le=shapes.MOST)]
Id = Annotated[int, Path(ge=1, le=shapes.MOST)]
Name = Annotated[shapes.Act, Path()]
BY_FILE = Message(
    "保存填报要上传文件，请用 versions 这个地址。", "To save is to hand a file in; use the address “versions”."
)
BY_TABLE = Message(
    "报送绩效目标要上传目标表，请用 targets/tables 这个地址。",
    "Targets are handed in as a table; use the address “targets/tables”.",
)
BY_PAGE = Message("这一项请在页面上办理。", "This is done on its page.")


@offers("places", "signed in", Message("看得到的机构", "The places that one sees"), shapes.Places)
def places(request: HttpRequest, limit: Limit, offset: Offset) -> Any:
    """In the order of the tree."""
    found = seen_places(request).order_by("path")
    return {"items": list(found[offset : offset + limit]), "count": found.count()}


@offers(
    "cases",
    "signed in",
    Message(
        "看得到的自评表，按单位名称的一部分、年度、状态筛选",
        "The forms that one sees, by part of the unit's name, year, state",
    ),
    shapes.Cases,
)
def cases(
    request: HttpRequest,
    limit: Limit,
    offset: Offset,
    unit: Annotated[str | None, Query(max_length=400)] = None,
    year: Annotated[shapes.Whole | None, Query(ge=0, le=9_999)] = None,
    state: State | None = None,
) -> Any:
    """The last year first."""
    asked = {"unit__path__contains": cleaned(unit or ""), "year": year, "state": state}
    found: QuerySet[Any] = seen_cases(request).filter(
        **{key: value for key, value in asked.items() if value is not None}
    )
    some = found.order_by("-year", "unit__path")[offset : offset + limit]
    return {"items": list(map(telling.line, listing.lines_of(some, timezone.localdate()))), "count": found.count()}


@offers("cases/{int:number}", "signed in", Message("一份自评表的全部情况", "All about a form"), shapes.Case)
def case(request: HttpRequest, number: Id) -> Any:
    """Its state, its versions, its history, and what may be done with it now."""
    return telling.case(request, the_case(request, number))


@offers(
    "cases/{int:number}/versions",
    "signed in",
    Message("上传自评表，立即核查", "Hand in a form, which is audited at once"),
    shapes.Case,
    method="POST",
    status=201,
)
def hand_in(request: HttpRequest, number: Id, revision: Form[shapes.Revision], file: File[UploadedFile]) -> Any:
    """As the page does it."""
    one = the_case(request, number)
    deeds.hand_in(request, one, revision, file)
    return Status(201, telling.case(request, the_case(request, number)))


@offers(
    "cases/{int:number}/acts/{name}",
    "signed in",
    Message("办理一个事项", "Do an act"),
    shapes.Case,
    method="POST",
)
def act(request: HttpRequest, number: Id, name: Name, deed: shapes.Deed) -> Any:
    """As the page does it."""
    one = the_case(request, number)
    reason, points = cleaned(deed.reason), cleaned(deed.points)
    match name:
        case "save":
            raise Refused(BY_FILE)
        case "draft-targets":
            raise Refused(BY_TABLE)
        case "monitor":
            raise Refused(BY_PAGE)
        case name if name in SETTLING:
            aiming.settle_table(request, one, deed.revision, name, reason)
        case "audit":
            deeds.audit_again(request, one, deed.revision)
        case "sample":
            deeds.draw(request, one, deed.revision, deed.experts)
        case "score":
            deeds.score(request, one, deed.revision, points, reason)
        case "reconcile":
            deeds.reconcile(request, one, deed.revision, points, reason)
        case name if name in ACTS:
            do(one.id, deed.revision, name, persons(request), reason=reason)
        case _:
            raise Http404
    return telling.case(request, the_case(request, number))
