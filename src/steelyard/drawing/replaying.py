"""Whether the record of a draw holds when the draw is made again."""

from collections.abc import Iterator, Sequence

from steelyard.drawing.lots import PAIR, POOL, STAFF, draw
from steelyard.drawing.pool import ALGORITHM, Candidate, DrawError, Inspector, fingerprint, settled
from steelyard.drawing.record import Record
from steelyard.model import Message

_NAMED = 5  # ids that a sentence names


def verify(
    record: Record, candidates: Sequence[Candidate], inspectors: Sequence[Inspector] | None = None
) -> tuple[Message, ...]:
    """What does not hold when the draw is made again from this pool; nothing where it is the same draw.

    ``inspectors``: ``None`` takes those that the record holds.
    """
    return tuple(_wrong(record, candidates, record.inspectors if inspectors is None else inspectors))


def _wrong(record: Record, candidates: Sequence[Candidate], inspectors: Sequence[Inspector]) -> Iterator[Message]:
    if record.algorithm != ALGORITHM:
        zh = f"记录所用的抽取方法是“{record.algorithm}”，本版本只能复核“{ALGORITHM}”。"
        yield Message(zh, f"The record is of “{record.algorithm}”; this version replays “{ALGORITHM}” only.")
        return
    yield from _lists(record.candidates, candidates, record.pool_sha256, POOL)
    yield from _lists(record.inspectors, inspectors, record.inspectors_sha256, STAFF)
    try:
        again = draw(candidates, record.seed, record.sizes, inspectors, record.team or PAIR)
    except DrawError as error:
        yield Message(f"不能重新抽取：{error.message.zh}", f"The draw cannot be made again: {error.message.en}")
        return
    if again.drawn != record.drawn:
        yield _differs(record, again)
    elif again.pool_sha256 == record.pool_sha256 and (again.strata, again.team) != (record.strata, record.team):
        zh = "记录中各分层的数目或者检查人数与重新抽取的不同，记录被改动过。"
        yield Message(
            zh, "The record counts its strata or its teams otherwise than the draw made again: it was altered."
        )


def _lists(
    kept: Sequence[Candidate] | Sequence[Inspector],
    given: Sequence[Candidate] | Sequence[Inspector],
    printed: str,
    what: Message,
) -> Iterator[Message]:
    """Whether the list in the record is the one its fingerprint is of, and the one that is given."""
    if (fingerprint(kept) if kept else "") != printed:
        zh = f"记录中的{what.zh}与记录的指纹不符，记录被改动过。"
        yield Message(zh, f"The {what.en} in the record does not have the fingerprint in the record: it was altered.")
    before, now = _by_id(kept), _by_id(given)
    changed = sorted(one for one in before.keys() | now.keys() if before.get(one) != now.get(one))
    if not changed:
        return
    named, more = changed[:_NAMED], len(changed) > _NAMED
    zh = f"{what.zh}与抽取时不同，有{len(changed)}项增删或改动：{'、'.join(named)}{'等' if more else ''}。"
    en = f"The {what.en} is not the one drawn from: {len(changed)} added, removed or changed: {', '.join(named)}"
    yield Message(zh, f"{en}{', …' if more else ''}.")


def _by_id(members: Sequence[Candidate] | Sequence[Inspector]) -> dict[str, Candidate | Inspector]:
    return {one.id: settled([one])[0] for one in members}


def _differs(record: Record, again: Record) -> Message:
    before, now = ({one.id for one in made.drawn} for made in (record, again))
    if before == now:
        zh = "重新抽取，对象相同，但顺序、号码或者检查人员与记录不同。"
        return Message(zh, "Made again, the same objects are drawn, but places, numbers or inspectors differ.")
    only = [", ".join(sorted(ids)[:_NAMED]) or "—" for ids in (before - now, now - before)]
    zh = f"重新抽取，结果与记录不同：只在记录中的有{only[0]}，应抽而记录中没有的有{only[1]}。"
    return Message(zh, f"Made again, the draw differs: only in the record {only[0]}; missing from it {only[1]}.")
