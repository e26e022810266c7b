"""Work that waits to be done in the background, one row a task."""

from django.db import models


class Task(models.Model):
    """A task of the queue. ``key`` is its identity: what was put once is not put again.

    ``job`` names the module of ``web.jobs`` that does it, ``about`` is what it is told. A worker, ``holder``, has a
    task until ``until``, and longer as long as it says that it lives; then the task is anybody's again. ``tries``
    counts how often it was begun, and is the fence: only who began it last may end it.
    """

    STATES = ("waiting", "running", "done", "failed")

    key = models.CharField(max_length=120, unique=True)
    job = models.CharField(max_length=40)
    about = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES], default="waiting")
    due = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "due"), name="task_by_due"),)
