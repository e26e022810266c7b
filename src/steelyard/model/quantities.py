"""What a target or a result says, once parsed.

``unit`` is as normalised by the unit lexicon: count words keep their own name (批次, 家), a scale of 万 or 亿
before a count word is multiplied into the value (5万批次 is 50000 批次), money keeps its accounting unit
(15326.63 万元), and every way to write a percentage is ``%`` with the value in percent.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model.words import Unknown

Op = Literal[">=", ">", "=", "<=", "<"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. ``op`` is ``None`` for a bare number: the rule decides by indicator.

    ``value`` keeps the digits as printed, so that its exponent tells the printed precision. ``trend`` is the direction
    that words of change give it (下降3%); a level that was reached has none (降至3%). ``rough`` marks one that only
    asks for about so many (约100人).
    """

    op: Op | None
    value: Decimal
    unit: str
    trend: Literal["up", "down"] | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included unless marked open (80%~90%). ``trend`` as in ``Amount``."""

    low: Decimal
    high: Decimal
    unit: str
    low_open: bool = False
    high_open: bool = False
    trend: Literal["up", "down"] | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By a day. A month or a year stands for its last day; without a year, the form's year is meant."""

    date: datetime.date
    year_given: bool = True
    day_given: bool = True
    op: Op | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included (2023.07-2024.01)."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Rank:
    """A level of an ordered scale (三级, AAA级, 优良). ``op`` as in ``Amount``."""

    text: str
    op: Op | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A state or a quality in words (健全, 持续优化, 已完成): judged by a person.

    ``met`` tells what the words claim when they are a result: reached, partly, not, or left open.
    """

    text: str
    met: Literal["yes", "partly", "no"] | None = None


Target = Amount | Interval | Deadline | Period | Rank | Wording | Unknown
Result = Amount | Deadline | Period | Rank | Wording | Unknown
