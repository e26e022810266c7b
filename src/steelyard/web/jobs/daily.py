"""The work of a day: asks for the mails of its deadlines, and lets go of files and tasks whose time is over."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from steelyard.web import expiring
from steelyard.web.mailing.asking import remind
from steelyard.web.models import Task
from steelyard.web.queue.claiming import Claim

KEPT = timedelta(days=90)


def run(claim: Claim) -> None:
    """All in one transaction: mails that were asked for before are not asked for again."""
    today, now = timezone.localdate(), timezone.now()
    expiring.remove(now)
    with claim.ending():
        remind(today)
        expiring.expire(now)
        Task.objects.filter(state="done", ended__lt=now - KEPT).delete()


def given_up(about: dict[str, Any]) -> None:
    """Nothing: the next day's work comes to the same."""
