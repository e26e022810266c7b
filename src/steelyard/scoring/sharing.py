"""Rows that share one weight: a merged cell over several indicators, or a row and its parts (其中 …)."""

from collections.abc import Sequence

from steelyard.model import Indicator, Message, Unknown
from steelyard.packs.indicators import plain
from steelyard.scoring.outcome import ZERO, Outcome, undecided

PART = "其中"


def settle(rows: Sequence[Indicator], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes once more, where one weight stands for several rows.

    A row with parts is scored by itself: it is their sum. A weight merged over several indicators is earned whole when
    all of them meet their targets; else no rule says how they share it.
    """
    settled = list(outcomes)
    sharing, missed = _sharing(rows), unmet(rows, [one.short for one in outcomes])
    shorts = {row.row: one.short for row, one in zip(rows, outcomes, strict=True)}
    for at, row in enumerate(rows):
        own, weight = outcomes[at], row.weight.value
        if row.row not in missed or isinstance(weight, Unknown) or isinstance(own.points, Unknown):
            continue
        short = own.short or any(shorts[part] for part in sharing[row.row]) or None
        settled[at] = undecided(missed[row.row], (ZERO, weight), own.rule, short, ratio=own.ratio)
    return settled


def unmet(rows: Sequence[Indicator], shorts: Sequence[bool | None]) -> dict[int, Unknown]:
    """Why a weight merged over several indicators is not earned, by the row that prints it.

    ``shorts`` tells of each row whether its result falls short.
    """
    of = {row.row: short for row, short in zip(rows, shorts, strict=True)}
    return {
        row: _not_all_met(others)
        for row, others in _sharing(rows).items()
        if not all(of[one] is False for one in (row, *others))
    }


def _sharing(rows: Sequence[Indicator]) -> dict[int, list[int]]:
    """The rows that share the weight of another, by that row; not those that are its parts."""
    shares: dict[int, list[int]] = {}
    names = {row.row: row.name.text for row in rows}
    for row in rows:
        if row.part_of is not None:
            shares.setdefault(row.part_of, []).append(row.row)
    return {
        row: others for row, others in shares.items() if not any(plain(names[one]).startswith(PART) for one in others)
    }


def _not_all_met(others: Sequence[int]) -> Unknown:
    said, listed = "、".join(map(str, others)), ", ".join(map(str, others))
    return Unknown(
        Message(
            f"本行与第{said}行合用一个分值，没有全部达标，规则没有规定如何分摊。",
            f"It shares its weight with row {listed}; not all are met, and no rule says how they share it.",
        )
    )
