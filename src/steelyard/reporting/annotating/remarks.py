"""Audited → what is to be written beside which words of the document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from steelyard.checks import checks
from steelyard.model import Audited, Finding, Form, Lang, Level, Message, Place
from steelyard.reporting.places import place
from steelyard.reporting.words import LEVELS, safe

AUTHOR, INITIALS = "steelyard", "sy"
ELSEWHERE = 3  # so many other places of the same finding are named
Spot = tuple[int, int]
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Remark(NamedTuple):
    """What is said of the characters ``start`` to ``end``, both ``None`` where the finding names no place.

    The first of ``lines`` is the heading.
    """

    start: int | None
    end: int | None
    level: Level
    lines: tuple[str, ...]


def remarks(audits: Sequence[Audited], lang: Lang) -> list[Remark]:
    """A remark for each place of each finding, in the order of the text; those without a place come first.

    ``audits`` are the forms of one document. Remarks on the same words stand gravest first, as the findings do.
    """
    found = [remark for audited in audits for finding in audited.findings for remark in _of(finding, audited, lang)]
    return sorted(found, key=lambda remark: (remark.start is not None, remark.start or 0, remark.end or 0))


def _of(finding: Finding, audited: Audited, lang: Lang) -> Iterator[Remark]:
    form = audited.scored.form
    places = {(where.start, where.end): where for where in finding.where}
    if not places:
        nowhere = Message(
            "这条意见针对全表，没有对应的位置。", "This concerns the form as a whole and names no place in it."
        )
        yield Remark(None, None, finding.level, _clean([*_lines(finding, lang), nowhere.say(lang)]))
    for spot in places:
        lines = [*_lines(finding, lang), *_elsewhere(places, spot, form, lang)]
        yield Remark(*spot, finding.level, _clean(lines))


def _lines(finding: Finding, lang: Lang) -> Iterator[str]:
    title = checks()[finding.name].title.say(lang)
    yield f"{LEVELS[finding.level].say(lang)} · {title} [{finding.name}]"
    yield finding.message.say(lang)
    if finding.stated and finding.computed:
        yield Message(
            f"表内所写：{finding.stated}；核算：{finding.computed}。",
            f"Stated: {finding.stated}; computed: {finding.computed}.",
        ).say(lang)
    yield "→ " + finding.next_step.say(lang)


def _elsewhere(places: Mapping[Spot, Place], spot: Spot, form: Form, lang: Lang) -> Iterator[str]:
    """Where else the same finding is marked, so that the author sees what has to agree."""
    named: dict[str, None] = {}
    for other, where in places.items():
        if other != spot:
            named[place(where, form, lang)] = None
        if len(named) > ELSEWHERE:
            break
    if not named:
        return
    first = [*named][:ELSEWHERE]
    zh, en = "、".join(first), "; ".join(first)
    if len(named) > ELSEWHERE:
        zh, en = f"{zh}等，共{len(places)}处", f"{en} and others, {len(places)} places in all"
    yield Message(f"同一意见还标在：{zh}。", f"Also marked at: {en}.").say(lang)


def _clean(lines: Sequence[str]) -> tuple[str, ...]:
    """Without characters that XML cannot hold; a comment is a place where nothing may turn the text around."""
    return tuple(_NOT_XML.sub("�", part) for line in lines for part in safe(line).splitlines() if part.strip())
