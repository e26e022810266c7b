"""The log of all acts, one row an entry."""

from django.db import models
from django.db.models import Q

from steelyard.reviewing import Entry
from steelyard.web.models.people import PATH


class LogEntry(models.Model):
    """One entry of the log, as ``reviewing.Entry``: written once, never changed."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    by = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=PATH + 100, db_index=True)
    reason = models.TextField(blank=True)
    seen = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def entry(self) -> Entry:
        """The entry as the chain knows it."""
        return Entry(**{name: getattr(self, name) for name in Entry.__struct_fields__})


class Head(models.Model):
    """One row: the number of the last entry. Who appends to the log locks it first."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_head"),)
