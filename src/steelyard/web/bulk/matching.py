"""Whose form is it: units by the name that a form prints, exactly or after folding; never guessed."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from steelyard.model import Message
from steelyard.web.models import Case, Member

IGNORED = frozenset("·•“”\"'‘’、，,。.．:：;；-—_/\\")


class Units(NamedTuple):
    """The cases of a year by the names of their units: as they are written, and folded."""

    exact: Mapping[str, frozenset[int]]
    folded: Mapping[str, frozenset[int]]


def units(cases: Iterable[Case]) -> Units:
    """The cases that a form may belong to; ``unit`` of each is loaded.

    A unit goes by its own name and by it with the names of the places above, as in 安澜市水务局.
    """
    exact: dict[str, set[int]] = {}
    folded: dict[str, set[int]] = {}
    for case in cases:
        for name in names(case.unit.path):
            exact.setdefault(name, set()).add(case.id)
            folded.setdefault(fold(name), set()).add(case.id)
    return Units(_frozen(exact), _frozen(folded))


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {name: frozenset(cases) for name, cases in found.items()}


def names(path: str) -> list[str]:
    """What a place is called: its name, and it behind those above, one more at a time."""
    parts = path.split("/")
    return ["".join(parts[start:]) for start in range(len(parts))]


def fold(name: str) -> str:
    """A name without what writers vary: width of letters, white space, marks, and the kind of brackets."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = text.translate(str.maketrans("[【〔{「『", "((((((")).translate(str.maketrans("]】〕}」』", "))))))"))
    return "".join(sign for sign in text if not sign.isspace() and sign not in IGNORED)


def named(name: str, known: Units) -> frozenset[int]:
    """The cases whose units are called so: as it is written, else folded."""
    return known.exact.get(name) or known.folded.get(fold(name)) or frozenset()


def matched(member: Member, known: Units, year: int) -> int | Message:
    """The case that a form belongs to, or why nobody can tell without asking."""
    name = member.organization
    if not name:
        return Message("表上没有写单位名称，请指定单位。", "The form names no unit; say whose it is.")
    if member.stated is not None and member.stated != year:
        zh = f"表上写的是{member.stated}年度，这批是{year}年度，请核对后指定单位。"
        return Message(zh, f"The form is of {member.stated}, and these are of {year}; check it and say whose it is.")
    found = named(name, known)
    if len(found) == 1:
        return next(iter(found))
    if found:
        zh = f"“{name}”可能是{len(found)}个单位中的任何一个，请指定。"
        return Message(zh, f"“{name}” may be any of {len(found)} units; say which.")
    zh = f"没有名为“{name}”的填报单位（或者还没有为它开始{year}年度自评），请指定单位。"
    return Message(zh, f"No unit with a form of {year} is called “{name}”; say whose it is.")
