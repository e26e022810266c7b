"""The second factor: a code of an authenticator (TOTP, RFC 6238) after the password, for those who choose it.

The secret that an authenticator shares with the server is not in the database: the server's key and a number that is
kept give it, so that a copy of the database alone makes no codes.
"""

import base64
import io
import secrets
import time
from hashlib import sha256

import pyotp
import segno
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.access import oneself
from steelyard.web.models import RecoveryCode, SecondFactor, User

SECONDS = 30  # that a code holds
EITHER_SIDE = 1  # steps by which a clock may be off
SECRET_BYTES = 20
CODES, GROUPS = 10, 4  # recovery codes, and the groups of four signs in each
ISSUER = "定盘星"


def of(user: User) -> SecondFactor | None:
    """A user's second factor, confirmed or not yet."""
    factor: SecondFactor | None = SecondFactor.objects.filter(user=user).first()
    return factor


def asked_of(user: User) -> bool:
    """Whether a user is asked for a code."""
    return bool(SecondFactor.objects.filter(user=user, confirmed=True).exists())


def begin(user: User) -> None:
    """A new secret for somebody who has no second factor yet; it asks for nothing until it is confirmed."""
    SecondFactor.objects.filter(user=user, confirmed=False).delete()
    SecondFactor.objects.get_or_create(user=user, defaults={"nonce": secrets.token_hex(32)})


def secret(factor: SecondFactor) -> str:
    """What the authenticator is told, as it is typed."""
    key = salted_hmac("steelyard.second", factor.nonce, algorithm="sha256").digest()[:SECRET_BYTES]
    return base64.b32encode(key).decode()


def qr(factor: SecondFactor) -> bytes:
    """What the authenticator is told, as a picture (SVG)."""
    address = pyotp.TOTP(secret(factor), name=factor.user.username, issuer=ISSUER).provisioning_uri()
    out = io.BytesIO()
    segno.make(address, micro=False).save(out, kind="svg", scale=5, border=4, light="white")
    return out.getvalue()


def confirm(user: User, typed: str) -> list[str] | None:
    """Takes the first code of an authenticator, from which on codes are asked for; answers the recovery codes.

    ``None`` where the code is wrong or there is nothing to confirm.
    """
    with transaction.atomic():
        if not _takes(user, typed, confirmed=False):
            return None
        SecondFactor.objects.filter(user=user).update(confirmed=True)
        logbook.append(oneself(user), "second-on", f"user:{user.username}")
        return _recovery(user)


def passes(user: User, typed: str) -> bool:
    """Whether a code is right and was not used before; a recovery code is spent by it, and logged."""
    if _takes(user, typed, confirmed=True):
        return True
    with transaction.atomic():
        spent, _ = RecoveryCode.objects.filter(user=user, digest=_digest(user, typed)).delete()
        if spent:
            logbook.append(oneself(user), "use-recovery-code", f"user:{user.username}")
    return bool(spent)


def renew(user: User) -> list[str]:
    """New recovery codes in the place of the old ones."""
    with transaction.atomic():
        logbook.append(oneself(user), "new-recovery-codes", f"user:{user.username}")
        return _recovery(user)


def remove(user: User, by: Person, act: str) -> None:
    """Takes the second factor away; ``act`` is what the log calls it."""
    with transaction.atomic():
        SecondFactor.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        logbook.append(by, act, f"user:{user.username}")


def _takes(user: User, typed: str, *, confirmed: bool) -> bool:
    """Whether a code is that of a step of time after the last one taken, which it then is itself."""
    factor = SecondFactor.objects.filter(user=user, confirmed=confirmed).first()
    code = "".join(typed.split())
    if factor is None or not (code.isascii() and code.isdecimal()):
        return False
    known, now = pyotp.TOTP(secret(factor), interval=SECONDS), int(time.time()) // SECONDS
    steps = range(now - EITHER_SIDE, now + EITHER_SIDE + 1)
    right = [step for step in steps if constant_time_compare(known.at(step * SECONDS), code)]
    later = SecondFactor.objects.filter(user=user, nonce=factor.nonce, last__lt=max(right, default=0))
    return bool(right) and later.update(last=max(right)) == 1


def _recovery(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["-".join(_signs() for _ in range(GROUPS)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=_digest(user, code)) for code in codes])
    return codes


def _signs() -> str:
    """Four signs of twenty bits together, without those that look like others."""
    return base64.b32encode(secrets.token_bytes(5)).decode().lower()[:4]


def _digest(user: User, typed: str) -> str:
    """A recovery code has eighty bits, so that a plain hash cannot be guessed back."""
    plain = "".join(sign for sign in typed.lower() if sign.isalnum())
    return sha256(f"{user.id}:{plain}".encode()).hexdigest()
