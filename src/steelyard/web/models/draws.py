"""Draws of forms for review, each announced with its pool before the seed is known."""

from django.db import models

from steelyard.web.models.people import Place, User


class Draw(models.Model):
    """A draw of accepted forms and their experts. ``pool`` and ``record`` are digests of what the store keeps.

    ``fingerprint`` is that of the pool, which is published before there is a ``seed``; without one nothing is drawn.
    """

    FILES = ("pool", "record")  # columns that name files of the store

    place = models.ForeignKey(Place, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    size = models.CharField(max_length=20)
    team = models.PositiveSmallIntegerField()
    candidates = models.PositiveIntegerField()
    pool = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    seed = models.CharField(max_length=200, blank=True)
    record = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"{self.place.path}#{self.year}/抽查{self.id}"
