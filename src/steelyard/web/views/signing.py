"""Signing in and out, and the password."""

from datetime import timedelta

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from steelyard.model import Message
from steelyard.web import limits
from steelyard.web.access import opens
from steelyard.web.models import Failures
from steelyard.web.pages import page, text
from steelyard.web.settings import LEAST_PASSWORD

MOST_FAILURES = 5
LOCKED = timedelta(minutes=15)

WRONG = Message("用户名或密码不对。", "The user name or the password is wrong.")
LOCKED_OUT = Message(
    f"密码连续{MOST_FAILURES}次不对，请{LOCKED.seconds // 60}分钟后再试，或请管理员重置密码。",
    f"{MOST_FAILURES} wrong passwords: try again in {LOCKED.seconds // 60} minutes, or ask for a new password.",
)
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
    if _locked(name):
        return _again(request, LOCKED_OUT)
    user = authenticate(request, username=name, password=request.POST.get("password", "")[:1_000])
    if user is None:
        _failed(name)
        return _again(request, WRONG)
    Failures.objects.filter(username=name).delete()
    login(request, user)
    return redirect("home")


def _again(request: HttpRequest, why: Message) -> HttpResponse:
    return page(request, "sign_in", {"error": why.say(request.lang)}, status=403)


def _locked(name: str) -> bool:
    since = timezone.now() - LOCKED
    return bool(Failures.objects.filter(username=name, count__gte=MOST_FAILURES, last__gt=since).exists())


def _failed(name: str) -> None:
    """Counts a failure, of names that exist and that do not alike; what is older than the lock counts no more."""
    now = timezone.now()
    with transaction.atomic():
        Failures.objects.filter(last__lte=now - LOCKED).delete()
        Failures.objects.get_or_create(username=name, defaults={"last": now})
        Failures.objects.filter(username=name).update(count=F("count") + 1, last=now)


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
    if _locked(request.user.username):
        return LOCKED_OUT
    if not request.user.check_password(request.POST.get("old", "")):
        _failed(request.user.username)
        return WRONG
    if new != request.POST.get("again", ""):
        return UNLIKE
    try:
        validate_password(new, request.user)
    except ValidationError:
        return WEAK
    return None
