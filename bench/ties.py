"""Ties of the narrative's numbers: the cost as claims and rows grow to a hundred times those of one form."""

from dataclasses import replace
from pathlib import Path

from bench.timing import seconds, table
from steelyard import read, recognise
from steelyard.model import Claim, Form, Indicator
from steelyard.recognising.ties import tie

TIMES = (1, 2, 5, 10, 20, 50, 100)
_FIRST, _COUNT = 0x4E00, 20902  # Chinese characters


def run(forms: dict[str, Path]) -> None:
    """Milliseconds of the ties of each form, grown by its text, by its rows, and by both."""
    for name, path in forms.items():
        form = recognise(read(path))
        rows = []
        for times in TIMES:
            both = _longer(_taller(form, times), times)
            taken = [_taken(one) for one in (_longer(form, times), _taller(form, times), both)]
            a_claim = taken[-1] / max(1, len(both.narrative.claims)) * 1e6
            rows.append((f"{times}", *(f"{one * 1000:.1f}" for one in taken), f"{a_claim:.0f}"))
        size = f"{len(form.narrative.claims)} claims, {len(form.indicators)} rows"
        print(f"Ties of the narrative ({name}, {size}), milliseconds; linear if the last column stays level")
        table(("times", "text", "rows", "both", "µs a claim"), rows)


def _taken(form: Form) -> float:
    return seconds(tie, form, form.narrative.claims, runs=7, budget=3.0)


def _longer(form: Form, times: int) -> Form:
    """The same text over and over."""
    text, claims = form.document.text + "\n", form.narrative.claims
    more = tuple(_moved(one, at * len(text)) for at in range(times) for one in claims)
    return replace(
        form, document=replace(form.document, text=text * times), narrative=replace(form.narrative, claims=more)
    )


def _moved(claim: Claim, by: int) -> Claim:
    return replace(claim, start=claim.start + by, end=claim.end + by)


def _taller(form: Form, times: int) -> Form:
    """More rows, each copy named by other characters, as no two rows of a form have one name."""
    rows = [_renamed(one, at, len(form.indicators)) for at in range(times) for one in form.indicators]
    return replace(form, indicators=tuple(rows))


def _renamed(row: Indicator, copy: int, count: int) -> Indicator:
    name = "".join(
        chr(_FIRST + (ord(one) - _FIRST + 131 * copy) % _COUNT) if _FIRST <= ord(one) < _FIRST + _COUNT else one
        for one in row.name.text
    )
    return replace(row, row=row.row + copy * count, name=replace(row.name, text=name))
