"""Which measures prove an indicator, by its name as officials write it."""

import re
from functools import cache
from typing import NamedTuple

from steelyard.packs.ledgers import Measure, packs
from steelyard.quantity import fold

_MARKS = re.compile(r"[\s“”‘’\"'（）()《》、，,。.：:；;·—–-]")


class Match(NamedTuple):
    """A measure and the pack that it belongs to."""

    pack: str
    measure: Measure


def proving(name: str) -> tuple[Match, ...]:
    """The measures that say they prove an indicator of that name, marks and spaces left aside.

    A measure that is told apart by groups has no one value and proves no row.
    """
    return _known().get(plain(name), ())


def plain(name: str) -> str:
    """A name without what writers put into it differently."""
    return _MARKS.sub("", fold(name))


@cache
def _known() -> dict[str, tuple[Match, ...]]:
    found: dict[str, tuple[Match, ...]] = {}
    for pack, known in packs().items():
        for measure in known.measures:
            for name in () if measure.by else dict.fromkeys(map(plain, measure.proves)):
                found[name] = (*found.get(name, ()), Match(pack, measure))
    return found
