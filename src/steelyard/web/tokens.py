"""Tokens for programs: made and revoked by their users, kept as a hash, logged."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.models import Token, User

MARK = "steelyard_"  # by which a token is found where it should not be
SCHEME = "bearer "
A_MINUTE = timedelta(minutes=1)


def made(user: User, by: Person, *, name: str, days: int, role: str = "", writes: bool = False) -> str:
    """Makes a token and logs it; answers the token itself, which cannot be had a second time."""
    secret = MARK + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    with transaction.atomic():
        Token.objects.create(user=user, name=name, digest=_digest(secret), role=role, writes=writes, expires=expires)
        logbook.append(by, "make-token", f"user:{user.username}", reason=name)
    return secret


def revoke(user: User, by: Person, number: int) -> bool:
    """Revokes a token of the user's and logs it; whether there was one."""
    with transaction.atomic():
        token = Token.objects.filter(user=user, id=number).first()
        if token is None:
            return False
        token.delete()
        logbook.append(by, "revoke-token", f"user:{user.username}", reason=token.name)
    return True


def shown(request: HttpRequest) -> Token | None:
    """The token that a request shows, if it is one that holds: of a user who is not shut out, not over."""
    given = request.headers.get("Authorization", "")
    if given[: len(SCHEME)].lower() != SCHEME:
        return None
    now = timezone.now()
    digest = _digest(given[len(SCHEME) :].strip())
    holding = Token.objects.filter(digest=digest, expires__gt=now, user__is_active=True, user__fresh=False)
    token: Token | None = holding.select_related("user").first()
    if token is not None:
        Token.objects.filter(Q(used=None) | Q(used__lt=now - A_MINUTE), id=token.id).update(used=now)
    return token


def _digest(secret: str) -> str:
    """A token is as long as a key, so that a plain hash cannot be guessed back."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
