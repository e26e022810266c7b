"""What the database keeps: places, people and their postings, cases with their versions and drafts, and the log."""

from steelyard.web.models.bulk import MEMBER_STATES, Batch, Member
from steelyard.web.models.cases import Assignment, Case, Deadline, Version
from steelyard.web.models.drafts import Draft, Evidence, Saved
from steelyard.web.models.draws import Draw
from steelyard.web.models.exports import Export
from steelyard.web.models.items import Item
from steelyard.web.models.log import Head, LogEntry
from steelyard.web.models.mails import MAIL_STATES, Address, Mail, Notice
from steelyard.web.models.people import PATH, Failures, Former, Place, Posting, User
from steelyard.web.models.second import RecoveryCode, SecondFactor
from steelyard.web.models.targets import Plan, Progress, Targets
from steelyard.web.models.tasks import Task
from steelyard.web.models.tokens import Asked, Token

__all__ = [
    "MAIL_STATES",
    "MEMBER_STATES",
    "PATH",
    "Address",
    "Asked",
    "Assignment",
    "Batch",
    "Case",
    "Deadline",
    "Draft",
    "Draw",
    "Evidence",
    "Export",
    "Failures",
    "Former",
    "Head",
    "Item",
    "LogEntry",
    "Mail",
    "Member",
    "Notice",
    "Place",
    "Plan",
    "Posting",
    "Progress",
    "RecoveryCode",
    "Saved",
    "SecondFactor",
    "Targets",
    "Task",
    "Token",
    "User",
    "Version",
]
