"""The ties of the narrative's claims, as checks look at them: those to the table, within the text, and to ledgers."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from steelyard.checks._registry import NEXT, At
from steelyard.model import Claim, Finding, Form, Message, Pass, Place, Skip, Tie, Verdict, end_of
from steelyard.quantity import trimmed

NO_CLAIMS = Message("正文没有写数量。", "The narrative states no quantities.")


class Tied(NamedTuple):
    """A claim and the other end of one of its ties."""

    tie: Tie
    claim: Claim
    place: Place  # of the claim
    other: Place


def tied(form: Form, part: Literal["table", "text"]) -> Iterator[Tied]:
    """The ties whose other end stands in ``part``, without those that the arithmetic checks answer for."""
    claims = form.narrative.claims
    for tie in form.narrative.ties:
        claim, other = claims[tie.claim], end_of(form, tie)
        if other is not None and other.part == part and not _arithmetic(form, tie, claim, other):
            yield Tied(tie, claim, Place(claim.start, claim.end, claim.text), other)


def _arithmetic(form: Form, tie: Tie, claim: Claim, other: Place) -> bool:
    """Whether the claim is itself the budget figure, the rate or the score that it was tied to, or a term of it."""
    if tie.other.startswith(("indicator:", "claim:")):
        return False
    own = form.stated_score.printed.place if tie.other == "form:total.score" else other
    term = tie.other == "form:execution_rate" and claim.unit != "%"
    return term or (own is not None and own.start < claim.end and claim.start < own.end)


def verdicts(form: Form, found: Sequence[Tied], untied: Message) -> Iterator[Verdict | At]:
    """What the ties come to: contradicted is the check's own level, a scope to be explained a doubt."""
    if not found:
        yield Skip(untied if form.narrative.claims else NO_CLAIMS)
    for one in found:
        if one.tie.outcome == "contradicted":
            yield _finding(one)
        elif one.tie.outcome == "unclear":
            yield At("doubt", _finding(one))
        else:
            yield Pass()


def recorded(form: Form) -> Iterator[Verdict | At]:
    """What the ties to ledgers come to: a doubt at most, since a text may count otherwise than a measure does."""
    for tie in form.narrative.ties:
        if not tie.other.startswith("ledger:"):
            continue
        if tie.outcome == "confirmed":
            yield Pass()
            continue
        claim = form.narrative.claims[tie.claim]
        stated = trimmed(claim.value) if isinstance(claim.value, Decimal) else None
        place = Place(claim.start, claim.end, claim.text)
        yield At("doubt", Finding(tie.why, NEXT, "text", (place,), stated, tie.computed))


def _finding(one: Tied) -> Finding:
    about = f"{one.tie.other}.{one.tie.column}" if one.tie.other.startswith("indicator:") else "text"
    value = one.claim.value
    stated = trimmed(value) if isinstance(value, Decimal) else None
    return Finding(one.tie.why, NEXT, about, (one.place, one.other), stated, one.tie.computed or None)
