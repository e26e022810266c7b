"""Filling in: the draft of a form read, its cells saved beside the version they were read at, and handed in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from msgspec import to_builtins
from ninja import Field, Schema, Status
from pydantic import ConfigDict

from steelyard.filling.drafts import Typed, differences, edited
from steelyard.filling.drafts.editing import Edit
from steelyard.filling.drafts.typed import LONGEST, MOST, words
from steelyard.model import Lang, Message
from steelyard.reviewing import Refused
from steelyard.web import deeds, drafts, limits, live
from steelyard.web.access import persons, the_case, the_own_case
from steelyard.web.acts import against
from steelyard.web.api import shapes, telling
from steelyard.web.api.cases import Id
from steelyard.web.api.site import offers
from steelyard.web.deeds import Unfit
from steelyard.web.drafts import Conflict
from steelyard.web.models import Case, Saved
from steelyard.web.posted import with_cells
from steelyard.web.targets import set_for
from steelyard.web.views.beginning import made
from steelyard.web.words.drafts import ROW_ACTS

Text = Annotated[str, Field(max_length=LONGEST)]
Texts = dict[str, str]
CELLS = 5_000  # in one request
DraftRevision = Annotated[
    shapes.Whole, Field(ge=0, le=shapes.MOST, description="读到的草稿版次 · the revision of the draft that was read")
]
NO_SUCH_ROW = Message("没有这一行，或者不能这样移动。", "There is no such row, or it cannot be moved so.")


class Content(Schema):
    """What was typed: a row's texts by the keys of what is asked; ``narrative`` by the kind of the section."""

    profile: str
    card: Texts
    budget: list[Texts]
    values: list[Texts]
    narrative: Texts
    indicators: list[Texts]


class DraftSave(Schema):
    """A save of a draft: by whom, when, and how it came about."""

    revision: int
    by: str
    at: datetime
    what: str
    detail: str


class Draft(DraftSave):
    """The draft of a form as it was saved last."""

    case: int
    content: Content


class Begin(Schema):
    """What a draft is begun from; ``profile`` names the layout of a blank one. ``draft`` is 0 where there is none."""

    model_config = ConfigDict(extra="forbid")

    draft: DraftRevision
    source: Literal["blank", "last-year", "version", "targets"]
    profile: Annotated[str, Field(max_length=60)] = ""


class Cells(Schema):
    """Texts by their addresses: ``card.title``, ``budget.2.final``, ``indicators.3.actual``, ``narrative.overview``.

    Rows are counted from 1; a number one beyond the last makes a new row. A blank text empties its cell.
    """

    model_config = ConfigDict(extra="forbid")

    draft: DraftRevision
    cells: Annotated[dict[str, Text], Field(min_length=1, max_length=CELLS)]


class RowEdit(Schema):
    """A row added behind row ``row`` (0: at the top), moved or taken out."""

    model_config = ConfigDict(extra="forbid")

    draft: DraftRevision
    edit: Edit
    part: Literal["budget", "values", "indicators"]
    row: Annotated[shapes.Whole, Field(ge=0, le=MOST)]


class HandIn(Schema):
    """Both revisions as they were seen: that of the form and that of its draft."""

    model_config = ConfigDict(extra="forbid")

    revision: shapes.Revision
    draft: DraftRevision


class DraftItem(Schema):
    """A gap or a finding; ``cells`` are the addresses that it names, ``stated`` and ``computed`` its two values."""

    level: str
    text: str
    step: str
    cells: list[str]
    stated: str | None
    computed: str | None


class RowCheck(Schema):
    """An indicator by its number in the draft: the points that its rule gives, and their arithmetic."""

    number: int
    points: shapes.Score
    how: str


class DraftCheck(Schema):
    """How a draft stands; ``unread`` says why nothing is known, where nothing is."""

    revision: int
    items: list[DraftItem]
    rows: list[RowCheck]
    score: str | None
    weight: str | None
    by_rule: str | None
    rate: str | None
    grade: str | None
    unread: str | None


@offers("cases/{int:number}/draft", "signed in", Message("草稿", "The draft"), Draft)
def draft(request: HttpRequest, number: Id) -> Any:
    """As it was saved last; for the unit's own people."""
    one = the_own_case(request, number)
    return _told(one, _last(one))


@offers(
    "cases/{int:number}/draft/begin", "signed in", Message("开始或者重新开始填写", "Begin a draft, or begin it anew"),
    Draft, method="POST", status=201,
)  # fmt: skip
def begin_draft(request: HttpRequest, number: Id, begin: Begin) -> Any:
    """As the page does it; what was typed before stays among the saves."""
    one = _open(request, number)
    limits.count(request, "uploads")
    new, _, name = made(request, one, begin.source, begin.profile)
    said = f"{begin.source} {name}".strip()
    return Status(201, _told(one, drafts.begin(one, begin.draft, new, request.user, persons(request), said)))


@offers(
    "cases/{int:number}/draft/cells", "signed in", Message("保存若干单元格", "Save some cells"), Draft, method="POST"
)
def save_cells(request: HttpRequest, number: Id, typed: Cells) -> Any:
    """Beside the revision that they were read at; where there is a newer one, nothing is saved."""
    one = _open(request, number)
    limits.count(request, "checks")
    last = _as_read(one, typed.draft)
    return _saved(request, one, last, with_cells(drafts.read(last), typed.cells), "type")


@offers(
    "cases/{int:number}/draft/rows", "signed in", Message("增加、移动、删除一行", "Add, move or take out a row"),
    Draft, method="POST",
)  # fmt: skip
def edit_rows(request: HttpRequest, number: Id, row: RowEdit) -> Any:
    """As the page's buttons do it."""
    one = _open(request, number)
    limits.count(request, "checks")
    last = _as_read(one, row.draft)
    before = drafts.read(last)
    after = edited(before, row.edit, row.part, row.row)
    if after == before:
        raise Unfit(NO_SUCH_ROW)
    title = ROW_ACTS[row.edit].zh
    detail = f"{words(before, f'{row.part}.{row.row}').zh}：{title}" if row.row else title
    return _saved(request, one, last, after, "rows", detail)


@offers("cases/{int:number}/draft/check", "signed in", Message("草稿的核查情况", "How the draft stands"), DraftCheck)
def check_draft(request: HttpRequest, number: Id, lang: Lang = "zh") -> Any:
    """Its gaps, its findings, and the points that the rules give."""
    one = the_own_case(request, number)
    limits.count(request, "checks")
    last = _last(one)
    found = to_builtins(live.check(last.content, lang, set_for(one), one.year))
    blank = ("score", "weight", "by_rule", "rate", "grade", "unread")
    items = [{**item, **_known(item, ("stated", "computed"))} for item in found["items"]]
    rows = [{**row, **_known(row, ("points",))} for row in found["rows"]]
    return {"revision": last.revision, **_known(found, blank), "items": items, "rows": rows}


@offers(
    "cases/{int:number}/draft/hand-in", "signed in", Message("把草稿写成正式的表并上传", "Hand the draft in"),
    shapes.Case, method="POST", status=201,
)  # fmt: skip
def hand_in_draft(request: HttpRequest, number: Id, seen: HandIn) -> Any:
    """Written as the official Word file, and audited at once as one that is handed in."""
    one = _open(request, number)
    deeds.hand_in(request, one, seen.revision, drafts.as_file(one, _as_read(one, seen.draft)))
    return Status(201, telling.case(request, the_case(request, number)))


def _open(request: HttpRequest, number: int) -> Case:
    """A case of one's own that may be filled in now."""
    one = the_own_case(request, number)
    if why := against(one, "save", persons(request)):
        raise Refused(why)
    return one


def _last(one: Case) -> Saved:
    saved = drafts.last_save(one)
    if saved is None:
        raise Http404
    return saved


def _as_read(one: Case, revision: int) -> Saved:
    """The last save, if it is the one that was read."""
    last = _last(one)
    if last.revision == revision:
        return last
    read = Saved.objects.filter(draft=last.draft_id, revision=revision).first()
    raise Conflict(last, _moved(drafts.read(read), drafts.read(last)) if read else ())


def _moved(read: Typed, now: Typed) -> tuple[str, ...]:
    if read.profile != now.profile:
        return ("profile",)
    return tuple(one.address for one in differences(read, read, now))


def _saved(request: HttpRequest, one: Case, last: Saved, new: Typed, what: str, detail: str = "") -> dict[str, Any]:
    return _told(one, drafts.save(one, last.revision, new, request.user, persons(request), what, detail))


def _told(one: Case, saved: Saved) -> dict[str, Any]:
    typed = drafts.read(saved)
    content = {name: getattr(typed, name) for name in Typed.__struct_fields__}
    same = {name: getattr(saved, name) for name in ("revision", "at", "what", "detail")}
    return {"case": one.id, "by": saved.by.name, **same, "content": content}


def _known(found: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is known; a blank is what cannot be had."""
    return {name: found.get(name) or None for name in names}
