"""The labelled text: passages with every number labelled, little forms with every pair judged; loaded strictly."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec

HERE = Path(__file__).parent
NUMERALS = frozenset("0123456789０１２３４５６７８９零〇一二三四五六七八九十百千万亿两半双ⅠⅡⅢⅣⅤ")

Modifier = Literal["exact", "at-least", "over", "near", "under", "max"]
Aggregate = Literal["cumulative", "consecutive"]
Reason = Literal[
    "ordinal", "date", "year", "document-number", "idiom", "name", "heading", "listed-count", "phone",
    "standard-number", "scope",
]  # fmt: skip
Outcome = Literal["confirmed", "contradicted", "unclear", "part-of", "untied"]


class LabelError(ValueError):
    """A label that does not fit its text; the message names the passage or form and the label."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some printed characters of a text; `nth` (from 1) is given exactly when they occur more than once."""

    text: str
    nth: int | None = None

    def span(self, within: str) -> tuple[int, int]:
        """Where this part is printed in the text; `LabelError` if it is not there or `nth` does not say which."""
        starts = [at for at in range(len(within)) if within.startswith(self.text, at)]
        if not self.text or not starts:
            raise LabelError(f"{self.text!r} is not in the text")
        if (self.nth is None) != (len(starts) == 1):
            raise LabelError(f"{self.text!r} occurs {len(starts)} times, nth is {self.nth}")
        nth = 1 if self.nth is None else self.nth
        if not 1 <= nth <= len(starts):
            raise LabelError(f"{self.text!r} has no occurrence {nth}")
        return starts[nth - 1], starts[nth - 1] + len(self.text)


class Claim(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that says how many or how much. What each field means: README.md beside this file."""

    value: str
    high: str | None = None
    unit: str
    unit_also: tuple[str, ...] = ()
    object: str
    object_also: tuple[str, ...] = ()
    modifier: Modifier = "exact"
    aggregate: Aggregate | None = None
    share_of: str | None = None

    @property
    def amount(self) -> Fraction:
        """The value, exact: a decimal, or a fraction where the decimal has no end (2/3)."""
        return Fraction(self.value)

    @property
    def units(self) -> frozenset[str]:
        """The units that are right."""
        return frozenset({self.unit, *self.unit_also})

    @property
    def objects(self) -> frozenset[str]:
        """The names of the thing counted that are right."""
        return frozenset({self.object, *self.object_also})


class NotClaim(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that counts nothing, and why."""

    reason: Reason


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two to six sentences; every number in them that is a claim is labelled."""

    id: str
    tuned: bool
    text: str
    claim: tuple[Claim, ...]
    not_claim: tuple[NotClaim, ...] = ()

    def spans(self) -> list[tuple[int, int, Claim | NotClaim]]:
        """Start, end and label of every label, in the order of the text."""
        labels: list[Claim | NotClaim] = [*self.claim, *self.not_claim]
        return sorted(((*label.span(self.text), label) for label in labels), key=lambda placed: placed[:2])


class Department(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of passages: the kind of department, the (made-up) unit, its passages."""

    department: str
    unit: str
    passage: tuple[Passage, ...]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One indicator row, as printed."""

    name: str
    target: str
    actual: str


class Pair(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number of the text held against a row (`row`, from 1) or another number of the text (`other`)."""

    row: int | None = None
    other: Part | None = None
    outcome: Outcome
    why: str


class LittleForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A short narrative and a few rows; a pair not listed may be neither contradicted nor unclear."""

    id: str
    department: str
    text: str
    row: tuple[Row, ...] = ()
    pair: tuple[Pair, ...]


class LittleForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of little forms."""

    form: tuple[LittleForm, ...]


@cache
def departments(folder: Path = HERE / "passages") -> tuple[Department, ...]:
    """Every file of passages, by name; `LabelError` or `msgspec.ValidationError` where one does not fit its text."""
    read = tuple(msgspec.toml.decode(path.read_bytes(), type=Department) for path in sorted(folder.glob("*.toml")))
    _different(passage.id for department in read for passage in department.passage)
    for department in read:
        for passage in department.passage:
            check_passage(passage)
    return read


def passages(*, tuned: bool | None = None) -> tuple[Passage, ...]:
    """All passages, or one part: `tuned=False` is the part held out, whose figure is the one quoted."""
    every = (passage for department in departments() for passage in department.passage)
    return tuple(passage for passage in every if tuned is None or passage.tuned is tuned)


def sentences(file: Path = HERE / "sentences.txt") -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """Sentences written while tuning, with the names that are right for each of their numbers."""
    lines = (line.split("||") for line in file.read_text(encoding="utf-8").splitlines() if "||" in line)
    return tuple(
        (text.strip(), tuple(frozenset(each.strip().split("/")) for each in names.split("|")))
        for text, names in lines
        if not text.startswith("#")
    )


@cache
def little_forms(folder: Path = HERE / "contradictions") -> tuple[LittleForm, ...]:
    """Every little form; `LabelError` or `msgspec.ValidationError` where a pair names what is not there."""
    files = (msgspec.toml.decode(path.read_bytes(), type=LittleForms) for path in sorted(folder.glob("*.toml")))
    forms = tuple(form for file in files for form in file.form)
    _different(form.id for form in forms)
    for form in forms:
        check_form(form)
    return forms


def check_passage(passage: Passage) -> None:
    """Raise `LabelError` unless every label is found, holds a numeral, has a value, and none overlaps another."""
    try:
        placed = passage.spans()
        for claim in passage.claim:
            _ = claim.amount, claim.high and Fraction(claim.high)
    except ValueError as error:
        raise LabelError(f"{passage.id}: {error}") from error
    for _start, _end, label in placed:
        if not NUMERALS & set(label.text):
            raise LabelError(f"{passage.id}: {label.text!r} holds no numeral")
    for (_, end, first), (start, _, second) in pairwise(placed):
        if start < end:
            raise LabelError(f"{passage.id}: {first.text!r} and {second.text!r} overlap")


def check_form(form: LittleForm) -> None:
    """Raise `LabelError` unless every pair names a number of the text and one other end that exists."""
    seen = set()
    for pair in form.pair:
        try:
            here = pair.span(form.text)
            there = pair.other.span(form.text) if pair.other else pair.row
        except LabelError as error:
            raise LabelError(f"{form.id}: {error}") from error
        if (pair.row is None) == (pair.other is None) or (pair.row is not None and not 1 <= pair.row <= len(form.row)):
            raise LabelError(f"{form.id}: {pair.text!r} is to name one row of the table or one other number")
        if there == here or (here, there) in seen:
            raise LabelError(f"{form.id}: {pair.text!r} is held against itself, or twice against the same thing")
        seen.add((here, there))


def _different(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise LabelError(f"{name} is the name of two entries")
        seen.add(name)
