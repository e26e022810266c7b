"""The faults of the benchmark by name, from taxonomy.toml, and the checks that nothing can be planted for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = ("note", "doubt", "error")


@dataclass(frozen=True)
class Kind:
    """A kind of fault, as taxonomy.toml describes its keys."""

    name: str
    family: str
    checks: tuple[str, ...]
    place: str
    touches: tuple[str, ...]
    zh: str
    en: str
    also: tuple[str, ...] = ()
    level: str = "doubt"
    whole: bool = False
    ledgers: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of fault.

    :raises TypeError: an entry lacks a key, or has one that is not known.
    """
    return {one["name"]: Kind(**{key: _frozen(value) for key, value in one.items()}) for one in _file()["fault"]}


def unplanted() -> dict[str, str]:
    """Checks that no fault is planted for, and why."""
    return {one["check"]: one["why"] for one in _file().get("unplanted", ())}


def family_of(name: str) -> str:
    """The family of a fault or of a check; ``other`` for a name that is neither."""
    for one in kinds().values():
        if name == one.name or name in one.checks:
            return one.family
    return "other"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8"))
