"""Pages without matter of their own: health, style, the way home."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from steelyard.web import store, styles
from steelyard.web.access import opens, persons
from steelyard.web.observing.gauges.ground import answers

FOR_GOOD = "public, max-age=31536000, immutable"


@opens("anyone")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database and data folder can be used, 503 and which of them cannot otherwise."""
    state = {"database": answers(), "files": store.usable()}
    return JsonResponse(state, status=200 if all(state.values()) else 503)


@opens("anyone")
@require_safe
def style(request: HttpRequest, name: str, digest: str) -> HttpResponse:
    """A style sheet, or the icon."""
    if name not in styles.FILES or styles.content(name)[1] != digest:
        raise Http404
    kind = styles.FILES[name][2]
    return HttpResponse(styles.content(name)[0], content_type=kind, headers={"Cache-Control": FOR_GOOD})


@opens("anyone")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Leads everybody to the page where their work is."""
    roles = {one.role for one in persons(request)}
    if "officer" in roles:
        return redirect("board")
    if roles & {"filler", "checker", "expert"}:
        return redirect("cases")
    return redirect("places" if "administrator" in roles else "public")
