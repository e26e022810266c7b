"""Rows whose target and result are numbers."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal, NamedTuple

from steelyard.model import Amount, Indicator, Interval, Message, Unknown, Wording
from steelyard.model.quantities import Result
from steelyard.packs.forms import RuleChoice
from steelyard.packs.indicators import direction
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Exact, PerPointDeduction, Proportion, ReverseLinear, ReverseRatio, Steps
from steelyard.scoring.arithmetic import explain, printed
from steelyard.scoring.comparing import alike, turned
from steelyard.scoring.outcome import ZERO, Outcome, around, bounds, full, rounded, undecided, unknown
from steelyard.scoring.shapes import apply
from steelyard.scoring.standards import PROPORTION, standard

Way = Literal["positive", "exact", "reverse"]
CONTINUOUS = (Proportion, Exact, ReverseLinear, ReverseRatio)
NEAR = Decimal("0.1")  # how far off a rough target a result may be before it is called short: our own measure
BY_POINTS = (Steps, PerPointDeduction)
RATES_ONLY = Unknown(
    Message(
        "规则按百分点分档，完成值不是百分比。",
        "The rule counts points of a percentage, and the result is no percentage.",
    )
)
ZERO_TARGET = Unknown(Message("指标值为0，没有完成比例。", "The target is 0, so there is no degree of achievement."))
OPPOSITE = Unknown(
    Message(
        "指标值与完成值升降方向相反，规则没有给出计分公式。",
        "Target and result change in opposite directions; the rule has no formula for that.",
    )
)
NO_FORMULA = Unknown(
    Message(
        "指标值不是正数且未达到，规则没有给出计分公式。", "A target of 0 or below was missed: the rule has no formula."
    )
)


class Pair(NamedTuple):
    """A result and a target in one unit; ``unit`` is ``%`` where either was printed as a rate."""

    result: Decimal
    target: Decimal
    unit: str = ""


class Compared(NamedTuple):
    """A row of numbers as far as no choice of rules changes it; ``opposite``: it went up where it should go down."""

    pair: Pair
    way: Way
    opposite: bool


def compared(row: Indicator, target: Amount) -> Compared | Unknown:
    """Result and target in one unit and one direction, and which rule of a profile they go by; or why they do not."""
    result = number(row.result, row.target.text)
    if isinstance(result, Unknown):
        return result
    pair = alike(target, result, row.name.text)
    if isinstance(pair, Unknown):
        return pair
    way = _way(row, target)
    value, opposite = turned(pair[0], target, result, row.name.text)
    unit = "%" if "%" in (target.unit, result.unit) else result.unit
    return Compared(Pair(value, pair[1], unit), way, opposite and way != "reverse")


def numeric(row: Indicator, target: Amount, choice: RuleChoice) -> Outcome:
    """Scores a number against a number, by the rule for its operator; a bare target by what its name measures."""
    name, weight = getattr(choice, _way(row, target)), row.weight.value
    found = compared(row, target)
    if isinstance(found, Unknown):
        return unknown(found, name, short_in_words(row.result))
    if standard(row) == "proportion" and isinstance(rule(name).shape, BY_POINTS):
        name = PROPORTION
    if found.opposite:
        if isinstance(weight, Unknown):
            return unknown(weight, name, True)
        return undecided(OPPOSITE, (ZERO, weight), name, True)
    got = measured(found.pair, found.way, name, weight)
    return _roughly(got, target, weight) if target.rough and got.short else got


def _roughly(got: Outcome, target: Amount, weight: Decimal | Unknown) -> Outcome:
    """约100人: how near is near enough, no rule says; far below it falls short all the same."""
    far = isinstance(got.ratio, Decimal) and abs(1 - got.ratio) > NEAR
    if isinstance(weight, Unknown):
        return replace(got, short=far or None)
    why = Message(
        f"指标值是约数（约{printed(target.value)}{target.unit}），差多少算完成，规则没有规定。",
        f"The target is a rough figure (about {printed(target.value)}): no rule says how near is near enough.",
    )
    return undecided(Unknown(why), (ZERO, weight), got.rule, far or None, ratio=got.ratio)


def measured(pair: Pair, way: Way, name: str, weight: Decimal | Unknown) -> Outcome:
    """The outcome of ``pair`` by the rule ``name``, which the profile gives to targets of this ``way``."""
    result, target, unit = pair
    short = falls_short(pair, way)
    ratio = result / target if target else ZERO_TARGET
    if isinstance(weight, Unknown):
        return unknown(weight, name, short, ratio)
    found = rule(name)
    if short and unit != "%" and isinstance(found.shape, BY_POINTS):
        return undecided(RATES_ONLY, (ZERO, weight), name, short, ratio=ratio)
    exact: Decimal | None = apply(found, result=result, target=target, weight=weight)
    if exact is None:
        return undecided(NO_FORMULA, (ZERO, weight), name, short, ratio=ratio)
    low, high = bounds(exact)
    if ZERO < exact < weight and isinstance(found.shape, CONTINUOUS):
        low, high = bounds(*around(result, unit, lambda near: apply(found, result=near, target=target, weight=weight)))
    how = explain(found, result, target, weight, exact)
    return Outcome(rounded(exact), low, high, name, how, short, ratio)


def falls_short(pair: Pair, way: Way) -> bool:
    """Whether the result misses the target, on the side that counts."""
    ceiling = way == "reverse" or (way == "exact" and pair.target == 0)
    return pair.result > pair.target if ceiling else pair.result < pair.target


def within(row: Indicator, target: Interval, choice: RuleChoice) -> Outcome:
    """An interval: inside it the whole weight; outside the rule has no formula."""
    name, weight = choice.positive, row.weight.value
    result = number(row.result, row.target.text)
    if isinstance(result, Unknown):
        return unknown(result, name, short_in_words(row.result))
    ends = Amount(None, target.high, target.unit, target.trend)
    pair = alike(ends, result, row.name.text)
    if isinstance(pair, Unknown):
        return unknown(pair, name)
    value, _ = turned(pair[0], ends, result, row.name.text)
    below = value < target.low or (target.low_open and value == target.low)
    above = value > target.high or (target.high_open and value == target.high)
    lower_is_better = direction(row.name.text, groups=_groups(row), unit=target.unit) == "lower"
    short = (above if lower_is_better else below) and (below or above)
    if isinstance(weight, Unknown):
        return unknown(weight, name, short)
    said = f"{printed(value)}", f"{printed(target.low)}～{printed(target.high)}"
    if not below and not above:
        how = Message(f"{said[0]} 在 {said[1]} 之内，得满分", f"{said[0]} lies within {said[1]}: full weight")
        return full(weight, name, how)
    why = Message(
        f"完成值{said[0]}不在{said[1]}之内，规则没有给出计分公式。",
        f"The result {said[0]} lies outside {said[1]}; the rule has no formula for that.",
    )
    return undecided(Unknown(why), (ZERO, weight), name, short)


def number(result: Result, target: str) -> Amount | Unknown:
    """The result if it is a number, else why it cannot be set against the numeric target."""
    if isinstance(result, Amount | Unknown):
        return result
    return Unknown(
        Message(
            f"指标值“{target}”是数值，完成值不是数值，不能比较。",
            f"The target “{target}” is a number and the result is none, so they cannot be compared.",
        )
    )


def short_in_words(result: Result) -> bool | None:
    """Whether a result in words owns to falling short; words that claim success prove nothing."""
    return True if isinstance(result, Wording) and result.met in ("partly", "no") else None


def _way(row: Indicator, target: Amount) -> Way:
    match target.op:
        case ">=" | ">":
            return "positive"
        case "<=" | "<":
            return "reverse"
        case "=":
            return "exact"
        case None if target.value == 0:
            return "exact"
        case None if target.trend == "down":  # 下降3%: the more it falls the better
            return "positive"
        case None:
            way = direction(row.name.text, groups=_groups(row), unit=target.unit)
            return "positive" if way == "higher" else "reverse"


def _groups(row: Indicator) -> tuple[str, ...]:
    return tuple(group.text for group in row.groups)
