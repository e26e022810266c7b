"""Metrics, for who holds the token that lies in the data folder."""

from pathlib import Path
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from steelyard.web.access import opens
from steelyard.web.observing.metrics import text
from steelyard.web.settings import METRICS_TOKEN


@opens("anyone")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All numbers in Prometheus' text format; without the token there is no such page."""
    given = request.headers.get("Authorization", "")
    if not compare_digest(given.encode(), f"Bearer {_token()}".encode()):
        raise Http404
    return HttpResponse(text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _token() -> str:
    try:
        return (Path(settings.STEELYARD_DATA) / METRICS_TOKEN).read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise Http404 from error
