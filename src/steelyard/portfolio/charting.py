"""What the charts of the questions have in common: forms by name while they are few, counts by band where not."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from steelyard.model import Message
from steelyard.portfolio.asking import Bars, Line

FORMS = Message("份", "forms")
POINTS = Message("分", "points")
DRAWN = 20  # forms that a chart shows by name: more do not fit on a page that lies on its side


def name_of(line: Line) -> str:
    """How a chart calls a form: its unit, else its title, else its file; behind it the year."""
    name = str(line["organization"] or line["title"] or line["path"])
    return f"{name} {line['year']}" if line["year"] else name


def counted(title: Message, counts: Mapping[Message, int], unit: Message = FORMS) -> Bars:
    """How many of each; ``title`` names the one series."""
    return Bars(title, tuple(counts), (title,), (tuple(counts.values()),), unit)


def banded(title: Message, values: Iterable[Decimal | int], edges: Sequence[int | Decimal], unit: Message) -> Bars:
    """How many forms lie in each band; a value on an edge belongs to the band that begins there."""
    found = [0] * (len(edges) + 1)
    for value in values:
        found[bisect_right(edges, value)] += 1
    within = [f"{low}–{high}" for low, high in pairwise(edges)]
    labels = [f"<{edges[0]}", *within, f"≥{edges[-1]}"]
    said = [Message(f"{label}{unit.zh}", f"{label} {unit.en}") for label in labels]
    return counted(title, dict(zip(said, found, strict=True)))
