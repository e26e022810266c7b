"""What the database keeps: places, people and their postings, cases with their versions, and the log."""

from steelyard.web.models.cases import Assignment, Case, Deadline, Version
from steelyard.web.models.draws import Draw
from steelyard.web.models.items import Item
from steelyard.web.models.log import Head, LogEntry
from steelyard.web.models.people import PATH, Failures, Place, Posting, User

__all__ = [
    "PATH",
    "Assignment",
    "Case",
    "Deadline",
    "Draw",
    "Failures",
    "Head",
    "Item",
    "LogEntry",
    "Place",
    "Posting",
    "User",
    "Version",
]
