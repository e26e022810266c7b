"""Two people's drafts of one form: where they differ, and one made of both."""

from collections.abc import Collection, Iterator
from typing import NamedTuple, get_args

import msgspec

from steelyard.filling.drafts.correcting import put, text_at
from steelyard.filling.drafts.typed import Part, Texts, Typed, asked, layout_of, said, words
from steelyard.model import Message

PARTS: tuple[Part, ...] = get_args(Part)
PART_WORDS: dict[Part, Message] = {
    "card": Message("基本情况", "general"),
    "budget": Message("预算各行", "the lines of the budget"),
    "values": Message("数据各行", "the values"),
    "indicators": Message("指标各行", "the rows of indicators"),
}


class Difference(NamedTuple):
    """What one draft says at an address and the other says otherwise; a part as a whole where rows were added, moved
    or taken out. ``changed`` tells whether the first draft changed it since both began."""

    address: str
    label: Message
    own: str
    other: str
    changed: bool


def differences(began: Typed, own: Typed, other: Typed) -> Iterator[Difference]:
    """Where ``own`` and ``other`` differ, both of one profile and both begun from ``began``."""
    for part, sheet in asked(own.profile).items():
        ours, theirs, first = own.rows(part), other.rows(part), began.rows(part)
        if len(ours) != len(theirs) or _moved(ours, theirs):
            yield Difference(part, PART_WORDS[part], _lines(ours), _lines(theirs), ours != first)
            continue
        for number, (mine, yours) in enumerate(zip(ours, theirs, strict=True), 1):
            for question in sheet.questions:
                key = question.key
                if mine.get(key, "") != yours.get(key, ""):
                    address = f"{part}.{key}" if part == "card" else f"{part}.{number}.{key}"
                    changed = mine.get(key, "") != (text_at(began, address) or "")
                    yield Difference(address, words(own, address), mine.get(key, ""), yours.get(key, ""), changed)
    for section in layout_of(own.profile).sections:
        said_here, said_there = own.narrative.get(section.kind, ""), other.narrative.get(section.kind, "")
        if said_here != said_there:
            address = f"narrative.{section.kind}"
            changed = said_here != began.narrative.get(section.kind, "")
            yield Difference(address, words(own, address), said_here, said_there, changed)


def merged(own: Typed, other: Typed, take: Collection[str]) -> Typed:
    """``own`` with what ``other`` says at the addresses (or parts) of ``take``; addresses that it lacks are let be."""
    made = own
    for part in PARTS:
        if part in take:
            made = msgspec.structs.replace(made, **{part: other.card if part == "card" else other.rows(part)})
    known = {one.address for one in differences(own, made, other)}
    for address in take:
        if address in known and "." in address:
            made = put(made, address, text_at(other, address) or "")
    return made


def _names(rows: tuple[Texts, ...]) -> list[str]:
    return [row.get("name", "") for row in rows]


def _moved(ours: tuple[Texts, ...], theirs: tuple[Texts, ...]) -> bool:
    """Whether the same rows stand in another order."""
    mine, yours = _names(ours), _names(theirs)
    return mine != yours and sorted(mine) == sorted(yours)


def _lines(rows: tuple[Texts, ...]) -> str:
    return "\n".join(f"{number}. {'｜'.join(said(row).values())}" for number, row in enumerate(rows, 1))
