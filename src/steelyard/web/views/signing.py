"""Signing in and out, and the password."""

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from steelyard.model import Message
from steelyard.web import limits, second
from steelyard.web.access import opens
from steelyard.web.lockout import LOCKED_OUT, failed, locked, opened
from steelyard.web.pages import page, text
from steelyard.web.settings import LEAST_PASSWORD
from steelyard.web.views.second import owes

WRONG = Message("用户名或密码不对。", "The user name or the password is wrong.")
WEAK = Message(
    f"新密码至少{LEAST_PASSWORD}个字符，不能全是数字，不能是常见密码，也不能与用户名相近。",
    f"At least {LEAST_PASSWORD} characters, not digits alone, no common password, nothing like the user name.",
)
UNLIKE = Message("两次输入的新密码不同。", "The new password was not typed the same twice.")


@opens("anyone")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page to sign in. A session that was there before is another one afterwards."""
    if request.method == "GET":
        return page(request, "sign_in")
    limits.count(request, "sign-in")
    name = text(request, "username", 60)
    if locked(name):
        return _again(request, LOCKED_OUT)
    user = authenticate(request, username=name, password=request.POST.get("password", "")[:1_000])
    if user is None:
        failed(name)
        return _again(request, WRONG)
    if second.asked_of(user):
        return owes(request, user)
    opened(name)
    login(request, user)
    return redirect("home")


def _again(request: HttpRequest, why: Message) -> HttpResponse:
    return page(request, "sign_in", {"error": why.say(request.lang)}, status=403)


@opens("signed in")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("public")


@opens("signed in")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own; other sessions of the user end."""
    if request.method == "GET":
        return page(request, "password")
    why = _against(request)
    if why:
        return page(request, "password", {"error": why.say(request.lang)}, status=400)
    user = request.user
    user.set_password(request.POST["new"])
    user.fresh = False
    user.save(update_fields=["password", "fresh"])
    update_session_auth_hash(request, user)
    return redirect("home")


def _against(request: HttpRequest) -> Message | None:
    new = request.POST.get("new", "")
    if locked(request.user.username):
        return LOCKED_OUT
    if not request.user.check_password(request.POST.get("old", "")):
        failed(request.user.username)
        return WRONG
    if new != request.POST.get("again", ""):
        return UNLIKE
    try:
        validate_password(new, request.user)
    except ValidationError:
        return WEAK
    return None
