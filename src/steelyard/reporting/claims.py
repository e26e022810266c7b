"""The claims of the narrative as the JSON result tells them."""

from decimal import Decimal
from typing import Any

from steelyard.model import Audited, Claim, Form, Lang, Tie, Unknown
from steelyard.reporting import coverage
from steelyard.reporting.words import plain

Json = dict[str, Any]


def numbers(audited: Audited) -> Json:
    """How many claims there are by state, and the same of the numbers of the table."""
    return {**_counts(coverage.of_narrative(audited.scored.form)), "table": _counts(coverage.of_table(audited))}


def _counts(covered: coverage.Coverage) -> Json:
    return {"total": covered.total, **covered._asdict()}


def claims(form: Form, lang: Lang) -> list[Json]:
    """Every claim in reading order with its ties."""
    told = form.narrative
    each = zip(told.claims, told.states(), told.by_claim(), strict=True)
    return [_claim(claim, state, ties, lang) for claim, state, ties in each]


def _claim(claim: Claim, state: str, ties: list[Tie], lang: Lang) -> Json:
    unread = claim.value.why.say(lang) if isinstance(claim.value, Unknown) else None
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": plain(claim.value) if isinstance(claim.value, Decimal) else None,
        "unit": claim.unit,
        "object": claim.object,
        "modifier": claim.modifier,
        "state": state,
        "ties": list(dict.fromkeys(tie.other for tie in ties)),
        **({"why": {"value": unread}} if unread else {}),
        **_further(claim),
        "reasons": [_reason(tie, lang) for tie in ties],
    }


def _further(claim: Claim) -> Json:
    """What only some claims have: a key is there where the text says it."""
    said = {"aggregate": claim.aggregate, "share_of": claim.share_of, "period": claim.period}
    further: Json = {key: value for key, value in said.items() if value}
    return further if claim.high is None else {**further, "high": plain(claim.high)}


def _reason(tie: Tie, lang: Lang) -> Json:
    computed = {"computed": tie.computed} if tie.computed else {}
    return {"tie": tie.other, "outcome": tie.outcome, "why": tie.why.say(lang), **computed}
