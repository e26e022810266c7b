"""Which numbers of a form are guarded: change one digit of a number, and see whether any check says something new.

``python -m tests.guarding.mutating FORM.txt`` changes every digit to every other one and prints what is guarded; with
``--ledgers`` beside ledgers that give just what the form says now.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.guarding.agreeing import agreeing

from steelyard import audit, recognise, score
from steelyard.model import Amount, Evidence, Form, Place
from steelyard.reading import read_bytes

Said = frozenset[tuple[str, str, str | None, str | None, str]]
DIGITS = "0123456789"
HAN = "一二三四五六七八九"


class Number(NamedTuple):
    """A number of the form: a claim of the narrative, or a cell of an indicator row by its column."""

    kind: str
    row: int
    start: int
    text: str


class Guarded(NamedTuple):
    """``caught`` of ``changes`` one-digit changes of a number made a check say something new."""

    number: Number
    caught: int
    changes: int

    @property
    def wholly(self) -> bool:
        return self.caught == self.changes


def recognised(text: str) -> Form:
    return recognise(read_bytes(text.encode(), "form.txt"))


def said(form: Form, evidence: Evidence | None) -> Said:
    """What the checks say that a reviewer must look at."""
    findings = audit(score(form), evidence=evidence).findings
    return frozenset(
        (one.name, one.about, one.stated, one.computed, one.message.zh) for one in findings if one.level != "note"
    )


def numbers(form: Form) -> Iterator[Number]:
    """The claims, then the numbers of every row."""
    for at, claim in enumerate(form.narrative.claims):
        yield Number("claim", at, claim.start, claim.text)
    for row in form.indicators:
        cells: dict[str, Place | None] = {
            "target": row.target.place if isinstance(row.quantity, Amount) else None,
            "actual": row.actual.place if isinstance(row.result, Amount) else None,
            "weight": row.weight.printed.place,
            "score": row.score.printed.place,
        }
        for kind, place in cells.items():
            if place is not None:
                yield Number(kind, row.row, place.start, place.text)


def changes(number: Number, every: bool) -> Iterator[tuple[int, str]]:
    """Where to put which digit: every other digit at every place, or the next one at the last place only.

    A number does not come to begin with a nought, and keeps its length.
    """
    places = [found.start() for found in re.finditer(f"[{DIGITS}{HAN}]", number.text)]
    for place in places if every else places[-1:]:
        digit = number.text[place]
        others = [one for one in (HAN if digit in HAN else DIGITS) if one != digit]
        if place == places[0] and digit != "0" and len(places) > 1:
            others = [one for one in others if one != "0"]
        after = (HAN if digit in HAN else DIGITS).find(digit)
        yield from ((number.start + place, one) for one in (others if every else [others[after % len(others)]]))


def guarded(text: str, *, every: bool, ledgers: bool = False) -> Iterator[Guarded]:
    """Each number with how many of its changes are noticed, with ``ledgers`` beside those that agree with the form."""
    form = recognised(text)
    evidence = agreeing(form) if ledgers else None
    before = said(form, evidence)
    for number in numbers(form):
        made = list(changes(number, every))
        caught = sum(_noticed(text[:at] + digit + text[at + 1 :], before, evidence) for at, digit in made)
        if made:
            yield Guarded(number, caught, len(made))


def _noticed(text: str, before: Said, evidence: Evidence | None) -> bool:
    return bool(said(recognised(text), evidence) - before)


def table(found: Iterable[Guarded]) -> dict[str, Counter[str]]:
    """By kind of number: how many there are, how many are wholly guarded, and the changes made and caught."""
    kinds: dict[str, Counter[str]] = {}
    for one in found:
        counts = kinds.setdefault(one.number.kind, Counter())
        counts.update(numbers=1, wholly=int(one.wholly), caught=one.caught, changes=one.changes)
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.guarding.mutating", description=__doc__)
    parser.add_argument("form", type=Path)
    parser.add_argument("--ledgers", action="store_true")
    asked = parser.parse_args()
    found = list(guarded(asked.form.read_text(encoding="utf-8"), every=True, ledgers=asked.ledgers))
    for kind, counts in table(found).items():
        print(f"{kind:7} {counts['wholly']} of {counts['numbers']} guarded, ", end="")
        print(f"{counts['caught']} of {counts['changes']} changes noticed")
    for one in found:
        if not one.wholly:
            print(f"  {one.number.kind} {one.number.row} {one.number.text}: {one.caught} of {one.changes}")


if __name__ == "__main__":
    main()
