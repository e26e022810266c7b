"""Where somebody gets mails: their own page, and the address that an administrator enters for them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from steelyard.model import Message
from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.access import oneself, opens, persons, the_user
from steelyard.web.mailing.asking import address as known
from steelyard.web.models import MAIL_STATES, Address, User
from steelyard.web.pages import page, problem, text

SHOWN = 20
NO_ADDRESS = Message("邮件地址的格式不对，请核对。", "That is no address of mail; check it.")


@opens("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """One's own address, language and wish, and the last mails."""
    error = None
    if request.method == "POST":
        lang, wanted = text(request, "lang", 2), request.POST.get("wanted")
        error = _set(request.user, oneself(request.user), _given(request), lang, wanted)
        if error is None:
            return redirect("mails")
    matter = {
        "mail": known(request.user),
        "last": request.user.mails.select_related("case__unit").order_by("-id")[:SHOWN],
        "words": MAIL_STATES,
        "error": error and error.say(request.lang),
    }
    return page(request, "mails", matter, 400 if error else 200)


@opens("administrator")
@require_POST
def address(request: HttpRequest, number: int) -> HttpResponse:
    """The address of somebody, as an administrator enters it; what they chose themselves stays."""
    user = the_user(request, number)
    now = known(user)
    by = next(one for one in persons(request) if one.role == "administrator")
    error = _set(user, by, _given(request), now.lang if now else "zh", now.wanted if now else "1")
    return problem(request, error, 400) if error else redirect("people")


def _given(request: HttpRequest) -> str | None:
    """The address as typed, empty where it is to be forgotten; ``None`` where the field was not sent at all."""
    return text(request, "address", 201) if "address" in request.POST else None


def _set(user: User, by: Person, given: str | None, lang: str, wanted: object) -> Message | None:
    """Sets or, where nothing is given, forgets an address; the log says that it was done, not what it is."""
    try:
        if given:
            validate_email(given)
    except ValidationError:
        return NO_ADDRESS
    if given is None or len(given) > 200:
        return NO_ADDRESS
    with transaction.atomic():
        if given:
            fields = {"address": given, "lang": "en" if lang == "en" else "zh", "wanted": bool(wanted)}
            Address.objects.update_or_create(user=user, defaults=fields)
        else:
            Address.objects.filter(user=user).delete()
        logbook.append(by, "set-address", f"user:{user.username}")
    return None
