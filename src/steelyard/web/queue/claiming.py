"""How a worker takes a task, holds it, ends it, and how one that a killed worker held comes free."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from steelyard.web.models.tasks import Task

LEASE = timedelta(seconds=15)  # for which a worker that says nothing keeps its task
TRIES = 5  # beginnings of a task before it is given up
PAUSE = timedelta(seconds=15)  # after the first failure, four times as long after each more: over an hour in all


class Lost(Exception):  # noqa: N818 — an answer, not a fault
    """The task is another worker's by now; what was done for it is undone."""


class Claim:
    """A task that this worker holds: ``job``, and what it is told ``about``."""

    def __init__(self, task: Task) -> None:
        self.id, self.job, self.about, self.tries = task.id, str(task.job), dict(task.about), int(task.tries)
        self.ended = False

    def row(self) -> QuerySet[Task]:
        """The row of the task, as long as it is this worker's."""
        return Task.objects.filter(id=self.id, state="running", tries=self.tries)

    def held(self) -> bool:
        """Holds the task for another while; whether it still is this worker's."""
        return bool(self.row().update(until=timezone.now() + LEASE))

    @contextmanager
    def ending(self, state: str = "done") -> Iterator[None]:
        """One transaction of what the task changes and of its end.

        :raises Lost: the task is no longer this worker's; nothing was changed.
        """
        with transaction.atomic():
            if not self.row().select_for_update().exists():
                raise Lost
            yield
            self.row().update(state=state, ended=timezone.now(), until=None)
        self.ended = True

    def put_back(self) -> None:
        """Leaves the task to the next worker, as if it had not been begun."""
        self.row().update(state="waiting", until=None, tries=self.tries - 1)

    def put_off(self) -> None:
        """Leaves the task for later, after a failure."""
        self.row().update(state="waiting", until=None, due=timezone.now() + PAUSE * 4 ** (self.tries - 1))


def claimed(holder: str = "") -> Claim | None:
    """The task that has waited longest, now ``holder``'s; ``None`` where nothing is due.

    It is asked without a lock first: an idle worker writes nothing. A task begun ``TRIES`` times comes as the claim
    with more tries than that, to be given up.
    """
    if not _due().exists():
        return None
    with transaction.atomic():
        task = _due().select_for_update(skip_locked=True).order_by("due", "id").first()
        if task is None:
            return None
        task.state, task.holder, task.tries, task.until = "running", holder, task.tries + 1, timezone.now() + LEASE
        task.save(update_fields=["state", "holder", "tries", "until"])
    return Claim(task)


def freed(holder: str) -> None:
    """Makes what a worker held that is known to be dead anybody's at once."""
    Task.objects.filter(state="running", holder=holder).update(until=timezone.now())


def _due() -> QuerySet[Task]:
    now = timezone.now()
    return Task.objects.filter(Q(state="waiting", due__lte=now) | Q(state="running", until__lt=now))
