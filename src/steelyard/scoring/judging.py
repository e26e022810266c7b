"""Rows that a person judges: the rule only gives the band of the state that the result claims."""

from decimal import Decimal
from typing import Literal

from steelyard.model import Indicator, Message, Rank, Unknown, Wording
from steelyard.packs.rules import Rule, rule
from steelyard.packs.shapes import Bands
from steelyard.quantity import denies, fold, reaches, trimmed
from steelyard.scoring.outcome import ZERO, Outcome, undecided, unknown
from steelyard.scoring.shapes import apply

State = Literal["yes", "partly", "no"]
JUDGED = Unknown(
    Message("定性指标由人评判，规则只给分值区间。", "A person judges this row; the rule only gives a band.")
)
ROUGHLY = "基本"  # no band knows the word


def judged(row: Indicator, name: str) -> Outcome:
    """The band of the claimed state; the whole range from 0 to the weight where the words leave it open."""
    if isinstance(row.result, Unknown):
        return unknown(row.result, name)
    state, weight = claimed(row), row.weight.value
    short = _below(row) if state is None else state != "yes"
    if isinstance(weight, Unknown):
        return unknown(weight, name, short)
    found = rule(name)
    room: tuple[Decimal, Decimal] | None = apply(found, weight=weight, state=state)
    room = room or (ZERO, weight)
    return undecided(JUDGED, room, name, short, _how(found, state, room))


def claimed(row: Indicator) -> State | None:
    """What the result claims: the target's own words or level is a claim to have met it, their denial to have not."""
    target, said = fold(row.target.text), fold(row.actual.text)
    if said and said == target:
        return "yes"
    if isinstance(row.quantity, Rank) and isinstance(row.result, Rank):
        return "yes" if reaches(row.result, row.quantity) else None
    denied = denies(target, said)
    if denied in ("partly", "no"):
        return denied
    if isinstance(row.result, Wording) and row.result.met is not None:
        return row.result.met
    return "yes" if denied == "yes" and target and target in said and ROUGHLY not in said else None


def _below(row: Indicator) -> bool | None:
    """A level below the target's falls short; how many points that costs, no rule says."""
    both = isinstance(row.quantity, Rank) and isinstance(row.result, Rank)
    return True if both and reaches(row.result, row.quantity) is False else None  # type: ignore[arg-type]


def _how(found: Rule, state: State | None, room: tuple[Decimal, Decimal]) -> Message:
    low, high = map(trimmed, room)
    bands = found.shape.bands if isinstance(found.shape, Bands) else ()
    band = next((band for band in bands if band.met == state), None)
    zh, en = (f"按“{band.state}”", f"as “{band.state_en}”") if band else ("", "")
    return Message(f"定性评判{zh}，{low}～{high}分", f"judged{' ' + en if en else ''}: {low} to {high} points")
