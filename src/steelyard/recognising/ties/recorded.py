"""Ties between the claims of the narrative and what ledgers give: the same judgement as of claim and row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from steelyard.model import Claim, Form, Known, Message, Tie
from steelyard.recognising.ties.comparing import shown, side
from steelyard.recognising.ties.judging import against_rows
from steelyard.recognising.ties.lists import lists
from steelyard.recognising.ties.rows import Figured, Judged, Row, Rows, named
from steelyard.recognising.ties.saying import how
from steelyard.recognising.ties.saying import named as called
from steelyard.recognising.ties.telling import Text


def with_ledgers(form: Form, known: Sequence[Known]) -> Form:
    """``form`` with its claims tied to the values of ledgers, too.

    A claim is tied to one value at most, and one that is a part of what the ledgers give says nothing of them.
    """
    claims = form.narrative.claims
    if not known or not claims:
        return form
    text = Text(form, claims)
    told = [text.told(index) for index in range(len(claims))]
    rows = Rows(row for number, one in enumerate(known) for row in _rows(number, one))
    judged = against_rows(rows, claims, told, list(lists(form.document.text, claims)))
    ties = [_tie(claims[one.claim], one, known[one.row.row]) for one in judged if one.outcome != "part-of"]
    every = sorted((*form.narrative.ties, *ties), key=lambda one: one.claim)
    return replace(form, narrative=replace(form.narrative, ties=tuple(every)))


def _rows(number: int, one: Known) -> Iterator[Row | None]:
    """A value under each of its names."""
    value = one.value.value
    assert isinstance(value, Decimal), "what is not known is not held against anything"
    figure = Figured("result", side(value, one.value.unit, f"{value:f}{one.value.unit}"))
    yield from (named(number, name, [figure]) for name in dict.fromkeys(one.names))


def _tie(claim: Claim, judged: Judged, known: Known) -> Tie:
    value, figure, tail = known.value, judged.figure.figure, how(judged)
    ledgers = "、".join(f"“{one.title}”" for one in value.ledgers)
    zh = f"正文“{called(claim)}{claim.text}”与台账{ledgers}算出的“{value.title.zh}”{shown(figure.value)}{value.unit}"
    en = f"“{called(claim)} {claim.text}” in the text and “{value.title.en}” {shown(figure.value)} {value.unit}"
    en = f"{en} by the ledgers {', '.join(one.name for one in value.ledgers)}"
    why = Message(f"{zh}{tail.zh}。", f"{en} {tail.en}.")
    return Tie(judged.claim, f"ledger:{known.pack}/{value.measure}", judged.outcome, why, shown(figure.value))
