"""A unit's form of a year: its versions, who reviews it, and by when it is due."""

from django.db import models

from steelyard.reviewing import STATES
from steelyard.web.models.people import Place, User

STATE_CHOICES = [(name, words.zh) for name, words in STATES.items()]


class Case(models.Model):
    """The form of a unit for a year. ``revision`` counts its changes: who acts says which one they saw.

    ``round`` counts reviews: experts and scores of an earlier round count no more. ``agreed`` is the reconciled score.
    """

    unit = models.ForeignKey(Place, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=STATE_CHOICES, default="planning")
    version = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    errors = models.PositiveIntegerField(null=True)
    touched = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)
    round = models.PositiveIntegerField(default=1)
    agreed = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    revision = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="one_case_a_year"),)
        indexes = (models.Index(fields=("year", "state"), name="case_by_state"),)

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"{self.unit.path}#{self.year}"

    @property
    def subjects(self) -> list[str]:
        """What the log calls it, and what it called it while its unit had other names."""
        return [f"{path}#{self.year}" for path in self.unit.paths]


class Version(models.Model):
    """A file as it was handed in, and what the audit of it gave.

    ``sha256`` is the file's, under which the store keeps it; ``result_zh`` and ``result_en`` are those of the results
    (the contract's JSON), ``page_zh`` and ``page_en`` those of the reports. ``found`` counts the findings by check.
    Scores are decimals as the result prints them, since a column of numbers is binary in SQLite; ``None`` where the
    form or its rules give none. ``moved`` are the targets that are not as they were set (``web.aims.Shift``), ``None``
    where the form was not held against any.
    """

    FILES = ("sha256", "result_zh", "result_en", "page_zh", "page_en")  # columns that name files of the store

    case = models.ForeignKey(Case, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    result_zh = models.CharField(max_length=64)
    result_en = models.CharField(max_length=64)
    page_zh = models.CharField(max_length=64)
    page_en = models.CharField(max_length=64)
    verdict_zh = models.TextField()
    verdict_en = models.TextField()
    errors = models.PositiveIntegerField()
    doubts = models.PositiveIntegerField()
    notes = models.PositiveIntegerField()
    found = models.JSONField(default=dict)
    score = models.TextField(null=True)
    by_rule = models.TextField(null=True)
    grade = models.TextField(blank=True)
    moved = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_version_a_number"),)


class Assignment(models.Model):
    """An expert who reviews a case in a round; ``points`` and ``opinion`` are theirs once they have scored."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    expert = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    round = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    opinion = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "expert", "round"), name="one_assignment"),)


class Deadline(models.Model):
    """By when units below a place submit their forms of a year. The nearest place above a unit counts."""

    place = models.ForeignKey(Place, models.CASCADE)
    year = models.PositiveSmallIntegerField()
    due = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("place", "year"), name="one_deadline"),)
