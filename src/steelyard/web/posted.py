"""The fields of the editor's page as a draft: ``card.year``, ``budget.2.final``, ``indicators.3.groups.0``."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from steelyard.filling import FillError
from steelyard.filling.drafts import Typed, typed
from steelyard.filling.drafts.typed import MOST, Part
from steelyard.model import Message
from steelyard.model.form import SectionKind
from steelyard.reporting.words import safe

_NAME = re.compile(r"(card|budget|values|narrative|indicators)\.(?:([1-9]\d{0,3})\.)?([a-z][a-z.0-9]{0,30})")


def draft_of(fields: Mapping[str, Any]) -> Typed:
    """The draft that was sent. Rows that are left out of the numbering are closed up.

    :raises FillError: no draft of any layout, or beyond its bounds.
    """
    rows: dict[str, dict[int, dict[str, str]]] = {part: {} for part in get_args(Part)}
    narrative: dict[str, str] = {}
    for name in fields:
        part, number, key = _parts(name)
        if not part:
            continue
        text = clean(fields[name])
        if part == "narrative":
            narrative[key] = text
        elif (number > 0) is not (part == "card"):
            rows[part].setdefault(number, {})[key] = text
    if any(len(numbered) > MOST for numbered in rows.values()):
        raise FillError(*Message(f"最多{MOST}行。", f"{MOST} rows at most."))
    in_order = {part: [numbered[at] for at in sorted(numbered)] for part, numbered in rows.items()}
    return _made(clean(fields.get("profile", "")), in_order, narrative)


def with_cells(draft: Typed, cells: Mapping[str, str]) -> Typed:
    """``draft`` with texts at these addresses; a number one beyond the last row makes a new one.

    :raises FillError: an address that is none, or a text that is too long.
    """
    rows = {part: [dict(row) for row in draft.rows(part)] for part in get_args(Part)}
    narrative = {str(kind): text for kind, text in draft.narrative.items()}
    for address in sorted(cells, key=_number):
        part, number, key = _parts(address)
        text = clean(cells[address])
        if part == "narrative" and not number and key in get_args(SectionKind):
            narrative[key] = text
            continue
        at = 0 if part == "card" and not number else number - 1
        if part not in rows or at < 0 or at > len(rows[part]) or (part == "card" and number):
            raise FillError(f"草稿里没有“{address[:60]}”这个位置。", f"The draft has no place “{address[:60]}”.")
        if at == len(rows[part]):
            rows[part].append({})
        rows[part][at][key] = text
    return _made(draft.profile, rows, narrative)


def _parts(address: str) -> tuple[str, int, str]:
    """The part, the row (0 without one) and the key of an address; blanks where it is none."""
    found = _NAME.fullmatch(address)
    return (found[1], int(found[2] or 0), found[3]) if found else ("", 0, "")


def _number(address: str) -> int:
    return _parts(address)[1]


def _made(profile: str, rows: Mapping[str, Sequence[Mapping[str, str]]], narrative: Mapping[str, str]) -> Typed:
    card, *_ = rows["card"] or [{}]
    return typed(
        {
            "profile": profile,
            "card": _filled(card),
            "narrative": {kind: text for kind, text in narrative.items() if text},
            **{part: [_filled(row) for row in found] for part, found in rows.items() if part != "card"},
        }
    )


def clean(text: str) -> str:
    """A text as somebody typed it, without what cannot be printed; lines end as everywhere here."""
    return safe(text.replace("\r\n", "\n")).replace("�", "")


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if text}
