"""What people do with a form, alike for the pages and the programs: each deed brings what its act needs, and does it.

``revision`` is the case's as the doer saw it. Each deed raises ``Refused`` where it may not be done, ``Outdated``
where the case has changed since, ``Unfit`` or ``Unacceptable`` where what was brought is not fit for it; nothing was
changed then.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.http import HttpRequest

from steelyard.model import Message
from steelyard.reviewing import Refused
from steelyard.web import limits, store
from steelyard.web.access import SYSTEM, persons
from steelyard.web.acts import Change, against, do
from steelyard.web.models import Assignment, Case, User
from steelyard.web.showing import experts_to_ask
from steelyard.web.targets import set_for
from steelyard.web.uploads import Unacceptable, count, kept_results, new_version, received, results, too_much
from steelyard.web.worker import audited_apart

LEAST_EXPERTS = 2

POINTS = Message("分数写0至100之间的数，最多两位小数。", "Points are a number from 0 to 100 with two decimals at most.")
TOO_FEW = Message(f"至少选{LEAST_EXPERTS}位专家。", f"Choose {LEAST_EXPERTS} experts at least.")
NO_VERSION = Message("还没有上传自评表。", "No form was handed in yet.")


class Unfit(Exception):  # noqa: N818 — an answer, not a fault
    """What was given for an act is not what it needs; ``why`` says what to give."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.en)


class TooLarge(Exception):  # noqa: N818 — an answer, not a fault
    """A file over the limit, of which nothing was kept."""


def audit_again(request: HttpRequest, one: Case, revision: int) -> None:
    """Audits the current version once more, with the program as it is now."""
    version = one.version
    if version is None:
        raise Refused(NO_VERSION)
    may(request, one, "audit")
    with store.incoming([store.load(version.sha256)]) as path:
        answer = audited_apart(path, version.name, set_for(one), one.year)
    if answer.why:
        raise Unacceptable(Message(*answer.why))
    digests = kept_results(answer)

    def written(case: Case) -> None:
        for field, value in results(answer, digests).items():
            setattr(case.version, field, value)
        case.version.save()
        case.errors = case.version.errors

    do(one.id, revision, "audit", persons(request), change=written, seen=digests["result_zh"])


def hand_in(request: HttpRequest, one: Case, revision: int, file: File | None) -> None:
    """A file handed in as the unit's form: kept and audited, then saved, both logged, in one transaction.

    :raises TooLarge: it is over the limit.
    """
    may_hand_in(request, one, "save")
    kept = received(file, one)
    with transaction.atomic():
        change = lambda case: new_version(case, kept, request.user)  # noqa: E731 - the line is the deed
        do(one.id, revision, "save", persons(request), change=change, seen=kept.sha256)
        do(one.id, None, "audit", [SYSTEM], change=count, seen=kept.digests["result_zh"])


def draw(request: HttpRequest, one: Case, revision: int, experts: Iterable[int]) -> None:
    """Draws a case for review and names its experts by their numbers."""
    chosen = experts_to_ask(one).filter(id__in=list(experts))
    may(request, one, "sample")
    if len(chosen) < LEAST_EXPERTS:
        raise Unfit(TOO_FEW)

    names = "、".join(expert.username for expert in chosen)
    do(one.id, revision, "sample", persons(request), reason=names, change=assigned_to(chosen))


def score(request: HttpRequest, one: Case, revision: int, typed: str, opinion: str) -> None:
    """An expert's points and opinion, which other experts do not see."""
    given = points(typed)

    def written(case: Case) -> None:
        own = Assignment.objects.filter(case=case, expert=request.user, round=case.round)
        own.update(points=given, opinion=opinion)

    do(one.id, revision, "score", persons(request), reason=f"{given}：{opinion}", change=written)


def reconcile(request: HttpRequest, one: Case, revision: int, typed: str, reason: str) -> None:
    """The score on which the experts were brought together, with the reason."""
    given = points(typed)

    def written(case: Case) -> None:
        case.agreed = given

    spoken = f"{given}：{reason}" if reason else ""
    do(one.id, revision, "reconcile", persons(request), reason=spoken, change=written)


def points(typed: str) -> Decimal:
    """Points from 0 to 100 as typed, with two decimals at most.

    :raises Unfit: they are none.
    """
    before, _, behind = typed.partition(".")
    if not (typed.isascii() and before.isdecimal() and (behind.isdecimal() or "." not in typed)) or len(behind) > 2:
        raise Unfit(POINTS)
    if len(before) > 3 or (value := Decimal(typed)) > 100:
        raise Unfit(POINTS)
    return value


def may(request: HttpRequest, one: Case, act: str) -> None:
    """Asks before the work, which may be long, is begun. Raises ``Refused`` where the act may not be done."""
    if why := against(one, act, persons(request)):
        raise Refused(why)


def may_hand_in(request: HttpRequest, one: Case, act: str) -> None:
    """Asks whether a file may be handed in with an act, and counts that one was.

    :raises TooLarge: it is over the limit.
    """
    limits.count(request, "uploads")
    may(request, one, act)
    if too_much(request):
        raise TooLarge


def assigned_to(experts: Iterable[User]) -> Change:
    """Gives a case that is drawn for review to ``experts``."""

    def assigned(case: Case) -> None:
        for expert in experts:
            Assignment.objects.create(case=case, expert=expert, round=case.round)

    return assigned
