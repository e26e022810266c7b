"""A document recognised as a self-evaluation form (绩效自评表)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model.document import Document, Place
from steelyard.model.narrative import NOTHING_CLAIMED, Narrative
from steelyard.model.quantities import Result, Target
from steelyard.model.words import Message, Unknown

Stage = Literal["initial", "adjusted", "final"]
Side = Literal["revenue", "expenditure"]
SectionKind = Literal["overview", "evaluation", "results", "problems", "suggestions", "other"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as printed, white space folded. ``place`` is ``None`` where the layout has no such cell."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number and its reading. An empty cell is ``Unknown``, and so is a column that is not there."""

    printed: Printed
    value: Decimal | Unknown


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the narrative: ``start`` is where the heading begins, ``end`` where the next one does."""

    heading: str
    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget figure: stage 年初 (initial), 调整 (adjusted) or 决算 (final), its side and name.

    ``share`` is the printed share of the total in percent, ``None`` where none is printed.
    ``total`` marks the line that the other lines of the same stage and side add up to.
    """

    stage: Stage
    side: Side
    name: str
    amount: Figure
    unit: str
    share: Figure | None
    total: bool


@dataclass(frozen=True, slots=True)
class Execution:
    """The scored line of budget execution (预算执行率) of a form with a funds block."""

    weight: Figure
    score: Figure
    note: Printed


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator table.

    ``groups`` are the labels of the levels above, outermost first, repeated for each row they span.
    ``target`` is the target in force; ``initial_target`` is the one before an adjustment in the year, where
    the layout has both columns. ``quantity`` and ``result`` are their readings, units from a unit column
    and operators from an operator column merged in.
    """

    row: int
    groups: tuple[Printed, ...]
    name: Printed
    target: Printed
    actual: Printed
    weight: Figure
    score: Figure
    note: Printed
    quantity: Target
    result: Result
    operator: Printed = Printed("")
    unit: Printed = Printed("")
    nature: Printed = Printed("")  # 定量 / 定性
    initial_target: Printed = Printed("")
    initial_quantity: Target | None = None
    coefficient: Figure | None = None  # 得分系数
    standard: Printed = Printed("")  # 评(扣)分标准
    core: bool | None = None  # marked ★ or 是否核心指标; None where the layout marks none
    review_score: Figure | None = None  # 复核得分
    part_of: int | None = None  # the row whose weight this one shares: a sub-row (其中 …), or a merged weight cell


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A printed sum over indicator rows: a 小计 row, or a group label that carries its weight (产出指标（50分）).

    ``rows`` are the numbers of the indicator rows it sums; ``execution`` tells whether it also counts
    the execution line of the funds block.
    """

    label: str
    rows: tuple[int, ...]
    weight: Figure
    score: Figure
    execution: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The total row (合计, 总分); both figures are ``Unknown`` where the form prints none."""

    weight: Figure
    score: Figure


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """Which form profile was used, whether it was inferred, and by what signs."""

    name: str
    inferred: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it says of itself, its narrative sections, its budget, its rows and its totals.

    ``unplaced`` tells what the profile could not place, so that nothing is dropped in silence.
    """

    document: Document
    profile: ProfileChoice
    kind: Literal["department", "project"]
    title: str
    organization: str
    year: int | None
    sections: tuple[Section, ...]
    budget: tuple[BudgetLine, ...]
    execution_rate: Figure
    execution: Execution | None
    indicators: tuple[Indicator, ...]
    subtotals: tuple[Subtotal, ...]
    total: Total
    grade: Printed
    stated_score: Figure  # the score that the conclusion in the narrative states (综合得分95分)
    unplaced: tuple[Message, ...] = ()
    narrative: Narrative = NOTHING_CLAIMED
