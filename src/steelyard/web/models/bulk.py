"""Many forms that a bureau hands in at once: the archive, and what becomes of each of its files."""

from typing import Any

from django.db import models
from django.db.models import Q

from steelyard.model import Message
from steelyard.web.models.cases import Version
from steelyard.web.models.passing import Passing
from steelyard.web.models.people import Place, User

MEMBER_STATES: dict[str, Message] = {
    "waiting": Message("等待核查", "waiting"),
    "read": Message("已核查", "audited"),
    "taken": Message("已录入", "taken in"),
    "open": Message("待指定单位", "to be assigned"),
    "refused": Message("未接收", "refused"),
    "cancelled": Message("已取消", "cancelled"),
}


class Batch(Passing):
    """An archive of forms of one year, of units below ``place``. ``sha256`` is the archive's in the store, for a time
    once it is settled; its files are kept by themselves."""

    FILES = ("sha256",)

    place = models.ForeignKey(Place, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    cancelled = models.BooleanField(default=False)
    settled = models.BooleanField(default=False)

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"bulk:{self.id}"


class Member(models.Model):
    """A file of an archive. ``told`` is what a version of it would tell (``uploads.fields``), once it was audited.

    ``organization`` and ``stated`` are the unit and the year that the form names; ``why_zh`` and ``why_en`` say why it
    was refused or waits for somebody to say whose it is.
    """

    FILES = ("sha256", "result_zh", "result_en", "page_zh", "page_en")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="members")
    number = models.PositiveIntegerField()
    path = models.TextField()
    state = models.CharField(max_length=10, choices=[(name, words.zh) for name, words in MEMBER_STATES.items()])
    told = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    result_zh = models.CharField(max_length=64, blank=True)
    result_en = models.CharField(max_length=64, blank=True)
    page_zh = models.CharField(max_length=64, blank=True)
    page_en = models.CharField(max_length=64, blank=True)
    organization = models.TextField(blank=True)
    stated = models.IntegerField(null=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    why_zh = models.TextField(blank=True)
    why_en = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "number"), name="one_member_a_number"),
            models.CheckConstraint(
                condition=Q(state="taken", version__isnull=False) | (~Q(state="taken") & Q(version__isnull=True)),
                name="taken_is_a_version",
            ),
        )
        indexes = (models.Index(fields=("batch", "state"), name="member_by_state"),)

    def keep(self, told: dict[str, Any]) -> None:
        """Takes down what an audit told; the files that it names have columns, so that a backup finds them."""
        self.told = told
        for name in self.FILES:
            setattr(self, name, told[name])

    def because(self, why: Message) -> None:
        """Why it is refused or waits."""
        self.why_zh, self.why_en = why.zh, why.en
