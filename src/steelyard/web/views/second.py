"""One's own second factor: set up, recovery codes, taken away; and the code after the password."""

import time

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steelyard.model import Message
from steelyard.web import limits, second
from steelyard.web.access import oneself, opens
from steelyard.web.lockout import LOCKED_OUT, failed, locked, opened
from steelyard.web.models import User
from steelyard.web.pages import page, text

PENDING = "steelyard.pending"  # who gave their password and owes the code
SECONDS_TO_TYPE = 300
WRONG_CODE = Message(
    "验证码不对，或者已经用过。请等下一个验证码，并核对手机时间。",
    "The code is wrong or was used before. Wait for the next one, and see that the clock of the phone is right.",
)


def owes(request: HttpRequest, user: User) -> HttpResponse:
    """Keeps in mind who gave their password, in a session of another key, and asks for the code."""
    request.session.cycle_key()
    request.session[PENDING] = [user.id, user.get_session_auth_hash(), int(time.time())]
    return redirect("sign-in-code")


@opens("anyone")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The page that asks for the code, after the password."""
    user = _pending(request)
    if user is None:
        return redirect("sign-in")
    if request.method == "GET":
        return page(request, "code")
    limits.count(request, "sign-in")
    if why := against(user, text(request, "code", 40)):
        return page(request, "code", {"error": why.say(request.lang)}, status=403)
    opened(user.username)
    login(request, user)
    request.session.pop(PENDING, None)
    return redirect("home")


def _pending(request: HttpRequest) -> User | None:
    """Who owes a code, if they gave their password a short while ago and it is still theirs."""
    number, proof, since = request.session.get(PENDING, (None, "", 0))
    if time.time() - since > SECONDS_TO_TYPE:
        return None
    user: User | None = User.objects.filter(id=number, is_active=True).first()
    return user if user is not None and user.get_session_auth_hash() == proof else None


def against(user: User, typed: str) -> Message | None:
    """Why a code does not pass; a wrong one counts as a wrong password does."""
    if locked(user.username):
        return LOCKED_OUT
    if second.passes(user, typed):
        return None
    failed(user.username)
    return WRONG_CODE


@opens("signed in")
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Whether a code is asked for, and how to begin or end it."""
    return _own(request)


@opens("signed in")
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The secret as a picture, as long as it is not confirmed; later nobody sees it again."""
    factor = second.of(request.user)
    if factor is None or factor.confirmed:
        raise Http404
    return HttpResponse(second.qr(factor), content_type="image/svg+xml")


@opens("signed in")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new secret, to be confirmed."""
    second.begin(request.user)
    return redirect("second")


@opens("signed in")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The first code; the recovery codes are shown this once."""
    name = request.user.username
    if locked(name):
        return _own(request, LOCKED_OUT, status=403)
    codes = second.confirm(request.user, text(request, "code", 40))
    if codes is None:
        failed(name)
        return _own(request, WRONG_CODE, status=403)
    return _own(request, codes=codes)


@opens("signed in")
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """New recovery codes, for a code."""
    if why := against(request.user, text(request, "code", 40)):
        return _own(request, why, status=403)
    return _own(request, codes=second.renew(request.user))


@opens("signed in")
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """The end of it, for a code."""
    if why := against(request.user, text(request, "code", 40)):
        return _own(request, why, status=403)
    second.remove(request.user, oneself(request.user), "second-off")
    return redirect("second")


def _own(
    request: HttpRequest, error: Message | None = None, codes: list[str] | None = None, status: int = 200
) -> HttpResponse:
    factor = second.of(request.user)
    matter = {
        "factor": factor,
        "secret": second.secret(factor) if factor and not factor.confirmed else "",
        "codes": codes,
        "left": request.user.recovery.count(),
        "error": error and error.say(request.lang),
    }
    return page(request, "second", matter, status)
