"""The fields of the editor's page as a draft: ``card.year``, ``budget.2.final``, ``indicators.3.groups.0``."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from steelyard.filling import FillError
from steelyard.filling.drafts import Typed, typed
from steelyard.filling.drafts.typed import MOST, Part
from steelyard.model import Message
from steelyard.reporting.words import safe

_NAME = re.compile(r"(card|budget|values|narrative|indicators)\.(?:([1-9]\d{0,3})\.)?([a-z][a-z.0-9]{0,30})")


def draft_of(fields: Mapping[str, Any]) -> Typed:
    """The draft that was sent. Rows that are left out of the numbering are closed up.

    :raises FillError: no draft of any layout, or beyond its bounds.
    """
    rows: dict[str, dict[int, dict[str, str]]] = {part: {} for part in get_args(Part)}
    narrative: dict[str, str] = {}
    for name in fields:
        if not (found := _NAME.fullmatch(name)):
            continue
        part, number, key = found[1], int(found[2] or 0), found[3]
        text = clean(fields[name])
        if part == "narrative":
            narrative[key] = text
        elif (number > 0) is not (part == "card"):
            rows[part].setdefault(number, {})[key] = text
    if any(len(numbered) > MOST for numbered in rows.values()):
        raise FillError(*Message(f"最多{MOST}行。", f"{MOST} rows at most."))
    return typed(
        {
            "profile": clean(fields.get("profile", "")),
            "card": _filled(rows["card"].get(0, {})),
            "narrative": {kind: text for kind, text in narrative.items() if text},
            **{
                part: [_filled(numbered[at]) for at in sorted(numbered)]
                for part, numbered in rows.items()
                if part != "card"
            },
        }
    )


def clean(text: str) -> str:
    """A text as somebody typed it, without what cannot be printed; lines end as everywhere here."""
    return safe(text.replace("\r\n", "\n")).replace("�", "")


def _filled(row: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if text}
