"""The front half of a year: how it begins, the targets that a unit set, and what it reported of them."""

from django.db import models

from steelyard.web.models.cases import Case
from steelyard.web.models.people import Place, User


class Plan(models.Model):
    """A year that begins with targets: by when units below a place hand them in, and how they are monitored.

    ``scheme`` is one of ``packs/monitoring``. The nearest place above a unit counts.
    """

    place = models.ForeignKey(Place, models.CASCADE)
    year = models.PositiveSmallIntegerField()
    due = models.DateField()
    scheme = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("place", "year"), name="one_plan"),)


class Targets(models.Model):
    """A table of targets as it was handed in; in force from when it was confirmed until a later one is.

    The first of a year is confirmed by the unit. A later one was ``asked`` for by the unit, with its ``reason``, and
    confirmed or ``refused`` by the bureau, with its ``answer``; those of before it was so were confirmed by the unit.
    ``rows`` are those of ``web.aims.Row``, ``remarks`` what the reader should know of them, each in both languages.
    ``sha256`` is that of the file which they were read from, ``digest`` that of the rows. ``copied`` is the year whose
    indicators they are a copy of, ``None`` for a table of the unit's own.
    """

    FILES = ("sha256",)  # columns that name files of the store

    case = models.ForeignKey(Case, models.PROTECT, related_name="targets")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    remarks = models.JSONField(default=list)
    copied = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    refused_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_table_a_number"),)


class Progress(models.Model):
    """What a unit reported at a month's end of the targets then in force; the last report of a month counts.

    ``rows`` are those of ``web.aims.Reported``; ``spent`` and ``budget`` are decimals in 万元 as typed, ``None`` where
    nothing was. ``lights`` counts the lights that the core gave by colour, ``none`` being those that it could not give.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="progress")
    targets = models.ForeignKey(Targets, models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()
    rows = models.JSONField()
    spent = models.TextField(null=True)
    budget = models.TextField(null=True)
    lights = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
