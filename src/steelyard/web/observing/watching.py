"""Stands before everything else: a number for each request, its line in the log, its place among the counters."""

import logging
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from steelyard.web.observing import counting
from steelyard.web.observing.lines import REQUEST

LOG = logging.getLogger("steelyard.requests")
NO_VIEW = "none"  # an address that leads nowhere
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Watched:
    """The number goes out as ``X-Request-ID`` and stands on the page of a failure."""

    def __init__(self, then: Callable[[HttpRequest], HttpResponse]) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        number = secrets.token_hex(8)
        before = REQUEST.set(number)
        try:
            answer = self.then(request)
            _tell(request, answer.status_code, perf_counter() - began)
        finally:
            REQUEST.reset(before)
        answer["X-Request-ID"] = number
        return answer


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    view = request.resolver_match.view_name if request.resolver_match else NO_VIEW
    counting.answered(view, status, seconds)
    matter: dict[str, Any] = {
        "view": view,
        "method": request.method if request.method in METHODS else "other",
        "status": status,
        "ms": round(seconds * 1000),
    }
    failed = getattr(request, "fault", None)
    if failed is not None:
        matter["error"] = failed
    LOG.log(logging.ERROR if status >= 500 else logging.INFO, "request", extra={"matter": matter})


def views() -> list[str]:
    """The names of all views, as requests are counted by them."""
    return [NO_VIEW, *_names(get_resolver().url_patterns, ())]


def _names(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = (*spaces, one.namespace) if one.namespace else spaces
            found += _names(one.url_patterns, inner)
        else:
            found.append(":".join((*spaces, one.name or one.lookup_str)))
    return found
