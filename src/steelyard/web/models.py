"""What the database keeps: places, people and their postings, cases with their versions, and the log."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from steelyard.reviewing import ROLES, STATES, Entry

ROLE_CHOICES = [(name, words.zh) for name, words in ROLES.items() if name != "public"]
STATE_CHOICES = [(name, words.zh) for name, words in STATES.items()]
PATH = 400  # characters of a place's path


class Place(models.Model):
    """A place in the tree of organizations. ``path`` holds the names from the top (``云岭省/安澜市/水利局``).

    A place that ``files`` is a unit whose form is asked for every year.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=PATH, unique=True)
    files = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.path)


class User(AbstractBaseUser):
    """Somebody who signs in. ``fresh`` says that the password was given out by somebody else and must be changed."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    fresh = models.BooleanField(default=True)

    objects: ClassVar[Any] = BaseUserManager()
    USERNAME_FIELD = "username"


class Posting(models.Model):
    """A role that somebody has at a place."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    place = models.ForeignKey(Place, models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "role", "place"), name="one_posting"),)


class Failures(models.Model):
    """Sign-ins that failed under a name, whether there is such a user or not."""

    username = models.CharField(max_length=60, unique=True)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()


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


class Version(models.Model):
    """A file as it was handed in, and what the audit of it gave.

    ``sha256`` is the file's, under which the store keeps it; ``result_zh`` and ``result_en`` are those of the results
    (the contract's JSON), ``page_zh`` and ``page_en`` those of the reports. Scores are decimals as the result prints
    them, since a column of numbers is binary in SQLite; ``None`` where the form or its rules give none.
    """

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
    score = models.TextField(null=True)
    by_rule = models.TextField(null=True)
    grade = models.TextField(blank=True)

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
