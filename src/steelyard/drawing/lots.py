"""The draw itself: tickets, objects, inspectors. The algorithm is told in ``steelyard.drawing``."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from steelyard.drawing.pool import ALGORITHM, Candidate, DrawError, Inspector, Size, check, fingerprint, number, settled
from steelyard.drawing.record import Record, Stratum, Winner
from steelyard.model import Message

PAIR = 2  # inspections are made by two at least
POOL, STAFF = Message("检查对象名录", "pool"), Message("检查人员名录", "list of inspectors")


def draw(
    candidates: Sequence[Candidate],
    seed: str,
    sizes: Sequence[Size],
    inspectors: Sequence[Inspector] = (),
    team: int = PAIR,
) -> Record:
    """Draws of each stratum as many as ``sizes`` say and, where ``inspectors`` are given, ``team`` of them for each.

    The record holds all that went in and what came out; strata come by name, winners in the order of their tickets.

    :raises DrawError: the pool, the list of inspectors or the sizes do not allow the draw.
    """
    check(candidates, POOL)
    check(inspectors, STAFF)
    if not seed.strip():
        raise DrawError("随机数种子不能为空。", "The seed must not be empty.")
    if team < PAIR:
        raise DrawError(
            f"检查人员不得少于{PAIR}人，不能是{team}人。", f"A team is at least {PAIR} inspectors, not {team}."
        )
    pool, staff = settled(candidates), settled(inspectors)
    strata = _strata(pool)
    _all_used(sizes, strata)
    won = {name: _won(name, members, sizes, seed) for name, members in strata.items()}
    called = [ticket for tickets in won.values() for ticket in tickets]
    teams = _teams(called, staff, seed, team) if staff else {}
    return Record(
        algorithm=ALGORITHM,
        seed=seed,
        team=team if staff else 0,
        sizes=tuple(sizes),
        pool_sha256=fingerprint(pool),
        inspectors_sha256=fingerprint(staff) if staff else "",
        strata=tuple(_counted(name, members, len(won[name])) for name, members in strata.items()),
        drawn=tuple(_winner(ticket, at, teams) for at, ticket in enumerate(called, 1)),
        candidates=pool,
        inspectors=staff,
    )


class _Ticket(NamedTuple):
    """A candidate with its ticket that is called first."""

    number: str
    which: int
    of: Candidate


def _winner(ticket: _Ticket, place: int, teams: Mapping[str, tuple[str, ...]]) -> Winner:
    one = ticket.of
    return Winner(
        place=place,
        id=one.id,
        stratum=one.stratum,
        ticket=ticket.which,
        number=ticket.number,
        inspectors=teams.get(one.id, ()),
    )


def _counted(name: str, members: Sequence[Candidate], drawn: int) -> Stratum:
    return Stratum(name=name, members=len(members), eligible=sum(not one.exclusion for one in members), drawn=drawn)


def _strata(pool: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in pool:
        found[one.stratum].append(one)
    if not found:
        raise DrawError("检查对象名录是空的，没有可抽的对象。", "The pool is empty; there is nothing to draw.")
    return dict(sorted(found.items()))


def _won(name: str, members: Sequence[Candidate], sizes: Sequence[Size], seed: str) -> list[_Ticket]:
    """The tickets that win in one stratum, in the order in which they are called."""
    eligible = [one for one in members if not one.exclusion]
    wanted = _size(name, sizes).of(len(eligible))
    if wanted > len(eligible):
        raise DrawError(
            f"{_named(name).zh}只有{len(eligible)}个可抽对象，不够抽取{wanted}个。",
            f"{_named(name).en} has {len(eligible)} eligible object(s), too few to draw {wanted}.",
        )
    return sorted((_first(one, seed) for one in eligible), key=lambda ticket: ticket[:2])[:wanted]


def _first(one: Candidate, seed: str) -> _Ticket:
    numbers = ((number("object", seed, one.id, which), which) for which in range(1, one.weight + 1))
    return _Ticket(*min(numbers), one)


def _size(name: str, sizes: Sequence[Size]) -> Size:
    own = [size for size in sizes if size.stratum == name] or [size for size in sizes if size.stratum is None]
    if len(own) == 1:
        return own[0]
    zh, en = ("没有规定", "has no") if not own else ("规定了不止一个", "has more than one")
    raise DrawError(f"{_named(name).zh}{zh}抽取数量或者比例。", f"{_named(name).en} {en} count or share.")


def _all_used(sizes: Sequence[Size], strata: Collection[str]) -> None:
    unknown = next((size.stratum for size in sizes if size.stratum is not None and size.stratum not in strata), None)
    if unknown is not None:
        raise DrawError(
            f"名录中没有分层“{unknown}”，有：{'、'.join(strata)}。",
            f"The pool has no stratum “{unknown}”; there are: {', '.join(strata)}.",
        )


def _named(stratum: str) -> Message:
    return Message(f"分层“{stratum}”", f"The stratum “{stratum}”") if stratum else Message("名录", "The pool")


def _teams(called: Sequence[_Ticket], staff: Sequence[Inspector], seed: str, team: int) -> dict[str, tuple[str, ...]]:
    able = {one.id: [who for who in staff if _may(who, one)] for _, _, one in called}
    load: Counter[str] = Counter()
    teams: dict[str, tuple[str, ...]] = {}
    for _, _, one in sorted(called, key=lambda ticket: (len(able[ticket.of.id]), ticket.number)):
        if len(able[one.id]) < team:
            raise DrawError(
                f"对象“{one.id}”只有{len(able[one.id])}名检查人员具备资质且不需回避，不足{team}名，请增加检查人员。",
                f"Only {len(able[one.id])} inspector(s) are capable of “{one.id}” and not recused; {team} are needed.",
            )
        lots = {who.id: (load[who.id], number("inspector", seed, one.id, who.id), who.id) for who in able[one.id]}
        teams[one.id] = tuple(sorted(lots, key=lots.__getitem__)[:team])
        load.update(teams[one.id])
    return teams


def _may(inspector: Inspector, one: Candidate) -> bool:
    return one.id not in inspector.recusals and set(one.needs) <= set(inspector.capabilities)
