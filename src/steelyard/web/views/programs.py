"""For programs: the document of the API, a page that shows it, and the tokens of whoever is signed in."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steelyard.model import Message
from steelyard.web import tokens
from steelyard.web.access import oneself, opens, persons
from steelyard.web.api import explaining, site
from steelyard.web.pages import page, text, whole

DAYS = (30, 90, 365)
NAME_IT = Message("请给令牌起个名称，选有效期。", "Name the token, and choose how long it holds.")


@opens("anyone")
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(site.document(), json_dumps_params={"ensure_ascii": False})


@opens("anyone")
@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """The same document as a page."""
    found = site.document()
    matter = {"operations": explaining.operations(found), "shapes": explaining.shapes(found)}
    address = f"{request.scheme}://{request.get_host()}"
    return page(request, "api", {"about": site.ABOUT.say(request.lang), "here_address": address, **matter})


@opens("signed in")
@require_http_methods(["GET", "POST"])
def own_tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a new one, which is shown this once."""
    if request.method == "GET":
        return _tokens(request)
    name, days, role = text(request, "name", 60), whole(request.POST.get("days")), text(request, "role", 20)
    own = {one.role for one in persons(request)}
    if not name or days not in DAYS or (role and role not in own):
        return _tokens(request, error=NAME_IT)
    writes = bool(request.POST.get("writes"))
    given = tokens.made(request.user, oneself(request.user), name=name, days=days, role=role, writes=writes)
    return _tokens(request, given=given)


def _tokens(request: HttpRequest, error: Message | None = None, given: str | None = None) -> HttpResponse:
    matter = {
        "tokens": request.user.tokens.order_by("-id"),
        "own_roles": list(dict.fromkeys(one.role for one in persons(request))),
        "days": DAYS,
        "given": given,
        "error": error and error.say(request.lang),
    }
    return page(request, "tokens", matter, 400 if error else 200)


@opens("signed in")
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revokes one of one's own tokens."""
    if not tokens.revoke(request.user, oneself(request.user), number):
        raise Http404
    return redirect("tokens")
