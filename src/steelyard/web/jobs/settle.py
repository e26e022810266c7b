"""Matches the audited files of an archive to their units, and takes in those that can be told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from steelyard.model import Message
from steelyard.web.access import below, persons_of
from steelyard.web.bulk.matching import matched, units
from steelyard.web.bulk.taking import as_form_of, left, settled, taken_in
from steelyard.web.models import Batch, Case, Member, Place
from steelyard.web.queue import working
from steelyard.web.queue.claiming import Claim

AUDITED = ("read", "taken", "open", "refused")


def run(claim: Claim) -> None:
    """Each file in a transaction of its own; what an earlier try has settled stays as it is."""
    batch = Batch.objects.select_related("place", "by").get(id=claim.about["batch"])
    if batch.settled or batch.cancelled:
        return
    people = persons_of(batch.by)
    for member, found in matches(batch):
        if member.state != "read":
            continue
        told = as_form_of(member, found) if isinstance(found, int) else found[1]
        if working.ENDING.is_set():  # the process that audited was told to end, too
            raise working.Interrupted
        if isinstance(found, int) and isinstance(told, dict):
            taken_in(member.id, found, told, people, batch.by)
        elif isinstance(told, Message):
            left(member.id, "open" if isinstance(found, int) else found[0], told)
    with claim.ending():
        settled(batch.id)


def given_up(about: dict[str, Any]) -> None:
    """Nothing is lost: what is not taken in is there to be assigned by hand."""
    why = Message("自动录入没有完成，请指定单位。", "It was not taken in by itself; say whose it is.")
    for member in Member.objects.filter(batch=about["batch"], state="read"):
        left(member.id, "open", why)
    settled(about["batch"])


def matches(batch: Batch) -> Iterator[tuple[Member, int | tuple[str, Message]]]:
    """Each audited file with the case that it belongs to, or the state and the reason in which it is left.

    What was settled by an earlier try is looked at too, so that a second try comes to the same.
    """
    places = Place.objects.filter(below(batch.place.path), files=True)
    known = units(Case.objects.filter(unit__in=places, year=batch.year).select_related("unit"))
    claims: dict[int, list[Member]] = defaultdict(list)
    for member in batch.members.filter(state__in=AUDITED, told__isnull=False).order_by("number"):
        found = matched(member, known, batch.year)
        if isinstance(found, Message):
            yield member, ("open", found)
        else:
            claims[found].append(member)
    for case, members in claims.items():
        yield from _one_of(case, members)


def _one_of(case: int, members: list[Member]) -> Iterable[tuple[Member, int | tuple[str, Message]]]:
    """Files of one unit: the same content counts once, different contents are for somebody to choose from."""
    first: dict[str, Member] = {}
    for member in members:
        same = first.setdefault(member.told["sha256"], member)
        if same is not member:
            zh, en = f"与“{same.path}”内容相同，没有重复录入。", f"The same content as “{same.path}”; taken in once."
            yield member, ("refused", Message(zh, en))
    for member in first.values():
        if len(first) == 1:
            yield member, case
            continue
        others = "、".join(f"“{one.path}”" for one in first.values() if one is not member)
        zh = f"同一单位还有{others}，内容不同，请指定以哪一份为准。"
        yield member, ("open", Message(zh, f"The unit has {others}, too, and they differ; say which one counts."))
