"""Sends one mail.

It is sent before the row says so: a worker that is killed between the two sends it again, under the same message id,
since a reminder that never comes is worse than one that comes twice.
"""

import smtplib
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from steelyard.model import Lang
from steelyard.web.mailing.asking import ASKED
from steelyard.web.mailing.posting import deliver
from steelyard.web.mailing.texts import written
from steelyard.web.models import Address, Mail
from steelyard.web.queue.claiming import Claim
from steelyard.web.targets import undecided

OF_DAYS = ("due", "today", "late")
OF_TARGETS = ("asked", "approved", "refused")


def run(claim: Claim) -> None:
    """Sends the mail if its reader still wants it and it is still true."""
    mail = Mail.objects.select_related("user", "case__unit").get(key=claim.about["key"])
    if mail.state != "waiting":
        return
    to = Address.objects.filter(user=mail.user, wanted=True, user__is_active=True).first()
    state = "dropped" if to is None or _outdated(mail) else _sent(mail, to)
    with claim.ending():
        Mail.objects.filter(id=mail.id).update(state=state, sent=timezone.now() if state == "sent" else None)


def given_up(about: dict[str, Any]) -> None:
    """Says that it could not be sent."""
    Mail.objects.filter(key=about["key"], state="waiting").update(state="failed")


def _outdated(mail: Mail) -> bool:
    """Whether the form was submitted since a mail of a day was asked for, or an adjustment decided or taken back."""
    if mail.kind == "asked":
        return not undecided().filter(case=mail.case).exists()
    return mail.kind in OF_DAYS and mail.case.state not in ASKED


def _sent(mail: Mail, to: Address) -> str:
    try:
        deliver(composed(mail, to), mail.id)
    except smtplib.SMTPRecipientsRefused as error:
        if all(code >= 500 for code, _ in error.recipients.values()):
            return "failed"
        raise
    return "sent"


def composed(mail: Mail, to: Address) -> EmailMessage:
    """The mail in its reader's language; the same each time."""
    lang: Lang = "en" if to.lang == "en" else "zh"
    origin = settings.STEELYARD_ORIGIN
    facts = {
        "name": mail.user.name,
        "unit": mail.case.unit.name,
        "year": str(mail.case.year),
        "days": "" if mail.days is None else str(abs(mail.days)),
        "due": "" if mail.due is None else mail.due.isoformat(),
        "link": origin and origin + reverse("targets" if mail.kind in OF_TARGETS else "case", args=[mail.case_id]),
    }
    subject, body = written(mail.kind, lang, facts)
    server = getattr(settings, "STEELYARD_MAIL", None)
    message = EmailMessage()
    message["Subject"] = subject.replace("\n", " ")
    message["From"] = server.sender if server else "steelyard@localhost"
    message["To"] = to.address
    message["Date"] = format_datetime(timezone.localtime(mail.made))
    host = urlsplit(origin).hostname or "steelyard"
    message["Message-ID"] = f"<{sha256(mail.key.encode()).hexdigest()[:32]}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message
