"""The closed list of scoring shapes, as data: which one a rule file names and which parameters it takes.

What a shape does stands in ``steelyard.scoring.shapes``, one pure function under the same name. Ratios are shares
(0.8, not 80), points of a percentage are plain numbers (5 is five points of a percentage). Bounds are inclusive.
"""

from decimal import Decimal
from typing import Any, Literal, cast

import msgspec

ONE, NONE = Decimal(1), Decimal(0)


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="name"):
    """Parameters of one shape; its name is the ``name`` in the ``[shape]`` table of a rule file."""

    @property
    def name(self) -> str:
        """``proportion``, ``reverse-linear``, …"""
        return cast(str, self.__struct_config__.tag)

    @property
    def parameters(self) -> dict[str, Any]:
        """What the rule says to the function of its shape."""
        return {field: getattr(self, field) for field in self.__struct_fields__}


class Proportion(Shape, frozen=True, kw_only=True, tag="proportion"):
    """``floor``: a share achieved below it earns nothing."""

    floor: Decimal = NONE


class Exact(Shape, frozen=True, kw_only=True, tag="exact"):
    """A target with an equals sign; a target of 0 is met by nothing above 0."""


class ReverseLinear(Shape, frozen=True, kw_only=True, tag="reverse-linear"):
    """``zero_at``: the multiple of the target at which nothing is left."""

    zero_at: Decimal = Decimal(2)


class ReverseRatio(Shape, frozen=True, kw_only=True, tag="reverse-ratio"):
    """Weight × target ÷ result."""


class AllOrNothing(Shape, frozen=True, kw_only=True, tag="all-or-nothing"):
    """``tolerance``: the share of the target by which a result may miss it, on the side(s) that count."""

    side: Literal["below", "above", "both"] = "below"
    tolerance: Decimal = NONE


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first step whose bound holds gives its share of the weight."""

    share: Decimal
    at_least: Decimal | None = None
    at_most: Decimal | None = None


class Steps(Shape, frozen=True, kw_only=True, tag="steps"):
    """``measure``: the result itself, or by how much it falls short of the target. No step holds: nothing."""

    measure: Literal["result", "shortfall"]
    steps: tuple[Step, ...]


class PerPointDeduction(Shape, frozen=True, kw_only=True, tag="per-point-deduction"):
    """For each complete ``per`` on the wrong side of the target, ``share`` of the weight is taken off."""

    side: Literal["below", "above", "both"]
    per: Decimal
    share: Decimal


class ExecutionRate(Shape, frozen=True, kw_only=True, tag="execution-rate"):
    """Weight × executed ÷ adjusted full-year budget, at most the weight."""


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A judged state and the shares of the weight it allows: ``low`` included; ``high`` only in the first band."""

    met: Literal["yes", "partly", "no"]
    state: str
    state_en: str
    low: Decimal
    high: Decimal


class Bands(Shape, frozen=True, kw_only=True, tag="bands"):
    """Judged rows; best band first."""

    bands: tuple[Band, ...]


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A grade word, the score from which it is given, and other words that mean it."""

    name: str
    at_least: Decimal
    synonyms: tuple[str, ...] = ()


class Grades(Shape, frozen=True, kw_only=True, tag="grades"):
    """Best grade first; the lower bound is included, the score is not rounded first."""

    grades: tuple[Grade, ...]


class OverAchievement(Shape, frozen=True, kw_only=True, tag="over-achievement"):
    """``at_least``: result ÷ target from which the rule speaks; ``None`` where it names no number.

    ``zero_target_at_least``: the result from which it speaks when the target is 0.
    """

    effect: Literal["reduce", "explain", "annotate", "light"]
    at_least: Decimal | None = None
    zero_target_at_least: Decimal | None = None


class MoneyGap(Shape, frozen=True, kw_only=True, tag="money-gap"):
    """Red: output ahead of money by more than ``red_above``. Yellow: more than ``yellow_above`` unspent."""

    red_above: Decimal
    yellow_above: Decimal


class MonitoringLight(Shape, frozen=True, kw_only=True, tag="monitoring-light"):
    """Result ÷ what is due by the month: red below, yellow below, else green; ``blue_from``: far ahead."""

    red_below: Decimal
    yellow_below: Decimal
    blue_from: Decimal | None = None


class RangeLight(Shape, frozen=True, kw_only=True, tag="range-light"):
    """Green inside the target, red outside."""

    side: Literal["below", "above"]


class Checkpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """By the end of ``month`` the execution rate should have reached ``at_least`` (a share)."""

    month: int
    at_least: Decimal


class ExecutionAlarm(Shape, frozen=True, kw_only=True, tag="execution-alarm"):
    """An alarm when the rate is below that of the last checkpoint passed."""

    checkpoints: tuple[Checkpoint, ...]


class ProgressGap(Shape, frozen=True, kw_only=True, tag="progress-gap"):
    """An alarm when goal progress and execution differ by more than ``above`` points of a percentage."""

    above: Decimal


class Deduction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a reviewer found, and the share of the weight that it costs."""

    when: str
    when_en: str
    share: Decimal


class ReviewDeduction(Shape, frozen=True, kw_only=True, tag="review-deduction"):
    """``effect``: points are taken off, a remark is made, nothing happens, or it is a finding on the report."""

    effect: Literal["deduct", "annotate", "none", "finding"]
    deductions: tuple[Deduction, ...] = ()


class Weights(Shape, frozen=True, kw_only=True, tag="weights"):
    """Points by level-1 class."""

    parts: dict[str, Decimal]


AnyShape = (
    Proportion
    | Exact
    | ReverseLinear
    | ReverseRatio
    | AllOrNothing
    | Steps
    | PerPointDeduction
    | ExecutionRate
    | Bands
    | Grades
    | OverAchievement
    | MoneyGap
    | MonitoringLight
    | RangeLight
    | ExecutionAlarm
    | ProgressGap
    | ReviewDeduction
    | Weights
)
