"""Corrections: where a finding has what is computed beside what is stated, the stated may be replaced in the draft.

Offered only where the arithmetic leaves no choice: a total, a share, a rate, a score by the rule, a grade by the scale.
Two numbers that differ and might either be right are for the writer to settle.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Literal, NamedTuple

import msgspec

from steelyard.filling.drafts.places import Spot
from steelyard.filling.drafts.typed import Part, Typed
from steelyard.model import Finding

_NUMERAL = re.compile(r"(?<![\d.])\d[\d,，]*(?:\.\d+)?")
# Which of a finding's places state what is wrong: the first, or all of them.
OFFERED: dict[str, Literal["first", "all"]] = {
    "score-off-rule": "first",
    "share-misstated": "first",
    "budget-total-misstated": "first",
    "execution-rate-misstated": "all",
    "score-total-misstated": "all",
    "grade-off-scale": "all",
    "impossible-percentage": "first",
}


class Edit(NamedTuple):
    """A text at an address replaced from ``start`` to ``end``; all of it where both are ``None``."""

    address: str
    start: int | None
    end: int | None
    text: str


class Correction(NamedTuple):
    """What a finding's computed value would change. ``key`` tells it from the others of the same draft."""

    key: str
    stated: str
    computed: str
    edits: tuple[Edit, ...]


def correction(draft: Typed, finding: Finding, spots: Sequence[Spot | None]) -> Correction | None:
    """What would correct a finding whose places stand at ``spots``; ``None`` where the writer has to decide."""
    which, stated, computed = OFFERED.get(finding.name), finding.stated, finding.computed
    if (
        which is None
        or stated is None
        or computed is None
        or (finding.name != "grade-off-scale" and not _number(computed))
    ):
        return None
    chosen = spots[:1] if which == "first" else spots
    edits = tuple(edit for spot in chosen if spot and (edit := _edit(draft, spot, stated, computed)))
    if not edits:
        return None
    name = "|".join((finding.name, finding.about, stated, computed, *(f"{one.address}:{one.start}" for one in edits)))
    return Correction(sha256(name.encode()).hexdigest()[:12], stated, computed, edits)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None


def _edit(draft: Typed, spot: Spot, stated: str, computed: str) -> Edit | None:
    """The one numeral (or word) at a spot that says what is stated, replaced."""
    text = text_at(draft, spot.address)
    if text is None or (spot.start is None and not spot.address.startswith(("indicators.", "budget."))):
        return None
    if spot.address.endswith(".score"):
        return Edit(spot.address, None, None, computed)
    start, end = spot.start or 0, len(text) if spot.end is None else spot.end
    found = list(_stating(text[start:end], stated))
    if len(found) != 1:
        return None
    ((first, last),) = found
    return Edit(spot.address, start + first, start + last, computed)


def _stating(text: str, stated: str) -> Iterator[tuple[int, int]]:
    value = _number(stated)
    if value is None:
        yield from (found.span() for found in re.finditer(re.escape(stated), text))
    else:
        yield from (found.span() for found in _NUMERAL.finditer(text) if _number(found[0]) == value)


def text_at(draft: Typed, address: str) -> str | None:
    """What is typed at an address; ``None`` where there is no such place, or nothing in it."""
    part, _, rest = address.partition(".")
    if part == "narrative":
        return draft.narrative.get(rest)  # type: ignore[call-overload,no-any-return]
    if part == "card":
        return draft.card.get(rest)
    number, _, key = rest.partition(".")
    rows = draft.rows(part) if part in ("budget", "values", "indicators") else ()  # type: ignore[arg-type]
    return rows[int(number) - 1].get(key) if number.isdecimal() and 0 < int(number) <= len(rows) else None


def corrected(draft: Typed, found: Correction) -> Typed:
    """``draft`` with what is computed in the place of what is stated."""
    for edit in sorted(found.edits, key=lambda one: one.start or 0, reverse=True):
        text = text_at(draft, edit.address) or ""
        start, end = edit.start or 0, len(text) if edit.end is None else edit.end
        draft = put(draft, edit.address, text[:start] + edit.text + text[end:])
    return draft


def put(draft: Typed, address: str, text: str) -> Typed:
    """``draft`` with a text at an address that it has."""
    part, _, rest = address.partition(".")
    if part in ("narrative", "card"):
        return msgspec.structs.replace(draft, **{part: {**getattr(draft, part), rest: text}})
    number, _, key = rest.partition(".")
    which: Part = part  # type: ignore[assignment]
    rows = [*draft.rows(which)]
    rows[int(number) - 1] = {**rows[int(number) - 1], key: text}
    return msgspec.structs.replace(draft, **{part: tuple(rows)})
