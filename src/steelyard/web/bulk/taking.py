"""What becomes of each file of an archive: audited, then taken in for its unit, or a sentence that says why not.

Each change is one transaction that locks the archive's row first, then the file's, and looks at the file's state:
whoever comes second, after a worker was killed or beside one that was slow, finds it changed and does nothing.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from steelyard.model import Message
from steelyard.reviewing import Person, Refused
from steelyard.web import logbook, store
from steelyard.web.access import SYSTEM
from steelyard.web.acts import do
from steelyard.web.models import MEMBER_STATES, Batch, Case, Member, User
from steelyard.web.queue.putting import put
from steelyard.web.targets import set_for
from steelyard.web.uploads import Unacceptable, add_version, count, fields, taken

SAME = Message("与该单位现有版本内容相同，没有新增版本。", "It is the version that the unit has; none was added.")


def locked(member: int) -> Member:
    """A file of an archive with its archive, both locked until the transaction ends."""
    batch = Member.objects.values_list("batch", flat=True).get(id=member)
    Batch.objects.select_for_update().get(id=batch)
    return Member.objects.select_for_update(of=("self",)).select_related("batch__place").get(id=member)


def audited(member: int, told: dict[str, Any] | Message, organization: str = "", stated: int | None = None) -> None:
    """What an audit told of a file, or why there was none; after the last one the archive is settled.

    The caller's transaction carries it.
    """
    one = locked(member)
    if one.state != "waiting":
        return
    if isinstance(told, Message):
        one.state = "refused"
        one.because(told)
    else:
        one.keep(told)
        one.state, one.organization, one.stated = "read", organization, stated
    one.save()
    if not one.batch.members.filter(state="waiting").exists():
        put("settle", str(one.batch_id), {"batch": one.batch_id})


def as_form_of(member: Member, number: int) -> dict[str, Any] | Message:
    """What an audit tells of a file as the form of a case: held against the targets of the unit where it set any.

    It was audited before anybody knew whose it is, so that this takes another look; why it failed, if it did.
    """
    case = Case.objects.get(id=number)
    if (targets := set_for(case)) is None:
        return dict(member.told)
    try:
        return fields(taken(member.told["name"], [store.load(member.told["sha256"])], targets, case.year))
    except Unacceptable as no:
        return no.why


def taken_in(
    member: int, case: int, told: dict[str, Any], people: Iterable[Person], user: User, *, was: str = "read"
) -> Member:
    """Takes a file in as the next version of a case, in the name of ``people``; where that may not be, says why.

    ``told`` is what ``as_form_of`` tells of it.
    Nothing is done unless the file is still as it ``was``.
    """
    with transaction.atomic():
        one = locked(member)
        if one.state != was or one.batch.cancelled:
            return one
        one.keep(told)
        try:
            one.version = _version(one, case, people, user)
            one.state = "taken"
        except Refused as no:
            one.state = "open"
            one.because(no.why)
        one.save()
    return one


def _version(one: Member, number: int, people: Iterable[Person], user: User) -> Any:
    told = one.told
    now = Case.objects.select_related("version").get(id=number).version
    if now is not None and now.sha256 == told["sha256"]:
        one.because(SAME)
        return now
    one.because(Message("", ""))
    reason = f"批量上传 {one.batch_id}/{one.number}"
    do(
        number, None, "take-in", people,
        reason=reason, change=lambda case: add_version(case, told, user), seen=told["sha256"],
    )  # fmt: skip
    return do(number, None, "audit", [SYSTEM], change=count, seen=told["result_zh"]).version


def left(member: int, state: str, why: Message) -> None:
    """Leaves a file that was audited where it is, and says why."""
    with transaction.atomic():
        one = locked(member)
        if one.state == "read":
            one.state = state
            one.because(why)
            one.save()


def cancelled(batch: int, officer: Person) -> None:
    """Ends an archive: what was not taken in yet stays out. One entry of the log."""
    with transaction.atomic():
        one = Batch.objects.select_for_update().get(id=batch)
        if one.settled or one.cancelled:
            return
        one.members.filter(state__in=("waiting", "read")).update(state="cancelled")
        one.cancelled = True
        one.save()
        logbook.append(officer, "bulk-cancel", one.subject, reason=_counted(one), seen=one.sha256)


def settled(batch: int) -> None:
    """Says that every file of an archive has found its place. The caller's transaction carries it."""
    one = Batch.objects.select_for_update().get(id=batch)
    if not one.settled and not one.cancelled:
        one.settled = True
        one.save()
        logbook.append(SYSTEM, "bulk-settle", one.subject, reason=_counted(one), seen=one.sha256)


def _counted(batch: Batch) -> str:
    states = list(batch.members.values_list("state", flat=True))
    return "，".join(f"{words.zh}{states.count(name)}" for name, words in MEMBER_STATES.items() if name in states)
