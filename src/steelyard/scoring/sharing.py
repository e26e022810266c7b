"""Rows that share one weight: a merged cell over several indicators, or a row and its parts (其中 …)."""

from collections.abc import Sequence
from decimal import Decimal

from steelyard.model import Indicator, Message, Unknown
from steelyard.packs.indicators import plain
from steelyard.scoring.outcome import ZERO, Outcome, undecided

PART = "其中"


def settle(rows: Sequence[Indicator], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes once more, where one weight stands for several rows.

    A row with parts is scored by itself: it is their sum. A weight merged over several indicators is earned whole when
    all of them meet their targets; else no rule says how they share it.
    """
    shares: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        if row.part_of is not None:
            shares.setdefault(row.part_of, []).append(at)
    settled = list(outcomes)
    for at, row in enumerate(rows):
        with_it = shares.get(row.row, [])
        if with_it and not any(plain(rows[part].name.text).startswith(PART) for part in with_it):
            settled[at] = _merged(row, outcomes[at], {rows[part].row: outcomes[part] for part in with_it})
    return settled


def _merged(row: Indicator, own: Outcome, others: dict[int, Outcome]) -> Outcome:
    weight = row.weight.value
    if isinstance(weight, Unknown) or isinstance(own.points, Unknown):
        return own
    if own.short is False and all(other.short is False for other in others.values()):
        return own
    said, listed = "、".join(map(str, others)), ", ".join(map(str, others))
    why = Message(
        f"本行与第{said}行合用一个分值，没有全部达标，规则没有规定如何分摊。",
        f"It shares its weight with row {listed}; not all are met, and no rule says how they share it.",
    )
    short = own.short or any(other.short for other in others.values()) or None
    room: tuple[Decimal, Decimal] = (ZERO, weight)
    return undecided(Unknown(why), room, own.rule, short, ratio=own.ratio)
