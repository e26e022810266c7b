"""What holds for every request: headers, size, language, and a door before every page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from steelyard.web import gate
from steelyard.web.access import passes
from steelyard.web.limits import TooMany
from steelyard.web.settings import ARCHIVE_BYTES, UPLOAD_BYTES
from steelyard.web.views.errors import by_program, too_large, too_many

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OVERHEAD = 100_000  # what a form of fields adds around a file
YEAR = 31_536_000
Next = Callable[[HttpRequest], HttpResponse]


class Headers:
    """A strict policy of content, and no page of a signed-in user in any cache."""

    def __init__(self, then: Next) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.then(request)
        answer.setdefault("Content-Security-Policy", POLICY)
        answer.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        answer.setdefault("Cache-Control", "no-store")
        return answer


class Size:
    """Refuses a body that is too large before any of it is read."""

    def __init__(self, then: Next) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > _most(request) + OVERHEAD:
            return too_large(request)
        return self.then(request)


def _most(request: HttpRequest) -> int:
    """Whose archive it is is not known yet; ``uploads.most`` asks while it comes."""
    return ARCHIVE_BYTES if request.path == reverse("bulk") else UPLOAD_BYTES


class Language:
    """Chinese unless the visitor chose English (``?lang=en``), which a cookie keeps."""

    def __init__(self, then: Next) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang")
        request.lang = "en" if (asked or request.COOKIES.get("lang")) == "en" else "zh"
        answer = self.then(request)
        if asked in ("zh", "en") and not by_program(request):
            secure = bool(settings.SESSION_COOKIE_SECURE)
            answer.set_cookie("lang", asked, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
        return answer


class Doors:
    """Opens a page to those it is for: others sign in first, or find nothing there."""

    def __init__(self, then: Next) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.then(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stands between the address and its view. A view that names no door is a defect and opens to nobody."""
        door = view.door
        if getattr(view, "for_programs", False):
            return gate.admitted(request, door)
        if door == "anyone":
            return None
        if not request.user.is_authenticated:
            return redirect("sign-in")
        if request.user.fresh and request.resolver_match.url_name not in ("password", "sign-out"):
            return redirect("password")
        if not passes(request, door):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Who asks too often is told when to ask again."""
        return too_many(request, exception.wait) if isinstance(exception, TooMany) else None
