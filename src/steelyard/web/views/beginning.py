"""How a draft is begun: blank, from targets, from an earlier form or the one handed in, or from a file that is sent."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from steelyard.filling import FillError
from steelyard.filling.drafts import Typed, blank, typed
from steelyard.model import Message
from steelyard.reviewing import Refused
from steelyard.web import drafts, limits, live, store
from steelyard.web.access import opens, persons, the_own_case
from steelyard.web.acts import against
from steelyard.web.drafts import Conflict
from steelyard.web.editor import editor_page, last_year, start_page
from steelyard.web.models import Case, Targets, Version
from steelyard.web.pages import text, whole
from steelyard.web.targets import in_force
from steelyard.web.uploads import KINDS, plain_name, too_much
from steelyard.web.views.cases import case_page
from steelyard.web.views.errors import too_large

CHOOSE = Message("请选择从哪里开始。", "Choose what to begin from.")
NOT_THERE = Message("没有可以用来开始的这份表，请选别的。", "There is no such form to begin from; choose another.")
NO_FILE = Message("请选择 Word、Excel、PDF、网页或文本文件。", "Choose a Word, Excel, PDF, HTML or text file.")
NEWER = Message(
    "别人刚刚保存过草稿，没有重新开始。请先看看现在的内容。",
    "Somebody has just saved the draft; it was not begun anew. Look at it as it is first.",
)


class Source(NamedTuple):
    """A file to begin from: what it is called, its content, and whether it is of the same year."""

    name: str
    chunks: Iterable[bytes]
    same_year: bool


@opens("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Asks what a draft is begun from, and begins it; one that is there already stays in its history."""
    one = the_own_case(request, number)
    if why := against(one, "save", persons(request)):
        return case_page(request, one, why, 403)
    if request.method != "POST":
        return start_page(request, one)
    limits.count(request, "uploads")
    if too_much(request):
        return too_large(request)
    source, profile = request.POST.get("from", ""), text(request, "profile", 60)
    try:
        new, notes, name = made(request, one, source, profile)
        saved = drafts.begin(one, _seen(request), new, request.user, persons(request), f"{source} {name}".strip())
    except (FillError, NotBegun) as error:
        return start_page(request, one, error.message, 422)
    except Conflict:
        return start_page(request, one, NEWER, 409)
    except Refused as no:
        return case_page(request, one, no.why, 403)
    if notes:
        zh, en = ("\n".join(note[at] for note in notes) for at in (0, 1))
        return editor_page(request, one, new, saved, Message(zh, en))
    return redirect("draft", one.id)


class NotBegun(Exception):  # noqa: N818 — an answer, not a fault
    """A draft that cannot be begun so; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.en)


def _seen(request: HttpRequest) -> int:
    return whole(request.POST.get("draft_revision")) or 0


def made(request: HttpRequest, one: Case, source: str, profile: str) -> tuple[Typed, list[tuple[str, str]], str]:
    """A draft made of a source, with what is amiss in it and the name of its file.

    :raises NotBegun: there is no such source, or none can be made of it.
    :raises FillError: there is no such layout.
    """
    if source == "blank":
        return blank(profile, one.unit.name, one.year), [], profile
    file = _source(request, one, source)
    with store.incoming(file.chunks) as path:
        done = live.begin(path, file.name, one.year, file.same_year, profile)
    if done.why:
        raise NotBegun(Message(*done.why))
    return typed(done.content), done.notes, file.name


def _source(request: HttpRequest, one: Case, source: str) -> Source:
    sources = {"last-year": last_year(one), "version": one.version, "targets": in_force(one)}
    found: Version | Targets | None = sources.get(source)
    if found is not None:
        return Source(found.name, [store.load(found.sha256)], source == "version")
    file = request.FILES.get("file")
    if source not in ("file", "other-year"):
        raise NotBegun(NOT_THERE if source in sources else CHOOSE)
    if file is None or PurePath(file.name).suffix.lower() not in KINDS:
        raise NotBegun(NO_FILE)
    return Source(plain_name(file.name), file.chunks(), source == "file")
