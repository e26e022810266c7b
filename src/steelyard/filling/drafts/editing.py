"""Rows of a draft: added, moved, taken out."""

from typing import Literal, get_args

import msgspec

from steelyard.filling.drafts.typed import Part, Texts, Typed
from steelyard.filling.workbook.answers import groups_of

Edit = Literal["add", "up", "down", "remove"]
EDITS: tuple[str, ...] = get_args(Edit)


def edited(draft: Typed, edit: Edit, part: Part, number: int) -> Typed:
    """``draft`` with a row of ``part`` changed: one added behind row ``number`` (0: at the top), or that row moved.

    A row that stays keeps the groups it had, though it had left them blank to repeat those above. What cannot be
    done (the first row up, a row that is not there) changes nothing.
    """
    rows = [*(settled(draft.rows(part)) if part == "indicators" else draft.rows(part))]
    if edit == "add" and 0 <= number <= len(rows):
        rows.insert(number, _like(rows[number - 1]) if number else {})
    elif edit == "remove" and 1 <= number <= len(rows):
        del rows[number - 1]
    elif edit in ("up", "down"):
        other = number - 1 if edit == "up" else number + 1
        if min(number, other) >= 1 and max(number, other) <= len(rows):
            rows[number - 1], rows[other - 1] = rows[other - 1], rows[number - 1]
    return msgspec.structs.replace(draft, **{part: tuple(rows)})


def settled(rows: tuple[Texts, ...]) -> tuple[Texts, ...]:
    """The rows with the groups written out that they left blank to repeat those above."""
    made: list[Texts] = []
    above: list[str] = []
    for row in rows:
        if not any(text.strip() for text in row.values()):
            made.append(row)
            continue
        groups = {key: text.strip() for key, text in row.items() if key.startswith("groups.") and text.strip()}
        above = groups_of(groups, above)
        made.append({**row, **{f"groups.{level}": label for level, label in enumerate(above)}})
    return tuple(made)


def _like(row: Texts) -> Texts:
    """A new row under another: of the same groups or the same side, else blank."""
    return {key: text for key, text in row.items() if key.startswith("groups.") or key == "side"}
