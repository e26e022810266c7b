"""An administrator's pages of the people and their postings."""

import secrets

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from steelyard.model import Message
from steelyard.reviewing import ROLES, Person, oversees
from steelyard.web import logbook, second
from steelyard.web.access import (
    RESERVED,
    USER_NAME,
    USER_WORDS,
    acting_as,
    opens,
    overseen,
    persons,
    the_place,
    the_user,
)
from steelyard.web.lockout import opened
from steelyard.web.models import Address, Posting, SecondFactor, User
from steelyard.web.pages import page, text
from steelyard.web.tree import NAME_TAKEN

GIVEN = [role for role in ROLES if role != "public"]

LAST = Message("不能停用自己。", "You cannot shut yourself out.")


@opens("administrator")
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody posted at the places that the administrator oversees, and one more of them."""
    if request.method == "POST":
        return _add_user(request)
    return _people(request)


def _people(request: HttpRequest, error: Message | None = None, given: dict[str, str] | None = None) -> HttpResponse:
    paths = overseen(request, "administrator")
    known = User.objects.filter(postings__place__in=paths).distinct().prefetch_related("postings__place")
    matter = {
        "known": known.order_by("username"),
        "tree": paths.order_by("path"),
        "addresses": dict(Address.objects.filter(user__in=known).values_list("user", "address")),
        "given": given,
        "choices": GIVEN,
        "seconded": set(SecondFactor.objects.filter(confirmed=True).values_list("user", flat=True)),
        "error": error and error.say(request.lang),
    }
    return page(request, "people", matter, 400 if error else 200)


def _add_user(request: HttpRequest) -> HttpResponse:
    place = the_place(request, request.POST.get("place", ""), "administrator")
    username, name, role = text(request, "username", 61), text(request, "name", 60), text(request, "role", 20)
    if not USER_NAME.fullmatch(username) or username in RESERVED or not name or role not in GIVEN:
        return _people(request, USER_WORDS)
    secret = secrets.token_urlsafe(9)
    try:
        with transaction.atomic():
            user = User(username=username, name=name)
            user.set_password(secret)
            user.save(force_insert=True)
            Posting.objects.create(user=user, role=role, place=place)
            logbook.append(
                acting_as(request, "administrator", place.path),
                "add-user",
                f"user:{username}",
                reason=f"{role} {place.path}",
            )
    except IntegrityError:
        return _people(request, NAME_TAKEN)
    return _people(request, given={"username": username, "password": secret})


@opens("administrator")
@require_POST
def post(request: HttpRequest, number: int) -> HttpResponse:
    """One more role of somebody at a place."""
    user = the_user(request, number)
    place = the_place(request, request.POST.get("place", ""), "administrator")
    role = text(request, "role", 20)
    if role not in GIVEN:
        return _people(request, USER_WORDS)
    with transaction.atomic():
        _, new = Posting.objects.get_or_create(user=user, role=role, place=place)
        if new:
            by = acting_as(request, "administrator", place.path)
            logbook.append(by, "post", f"user:{user.username}", reason=f"{role} {place.path}")
    return redirect("people")


@opens("administrator")
@require_POST
def unpost(request: HttpRequest, number: int, posting: int) -> HttpResponse:
    """A role taken from somebody; the last one stays: whoever is to have none is shut out."""
    user = the_user(request, number)
    with transaction.atomic():
        User.objects.select_for_update().get(id=user.id)
        held = Posting.objects.filter(user=user).select_related("place")
        one = held.filter(id=posting).first()
        if one is not None and held.count() > 1:
            one.delete()
            by = acting_as(request, "administrator", one.place.path)
            logbook.append(by, "unpost", f"user:{user.username}", reason=f"{one.role} {one.place.path}")
    return redirect("people")


@opens("administrator")
@require_POST
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """A new password for somebody, shown once; they change it when they sign in. Their sessions end."""
    user = the_user(request, number)
    secret = secrets.token_urlsafe(9)
    user.set_password(secret)
    user.fresh = True
    with transaction.atomic():
        user.save(update_fields=["password", "fresh"])
        opened(user.username)
        logbook.append(_over(request, user), "renew-password", f"user:{user.username}")
    return _people(request, given={"username": user.username, "password": secret})


@opens("administrator")
@require_POST
def reset_second(request: HttpRequest, number: int) -> HttpResponse:
    """Takes somebody's second factor away, who lost it."""
    user = the_user(request, number)
    second.remove(user, _over(request, user), "reset-second")
    return redirect("people")


@opens("administrator")
@require_POST
def switch(request: HttpRequest, number: int) -> HttpResponse:
    """Shuts somebody out, or lets them in again."""
    user = the_user(request, number)
    if user == request.user:
        return _people(request, LAST)
    with transaction.atomic():
        user.is_active = not user.is_active
        user.save(update_fields=["is_active"])
        logbook.append(_over(request, user), "let-in" if user.is_active else "shut-out", f"user:{user.username}")
    return redirect("people")


def _over(request: HttpRequest, user: User) -> Person:
    """The user as the administrator of all places of ``user``."""
    paths = [one.place.path for one in user.postings.select_related("place")]
    own = [one for one in persons(request) if one.role == "administrator"]
    return next(one for one in own if all(oversees(one.place, path) for path in paths))
