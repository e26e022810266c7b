"""Draws of accepted forms for review: the pool is fixed and its fingerprint logged first, the seed comes afterwards."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from django.db import transaction
from django.utils import timezone

from steelyard.drawing import (
    Candidate,
    DrawError,
    Inspector,
    Record,
    Size,
    draw,
    fingerprint,
    read_record,
    write_record,
)
from steelyard.model import Message
from steelyard.quantity import trimmed
from steelyard.reviewing import Person, Refused
from steelyard.web import logbook, store
from steelyard.web.access import below
from steelyard.web.acts import do
from steelyard.web.deeds import assigned_to
from steelyard.web.models import Assignment, Case, Draw, Place, User, Version
from steelyard.web.showing import experts_to_ask

HEAVIEST = 20  # tickets of a form with many findings, where findings count


class Pool(msgspec.Struct, frozen=True):
    """What a draw goes by, as the store keeps it from the announcement on."""

    candidates: tuple[Candidate, ...]
    inspectors: tuple[Inspector, ...]
    size: Size
    team: int


class Drawn(NamedTuple):
    """One form that was drawn: the place of its lot, its case, its experts, and why it could not be given to them."""

    place: int
    case: Case
    experts: list[User]
    why: Message | None


def pool_of(place: Place, year: int, size: Size, team: int, *, by_findings: bool) -> Pool:
    """The accepted forms of the units below ``place``, and everybody who may review; an expert who has a role at a
    unit is recused from it. ``by_findings``: a form has one ticket and one more for each error and doubt.

    :raises DrawError: there is no accepted form, or fewer experts than one form wants.
    """
    units = Place.objects.filter(below(place.path)).exclude(id=place.id)
    cases = Case.objects.filter(unit__in=units, year=year, state="accepted").select_related("unit", "version")
    candidates = tuple(_candidate(case, by_findings=by_findings) for case in cases.order_by("id"))
    if not candidates:
        zh = f"{year}年度“{place.path}”以下没有审核通过的自评表，没有可抽的对象。"
        raise DrawError(zh, f"No form of {year} below “{place.path}” is accepted; there is nothing to draw.")
    inspectors = tuple(_inspector(user, cases) for user in _experts())
    if len(inspectors) < team:
        zh = f"评审专家只有{len(inspectors)}位，每份表要{team}位，请管理员先设置专家。"
        raise DrawError(zh, f"There are {len(inspectors)} experts and each form wants {team}; set experts up first.")
    size.of(len(candidates))
    return Pool(candidates, inspectors, size, team)


def announced(place: Place, year: int, pool: Pool, user: User, officer: Person) -> Draw:
    """A draw with its pool fixed; the log holds the fingerprint from now on."""
    kept = store.keep(msgspec.json.encode(pool))
    with transaction.atomic():
        made = Draw.objects.create(
            place=place,
            year=year,
            by=user,
            size=_size(pool.size),
            team=pool.team,
            candidates=len(pool.candidates),
            pool=kept,
            fingerprint=fingerprint(pool.candidates),
        )
        logbook.append(officer, "announce-draw", made.subject, reason=made.fingerprint, seen=kept)
    return made


def _size(size: Size) -> str:
    """How many are drawn, as the page shows it: 3, or 12.5%."""
    return str(size.count) if size.share is None else f"{trimmed(100 * size.share)}%"


def the_pool(one: Draw) -> Pool:
    """The pool as it was announced."""
    return msgspec.json.decode(store.load(one.pool), type=Pool)


def the_record(one: Draw) -> Record:
    """The record of a draw that was made."""
    return read_record(store.load(one.record), "record.json")


def carried_out(number: int, seed: str, officer: Person) -> Draw:
    """Draws by ``seed`` and gives each form drawn to its experts; a form that is no longer accepted stays as it is.

    :raises DrawError: the seed is empty, a form has too few experts, or the draw was made already.
    """
    with transaction.atomic():
        one = Draw.objects.select_for_update(of=("self",)).select_related("place").get(id=number)
        if one.record:
            raise DrawError("这次抽查已经抽取过，不能重抽。", "This draw was made already; it is not made again.")
        pool = the_pool(one)
        record = draw(pool.candidates, seed, (pool.size,), pool.inspectors, pool.team)
        one.seed, one.record, one.drawn_at = seed, store.keep(write_record(record).encode()), timezone.now()
        one.save()
        logbook.append(officer, "draw", one.subject, reason=seed, seen=one.record)
        for winner in record.drawn:
            _given(int(winner.id), winner.inspectors, officer)
    return one


def _given(number: int, usernames: Iterable[str], officer: Person) -> None:
    """Draws one case for review, where it still can be, and where all its experts may still be asked."""
    names = list(usernames)
    experts = list(experts_to_ask(Case.objects.select_related("unit").get(id=number)).filter(username__in=names))
    if len(experts) < len(names):
        return  # somebody was shut out, or came to the unit, after the pool was announced: the page says so
    try:
        do(number, None, "sample", [officer], reason="、".join(names), change=assigned_to(experts))
    except Refused:
        return  # it is no longer accepted: the page says so


def results(one: Draw) -> list[Drawn]:
    """What was drawn, in the order of the lots."""
    drawn = the_record(one).drawn
    cases = Case.objects.select_related("unit").in_bulk([int(winner.id) for winner in drawn])
    users = {user.username: user for user in _users({name for winner in drawn for name in winner.inspectors})}
    asked = set(Assignment.objects.filter(case__in=cases).values_list("case_id", "expert_id"))
    found = []
    for winner in drawn:
        case = cases[int(winner.id)]
        experts = [users[name] for name in winner.inspectors if name in users]
        given = len(experts) == len(winner.inspectors) and all((case.id, expert.id) in asked for expert in experts)
        found.append(Drawn(winner.place, case, experts, None if given else NOT_GIVEN))
    return found


NOT_GIVEN = Message(
    "没有分配专家：抽取时已不是“审核通过”，或者抽到的专家中有人已不能评审这份表",
    "no experts were asked: it was no longer accepted when the lots were drawn, or one of its experts could not be",
)


def _users(names: Iterable[str]) -> Iterable[User]:
    return User.objects.filter(username__in=names)


def _experts() -> Iterable[User]:
    known = User.objects.filter(postings__role="expert", is_active=True).distinct()
    return known.order_by("username").prefetch_related("postings")


def _candidate(case: Case, *, by_findings: bool) -> Candidate:
    version: Version | None = case.version
    found = version.errors + version.doubts if version and by_findings else 0
    return Candidate(id=str(case.id), name=case.unit.path, weight=min(1 + found, HEAVIEST))


def _inspector(user: User, cases: Iterable[Case]) -> Inspector:
    at = {one.place_id for one in user.postings.all() if one.role in ("filler", "checker")}
    own = tuple(str(case.id) for case in cases if case.unit_id in at)
    return Inspector(id=user.username, name=user.name, recusals=own)
