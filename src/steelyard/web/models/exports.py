"""Files that somebody asked for and that take too long to wait for."""

from django.db import models

from steelyard.web.models.cases import Case
from steelyard.web.models.passing import Passing
from steelyard.web.models.people import Place, User


class Export(Passing):
    """A file that is made in the background; ``sha256`` is its own in the store once it is there, and as long.

    ``kind`` names the module of ``web.exporting`` that makes it: of a place and year, or of one case.
    """

    FILES = ("sha256",)

    kind = models.CharField(max_length=20)
    place = models.ForeignKey(Place, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, models.CASCADE, null=True)
    lang = models.CharField(max_length=2)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    why_zh = models.TextField(blank=True)
    why_en = models.TextField(blank=True)

    @property
    def under_way(self) -> bool:
        """Whether it is still to be made."""
        return not (self.sha256 or self.why_zh or self.gone)

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"export:{self.id}"
