"""Mails: who gets them and where, how long before a day, and each mail as a row, so that none is sent twice."""

from django.db import models

from steelyard.model import Message
from steelyard.web.models.cases import Case, Deadline
from steelyard.web.models.people import User

MAIL_STATES: dict[str, Message] = {
    "waiting": Message("待发送", "waiting"),
    "sent": Message("已发送", "sent"),
    "dropped": Message("未发送（已不需要）", "dropped"),
    "failed": Message("发送失败", "failed"),
}


class Address(models.Model):
    """Where somebody gets mails, in which language, and whether they want any."""

    user = models.OneToOneField(User, models.CASCADE, related_name="mail")
    address = models.EmailField(max_length=200)
    wanted = models.BooleanField(default=True)
    lang = models.CharField(max_length=2, default="zh")


class Notice(models.Model):
    """How many days before a deadline units are reminded: whole numbers, the largest first, with commas."""

    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="notice")
    days = models.CharField(max_length=40)


class Mail(models.Model):
    """One mail to one person. ``key`` says for what: there is one mail for it, however often it is asked for.

    ``kind`` is a text of ``mailing.texts``; ``days``, where it tells of a day, how many are left, below 0 have passed.
    """

    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="mails")
    case = models.ForeignKey(Case, models.CASCADE)
    kind = models.CharField(max_length=20)
    days = models.IntegerField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(
        max_length=10, default="waiting", choices=[(name, words.zh) for name, words in MAIL_STATES.items()]
    )
    made = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)
