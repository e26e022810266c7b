"""What the reports show of the narrative's numbers: each with its state, the other ends of its ties, and why."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from steelyard.model import Claim, Form, Lang, Place, Tie, end_of
from steelyard.model.narrative import State
from steelyard.reporting.coverage import STATES
from steelyard.reporting.marking import Marking, Spot
from steelyard.reporting.places import place

GRAVITY: tuple[State, ...] = ("contradicted", "unclear", "confirmed", "untied")


class EndView(NamedTuple):
    """The other end of a tie: why it was tied, and where the other figure stands; ``anchor`` may be empty."""

    why: str
    words: str
    anchor: str


class NumberView(NamedTuple):
    """A number of the narrative; ``entry`` is its own anchor, ``anchor`` that of the number in the text."""

    entry: str
    anchor: str
    text: str
    counted: str
    ends: list[EndView]


class StateView(NamedTuple):
    """The numbers of one state."""

    state: State
    word: str
    numbers: list[NumberView]


def spots(form: Form) -> list[Spot]:
    """The numbers to be marked in the form: the claims, and the cells that they are tied to."""
    found = {}
    for at, (claim, state) in enumerate(zip(form.narrative.claims, form.narrative.states(), strict=True)):
        found[claim.start] = Spot(claim.start, claim.end, state, _anchor(at), _entry(at))
    for tie in sorted(form.narrative.ties, key=lambda one: GRAVITY.index(_state(one)), reverse=True):
        if (end := end_of(form, tie)) and end.part == "table":
            found[end.start] = Spot(end.start, end.end, _state(tie), f"e{end.start}", _entry(tie.claim))
    return list(found.values())


def number_views(form: Form, marking: Marking, lang: Lang) -> list[StateView]:
    """The numbers by state, the gravest first; states that no number has are left out."""
    told = form.narrative
    by_state: dict[State, list[NumberView]] = defaultdict(list)
    for at, (claim, state, ties) in enumerate(zip(told.claims, told.states(), told.by_claim(), strict=True)):
        ends = list(_ends(form, ties, marking, lang))
        anchor = _anchor(at) if _anchor(at) in marking.placed else ""
        view = NumberView(_entry(at), anchor, claim.text, _counted(claim), ends)
        by_state[state].append(view)
    return [StateView(state, STATES[state].say(lang), by_state[state]) for state in GRAVITY if by_state[state]]


def _ends(form: Form, ties: list[Tie], marking: Marking, lang: Lang) -> Iterator[EndView]:
    for tie in ties:
        end = end_of(form, tie)
        anchor = _end_anchor(form, tie, end)
        words = place(end, form, lang) if end else ""
        yield EndView(tie.why.say(lang), words, anchor if anchor in marking.placed else "")


def _end_anchor(form: Form, tie: Tie, end: Place | None) -> str:
    """The anchor of the other end, but for a figure that is the claim itself, of which only the sum is told."""
    if end is None:
        return ""
    if end.part == "table":
        return f"e{end.start}"
    claims = form.narrative.claims
    at = bisect_right(claims, end.start, key=lambda claim: claim.end)  # the first that ends behind where it begins
    own = at < len(claims) and claims[at].start < end.end
    return _anchor(at) if own and at != tie.claim else ""


def _counted(claim: Claim) -> str:
    return claim.object.strip()


def _state(tie: Tie) -> State:
    return "confirmed" if tie.outcome == "part-of" else tie.outcome


def _anchor(at: int) -> str:
    return f"c{at + 1}"


def _entry(at: int) -> str:
    return f"n{at + 1}"
