"""What a form says, as facts with paths (``row 3 score``), and how two forms differ in them."""

from dataclasses import fields, replace
from typing import Any

from tests.generator.truth import Truth

Facts = dict[str, Any]
UNSAID = ("family_name", "seed", "noise", "department")


def facts(truth: Truth) -> Facts:
    """Every fact of a form: those of each row and budget figure apart."""
    told: Facts = {}
    for one in fields(truth):
        value = getattr(truth, one.name)
        if one.name in ("rows", "money"):
            name = {"rows": "row", "money": "money"}[one.name]
            for number, part in enumerate(value, 1):
                told |= {f"{name} {number} {own.name}": getattr(part, own.name) for own in fields(part)}
        elif one.name not in UNSAID:
            told[one.name] = value
    return told


def changed(clean: Truth, twin: Truth) -> dict[str, tuple[Any, Any]]:
    """The facts that differ, by path: before and after."""
    before, after = facts(clean), facts(twin)
    return {
        path: (before.get(path), after.get(path)) for path in {**before, **after} if before.get(path) != after.get(path)
    }


def touches(clean: Truth, twin: Truth) -> set[str]:
    """Which kinds of facts differ: paths without the numbers of rows (``row score``)."""
    return {" ".join(word for word in path.split() if not word.isdigit()) for path in changed(clean, twin)}


def merged(clean: Truth, one: Truth, other: Truth) -> Truth | None:
    """The form with the changes of both; ``None`` where both change one fact, or the rows are not the same."""
    if len({(len(truth.rows), len(truth.money)) for truth in (clean, one, other)}) > 1 or one.noise != other.noise:
        return None
    mine, its = changed(clean, one), changed(clean, other)
    both = set(mine) & set(its)
    if both - {"tweaks", "silent"}:
        return None
    rows, money = list(one.rows), list(one.money)
    for path, (_, after) in its.items():
        kind, *rest = path.split()
        if kind in ("row", "money"):
            parts: list[Any] = rows if kind == "row" else money
            at = int(rest[0]) - 1
            parts[at] = replace(parts[at], **{rest[1]: after})
    whole = {path: after for path, (_, after) in its.items() if " " not in path}
    whole |= {"tweaks": one.tweaks + other.tweaks, "silent": one.silent | other.silent}
    return replace(one, rows=tuple(rows), money=tuple(money), **whole)


def said(value: Any) -> str:
    """A fact as the key prints it."""
    if isinstance(value, tuple | frozenset):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
