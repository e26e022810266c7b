"""The lock before a name under which passwords or codes were wrong too often, whether there is such a user or not."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from steelyard.model import Message
from steelyard.web.models import Failures

MOST_FAILURES = 5
LOCKED = timedelta(minutes=15)
LOCKED_OUT = Message(
    f"密码或验证码连续{MOST_FAILURES}次不对，请{LOCKED.seconds // 60}分钟后再试，或请管理员重置。",
    f"{MOST_FAILURES} wrong passwords or codes: try again in {LOCKED.seconds // 60} minutes, "
    "or ask the administrator to set them anew.",
)


def locked(name: str) -> bool:
    """Whether a name is locked now."""
    since = timezone.now() - LOCKED
    return bool(Failures.objects.filter(username=name, count__gte=MOST_FAILURES, last__gt=since).exists())


def failed(name: str) -> None:
    """Counts a failure; what is older than the lock counts no more."""
    now = timezone.now()
    with transaction.atomic():
        Failures.objects.filter(last__lte=now - LOCKED).delete()
        Failures.objects.get_or_create(username=name, defaults={"last": now})
        Failures.objects.filter(username=name).update(count=F("count") + 1, last=now)


def opened(name: str) -> None:
    """Forgets the failures of a name."""
    Failures.objects.filter(username=name).delete()
