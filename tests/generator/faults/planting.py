"""What is common to the planters: the names of the faults, and the twin that carries one."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tests.generator.inventing import shorten
from tests.generator.truth import Row, Truth


class Fault(StrEnum):
    TOTAL_WEIGHT_OFF = "total-weight-off"
    TOTAL_SCORE_OFF = "total-score-off"
    WEIGHT_CHANGED = "weight-changed"
    GROUP_TOTAL_OFF = "group-total-off"
    AMOUNT_DIGITS = "amount-digits-swapped"
    SHARE_OFF = "share-off"
    RATE_WRONG_BASE = "rate-on-wrong-base"
    RATE_MISTYPED = "rate-mistyped"
    IMPOSSIBLE_PERCENTAGE = "impossible-percentage"
    SCORE_OFF_RULE = "score-off-rule"
    EXECUTION_SCORE_OFF = "execution-score-off-rule"
    SCORE_ABOVE_WEIGHT = "score-above-weight"
    DEDUCTION_WITHOUT_NOTE = "deduction-without-note"
    SHORTFALL_WITHOUT_NOTE = "shortfall-without-note"
    GRADE_OFF = "grade-off-scale"
    ALL_FULL = "all-full-marks"
    DOMINANT_WEIGHT = "dominant-weight"
    FAR_EXCEEDED = "target-far-exceeded"
    ECHO = "echoed-target"
    RESULT_BOUND = "result-is-a-bound"
    RESULT_WORD = "result-is-a-word"
    RESULT_BLANK = "result-is-blank"
    COST_AT_LEAST = "cost-at-least"
    UNIT_OFF_NAME = "count-in-percent"
    DUPLICATED = "duplicated-row"
    MISPLACED = "misplaced-row"
    STATED_SCORE_OFF = "stated-score-off"
    MOVED_TARGET = "moved-target"
    LEFT_OUT = "shortfall-left-out"
    OUTPUT_AHEAD = "output-ahead-of-money"
    IMPOSSIBLE_DATE = "impossible-date"
    REVERSED = "reversed-wording"
    SECTION_MISSING = "section-missing"
    PLACEHOLDER = "placeholder-left"
    STALE_YEAR = "stale-year"
    OTHER_UNIT = "name-of-another-unit"
    TOLD_OTHERWISE = "told-otherwise"
    MONEY_OTHERWISE = "money-told-otherwise"
    PARTS_OTHERWISE = "parts-told-otherwise"
    GROWTH_OTHERWISE = "growth-told-otherwise"
    FEW_ASKED = "few-asked"


@dataclass(frozen=True)
class Planted:
    """A faulty form. One of ``names`` must be found; where ``rows`` are given, at one of these rows."""

    truth: Truth
    names: tuple[str, ...]
    rows: tuple[int, ...] = ()


Planter = Callable[[Truth, random.Random], Planted | None]
PLANTERS: dict[Fault, Planter] = {}


def plants(fault: Fault) -> Callable[[Planter], Planter]:
    def keep(planter: Planter) -> Planter:
        PLANTERS[fault] = planter
        return planter

    return keep


def pick(truth: Truth, source: random.Random, wanted: Callable[[Row], bool]) -> int | None:
    """The number (from 1) of a row that is wanted, if there is one."""
    numbers = truth.where(wanted)
    return source.choice(numbers) if numbers else None


def met(row: Row) -> bool:
    """A measured row that reaches its target and has its full weight, worth more than one point."""
    return measured(row) and not row.short and row.score == row.weight and not row.note


def measured(row: Row) -> bool:
    return row.sort in ("count", "rate", "ceiling") and row.name != "预算执行率" and not row.part


def with_short(truth: Truth, source: random.Random) -> tuple[Truth, int] | None:
    """The form with a measured row that falls short (one that does already, if there is), explained."""
    number = pick(truth, source, lambda row: measured(row) and row.short)
    if number is not None:
        return truth, number
    number = pick(truth, source, lambda row: met(row) and row.sort in ("count", "rate"))
    if number is None:
        return None
    rows = list(truth.rows)
    rows[number - 1] = shorten(source, truth.family, rows[number - 1])
    return replace(truth, rows=tuple(rows)), number
