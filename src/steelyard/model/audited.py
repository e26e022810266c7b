"""A scored form with the verdicts of the checks."""

from dataclasses import dataclass
from typing import Literal

from steelyard.model.document import Place
from steelyard.model.scored import Scored
from steelyard.model.words import Message

Level = Literal["error", "doubt", "note"]


@dataclass(frozen=True, slots=True)
class Pass:
    """The check was made once more and the form holds."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The check could not be made, and why."""

    why: Message


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: a finished sentence with the numbers in it, and what to do next.

    ``about`` names the thing (``total.weight``, ``indicator:2.score``); ``stated`` and ``computed`` are
    decimal numbers or texts as printed, ``None`` where the defect is not a number.
    ``name`` and ``level`` are those of the check, filled in by the runner.
    """

    message: Message
    next_step: Message
    about: str
    where: tuple[Place, ...]
    stated: str | None = None
    computed: str | None = None
    name: str = ""
    level: Level = "doubt"


Verdict = Pass | Skip | Finding


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a check passed, found something, or could not be made, by reason."""

    check: str
    passed: int
    found: int
    skipped: tuple[tuple[Message, int], ...]


@dataclass(frozen=True, slots=True)
class Audited:
    scored: Scored
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
