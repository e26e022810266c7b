"""Exports and archives of forms whose time is over: nobody gets them any more, and a day later they are removed.

A file goes in two steps, since a backup may have begun, and a download be under way, before it was told that it goes.
First the row says that it is gone, with an entry of the log; a day later the file is removed from the disk, unless
anything else names it. What came to a form is kept by itself, and stays.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from steelyard.web import logbook, store
from steelyard.web.access import SYSTEM
from steelyard.web.models import Batch, Export, LogEntry
from steelyard.web.models.passing import Passing

LATER = timedelta(days=1)  # from saying that a file is gone to removing it
OWN = ("export:", "bulk:")  # subjects whose entries tell of the coming and going of such a file, not of a form
UNREAD = ("waiting", "read")  # files of an archive that are still to be dealt with


def expire(now: datetime) -> None:
    """Says of each file whose last day has passed that it is gone; the caller's transaction carries it."""
    today, days = timezone.localtime(now).date(), settings.STEELYARD_KEEP_DAYS
    for one in _ended():
        if one.until is None or one.until >= today:
            continue
        one.gone, one.was, one.sha256 = now, one.sha256, ""
        one.save(update_fields=("gone", "was", "sha256"))
        logbook.append(SYSTEM, "expire", one.subject, reason=f"{days}天", seen=one.was)


def remove(now: datetime) -> None:
    """Removes from the disk what was said to be gone a day ago and what nothing names."""
    for kind in (Export, Batch):
        gone = kind.objects.filter(gone__lt=now - LATER).exclude(was="")
        for digest in gone.values_list("was", flat=True).distinct():
            if store.path(digest).exists() and not named(digest):
                store.remove(digest)


def named(digest: str) -> bool:
    """Whether a row names a file, or the log does as what somebody had before them when they acted."""
    for model in apps.get_app_config("web").get_models():
        columns: Iterable[str] = getattr(model, "FILES", ())
        if any(model._base_manager.filter(**{column: digest}).exists() for column in columns):
            return True
    subjects = LogEntry.objects.filter(seen=digest).values_list("subject", flat=True).distinct()
    return any(not subject.startswith(OWN) for subject in subjects)


def _ended() -> Iterable[Passing]:
    """The exports that were made, and the archives all of whose files were dealt with, that are there."""
    archives = Batch.objects.filter(Q(settled=True) | Q(cancelled=True)).exclude(members__state__in=UNREAD)
    return chain(Export.objects.exclude(sha256="").order_by("id"), archives.exclude(sha256="").order_by("id"))
