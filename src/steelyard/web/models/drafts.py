"""A form while it is being filled in: every save of it, and the files that prove its results."""

import zlib

from django.db import models

from steelyard.web.models.cases import Case
from steelyard.web.models.people import User


class Draft(models.Model):
    """The draft of a case. ``revision`` is that of its last save: who saves says which one they began from."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="draft")
    revision = models.PositiveIntegerField(default=0)


class Saved(models.Model):
    """One save of a draft, kept for good. ``packed`` is JSON of ``filling.drafts.Typed``, deflated.

    ``what`` says how it came about (typed, begun, a correction accepted …), ``detail`` what more there is to say.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="saves")
    revision = models.PositiveIntegerField()
    packed = models.BinaryField()
    what = models.CharField(max_length=20)
    detail = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "revision"), name="one_save_a_revision"),)

    @property
    def content(self) -> bytes:
        """The JSON of what was typed."""
        return zlib.decompress(bytes(self.packed))


class Evidence(models.Model):
    """A file that proves the result of a row (``row`` is the indicator's name), kept in the store by its SHA-256.

    Removed, it is listed no more; the row and the file stay.
    """

    FILES = ("sha256",)  # columns that name files of the store

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    row = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
