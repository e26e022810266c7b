"""How often somebody may ask: counted in the database, so that all processes of the server count together.

Each kind of request has a limit (``settings.LIMITS``), counted anew when its seconds are over. Who asks is the user,
the token or the address; the table keeps a keyed hash of it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

NETWORK = 64  # bits of an IPv6 address that one customer has to himself
KEPT = 86_400  # seconds after which a count is of no use to anybody
COUNT = """
INSERT INTO web_asked (key, began, count) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN web_asked.began = excluded.began THEN web_asked.count + 1 ELSE 1 END, began = excluded.began
RETURNING count
"""


class TooMany(Exception):  # noqa: N818 — an answer, not a fault
    """The limit is reached; ``wait`` is the number of seconds until the next count begins."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"wait {wait} seconds")


def count(request: HttpRequest, kind: str) -> None:
    """Counts a request of a kind.

    :raises TooMany: there were too many.
    """
    most, seconds = settings.STEELYARD_LIMITS[kind]
    if not most:
        return
    now = int(time.time())
    began = now - now % seconds
    key = salted_hmac("steelyard.limits", f"{kind} {who(request)}", algorithm="sha256").hexdigest()
    with _hurried(), connection.cursor() as cursor:
        cursor.execute(COUNT, [key, began])
        asked = cursor.fetchone()[0]
    if asked > most:
        raise TooMany(began + seconds - now)


@contextmanager
def _hurried() -> Iterator[None]:
    """Within it a commit does not wait for the disk: a count may be lost with the power, an act may not."""
    if connection.in_atomic_block:  # whose commit is not ours to hurry
        yield
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET LOCAL synchronous_commit TO off")
                yield
            return
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")  # as ``settings`` has it


def who(request: HttpRequest) -> str:
    """Whose request it is: the token's, the user's, or the address's."""
    token = getattr(request, "token", None)
    if token is not None:
        return f"token {token.id}"
    return f"user {request.user.id}" if request.user.is_authenticated else address(request)


def address(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy it is what the proxy itself saw: the last one in the row."""
    found = request.META.get("REMOTE_ADDR", "")
    if settings.STEELYARD_PROXY:
        found = request.headers.get("X-Forwarded-For", found).rpartition(",")[2].strip()
    try:
        known = ip_address(found)
    except ValueError:
        return ""
    return str(int(known) >> NETWORK) if isinstance(known, IPv6Address) else found


def tidy() -> None:
    """Forgets counts that are over."""
    from steelyard.web.models import Asked

    Asked.objects.filter(began__lt=int(time.time()) - KEPT).delete()
