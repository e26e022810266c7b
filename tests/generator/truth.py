"""What a made-up form says, free of any layout: the truth that a reader should give back.

Layouts print it, writers file it, faults bend one fact of it. Nothing here knows the product.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from tests.generator.families import FAMILIES
from tests.generator.family import Family
from tests.generator.noise import Noise

Sort = Literal["count", "rate", "ceiling", "zero", "date", "words"]
Style = Literal["sign", "bare", "after", "before", "equals"]
Stage = Literal["initial", "adjusted", "final"]


@dataclass(frozen=True)
class Row:
    """One indicator. ``ceiling`` is a number not to be exceeded; ``words`` and ``date`` are judged in words.

    ``shown_target`` and ``shown_actual`` print something other than the facts would (for faults).
    """

    groups: tuple[str, ...]
    name: str
    sort: Sort
    style: Style
    value: Decimal | None
    unit: str
    words: str
    result: Decimal | None
    result_words: str
    weight: Decimal
    score: Decimal
    note: str = ""
    reason: str = ""  # why it falls short; said in the note and in the narrative
    star: bool = False
    part: bool = False  # 其中: a part of the row above, without points of its own
    initial: Decimal | None = None  # the target before an adjustment in the year
    shown_target: str | None = None
    shown_actual: str | None = None

    @property
    def op(self) -> str | None:
        if self.sort == "zero" or self.style == "equals":
            return "="
        if self.value is None or self.style == "bare":
            return None
        return "<=" if self.sort == "ceiling" else ">="

    @property
    def short(self) -> bool:
        """Whether the result falls short of the target."""
        if self.value is None or self.result is None:
            return bool(self.reason)
        if self.sort in ("ceiling", "zero"):
            return self.result > self.value
        return self.result < self.value


@dataclass(frozen=True)
class Money:
    """One budget figure. ``total`` is the one that the others of its stage and side add up to."""

    stage: Stage
    side: str
    name: str
    amount: Decimal
    total: bool = False
    share: Decimal | None = None


@dataclass(frozen=True)
class Subtotal:
    group: str
    weight: Decimal
    score: Decimal


@dataclass(frozen=True)
class Truth:
    family_name: str
    seed: int
    noise: Noise
    department: str
    title: str
    organization: str
    project: str
    year: int
    unit: str
    rows: tuple[Row, ...]
    money: tuple[Money, ...]
    rate: Decimal | None  # 预算执行率 in percent, two places
    execution_score: Decimal | None
    subtotals: tuple[Subtotal, ...]
    total_weight: Decimal
    total_score: Decimal
    grade: str
    goal: str
    achieved: str
    remark: str = ""  # what the form says beside its rows (说明)
    silent: frozenset[int] = field(default=frozenset())  # rows (from 1) that the narrative leaves out
    tweaks: tuple[tuple[str, str], ...] = ()  # replacements in the finished narrative (for faults)
    missing_section: str = ""

    @property
    def family(self) -> Family:
        return FAMILIES[self.family_name]

    def with_row(self, number: int, **changes: object) -> "Truth":
        """The same form with row ``number`` (from 1) changed."""
        rows = list(self.rows)
        rows[number - 1] = replace(rows[number - 1], **changes)  # type: ignore[arg-type]
        return replace(self, rows=tuple(rows))

    def where(self, wanted: Callable[[Row], bool]) -> list[int]:
        """Numbers (from 1) of the rows that are wanted."""
        return [number for number, row in enumerate(self.rows, 1) if wanted(row)]
