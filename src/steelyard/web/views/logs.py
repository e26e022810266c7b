"""The log: its end, whether it holds, and the whole of it as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from steelyard.web import logbook
from steelyard.web.access import opens
from steelyard.web.models import LogEntry
from steelyard.web.pages import page

SHOWN = 100


@opens("whole log")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The last entries, and whether the chain holds from the first."""
    last = [row.entry() for row in LogEntry.objects.order_by("-number")[:SHOWN]]
    return page(request, "log", {"entries": last, "holds": logbook.holds(), "head": last[0].hash if last else ""})


@opens("whole log")
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """The whole log as JSON Lines, for ``steelyard verify-log``."""
    answer = StreamingHttpResponse(logbook.lines(), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename=log.jsonl"
    return answer
