"""The one line of arithmetic that explains the points of a row, in Chinese and English."""

from decimal import Decimal

from steelyard.model import Message
from steelyard.packs.rules import Rule
from steelyard.packs.shapes import (
    AllOrNothing,
    PerPointDeduction,
    Proportion,
    ReverseLinear,
    ReverseRatio,
    Steps,
)
from steelyard.quantity import trimmed

REVERSE = (ReverseLinear, ReverseRatio)


def printed(number: Decimal) -> str:
    """A number as printed, without an exponent."""
    return f"{number:f}"


def explain(rule: Rule, result: Decimal, target: Decimal, weight: Decimal, points: Decimal) -> Message:
    """How ``rule`` comes from result, target and weight to (exact) ``points``: ``93.58 ÷ 100 × 2``."""
    if isinstance(rule.shape, Steps):
        line = f"{printed(weight)} × {trimmed(points / weight)}" if weight else "0"
        return Message(f"按分档：{line}", f"by steps: {line}")
    if points == weight:
        return _full(rule, result, target)
    if points == 0:
        return _nothing(rule, result, target)
    line = _line(rule, result, target, weight, points)
    return Message(line, line)


def executed(spent: Decimal, budget: Decimal, weight: Decimal) -> Message:
    """How the execution line comes to its points: ``16102.40 ÷ 17207.98 × 10``."""
    if spent >= budget:
        return _met(printed(spent), "≥", printed(budget))
    line = f"{printed(spent)} ÷ {printed(budget)} × {printed(weight)}"
    return Message(line, line)


def _line(rule: Rule, result: Decimal, target: Decimal, weight: Decimal, points: Decimal) -> str:
    a, t, w = printed(result), printed(target), printed(weight)
    match rule.shape:
        case ReverseRatio():
            return f"{t} ÷ {a} × {w}"
        case ReverseLinear(zero_at=zero_at) if zero_at == 2:
            return f"(1 − ({a} − {t}) ÷ {t}) × {w}"
        case ReverseLinear(zero_at=zero_at):
            return f"({t} × {trimmed(zero_at)} − {a}) ÷ ({t} × {trimmed(zero_at - 1)}) × {w}"
        case PerPointDeduction(share=share):
            return f"{w} − {w} × {trimmed(share)} × {trimmed((weight - points) / (weight * share))}"
        case _:
            return f"{a} ÷ {t} × {w}"


def _full(rule: Rule, result: Decimal, target: Decimal) -> Message:
    a, t = printed(result), printed(target)
    if result <= target and (isinstance(rule.shape, REVERSE) or target == 0):
        return _met(a, "≤", t)
    if result >= target and not (isinstance(rule.shape, PerPointDeduction) and rule.shape.side == "above"):
        return _met(a, "≥", t)
    return Message(f"{a} 与 {t} 相差在规则允许的范围内，得满分", f"{a} is as near to {t} as the rule asks: full weight")


def _met(a: str, sign: str, t: str) -> Message:
    return Message(f"{a} {sign} {t}，得满分", f"{a} {sign} {t}: full weight")


def _nothing(rule: Rule, result: Decimal, target: Decimal) -> Message:
    a, t = printed(result), printed(target)
    match rule.shape:
        case ReverseLinear(zero_at=zero_at) if target > 0:
            return _lost(a, "≥", "≥", f"{t} × {trimmed(zero_at)}")
        case Proportion(floor=floor) if result > 0 and target > 0:
            return _lost(f"{a} ÷ {t}", "＜", "<", trimmed(floor))
        case Proportion() if target > 0:
            return _lost(a, "≤", "≤", "0")
        case AllOrNothing(tolerance=tolerance) if tolerance:
            beyond = f"{trimmed(tolerance * 100)}%"
            return Message(f"{a} 与 {t} 相差超过{beyond}，不得分", f"{a} is off {t} by more than {beyond}: nothing")
        case PerPointDeduction():
            return Message(f"{a} 与 {t} 相差过多，分值扣完", f"{a} is so far off {t} that nothing is left")
        case _:
            return _lost(a, "＞", ">", t) if result > target else _lost(a, "＜", "<", t)


def _lost(a: str, sign: str, sign_en: str, t: str) -> Message:
    return Message(f"{a} {sign} {t}，不得分", f"{a} {sign_en} {t}: nothing")
