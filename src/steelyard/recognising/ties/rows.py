"""The rows of the table as they are compared, and which of them share most words with a claim."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from typing import Literal, NamedTuple

from steelyard.model import Amount, Indicator, Interval
from steelyard.model.narrative import Outcome
from steelyard.recognising.ties.comparing import Side, side
from steelyard.recognising.ties.names import Name, core, name_of, pairs
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_BRACKETS = re.compile(r"[（()）]")  # 台（件） closes a name as 台件
_CANDIDATES = 6
_COMMON = 60  # rows; a pair of characters that more rows have finds none of them


class Figured(NamedTuple):
    """A figure of a row: its result, or its target."""

    what: Literal["result", "target"]
    figure: Side
    high: Decimal | None = None


class Row(NamedTuple):
    """An indicator row by its name and its figures."""

    row: int
    printed: str
    name: Name
    around: str
    figures: tuple[Figured, ...]
    per_head: bool
    change: bool
    narrow: str


class Likeness(NamedTuple):
    """How near the words of a claim come to the name of a row.

    ``own`` and ``total`` are the shares of the name that the claim's phrase and all around it say; ``missing`` and
    ``extra`` count the characters that the text leaves out and those that it adds.
    """

    own: float
    total: float
    missing: int
    extra: int

    @property
    def closeness(self) -> float:
        return self.own + self.total - 0.1 * self.extra


class Judged(NamedTuple):
    """A claim against a row: how near the two are, and what came of it."""

    claim: int
    row: Row
    figure: Figured
    outcome: Outcome
    like: Likeness
    strict: bool
    reason: str  # what sets the two apart or makes the claim a part: a key of ``saying``
    value: Decimal
    detail: str = ""

    @property
    def asks(self) -> bool:
        return self.outcome in {"contradicted", "unclear"}


class Rows:
    """Rows looked up by two adjoining characters of their names."""

    def __init__(self, rows: Iterable[Row | None]) -> None:
        self.rows = [row for row in rows if row is not None]
        results = ((row, one) for row in self.rows for one in row.figures if one.what == "result")
        self.kinds = Counter(row.name.rate or one.figure.unit for row, one in results)
        self.found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for pair in pairs(row.name.core):
                self.found[pair].append(number)

    def near(self, told: Told) -> Iterator[Row]:
        """The rows whose names share most with the words of a claim."""
        shared: dict[int, int] = {}
        for pair in pairs(told.own):
            if len(numbers := self.found.get(pair, ())) <= _COMMON:
                for number in numbers:
                    shared[number] = shared.get(number, 0) + 1
        for number in nlargest(_CANDIDATES, shared, key=shared.__getitem__):
            yield self.rows[number]


def row_of(one: Indicator) -> Row | None:
    """An indicator row; ``None`` where it has no figure or no name."""
    figures = []
    if isinstance(one.result, Amount):
        figures.append(Figured("result", side(one.result.value, one.result.unit, one.actual.text)))
    for quantity, printed in ((one.quantity, one.target), (one.initial_quantity, one.initial_target)):
        if isinstance(quantity, Amount):
            figures.append(Figured("target", side(quantity.value, quantity.unit, printed.text)))
        elif isinstance(quantity, Interval):
            figures.append(Figured("target", side(quantity.low, quantity.unit, printed.text), quantity.high))
    return named(one.row, one.name.text, figures, [group.text for group in one.groups])


def named(number: int, title: str, figures: Sequence[Figured], groups: Sequence[str] = ()) -> Row | None:
    """What is called ``title`` and has these figures; ``None`` where it has none, or the title names nothing."""
    name = name_of(_without_unit(title, figures))
    if not figures or not name.size:
        return None
    lexicon = words()
    narrow = lexicon.narrow.search(title)
    return Row(
        number,
        title,
        name,
        "|".join([name.core, *map(core, groups)]),
        tuple(figures),
        per_head=bool(lexicon.per_head.search(title)),
        change=bool(lexicon.changed.search(title)),
        narrow=narrow[0] if narrow else "",
    )


def _without_unit(name: str, figures: Sequence[Figured]) -> str:
    """检查户次 is 检查: the unit that closes the name says how it is counted."""
    closing = name.removesuffix("数")
    for figured in figures:
        unit = _BRACKETS.sub("", figured.figure.unit)
        if len(unit) > 1 and closing.endswith(unit) and len(closing) > len(unit) + 1:
            return closing.removesuffix(unit)
    return name
