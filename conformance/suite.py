"""What an outside suite is: cases that others wrote, read from where the user has them, and how we answer them."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

SUITES = Path(__file__).parent / "suites"


class Answer(NamedTuple):
    """A value in the suite's notation, with its span where the suite asks for one."""

    value: str
    start: int = 0
    end: int = 0


class Case(NamedTuple):
    """One case of one part (mostly: one file) of a suite."""

    part: str
    input: str
    expected: tuple[Answer, ...]


@dataclass(frozen=True)
class Suite:
    """``places`` are the folders it may lie in, below the one the user names; the first that is there is read.

    ``cases`` reads them; ``answer`` gives ours to the input of a part.
    """

    title: str
    source: str
    licence: str
    places: tuple[str, ...]
    cases: Callable[[Path], Iterable[Case]]
    answer: Callable[[str, str], Iterator[Answer]]

    def folder(self, root: Path) -> Path | None:
        """Where the suite lies under ``root``; ``None`` where the user does not have it."""
        return next((root / place for place in self.places if (root / place).is_dir()), None)


@dataclass(frozen=True)
class Difference:
    """What we answer otherwise on purpose: one case by its ``input``, or all failing ones whose input has ``like``.

    ``ours`` is our answer to the one case, values apart by ``; ``.
    """

    part: str
    why: str
    input: str = ""
    like: str = ""
    ours: str = ""


@dataclass(frozen=True)
class Notes:
    """What is on file about a suite: how many cases of each part pass, and where we differ on purpose."""

    passing: dict[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()


def suites() -> dict[str, Suite]:
    """Every suite by name: each module of ``suites`` offers one as ``SUITE``."""
    names = sorted(file.stem for file in SUITES.glob("*.py") if file.stem != "__init__")
    return {name: import_module(f"conformance.suites.{name}").SUITE for name in names}


def notes(name: str) -> Notes:
    """The notes beside the suite's module.

    :raises TypeError: a difference has a key that is not known.
    """
    raw = tomllib.loads((SUITES / f"{name}.toml").read_text(encoding="utf-8"))
    return Notes(raw["passing"], tuple(Difference(**one) for one in raw.get("difference", ())))
