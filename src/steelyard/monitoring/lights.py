"""One light: a colour by a rule, or why none can be given; always with the arithmetic in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model import Message, Unknown
from steelyard.packs.monitoring import Scheme
from steelyard.packs.rules import rule
from steelyard.packs.shapes import ExecutionAlarm, ProgressGap
from steelyard.quantity import half_up, trimmed
from steelyard.scoring.shapes import apply

Colour = Literal["red", "yellow", "green", "blue"]
Way = Literal["paced", "ceiling", "floor"]

WORDS: dict[Colour, Message] = {
    "red": Message("红灯", "red"),
    "yellow": Message("黄灯", "yellow"),
    "green": Message("绿灯", "green"),
    "blue": Message("蓝灯", "blue"),
}
_PLACES = 10
NO_RULE = Unknown(Message("所选监控规则没有这一项。", "The scheme has no rule for this."))


@dataclass(frozen=True, slots=True)
class Light:
    """``colour`` by ``rule`` (its path under ``packs/rules``; empty where the scheme has none), and ``why``."""

    colour: Colour | Unknown
    rule: str
    why: Message


def indicator(scheme: Scheme, way: Way, result: Decimal | Unknown, target: Decimal | Unknown, month: int) -> Light:
    """The light of one indicator at the end of ``month``; result and target in one unit.

    ``paced``: result ÷ (target × month ÷ 12). ``ceiling``, ``floor``: whether it keeps below, or above, its target.

    :raises ValueError: there is no such month.
    """
    _month(month)
    name = {"paced": scheme.paced, "ceiling": scheme.ceiling, "floor": scheme.floor}[way]
    if not name:
        return _none(name, NO_RULE)
    if isinstance(result, Unknown):
        return _none(name, result)
    if isinstance(target, Unknown):
        return _none(name, target)
    if way != "paced":
        colour: Colour = apply(rule(name), result=result, target=target)
        zh, en = ("不超过", "does not exceed") if way == "ceiling" else ("不低于", "does not fall below")
        if colour == "red":
            zh, en = ("超过", "exceeds") if way == "ceiling" else ("低于", "falls below")
        reached, aim = trimmed(result), trimmed(target)
        return _light(colour, name, f"{reached}{zh}指标值{aim}", f"{reached} {en} the target {aim}")
    due = target * month / 12
    done, whole, so_far = trimmed(result), trimmed(target), trimmed(half_up(due, 2))
    found: Colour | None = apply(rule(name), result=result, target=target, month=Decimal(month))
    if found is None:
        zh = f"指标值为{whole}，没有按月份应达到的数，不能比较。"
        return _none(name, Unknown(Message(zh, f"With a target of {whole} nothing is due by a month.")))
    share = _percent(result, due)
    return _light(
        found,
        name,
        f"完成{done}，{month}月底应达到{whole}×{month}÷12={so_far}，为其{share}%",
        f"{done} is {share}% of {so_far}, due by the end of month {month}",
    )


def execution(scheme: Scheme, executed: Decimal | Unknown, budget: Decimal | Unknown, month: int) -> Light:
    """The light of spending: executed ÷ adjusted budget, against month ÷ 12.

    :raises ValueError: there is no such month.
    """
    _month(month)
    name, base = scheme.execution, _base(scheme.execution, executed, budget)
    if isinstance(base, Light):
        return base
    spent, whole = base
    colour: Colour = apply(rule(name), result=spent, target=whole, month=Decimal(month))
    rate, pace = _percent(spent, whole), _percent(Decimal(month), Decimal(12))
    ratio = _percent(spent * 12, whole * month)
    zh = f"执行率{rate}%，时间进度{pace}%，执行率为时间进度的{ratio}%"
    return _light(colour, name, zh, f"{rate}% executed with {pace}% of the year gone: {ratio}% of even pace")


def alarm(scheme: Scheme, executed: Decimal | Unknown, budget: Decimal | Unknown, month: int) -> Light:
    """Red where execution is below the line of the last checkpoint passed, else green; ``Unknown`` before the first.

    :raises ValueError: there is no such month.
    """
    _month(month)
    name, base = scheme.alarm, _base(scheme.alarm, executed, budget)
    if isinstance(base, Light):
        return base
    spent, whole = base
    shape = rule(name).shape
    lines = [point for point in shape.checkpoints if point.month <= month] if isinstance(shape, ExecutionAlarm) else []
    below: bool | None = apply(rule(name), executed=spent, budget=whole, month=Decimal(month))
    if below is None:
        zh = f"{month}月底还没有预警线。"
        return _none(name, Unknown(Message(zh, f"There is no alarm line by the end of month {month}.")))
    rate, line = _percent(spent, whole), trimmed(100 * lines[-1].at_least)
    zh = f"执行率{rate}%，{'低于' if below else '不低于'}{lines[-1].month}月底预警线{line}%"
    en = f"{rate}% executed, {'below' if below else 'not below'} the line of {line}% for month {lines[-1].month}"
    return _light("red" if below else "green", name, zh, en)


def gap(scheme: Scheme, progress: Decimal | Unknown, executed: Decimal | Unknown, budget: Decimal | Unknown) -> Light:
    """Red where the progress of goals (in percent) and execution differ by more than the rule allows, else green."""
    name, base = scheme.gap, _base(scheme.gap, executed, budget)
    if isinstance(base, Light):
        return base
    if isinstance(progress, Unknown):
        return _none(name, progress)
    # Both may be endless decimals: a gap of ten points exactly must not be told from its last digit.
    progress, rate = half_up(progress, _PLACES), half_up(100 * base[0] / base[1], _PLACES)
    shape = rule(name).shape
    above = shape.above if isinstance(shape, ProgressGap) else Decimal(0)
    far: bool = apply(rule(name), progress=progress, execution=rate)
    done, spent, apart = (half_up(one, 2) for one in (progress, rate, abs(progress - rate)))
    zh = f"目标完成进度{done}%，预算执行进度{spent}%，相差{apart}个百分点，"
    zh = f"{zh}{'超过' if far else '没有超过'}{trimmed(above)}个"
    en = f"Goals at {done}%, execution at {spent}%: {apart} points apart, {'more' if far else 'not more'} than {above}"
    return _light("red" if far else "green", name, zh, en)


def _base(name: str, executed: Decimal | Unknown, budget: Decimal | Unknown) -> tuple[Decimal, Decimal] | Light:
    """Amount executed and budget; a light that is off where there is no rule, or no rate to be had."""
    if not name:
        return _none(name, NO_RULE)
    if isinstance(executed, Unknown):
        return _none(name, executed)
    if isinstance(budget, Unknown):
        return _none(name, budget)
    if budget <= 0:
        zh = f"调整后预算数为{trimmed(budget)}，没有执行率。"
        return _none(
            name, Unknown(Message(zh, f"The adjusted budget is {trimmed(budget)}: there is no execution rate."))
        )
    return executed, budget


def _light(colour: Colour, name: str, zh: str, en: str) -> Light:
    word = WORDS[colour]
    return Light(colour, name, Message(f"{word.zh}：{zh}。", f"{word.en.capitalize()}: {en}."))


def _none(name: str, why: Unknown) -> Light:
    return Light(why, name, why.why)


def _month(month: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return half_up(100 * part / whole, 2)
