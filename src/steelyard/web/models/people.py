"""The tree of places, who signs in, and what they are where."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from steelyard.reviewing import ROLES

ROLE_CHOICES = [(name, words.zh) for name, words in ROLES.items() if name != "public"]
PATH = 400  # characters of a place's path


class Place(models.Model):
    """A place in the tree of organizations. ``path`` holds the names from the top (``云岭省/安澜市/水利局``).

    A place that ``files`` is a unit whose form is asked for every year.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=PATH, unique=True)
    files = models.BooleanField(default=False)

    @property
    def paths(self) -> list[str]:
        """Its path and those it had before."""
        return [self.path, *self.formers.values_list("path", flat=True)]

    def __str__(self) -> str:
        return str(self.path)


class Former(models.Model):
    """A path that a place had before it was renamed, under which the log knows what was done until then."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="formers")
    path = models.CharField(max_length=PATH)


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
