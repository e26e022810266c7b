"""A form with the points that its rules give."""

from dataclasses import dataclass
from decimal import Decimal

from steelyard.model.aims import Aim
from steelyard.model.evidence import Evidence
from steelyard.model.form import Form
from steelyard.model.words import Message, Unknown


@dataclass(frozen=True, slots=True)
class Mark:
    """The points of one row. ``row`` 0 is the execution line of the funds block.

    ``low`` and ``high`` bound what the rule allows (a judged row: its band; rounding: the printed
    precision); they equal ``points`` where the rule leaves no room, and are ``Unknown`` where nothing
    can be said. ``how`` is the arithmetic (``93.58 ÷ 100 × 2``) or, for a judged row, the band in words.
    ``short`` tells whether the result falls short of the target; ``None`` where that cannot be told.
    ``ratio`` is result ÷ target, the degree of achievement, for rows where both are numbers.
    """

    row: int
    weight: Decimal | Unknown
    claimed: Decimal | Unknown
    points: Decimal | Unknown
    low: Decimal | Unknown
    high: Decimal | Unknown
    rule: str
    how: Message
    short: bool | None
    ratio: Decimal | Unknown


@dataclass(frozen=True, slots=True)
class Sum:
    """The rows (and the execution line) added up as the form states them."""

    weight: Decimal | Unknown
    score: Decimal | Unknown


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """The form's score by its rules; rows that they cannot decide count as claimed, in ``undecided``."""

    weight: Decimal | Unknown
    score: Decimal | Unknown
    grade: str | Unknown
    undecided: int


@dataclass(frozen=True, slots=True)
class Scored:
    """``beside`` are other forms that this one is held against: of other units, or of the same one's other years.

    ``evidence`` is what ledgers say of its rows, ``aims`` are the targets set for its year with all approved
    adjustments; ``None`` where none were given.
    """

    form: Form
    marks: tuple[Mark, ...]
    summed: Sum
    by_rule: RuleTotal
    beside: tuple[Form, ...] = ()
    evidence: Evidence | None = None
    aims: tuple[Aim, ...] | None = None
