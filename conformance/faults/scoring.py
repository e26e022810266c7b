"""Scores a tool's answers against the key: what was found, where it pointed, what it said of clean forms."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from conformance.faults.answers import Answer, Answers, Pointed
from conformance.faults.key import Entry, Key, Seeded, Spot
from conformance.faults.taxonomy import LEVELS, family_of

LOUD = ("error", "doubt")


@dataclass
class Found:
    """One planted fault: whether it was named, and whether at one of its places; ``points`` tells that it has any."""

    entry: Entry
    fault: Seeded
    named: bool
    placed: bool

    @property
    def points(self) -> bool:
        return bool(self.fault.spots)


@dataclass
class Scores:
    """``true`` and ``false`` are the loud answers by family; ``alarms`` those on clean and tempting files, by file."""

    tool: str
    found: list[Found] = field(default_factory=list)
    true: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    false: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    alarms: dict[str, list[Answer]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def score(key: Key, answers: Answers) -> Scores:
    """Every planted fault with what was said of it, and every loud answer as true or false.

    :raises ValueError: an answer is about a file that the key does not know.
    """
    scores = Scores(answers.tool, entries={entry.file: entry for entry in key.entries})
    said: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers.answers:
        if answer.file not in scores.entries:
            raise ValueError(f"an answer is about {answer.file}, which is no file of this benchmark")
        said[answer.file].append(answer)
    scores.unread = tuple(name for name in answers.unread if name in scores.entries)
    for entry in key.entries:
        _entry(scores, entry, said[entry.file])
    return scores


def _entry(scores: Scores, entry: Entry, said: list[Answer]) -> None:
    for fault in entry.faults:
        named = [one for one in said if names(one, fault) and LEVELS.index(one.level) >= LEVELS.index(fault.level)]
        scores.found.append(Found(entry, fault, bool(named), any(points_at(one, fault) for one in named)))
    loud = [one for one in said if one.level in LOUD]
    if entry.role != "faulty":
        scores.alarms[entry.file] = loud
    for one in loud:
        if any(_owed(one, fault) for fault in entry.faults):
            scores.true[family_of(one.kind)] += 1
        else:
            scores.false[family_of(one.kind)].append(one)


def _owed(answer: Answer, fault: Seeded) -> bool:
    """Whether the fault gives reason for the answer: it is named where it is, or something that it implies is."""
    return (names(answer, fault) and points_at(answer, fault)) or answer.kind in fault.also


def names(answer: Answer, fault: Seeded) -> bool:
    """Whether the answer is of the fault's kind."""
    return answer.kind == fault.name or answer.kind in fault.checks


def points_at(answer: Answer, fault: Seeded) -> bool:
    """Whether the answer points at one of the fault's places; one without places, or about a fault without, does."""
    if not fault.spots or not answer.places:
        return True
    return any(_meets(place, spot) for place in answer.places for spot in fault.spots)


def _meets(place: Pointed, spot: Spot) -> bool:
    if spot.row is not None and place.row is not None:
        return place.row == spot.row
    if spot.text is None or not place.text:
        return False
    pointed, printed, before = _plain(place.text), _plain(spot.text), _plain(spot.before or "")
    if not pointed or (spot.before is not None and _within(pointed, before)):
        return False
    return _within(pointed, printed) or _within(printed, pointed)


def _within(part: str, whole: str) -> bool:
    """Whether ``part`` stands in ``whole``, a number not in the midst of another one."""
    edge = r"(?<![\d.])" if part[:1].isdigit() else ""
    close = r"(?![\d])(?!\.\d)" if part[-1:].isdigit() else ""
    return bool(part) and re.search(edge + re.escape(part) + close, whole) is not None


def _plain(text: str) -> str:
    """Without white space, commas between digits and full-width characters."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"(?<=\d),(?=\d{3})", "", folded)


def clean(scores: Scores, role: str) -> Iterator[tuple[Entry, list[Answer]]]:
    """The clean or the tempting files with the loud answers on them."""
    for file, loud in scores.alarms.items():
        if scores.entries[file].role == role:
            yield scores.entries[file], loud
