"""The indicator names of ten kinds of departments."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.generator.truth import Sort


@dataclass(frozen=True)
class Entry:
    """A name and its sort of target, between ``low`` and ``high``; ``result`` where words have one of their own."""

    name: str
    sort: Sort
    unit: str = ""
    words: str = ""
    result: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)


@cache
def bank() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("banks.toml").read_text(encoding="utf-8"))


def departments() -> list[str]:
    return [name for name in bank() if name != "common"]


def entries(section: str, key: str) -> list[Entry]:
    return [entry(line) for line in bank()[section].get(key) or bank()["common"][key]]


def entry(line: str) -> Entry:
    name, kind, *bounds = line.split("|")
    if kind == "@":
        return Entry(name, "date")
    if kind.startswith("~"):
        return Entry(name, "words", words=kind[1:], result="".join(bounds))
    low, high = (Decimal(bound) for bound in bounds)
    if kind.startswith("0"):
        return Entry(name, "zero", kind[1:])
    if kind.startswith("<"):
        return Entry(name, "ceiling", kind[1:], low=low, high=high)
    return Entry(name, "rate" if kind == "%" else "count", kind, low=low, high=high)
