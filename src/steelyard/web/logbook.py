"""The log in the database: every act appends one entry to the chain, under one lock, in the act's own transaction."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steelyard.reviewing import Entry, Person, acting, chained, verify, write_log
from steelyard.web.models import Head, LogEntry

BATCH = 1_000


def append(by: Person, act: str, subject: str, *, reason: str = "", seen: str = "") -> Entry:
    """The entry of an act, written. Call it inside the transaction that carries the act out.

    The lock on the one row of ``Head`` lets one transaction at a time append; SQLite, where transactions begin
    with the write lock, knows no row locks and needs none. A clock that was set back repeats the last time.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an act and its entry are one transaction")
    head = Head.objects.select_for_update().get(id=1)
    last = LogEntry.objects.get(number=head.number).entry() if head.number else None
    now = timezone.localtime()
    at = max(now, datetime.fromisoformat(last.at)) if last else now
    role = by.id if by.id == acting.SYSTEM else by.role
    entry = chained(last, at=at, by=by.id, role=role, act=act, subject=subject, reason=reason, seen=seen)
    LogEntry.objects.create(**{name: getattr(entry, name) for name in Entry.__struct_fields__})
    Head.objects.filter(id=1).update(number=entry.number)
    return entry


def entries(*subjects: str) -> Iterator[Entry]:
    """The entries in order; those of one subject, by all the names it had, where they are given."""
    rows = LogEntry.objects.order_by("number")
    if subjects:
        rows = rows.filter(subject__in=subjects)
    return (row.entry() for row in rows.iterator(BATCH))


def lines() -> Iterator[str]:
    """The whole log as JSON Lines, which ``steelyard verify-log`` reads."""
    return write_log(entries())


def holds() -> bool:
    """Whether the chain holds from its first entry to its last."""
    return next(verify(entries()), None) is None
