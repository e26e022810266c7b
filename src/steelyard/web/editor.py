"""The pages on which a draft is begun and filled in: what is asked, what was typed, how it stands."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from steelyard.filling.drafts import Typed, asked, differences
from steelyard.filling.drafts.typed import Part, layout_of
from steelyard.filling.workbook.asked import Question
from steelyard.model import Message
from steelyard.packs.forms import profiles
from steelyard.packs.templates import layouts
from steelyard.reporting.words import LEVELS
from steelyard.web import drafts, live
from steelyard.web.middleware import POLICY
from steelyard.web.models import Case, Evidence, Saved, Version
from steelyard.web.pages import page
from steelyard.web.targets import in_force, set_for
from steelyard.web.words.drafts import KEYS, SCRIPT

SAVES_SHOWN = 50
SCRIPT_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"
ROW_QUESTIONS = ("id",)  # asked below a row, not in a column of its own


class Cell(NamedTuple):
    """One field of the page; ``at`` is the part of the page where its findings are told."""

    name: str
    question: Question
    value: str
    label: str
    at: str


class Line(NamedTuple):
    """One row of a part: its number and its fields; ``more`` are those that stand below it."""

    number: int
    cells: list[Cell]
    more: list[Cell]
    name: str


def editor_page(
    request: HttpRequest, one: Case, draft: Typed, saved: Saved, error: Message | None = None, status: int = 200
) -> HttpResponse:
    """The editor with ``draft`` in it, which is what ``saved`` holds or what was typed since."""
    return scripted(page(request, "draft", _matter(request, one, draft, saved, error), status))


def conflict_page(request: HttpRequest, one: Case, draft: Typed, last: Saved, began: Saved | None) -> HttpResponse:
    """The editor with what was typed in it, and beside that what somebody has saved meanwhile: 409."""
    theirs = drafts.read(last)
    found = list(differences(drafts.read(began) if began else theirs, draft, theirs))
    matter = {**_matter(request, one, draft, last, None), "conflict": last, "differences": found}
    return scripted(page(request, "draft", matter, 409))


def scripted(answer: HttpResponse) -> HttpResponse:
    """The page may run our own script, and that may speak to us; nothing else."""
    answer["Content-Security-Policy"] = SCRIPT_POLICY
    return answer


def start_page(request: HttpRequest, one: Case, error: Message | None = None, status: int = 200) -> HttpResponse:
    """The page that asks what a draft is begun from."""
    matter = {
        "case": one,
        "saved": drafts.last_save(one),
        "layouts": {name: profiles()[name].title for name in layouts()},
        "last_year": last_year(one),
        "targets": in_force(one),
        "error": error and error.say(request.lang),
    }
    return page(request, "begin", matter, status)


def last_year(one: Case) -> Version | None:
    """The unit's form of the nearest earlier year that was handed in."""
    earlier = Case.objects.filter(unit=one.unit, year__lt=one.year, version__isnull=False)
    found = earlier.select_related("version__case").order_by("-year").first()
    return found.version if found else None


def _matter(request: HttpRequest, one: Case, draft: Typed, saved: Saved, error: Message | None) -> dict[str, Any]:
    check = live.check(drafts.content(draft), request.lang, set_for(one), one.year)
    sheets = asked(draft.profile)
    return {
        "case": one,
        "saved": saved,
        "draft": draft,
        "title": profiles()[draft.profile].title,
        "columns": {part: [q for q in sheet.questions if q.key not in ROW_QUESTIONS] for part, sheet in sheets.items()},
        "about": {part: sheet.about for part, sheet in sheets.items()},
        "lines": {part: lines(draft, part) for part in sheets},
        "sections": [
            Cell(at := f"narrative.{part.kind}", NARRATIVE, draft.narrative.get(part.kind, ""), part.heading, at)
            for part in layout_of(draft.profile).sections
        ],
        "check": check,
        "items": _by_part(check),
        "wrong": {cell: item.level for item in reversed(check.items) for cell in item.cells},
        "rule": {row.number: row for row in check.rows},
        "levels": {**{name: words.say(request.lang) for name, words in LEVELS.items()}, "gap": GAP.say(request.lang)},
        "evidence": _evidence(one),
        "saves": saves(saved),
        "conflict": None,
        "differences": (),
        "script_words": json.dumps({key: words.say(request.lang) for key, words in SCRIPT.items()}, ensure_ascii=False),
        "keys": KEYS,
        "error": error and error.say(request.lang),
    }


NARRATIVE = Question("text", "", kind="lines")
GAP = Message("待填", "to fill in")


def lines(draft: Typed, part: Part) -> list[Line]:
    """The rows of a part as fields."""
    sheet = asked(draft.profile)[part]
    made = []
    for number, row in enumerate(draft.rows(part), 1):
        prefix = part if part == "card" else f"{part}.{number}"
        at = prefix if part == "indicators" else part
        cells = [Cell(f"{prefix}.{q.key}", q, row.get(q.key, ""), q.label, at) for q in sheet.questions]
        more = [cell for cell in cells if part == "indicators" and cell.question.key in ROW_QUESTIONS]
        made.append(Line(number, [cell for cell in cells if cell not in more], more, row.get("name", "")))
    return made


def _by_part(check: live.Check) -> dict[str, list[live.Item]]:
    found: dict[str, list[live.Item]] = {}
    for item in check.items:
        for part in item.at:
            found.setdefault(part, []).append(item)
    return found


def _evidence(one: Case) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for file in Evidence.objects.filter(case=one, removed_at=None).order_by("id"):
        found.setdefault(file.row, []).append(file)
    return found


def saves(saved: Saved) -> Sequence[Saved]:
    """The last saves, the newest first."""
    return list(Saved.objects.filter(draft=saved.draft_id).select_related("by").order_by("-revision")[:SAVES_SHOWN])
