"""How work is put into the queue."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from steelyard.web.models.tasks import Task


def put(job: str, key: str, about: dict[str, Any], due: datetime | None = None) -> None:
    """Puts a task, due now unless said otherwise; one whose key is there already stays as it is."""
    put_all(job, {key: about}, due)


def put_all(job: str, tasks: dict[str, dict[str, Any]], due: datetime | None = None) -> None:
    """Puts many tasks of one job: what each is told, by its key."""
    when = due or timezone.now()
    rows = [Task(job=job, key=f"{job}:{key}", about=about, due=when) for key, about in tasks.items()]
    Task.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
