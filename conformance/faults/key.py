"""The answer key, ``key.json``: which files there are, what was planted in each, and where a tool should point.

The format is told in ``docs/conformance.md``.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from conformance.faults import VERSION

NAME = "key.json"
Role = Literal["clean", "faulty", "tempting"]


@dataclass(frozen=True)
class Spot:
    """Where a fault can be pointed at: a row of the table of indicators, or printed text.

    ``row`` counts the indicator rows from 1, the total row is the next one. ``text`` is what the form prints there,
    ``before`` what the clean form printed.
    """

    row: int | None = None
    column: str | None = None
    text: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Seeded:
    """A fault as planted. One of ``checks`` must be named, at one of ``spots`` if there are any."""

    name: str
    family: str
    checks: tuple[str, ...]
    also: tuple[str, ...]
    level: str
    spots: tuple[Spot, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One file. ``of`` is its clean twin; ``edit`` is the temptation, ``tempts`` are checks that could fall for it."""

    file: str
    role: Role
    form: str
    format: str
    of: str | None = None
    ledgers: str | None = None
    faults: tuple[Seeded, ...] = ()
    edit: str | None = None
    tempts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """The whole benchmark."""

    seed: int
    entries: tuple[Entry, ...] = field(default=())

    def write(self, folder: Path) -> None:
        """Writes ``key.json`` into ``folder``."""
        whole = {"benchmark": "steelyard-faults", "version": VERSION, "seed": self.seed}
        files = [_without_blanks(asdict(entry)) for entry in self.entries]
        text = json.dumps({**whole, "files": files}, ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_blanks(one) for key, one in value.items() if one not in (None, (), [])}
    return [_without_blanks(one) for one in value] if isinstance(value, list | tuple) else value


def read_key(folder: Path) -> Key:
    """The key of the benchmark in ``folder``.

    :raises ValueError: there is none, or it is one of another version; the message says what to do.
    """
    path = folder / NAME
    if not path.is_file():
        raise ValueError(f"{folder} holds no {NAME}: write a benchmark there with “make -o {folder}”")
    raw = json.loads(path.read_text(encoding="utf-8"))
    if raw.get("version") != VERSION:
        raise ValueError(f"{path} is of version {raw.get('version')}, this is version {VERSION}: write it anew")
    return Key(raw["seed"], tuple(_entry(one) for one in raw["files"]))


def _entry(raw: dict[str, Any]) -> Entry:
    faults = tuple(map(_seeded, raw.get("faults", ())))
    lists = {name: tuple(raw.get(name, ())) for name in ("tempts", "facts")}
    return Entry(**{**raw, **lists, "faults": faults})


def _seeded(raw: dict[str, Any]) -> Seeded:
    lists = {name: tuple(raw.get(name, ())) for name in ("checks", "also", "facts")}
    return Seeded(**{**raw, **lists, "spots": tuple(Spot(**spot) for spot in raw.get("spots", ()))})
