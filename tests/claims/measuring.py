"""How right the grammar is on the labelled text: found and labelled numbers put side by side and counted."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tests.claims.corpus import Claim, NotClaim, Passage

from steelyard.model import Claim as Found
from steelyard.model import Mention
from steelyard.quantity import fold
from steelyard.recognising.claims import claims_of

CLOSE = Fraction(1, 10**12)  # a fraction without an end (2/3) is found as a decimal of 28 digits


class Side(NamedTuple):
    """One place of a passage: what is labelled there and what was found there, either may be missing."""

    passage: Passage
    label: Claim | NotClaim | None
    found: Found | Mention | None


def sides(passage: Passage) -> Iterator[Side]:
    """Every place of the passage that is labelled or found, matched by its exact span."""
    claims, mentions = claims_of([(0, passage.text)])
    found: dict[tuple[int, int], Found | Mention] = {(one.start, one.end): one for one in (*mentions, *claims)}
    labels = {(start, end): label for start, end, label in passage.spans()}
    for span in sorted(found.keys() | labels.keys()):
        yield Side(passage, labels.get(span), found.get(span))


def _text(name: str) -> str:
    return fold(name).replace("“", "").replace("”", "").replace("(", "（").replace(")", "）")


def value_right(label: Claim, found: Found) -> bool:
    """Value, upper end and unit; the unit as printed or in its normal spelling."""
    high = None if found.high is None else Fraction(found.high)
    near = abs(Fraction(found.value) - label.amount) < CLOSE  # type: ignore[arg-type]
    units = {found.unit, found.printed_unit, found.unit.removeprefix("个"), found.printed_unit.removeprefix("个")}
    return near and high == (Fraction(label.high) if label.high else None) and bool(units & label.units)


def named(found: Found, names: frozenset[str]) -> bool:
    """The name is one of these."""
    return _text(found.object) in {_text(name) for name in names}


def object_right(label: Claim, found: Found) -> bool:
    """The name is one of those labelled."""
    return named(found, label.objects)


def object_within(label: Claim, found: Found) -> bool:
    """The name holds one of those labelled, or is held by one, and has two characters at least."""
    own = _text(found.object)
    return len(own) > 1 and any(own in name or name in own for name in map(_text, label.objects))


def _longer(label: Claim, found: Found) -> bool:
    """The name holds one of those labelled and more."""
    own = _text(found.object)
    return not object_right(label, found) and any(name in own for name in map(_text, label.objects))


def reason_right(label: NotClaim, passage: Passage) -> bool:
    """A numeral is kept with the labelled reason where its label stands; how far a name or saying goes is open."""
    start, end = label.span(passage.text)
    _, mentions = claims_of([(0, passage.text)])
    return any(told.reason == label.reason and told.start < end and start < told.end for told in mentions)


def measured(passages: tuple[Passage, ...]) -> Counter[str]:
    """Counts of what was labelled, found and right."""
    counts: Counter[str] = Counter()
    for side in (side for passage in passages for side in sides(passage)):
        label, found = side.label, side.found
        counts["labelled"] += isinstance(label, Claim)
        counts["found"] += isinstance(found, Found)
        counts["not claims"] += isinstance(label, NotClaim)
        if isinstance(label, NotClaim):
            counts["reasons"] += reason_right(label, side.passage)
            counts["reasons to the letter"] += isinstance(found, Mention) and found.reason == label.reason
        if isinstance(label, Claim) and isinstance(found, Found):
            counts["spans"] += 1
            counts["values"] += value_right(label, found)
            counts["objects"] += object_right(label, found)
            counts["within"] += object_within(label, found)
            counts["objects too long"] += _longer(label, found)
            counts["modifiers"] += found.modifier == label.modifier
            counts["aggregates"] += found.aggregate == (label.aggregate or "")
            counts["shares"] += bool(label.share_of) and found.share_of == label.share_of
            counts["shares labelled"] += bool(label.share_of)
    return counts
