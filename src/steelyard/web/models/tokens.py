"""What a program signs in with, and how often everybody asked."""

from django.db import models
from django.utils import timezone

from steelyard.web.models.people import User


class Token(models.Model):
    """A token by which a program acts as a user. ``digest`` is all that is kept of it.

    ``role`` narrows it to one of the user's roles, blank to none; without ``writes`` it only reads. It holds before
    ``expires``. ``used`` is the last use, to the minute.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, blank=True)
    writes = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    @property
    def over(self) -> bool:
        """Whether its time has passed."""
        return bool(timezone.now() >= self.expires)


class Asked(models.Model):
    """How often one of those whose requests are counted has asked since ``began``, in seconds of the epoch.

    ``key`` is a keyed hash: the table does not tell whose requests it counts.
    """

    key = models.CharField(max_length=64, primary_key=True)
    began = models.PositiveBigIntegerField(db_index=True)
    count = models.PositiveIntegerField()
