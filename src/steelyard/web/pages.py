"""Pages: the templates' environment, and what every page knows beside its own matter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from steelyard.model import Lang, Message
from steelyard.reporting.words import safe
from steelyard.reviewing import ACTS, ITEM_ACTS, ITEM_STATES, ROLES, STATES
from steelyard.web import styles
from steelyard.web.access import Door, passes, persons
from steelyard.web.words import ADMIN_ACTS, WORDS

MENU: tuple[tuple[str, Door], ...] = (
    ("board", "officer"),
    ("draws", "officer"),
    ("bulk", "officer"),
    ("places", "administrator"),
    ("people", "administrator"),
    ("log", "whole log"),
    ("public", "anyone"),
)

# Pages that open to whoever signs in, and to whom there is something on them.
OWN = {"cases": {"filler", "checker", "expert"}, "items": {"filler", "checker", "officer"}}


def environment(**options: Any) -> Any:
    """The environment of the templates: a word that is missing is an error, nothing unprintable is printed."""
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        **{**options, "undefined": StrictUndefined}, trim_blocks=True, lstrip_blocks=True, finalize=_printable
    )
    made.globals.update(url=_url, style=styles.address)
    made.filters.update(when=_when)
    return made


def page(request: HttpRequest, name: str, matter: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page in the visitor's language."""
    lang: Lang = request.lang
    context = {
        "lang": lang,
        "say": lambda message: message.say(lang),
        "t": {key: words.say(lang) for key, words in WORDS.items()},
        "state": {name: words.say(lang) for name, words in STATES.items()},
        "item_state": {name: words.say(lang) for name, words in ITEM_STATES.items()},
        "roles": {name: words.say(lang) for name, words in ROLES.items()},
        "acts": {
            **{name: step.title.say(lang) for name, step in ACTS.items()},
            **{name: step.title.say(lang) for name, step in ITEM_ACTS.items()},
            **{name: words.say(lang) for name, words in ADMIN_ACTS.items()},
        },
        "menu": _menu(request),
        "me": request.user if request.user.is_authenticated else None,
        "people": persons(request),
        "here": request.resolver_match.url_name if request.resolver_match else "",
        "page_at": lambda nth: _page_at(request, nth),
        "other_language": _other_language(request),
        "error": None,
        **(matter or {}),
    }
    return render(request, f"{name}.html", context, status=status)


def _menu(request: HttpRequest) -> list[str]:
    roles = {one.role for one in persons(request)}
    own = [name for name, whose in OWN.items() if roles & whose]
    return [*own, *(name for name, door in MENU if passes(request, door))]


def _other_language(request: HttpRequest) -> str:
    """The same page in the other language; after a POST, which has no such page, the way home."""
    query = request.GET.copy()
    query["lang"] = "en" if request.lang == "zh" else "zh"
    return f"{'' if request.method == 'GET' else reverse('home')}?{query.urlencode()}"


def _page_at(request: HttpRequest, nth: int) -> str:
    """The query of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(nth)
    return f"?{query.urlencode()}"


def text(request: HttpRequest, key: str, limit: int = 2_000) -> str:
    """A field as somebody filled it, cleaned."""
    return cleaned(request.POST.get(key, ""), limit)


def cleaned(typed: str, limit: int = 2_000) -> str:
    """What somebody typed, without what cannot be printed, cut at ``limit`` characters."""
    return safe(typed).replace("�", "").strip()[:limit]


def whole(value: str | None, least: int = 0, most: int = 2**31 - 1) -> int | None:
    """A whole number between bounds, or ``None``."""
    if value is None or not (value.isascii() and value.isdecimal()) or len(value) > 10:
        return None
    return number if least <= (number := int(value)) <= most else None


def day(value: str | None) -> date | None:
    """A day as a field of the browser gives it, or ``None``."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def problem(request: HttpRequest, why: Message, status: int) -> HttpResponse:
    """A page that says what went wrong and what to do."""
    return page(request, "problem", {"why": why.say(request.lang), "status": status}, status)


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def _when(value: Any) -> str:
    """A time in the time of the office, to the minute."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def _printable(value: Any) -> Any:
    return safe(value) if type(value) is str else value
