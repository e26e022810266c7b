"""Forms as the API tells them, made of what the pages show."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from msgspec import structs

from steelyard.reviewing import ACTS, STATES, Entry
from steelyard.web import listing, models
from steelyard.web.access import persons
from steelyard.web.acts import possible
from steelyard.web.api import shapes
from steelyard.web.showing import agreed, experts_to_ask, history, reviews


def line(one: listing.Line) -> dict[str, Any]:
    """A form as lists show it."""
    case, version = one.case, one.case.version
    audited = ("errors", "doubts", "notes", "score", "by_rule")
    return {
        "id": case.id,
        "unit": case.unit.path,
        "year": case.year,
        "state": case.state,
        "state_name": shapes.Said.of(STATES[case.state]),
        "revision": case.revision,
        "due": one.due,
        "late": one.late,
        "returned": case.returned,
        "changed": case.changed,
        "version": case.version_id,
        "grade": (version.grade or None) if version else None,
        **{name: getattr(version, name) if version else None for name in audited},
    }


def case(request: HttpRequest, one: models.Case) -> dict[str, Any]:
    """All about one form that the user may see, as its page shows it."""
    people = persons(request)
    can = possible(one, people)
    return {
        **line(listing.line_of(one, timezone.localdate())),
        "agreed": _decimal(agreed(one, people)),
        "acts": [
            {"name": name, "title": shapes.Said.of(ACTS[name].title), "reason": ACTS[name].reason} for name in can
        ],
        "experts": [{"id": who.id, "name": who.name} for who in experts_to_ask(one)] if "sample" in can else [],
        "versions": [version(each) for each in one.versions.order_by("-number").select_related("by")],
        "reviews": [_review(each) for each in reviews(one, people)],
        "history": [entry(each) for each in history(one, people)],
    }


def version(one: models.Version) -> dict[str, Any]:
    """A file as it was handed in."""
    same = ("id", "number", "name", "kind", "size", "sha256", "at", "errors", "doubts", "notes", "score", "by_rule")
    verdict = {"zh": one.verdict_zh, "en": one.verdict_en}
    return {
        **{name: getattr(one, name) for name in same},
        "by": one.by.name,
        "grade": one.grade or None,
        "verdict": verdict,
    }


def entry(one: Entry) -> dict[str, Any]:
    """An entry of the log."""
    return structs.asdict(one)


def _review(one: models.Assignment) -> dict[str, Any]:
    return {"expert": one.expert.name, "points": _decimal(one.points), "opinion": one.opinion}


def _decimal(value: Any) -> str | None:
    return None if value is None else f"{value:.2f}"
