"""What is left of the judgements once all claims are known: one row is contradicted by one value at most."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from steelyard.model import Claim
from steelyard.recognising.ties.comparing import factor
from steelyard.recognising.ties.lists import Listed
from steelyard.recognising.ties.rows import Judged
from steelyard.recognising.ties.telling import Told

_NEAR = 12  # characters between two items of a list


def settled(best: list[Judged], told: Sequence[Told]) -> Iterator[Judged]:
    """One row is contradicted by one value at most: where others agree with it or differ too, the scope is unclear."""
    agreed = {(one.row.row, one.figure.what): one.strict for one in best if one.outcome == "confirmed"}
    agreed |= {(one.row.row, one.figure.what): True for one in best if one.outcome == "confirmed" and one.strict}
    differing: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for one in best:
        if one.asks:
            differing[one.row.row, one.figure.what].add(one.value)
    for one in best:
        key = one.row.row, one.figure.what
        if not one.asks or (one.strict and not agreed.get(key) and len(differing[key]) == 1):
            yield one
        elif not one.strict:
            if key not in agreed and len(differing[key]) == 1:
                yield one
        elif one.value < one.figure.figure.value and not told[one.claim].whole:
            yield one._replace(outcome="part-of", reason="several")
        elif not agreed.get(key):
            yield one._replace(outcome="unclear", reason="several")


def inherited(judged: Sequence[Judged], listed: Sequence[Listed], claims: Sequence[Claim]) -> Iterator[Judged]:
    """The parts of a total that a row has are parts of the row; so are the others of a list of which one is."""
    of = {one.claim: one for one in judged}
    for found in listed:
        head = of.get(found.head)
        if head is not None and head.outcome == "confirmed" and head.figure.what == "result":
            yield from _parts(head, [part for part in found.parts if part not in of], claims, "head")
    for one in judged:
        following = one.claim + 1
        if one.outcome == "part-of" and following < len(claims) and following not in of:
            gap = claims[following].start - claims[one.claim].end
            if one.reason == "kind" and gap <= _NEAR and claims[following].unit == claims[one.claim].unit:
                yield from _parts(one, [following], claims, "kind")


def _parts(head: Judged, parts: Sequence[int], claims: Sequence[Claim], reason: str) -> Iterator[Judged]:
    for part in parts:
        value = claims[part].value
        scaled = factor(claims[part].unit, head.figure.figure.unit)
        if isinstance(value, Decimal) and scaled and value * scaled < head.figure.figure.value:
            yield head._replace(claim=part, outcome="part-of", reason=reason, value=value * scaled)
