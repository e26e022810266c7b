"""Filling in the browser: the editor of a case's draft, and what is done with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import to_builtins

from steelyard.filling import FillError
from steelyard.filling.drafts import Typed, edited, merged, typed, words
from steelyard.filling.drafts.editing import EDITS
from steelyard.filling.drafts.typed import ROWS
from steelyard.model import Message
from steelyard.reviewing import Refused
from steelyard.web import deeds, drafts, limits, live
from steelyard.web.access import opens, persons, the_own_case
from steelyard.web.acts import against
from steelyard.web.deeds import Unfit
from steelyard.web.drafts import Conflict
from steelyard.web.editor import conflict_page, editor_page, start_page
from steelyard.web.models import Case, Saved
from steelyard.web.pages import problem, whole
from steelyard.web.posted import draft_of
from steelyard.web.targets import set_for
from steelyard.web.views.acting import acted
from steelyard.web.views.cases import case_page
from steelyard.web.words.drafts import ROW_ACTS

NO_SUCH = Message("没有这一次保存的内容。", "There is no such save.")
OTHER_LAYOUT = Message(
    "草稿已经改用另一种表样，请刷新页面。", "The draft is of another layout by now; load the page again."
)


@opens("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The editor; sent back by its form, what was typed is saved, and then what its button says is done."""
    one = the_own_case(request, number)
    if why := against(one, "save", persons(request)):
        return case_page(request, one, why, 403)
    last = drafts.last_save(one)
    if last is None:
        return start_page(request, one)
    if request.method != "POST":
        return editor_page(request, one, drafts.read(last), last)
    try:
        sent = _sent(request, last)
    except FillError as error:
        return problem(request, error.message, 400)
    act, _, matter = request.POST.get("do", "save").partition(":")
    took = [address for name, address in request.POST.items() if name.startswith("took-") and address]
    if took and (theirs := _save(one, _revision(request))):
        sent = merged(sent, drafts.read(theirs), took)
    what = "resolve" if took or act == "resolve" else "type"
    try:
        saved = drafts.save(one, _revision(request), sent, request.user, persons(request), what)
    except Conflict as found:
        return conflict_page(request, one, sent, found.last, _save(one, _revision(request)))
    except Refused as no:
        return case_page(request, one, no.why, 403)
    return _done(request, one, sent, saved, act, matter)


def _sent(request: HttpRequest, last: Saved) -> Typed:
    sent = draft_of(request.POST)
    if sent.profile != drafts.read(last).profile:
        raise FillError(*OTHER_LAYOUT)
    return sent


def _revision(request: HttpRequest) -> int:
    seen = whole(request.POST.get("draft_revision"))
    return -1 if seen is None else seen


def _save(one: Case, revision: int) -> Saved | None:
    return Saved.objects.filter(draft__case=one, revision=revision).first()


def _done(request: HttpRequest, one: Case, sent: Typed, saved: Saved, act: str, matter: str) -> HttpResponse:
    """What a button of the editor does beside saving."""
    if act in EDITS:
        return _rows(request, one, sent, saved, act, matter)
    if act == "accept":
        return _accept(request, one, sent, saved, matter)
    if act == "hand-in":
        return _hand_in(request, one, sent, saved)
    return redirect("draft", one.id)


def _rows(request: HttpRequest, one: Case, sent: Typed, saved: Saved, act: str, matter: str) -> HttpResponse:
    part, _, given = matter.partition(":")
    row = whole(given)
    if row is None or part not in ROWS or part == "card":
        return redirect("draft", one.id)
    made = edited(sent, act, part, row)  # type: ignore[arg-type]
    detail = f"{words(sent, f'{part}.{row}').zh}：{ROW_ACTS[act].zh}" if row else ROW_ACTS[act].zh
    if why := _kept(request, one, made, saved, "rows", detail):
        return why
    there = {"add": row + 1, "up": row - 1, "down": row + 1, "remove": row}[act]
    at = max(1, min(there, len(made.rows(part))))
    return redirect(f"{reverse('draft', args=(one.id,))}#{part}.{at}.name")


def _accept(request: HttpRequest, one: Case, sent: Typed, saved: Saved, key: str) -> HttpResponse:
    done = live.accepted(drafts.content(sent), key)
    if done.why:
        return editor_page(request, one, sent, saved, Message(*done.why), 409)
    if why := _kept(request, one, typed(done.content), saved, "accept", done.notes[0][0]):
        return why
    return redirect("draft", one.id)


def _hand_in(request: HttpRequest, one: Case, sent: Typed, saved: Saved) -> HttpResponse:
    """Writes the official form of what was saved and hands it in as an uploaded file is."""
    try:
        file = drafts.as_file(one, saved)
    except Unfit as no:
        return editor_page(request, one, sent, saved, no.why, 422)
    return acted(request, one, lambda seen: deeds.hand_in(request, one, seen, file))


def _kept(request: HttpRequest, one: Case, made: Typed, saved: Saved, what: str, detail: str) -> HttpResponse | None:
    """Keeps a draft that a button made of the one just saved; the page to show where somebody came between."""
    try:
        drafts.save(one, saved.revision, made, request.user, persons(request), what, detail)
    except Conflict as found:
        return conflict_page(request, one, made, found.last, saved)
    except Refused as no:
        return case_page(request, one, no.why, 403)
    return None


@opens("signed in")
@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """For the editor's script: saves what was typed and says as JSON how it stands; 409 with who was faster."""
    one = the_own_case(request, number)
    limits.count(request, "checks")
    last = drafts.last_save(one)
    if last is None:
        return JsonResponse({"why": NO_SUCH.say(request.lang)}, status=404)
    try:
        sent = _sent(request, last)
        saved = drafts.save(one, _revision(request), sent, request.user, persons(request), "type")
    except FillError as error:
        return JsonResponse({"why": error.message.say(request.lang)}, status=400)
    except Refused as no:
        return JsonResponse({"why": no.why.say(request.lang)}, status=403)
    except Conflict as found:
        return JsonResponse({"who": found.last.by.name, "when": _when(found.last)}, status=409)
    answer: dict[str, Any] = to_builtins(live.check(saved.content, request.lang, set_for(one), one.year))
    return JsonResponse({"revision": saved.revision, "when": _when(saved), **answer})


def _when(saved: Saved) -> str:
    return timezone.localtime(saved.at).strftime("%H:%M:%S")


@opens("signed in")
@require_POST
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Takes up again what an earlier save held; that is a save of its own."""
    one = the_own_case(request, number)
    earlier = _save(one, whole(request.POST.get("earlier")) or -1)
    if earlier is None:
        return problem(request, NO_SUCH, 404)
    last = drafts.last_save(one)
    try:
        again = drafts.read(earlier)
        drafts.save(one, _revision(request), again, request.user, persons(request), "restore", str(earlier.revision))
    except Conflict as found:
        return conflict_page(request, one, again, found.last, last)
    except Refused as no:
        return case_page(request, one, no.why, 403)
    return redirect("draft", one.id)
