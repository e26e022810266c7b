"""The shapes of what the API takes and gives. Scores are decimals as text; what cannot be had is ``null``."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import BeforeValidator, ConfigDict

from steelyard.model import Message
from steelyard.reviewing import ACTS, State

MOST = 2**31 - 1


def _digits(value: object) -> object:
    """A whole number in an address is digits: ``2025.0`` and ``2_025`` are slips."""
    if isinstance(value, str) and not (value.isascii() and value.removeprefix("-").isdecimal()):
        raise ValueError("a whole number is written in digits")
    return value


Whole = Annotated[int, BeforeValidator(_digits)]
Number = Annotated[int, Field(ge=1, le=MOST)]
Revision = Annotated[Whole, Field(ge=0, le=MOST, description="办理前看到的版次 · the revision that was seen")]
Act = Annotated[str, Field(json_schema_extra={"enum": list(ACTS)})]
Score = Annotated[str | None, Field(description="十进制数 · a decimal", examples=["97.38"])]


class Said(Schema):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, message: Message) -> "Said":
        """A message of the program."""
        return cls(zh=message.zh, en=message.en)


class Problem(Said):
    """Why something was not done; ``fields`` are those of the request that are wrong."""

    fields: list[str]


class Place(Schema):
    """A place in the tree; ``files`` says that it files a form every year."""

    id: int
    path: str
    name: str
    files: bool


class Places(Schema):
    """Some of the places that one sees; ``count`` is that of all."""

    items: list[Place]
    count: int


class Line(Schema):
    """A form as lists show it. ``errors`` to ``grade`` are of the current version, if there is one."""

    id: int
    unit: str
    year: int
    state: State
    state_name: Said
    revision: int
    due: date | None
    late: bool
    returned: bool
    changed: datetime
    version: int | None
    errors: int | None
    doubts: int | None
    notes: int | None
    score: Score
    by_rule: Score
    grade: str | None


class Cases(Schema):
    """Some of the forms that one sees; ``count`` is that of all that were asked for."""

    items: list[Line]
    count: int


class Version(Schema):
    """A file as it was handed in, and what the audit of it gave."""

    id: int
    number: int
    name: str
    kind: str
    size: int
    sha256: str
    by: str
    at: datetime
    errors: int
    doubts: int
    notes: int
    score: Score
    by_rule: Score
    grade: str | None
    verdict: Said


class Possible(Schema):
    """An act that may be done now, and whether a reason must be given."""

    name: Act
    title: Said
    reason: bool


class Review(Schema):
    """An expert's review as far as one may see it."""

    expert: str
    points: Score
    opinion: str


class Entry(Schema):
    """One entry of the log; ``seen`` is the SHA-256 of what was seen."""

    number: int
    at: str
    by: str
    role: str
    act: str
    subject: str
    reason: str
    seen: str
    previous: str
    hash: str


class Expert(Schema):
    """Somebody who may be asked to review, where the form may be drawn now."""

    id: int
    name: str


class Case(Line):
    """All about one form. In its history others' names and reasons may be left out."""

    agreed: Score
    acts: list[Possible]
    experts: list[Expert]
    versions: list[Version]
    reviews: list[Review]
    history: list[Entry]


class Deed(Schema):
    """What an act needs: ``points`` to score and to reconcile, ``experts`` to draw for review, a reason for some."""

    model_config = ConfigDict(extra="forbid")

    revision: Revision
    reason: Annotated[str, Field(max_length=2_000)] = ""
    points: Annotated[str, Field(max_length=10, examples=["91.5"])] = ""
    experts: list[Number] = Field(default_factory=list, max_length=100)


class Board(Schema):
    """The units below an officer in a year, counted."""

    year: int | None
    years: list[int]
    all: int
    late: int
    returned: int
    flagged: int
    adjusting: int = 0
    states: dict[State, int]
    grades: dict[str, int]


class Published(Schema):
    """A published result."""

    id: int
    unit: str
    year: int
    score: Score
    reviewed: Score
    grade: str | None
    sha256: str


class PublishedMany(Schema):
    """Some of the published results; ``count`` is that of all that were asked for."""

    items: list[Published]
    count: int


class Row(Schema):
    """An indicator as it is printed in the form."""

    name: str | None
    target: str | None
    actual: str | None
    weight: Score
    score: Score


class Total(Schema):
    """The last row of the table."""

    weight: Score
    score: Score


class PublishedForm(Published):
    """A published result with the indicators of its form."""

    indicators: list[Row]
    total: Total


class Log(Schema):
    """Entries of the log in order; ``last`` is the number to go on from."""

    entries: list[Entry]
    last: int
