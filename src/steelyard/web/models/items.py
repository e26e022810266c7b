"""What a unit has to put right after its form was accepted (整改事项)."""

from datetime import date

from django.db import models

from steelyard.reviewing import ITEM_STATES
from steelyard.web.models.cases import Case

ITEM_CHOICES = [(name, words.zh) for name, words in ITEM_STATES.items()]


class Item(models.Model):
    """One thing to put right by a day. What was asked, answered and found is in the log, under ``subject``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    what = models.TextField()
    due = models.DateField()
    state = models.CharField(max_length=20, choices=ITEM_CHOICES, default="open")
    revision = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_item_a_number"),)

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"{self.case.subject}/整改{self.number}"

    @property
    def subjects(self) -> list[str]:
        """The same with the names that its unit had before."""
        return [f"{subject}/整改{self.number}" for subject in self.case.subjects]

    def late(self, today: date) -> bool:
        """Whether the unit's answer is overdue."""
        return bool(self.state == "open" and today > self.due)
