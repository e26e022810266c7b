"""The gate before the API: who comes by a token, and nobody by a cookie."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse

from steelyard.model import Message
from steelyard.web import limits, tokens
from steelyard.web.access import Door, passes
from steelyard.web.views.errors import told, too_many

READS = ("GET", "HEAD", "OPTIONS")
WHO = Message(
    "请在请求头 Authorization 里写“Bearer 令牌”。令牌可能写错、已到期或已撤销，也可能是用户已停用或要先改密码。",
    "Send the header “Authorization: Bearer TOKEN”. The token may be mistyped, over or revoked, "
    "or its user shut out or due to change the password.",
)
READS_ONLY = Message(
    "这个令牌只能查询。要办理事项，请新建一个允许办理的令牌。",
    "This token only reads; to act, make one that may.",
)


def admitted(request: HttpRequest, door: Door) -> HttpResponse | None:
    """Lets a request to the API pass as the token's user, or answers why not.

    A session means nothing here, so that no page of another site can act through it.

    :raises Http404: the door is not for them.
    """
    request.user, request.token = AnonymousUser(), tokens.shown(request)
    request.lang = "en" if request.GET.get("lang") == "en" else "zh"
    if request.token is not None:
        request.user = request.token.user
    try:
        limits.count(request, "api")
    except limits.TooMany as no:
        return too_many(request, no.wait)
    if door == "anyone":
        return None
    if request.token is None:
        answer = told(WHO, 401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if request.method not in READS and not request.token.writes:
        return told(READS_ONLY, 403)
    if not passes(request, door):
        raise Http404
    return None
