"""Files that are kept for a time only."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class Passing(models.Model):
    """What names a file by ``sha256`` from ``at`` on, for as many days as the site keeps such files.

    From ``gone`` on it names none; ``was`` is the digest of what it named.
    """

    at: Any
    sha256: Any
    gone = models.DateTimeField(null=True)
    was = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    @property
    def until(self) -> date | None:
        """The last day on which the file is to be had; ``None`` where such files are kept for good."""
        days: int = settings.STEELYARD_KEEP_DAYS
        return timezone.localtime(self.at).date() + timedelta(days) if days else None
