"""All lights of a month's end, and the progress of goals as one figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model import Message, Op, Unknown
from steelyard.monitoring.lights import Light, Way, alarm, execution, gap, indicator
from steelyard.packs.indicators import class_of, direction, kind_of
from steelyard.packs.monitoring import Scheme

ONE = Decimal(1)
IN_RANGE = ("质量", "时效", "成本")  # level-2 classes whose target is a limit, not something to grow towards
NOTHING_TO_COUNT = Unknown(Message("没有可以按进度计算的指标。", "No indicator has a progress that can be counted."))

NO_BUDGET = Unknown(Message("调整后预算数不大于0，没有执行率。", "The adjusted budget is not above 0: no rate."))


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator in the course of the year: its target for the year, its result so far, in one unit."""

    name: str
    way: Way
    target: Decimal | Unknown
    result: Decimal | Unknown
    weight: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Standing:
    """A month's end: the lights of the goals in their order, of spending, its alarm, and the gap between both.

    ``progress`` of goals and ``executed`` are in percent.
    """

    month: int
    goals: tuple[Light, ...]
    execution: Light
    alarm: Light
    gap: Light
    progress: Decimal | Unknown
    executed: Decimal | Unknown


def monitor(
    scheme: Scheme, goals: Sequence[Goal], executed: Decimal | Unknown, budget: Decimal | Unknown, month: int
) -> Standing:
    """Goals and spending at the end of ``month``, by the rules of ``scheme``; amounts in one unit.

    :raises ValueError: there is no such month.
    """
    progress = goal_progress(goals)
    return Standing(
        month,
        tuple(indicator(scheme, goal.way, goal.result, goal.target, month) for goal in goals),
        execution(scheme, executed, budget, month),
        alarm(scheme, executed, budget, month),
        gap(scheme, progress, executed, budget),
        progress,
        _rate(executed, budget),
    )


def goal_progress(goals: Sequence[Goal]) -> Decimal | Unknown:
    """How far the goals are, in percent: the mean of result ÷ target, each at most 100 %, by weight.

    Counted are the ``paced`` goals; one whose figures are unknown makes the whole unknown, since leaving it out would
    flatter or belittle. The definition is ours: the rules compare progress with execution and do not say how it is had.
    """
    paced = [goal for goal in goals if goal.way == "paced"]
    parts = [_part(goal) for goal in paced]
    unknown = [(goal, part) for goal, part in zip(paced, parts, strict=True) if isinstance(part, Unknown)]
    if unknown:
        return _lacking(*unknown[0], len(unknown))
    weight = sum((goal.weight for goal in paced), Decimal(0))
    if weight <= 0:
        return NOTHING_TO_COUNT
    known = [part for part in parts if not isinstance(part, Unknown)]
    return 100 * sum((goal.weight * part for goal, part in zip(paced, known, strict=True)), Decimal(0)) / weight


def way_of(
    name: str,
    groups: tuple[str, ...] = (),
    op: Op | None = None,
    unit: str = "",
    trend: Literal["up", "down"] | None = None,
) -> Way:
    """How an indicator is watched, by its operator, its name and the labels above it.

    An upper bound, or better lower: ``ceiling``. Of quality, time or cost otherwise: ``floor``. Else ``paced``. Of
    下降5% the size of the fall is aimed at: a larger one is better, whatever the name says.
    """
    if trend == "down" and op is None:
        return "floor"
    if op in ("<=", "<") or (op is None and direction(name, groups=groups, unit=unit) == "lower"):
        return "ceiling"
    classes = {found for group in groups if (found := class_of(group))}
    kinds = {"quality": "质量", "timeliness": "时效", "cost": "成本"}
    told = classes or {kinds.get(kind_of(name, unit) or "", "")}
    return "floor" if told & set(IN_RANGE) else "paced"


def _part(goal: Goal) -> Decimal | Unknown:
    if isinstance(goal.result, Unknown):
        return goal.result
    if isinstance(goal.target, Unknown):
        return goal.target
    if goal.target <= 0:
        zh = f"“{goal.name}”的指标值为{goal.target}，没有完成进度。"
        return Unknown(Message(zh, f"“{goal.name}” has a target of {goal.target}: there is no progress to it."))
    return min(ONE, max(Decimal(0), goal.result / goal.target))


def _lacking(goal: Goal, why: Unknown, many: int) -> Unknown:
    """Which goal is the first that nothing is known of, and how many there are."""
    zh = f"{many}个指标没有进度，总进度算不出，如“{goal.name}”：{why.why.zh}"
    return Unknown(
        Message(zh, f"{many} goal(s) have no progress, so neither has the whole: “{goal.name}”: {why.why.en}")
    )


def _rate(executed: Decimal | Unknown, budget: Decimal | Unknown) -> Decimal | Unknown:
    if isinstance(executed, Unknown):
        return executed
    if isinstance(budget, Unknown):
        return budget
    return 100 * executed / budget if budget > 0 else NO_BUDGET
