"""Levels in their order, where everybody knows it: 优秀 above 良好, 四星级 above 三星级, Ⅱ类 above Ⅲ类."""

from functools import cache
from typing import NamedTuple

from steelyard.model import Rank
from steelyard.quantity.folding import plain
from steelyard.quantity.words import toml


class Rung(NamedTuple):
    """Where a level stands: on which ladder, and between which rungs (优良 is 良 or 优)."""

    ladder: int
    low: int
    high: int


def reaches(result: Rank, target: Rank) -> bool | None:
    """Whether a level that was reached is the target's or a better one.

    ``None`` where no order is known: 一级 and 二级 name the better and the worse as the scheme has it, and a target
    that bounds from above (三级以下) asks for something else.
    """
    if target.op in ("<=", "<"):
        return None
    if result.text == target.text and target.op != ">":
        return True
    got, asked = _rungs().get(plain(result.text)), _rungs().get(plain(target.text))
    if got is None or asked is None or got.ladder != asked.ladder:
        return None
    above = 1 if target.op == ">" else 0
    if got.low >= asked.low + above:
        return True
    return False if got.high < asked.low + above else None


@cache
def _rungs() -> dict[str, Rung]:
    """Every level of ladders.toml, with each of the words that may stand behind it."""
    rungs: dict[str, Rung] = {}
    for number, ladder in enumerate(toml("ladders")["ladder"]):
        own = {
            level: Rung(number, at, at)
            for at, levels in enumerate(reversed(ladder["levels"].split()))
            for level in levels.split("/")
        }
        for level, (low, high) in ladder.get("between", {}).items():
            own[level] = Rung(number, own[low].low, own[high].high)
        rungs |= {plain(level + kind): rung for level, rung in own.items() for kind in ladder.get("with", [""])}
    return rungs
