"""What each scoring shape does: pure functions of plain decimals, one per name in ``packs.shapes``.

Kept crisp, because other engines must give the same answer: every bound is inclusive unless its docstring says
otherwise; points are exact (multiply first, divide once) and lie between 0 and the weight; nothing is rounded here –
``scoring`` rounds half up to 2 decimals, once, at the end. ``None`` means that the rule gives no answer: in SQL, NULL.
Results, targets and budgets are numbers in one unit; a rate in percent stands as 93.58.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal

from steelyard.packs.rules import Rule
from steelyard.packs.shapes import Band, Checkpoint, Deduction, Grade, Step

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def proportion(result: Decimal, target: Decimal, weight: Decimal, *, floor: Decimal = ZERO) -> Decimal | None:
    """``result ≥ target``: the weight. Else ``weight × result ÷ target``; 0 below 0, and below ``floor × target``.

    ``None`` where a target of 0 or below is missed: there is no proportion of it.
    """
    if result >= target:
        return weight
    if target <= 0:
        return None
    return ZERO if result < floor * target else max(ZERO, weight * result / target)


def exact(result: Decimal, target: Decimal, weight: Decimal) -> Decimal | None:
    """A target with an equals sign. 0: the weight for a result of 0 or below, else 0. Other targets: ``proportion``."""
    if target == 0:
        return weight if result <= 0 else ZERO
    return proportion(result, target, weight)


def reverse_linear(
    result: Decimal, target: Decimal, weight: Decimal, *, zero_at: Decimal = Decimal(2)
) -> Decimal | None:
    """``result ≤ target``: the weight; from ``zero_at × target`` on: 0; on the straight line between them.

    With ``zero_at`` 2 that is ``(1 − (result − target) ÷ target) × weight``. ``None`` where a target below 0 is missed.
    """
    if result <= target:
        return weight
    if target < 0:
        return None
    if result >= zero_at * target:
        return ZERO
    return weight * (zero_at * target - result) / ((zero_at - ONE) * target)


def reverse_ratio(result: Decimal, target: Decimal, weight: Decimal) -> Decimal | None:
    """``result ≤ target``: the weight. Else ``weight × target ÷ result``. ``None`` where a target below 0 is missed."""
    if result <= target:
        return weight
    return None if target < 0 else weight * target / result


def all_or_nothing(
    result: Decimal,
    target: Decimal,
    weight: Decimal,
    *,
    side: Literal["below", "above", "both"] = "below",
    tolerance: Decimal = ZERO,
) -> Decimal:
    """The weight; 0 where the result misses the target by more than ``tolerance × |target|`` on a side that counts."""
    return weight if _missed_by(result, target, side) <= tolerance * abs(target) else ZERO


def steps(
    result: Decimal,
    target: Decimal,
    weight: Decimal,
    *,
    measure: Literal["result", "shortfall"],
    steps: Sequence[Step],
) -> Decimal:
    """``weight × share`` of the first step whose bounds hold for the result, or for ``target − result``; none: 0."""
    value = result if measure == "result" else target - result
    for step in steps:
        if (step.at_least is None or value >= step.at_least) and (step.at_most is None or value <= step.at_most):
            return weight * step.share
    return ZERO


def per_point_deduction(
    result: Decimal,
    target: Decimal,
    weight: Decimal,
    *,
    side: Literal["below", "above", "both"],
    per: Decimal,
    share: Decimal,
) -> Decimal:
    """The weight less ``weight × share`` for each complete ``per`` that the result is off the target; 0 at least."""
    complete = _missed_by(result, target, side) // per
    return max(ZERO, weight - weight * share * complete)


def execution_rate(executed: Decimal, budget: Decimal, weight: Decimal) -> Decimal | None:
    """``weight × executed ÷ budget`` between 0 and the weight. ``None`` without a budget above 0."""
    return None if budget <= 0 else min(weight, max(ZERO, weight * executed / budget))


def bands(
    weight: Decimal, state: Literal["yes", "partly", "no"], *, bands: Sequence[Band]
) -> tuple[Decimal, Decimal] | None:
    """The least and the most points that the claimed state allows. The upper bound is open except in the best band."""
    for band in bands:
        if band.met == state:
            return weight * band.low, weight * band.high
    return None


def grades(score: Decimal, *, grades: Sequence[Grade]) -> str | None:
    """The first grade (best first) whose lower bound the score reaches; 89.5 is not 90. ``None`` below all of them."""
    return next((grade.name for grade in grades if score >= grade.at_least), None)


def over_achievement(
    result: Decimal,
    target: Decimal,
    *,
    effect: str,
    at_least: Decimal | None = None,
    zero_target_at_least: Decimal | None = None,
) -> bool | None:
    """Whether the rule speaks of this result: ``result ≥ at_least × target``. ``None`` where it gives no number."""
    if target == 0:
        return None if zero_target_at_least is None else result >= zero_target_at_least
    return None if at_least is None or target < 0 else result >= at_least * target


def money_gap(
    points: Decimal,
    weight: Decimal,
    executed: Decimal,
    budget: Decimal,
    *,
    red_above: Decimal,
    yellow_above: Decimal,
) -> Literal["red", "yellow", "green"]:
    """Output against money. ``points`` of ``weight`` are those of the indicators, without the execution line.

    With output = points ÷ weight and money = executed ÷ budget, at most 1: red when (output − money) ÷ output is above
    ``red_above``; else yellow when more than ``yellow_above`` of the budget is unspent, or there is no budget.
    """
    if budget <= 0 or weight <= 0:
        return "yellow"
    output = points * budget  # both sides times weight × budget: a third cannot always be written down
    if points > 0 and output - min(budget, executed) * weight > red_above * output:
        return "red"
    return "yellow" if budget - executed > yellow_above * budget else "green"


def monitoring_light(
    result: Decimal,
    target: Decimal,
    month: Decimal,
    *,
    red_below: Decimal,
    yellow_below: Decimal,
    blue_from: Decimal | None = None,
) -> Literal["red", "yellow", "green", "blue"] | None:
    """The light for ``result ÷ (target × month ÷ 12)``. ``None`` where nothing is due yet."""
    due = target * month  # times 12: a twelfth cannot always be written down, and 60 % exactly is no longer red
    if due <= 0:
        return None
    if 12 * result < red_below * due:
        return "red"
    if 12 * result < yellow_below * due:
        return "yellow"
    return "blue" if blue_from is not None and 12 * result >= blue_from * due else "green"


def range_light(result: Decimal, target: Decimal, *, side: Literal["below", "above"]) -> Literal["red", "green"]:
    """Red when the result lies on the wrong ``side`` of the target, green otherwise."""
    return "red" if _missed_by(result, target, side) > 0 else "green"


def execution_alarm(
    executed: Decimal, budget: Decimal, month: Decimal, *, checkpoints: Sequence[Checkpoint]
) -> bool | None:
    """Whether executed ÷ budget is below that of the last checkpoint reached. ``None``: none reached, or no budget."""
    reached = [point for point in checkpoints if month >= point.month]
    return None if not reached or budget <= 0 else executed < reached[-1].at_least * budget


def progress_gap(progress: Decimal, execution: Decimal, *, above: Decimal) -> bool:
    """Whether goal progress and execution (both in percent) differ by more than ``above``."""
    return abs(progress - execution) > above


def review_deduction(
    points: Decimal, weight: Decimal, found: str = "", *, effect: str, deductions: Sequence[Deduction] = ()
) -> Decimal | None:
    """The points left after a reviewer's finding: less ``share × weight``, 0 at least. ``None``: not on the list.

    An effect other than ``deduct`` leaves the points as they are.
    """
    if effect != "deduct":
        return points
    share = next((item.share for item in deductions if item.when == found), None)
    return None if share is None else max(ZERO, points - share * weight)


def weights(part: str, *, parts: dict[str, Decimal]) -> Decimal | None:
    """The points that the rule sets for a level-1 class. ``None`` for a class it does not name."""
    return parts.get(part)


def _missed_by(result: Decimal, target: Decimal, side: str) -> Decimal:
    below, above = max(ZERO, target - result), max(ZERO, result - target)
    return {"below": below, "above": above, "both": below + above}[side]


SHAPES: dict[str, Callable[..., Any]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        proportion,
        exact,
        reverse_linear,
        reverse_ratio,
        all_or_nothing,
        steps,
        per_point_deduction,
        execution_rate,
        bands,
        grades,
        over_achievement,
        money_gap,
        monitoring_light,
        range_light,
        execution_alarm,
        progress_gap,
        review_deduction,
        weights,
    )
}


def apply(rule: Rule, **given: Any) -> Any:
    """The answer of ``rule`` for the arguments of its shape: the rule's parameters are filled in."""
    return SHAPES[rule.shape.name](**given, **rule.shape.parameters)
