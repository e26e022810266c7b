"""An archive as its officer sees it: counts, lines, and the workbook of what came of it."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from steelyard.model import Lang
from steelyard.papers import Run
from steelyard.web.bulk.matching import named, units
from steelyard.web.models import MEMBER_STATES, Batch, Case, Member
from steelyard.web.words import WORDS
from steelyard.web.workbooks import Value, number, workbook

HEADS = {
    "unit": 20, "file": 24, "bulk_named": 16, "state": 11, "verdict": 32, "errors": 6, "doubts": 6, "score": 9,
    "rule": 9, "grade": 7, "bulk_why": 32, "link": 10,
}  # fmt: skip


class Progress(NamedTuple):
    """How far an archive is: files by state, how many were looked at, and whether anything is still to be done."""

    counts: dict[str, int]
    done: int
    all: int
    under_way: bool


def progress(batch: Batch) -> Progress:
    """How far an archive is now."""
    found = Counter(batch.members.values_list("state", flat=True))
    counts = {state: found[state] for state in MEMBER_STATES if found[state]}
    every = sum(counts.values())
    return Progress(counts, every - found["waiting"], every, not (batch.settled or batch.cancelled))


def members(batch: Batch, state: str = "") -> Iterable[Member]:
    """The files of an archive in order, of one state where it is given, with the units that they went to."""
    found = batch.members.select_related("version__case__unit").order_by("number")
    return found.filter(state=state) if state in MEMBER_STATES else found


def likely(batch: Batch, cases: Iterable[Case]) -> dict[int, str]:
    """The one unit that an open file names, for its officer to confirm: what stands against it is said beside it."""
    by_id = {case.id: case.unit.path for case in cases}
    known = units(cases)
    found = {one.number: named(one.organization, known) for one in batch.members.filter(state="open")}
    return {number: by_id[next(iter(ids))] for number, ids in found.items() if len(ids) == 1}


def result(batch: Batch, lang: Lang, address: Callable[[Member], str]) -> bytes:
    """The workbook: a row for each file; ``address`` leads to the version that one became."""
    title = f"{batch.place.path} · {batch.year} · {WORDS['bulk'].say(lang)}"
    note = "　".join(f"{MEMBER_STATES[state].say(lang)} {count}" for state, count in progress(batch).counts.items())
    rows = [_row(member, lang, address) for member in members(batch)]
    return workbook(title, f"{batch.name}　{note}", HEADS, rows, lang)


def _row(member: Member, lang: Lang, address: Callable[[Member], str]) -> list[Value]:
    told = member.told or {}
    link = Run(WORDS["open_it_here"].say(lang), link=address(member)) if member.version else None
    return [
        member.version.case.unit.path if member.version else None,
        member.path,
        member.organization,
        MEMBER_STATES[member.state].say(lang),
        told.get(f"verdict_{lang}"),
        told.get("errors"),
        told.get("doubts"),
        number(told.get("score")),
        number(told.get("by_rule")),
        told.get("grade"),
        member.why_en if lang == "en" else member.why_zh,
        link,
    ]
