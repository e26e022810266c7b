"""Puts a target and a result into one unit, where that leaves no doubt."""

from decimal import Decimal

from steelyard.model import Amount, Message, Unknown
from steelyard.packs.indicators import kind_of
from steelyard.quantity import comparable, named_trend

FRACTION_FROM = Decimal(50)  # a rate of 0.98 stands for 98 % beside a target this high, and for nothing sure below
FAR_APART = Decimal(1000)  # money without a unit that is this far off its target was given in another unit
HUNDRED = Decimal(100)
PERIODS = {"月": 12, "季度": 4, "半年": 2, "周": 52, "年": 1}  # how many a year has
RATES = ("rate", "satisfaction", "timeliness", "quality")


def alike(target: Amount, result: Amount, name: str) -> tuple[Decimal, Decimal] | Unknown:
    """(result, target) in one unit: the target's, or percent where only the result says so.

    A bare number beside a percentage is percent (98), or a fraction typed as one (0.98) where the other is at least
    50 %; a bare number beside a unit has that unit. Anything else is ``Unknown``.
    """
    if "%" in (target.unit, result.unit) and "" in (target.unit, result.unit):
        return _rates(target, result, name)
    if target.unit == result.unit or "" in (target.unit, result.unit):
        return _same(target, result, name)
    factor = comparable(result.unit, target.unit)
    if factor is None:
        return _recurring(target, result) or _heads(target, result) or _mismatch(target, result)
    return _scaled(result.value, factor), target.value


def _recurring(target: Amount, result: Amount) -> tuple[Decimal, Decimal] | Unknown | None:
    """每月1次 beside 12次 or the other way round: a form tells of one year.

    1次 beside 每月1次 may be that of the year or of each month: what holds either way is compared, the rest is not.
    """
    times, each = _by_year(target, result.unit), _by_year(result, target.unit)
    if each is not None:
        return each, target.value
    if times is None:
        return None
    ceiling = target.op in ("<=", "<")
    if (result.value <= target.value) if ceiling else (result.value >= times):
        return result.value, target.value if ceiling else times
    said = f"{result.value:f}{result.unit}"
    zh = f"指标值按“{target.unit}”计，分不清完成值“{said}”是全年的，还是每期的。"
    return Unknown(Message(zh, f"The target is in “{target.unit}”: is the result “{said}” for the year, or for each?"))


def _by_year(amount: Amount, unit: str) -> Decimal | None:
    """What so many in each month, quarter, half year or week make in a year, counted in ``unit``."""
    above, _, period = amount.unit.rpartition("/")
    if period not in PERIODS or (factor := comparable(above, unit)) is None:
        return None
    return _scaled(amount.value, factor * PERIODS[period])


def _heads(target: Amount, result: Amount) -> tuple[Decimal, Decimal] | None:
    """1020人 beside 1000人次: each came at least once, so that as many people are enough; fewer prove nothing."""
    enough = target.unit == f"{result.unit}次" and target.op not in ("<=", "<") and result.value >= target.value
    return (result.value, target.value) if enough else None


def turned(value: Decimal, target: Amount, result: Amount, name: str) -> tuple[Decimal, bool]:
    """The result's value in the direction of the target's, and whether it goes the opposite way (上升 for 下降).

    A number beside no word of change goes the target's way, and so does -3.5% beside 下降3%.
    """
    way = target.trend or named_trend(name)
    if way is None or target.value < 0:
        return value, False
    if result.trend is None:
        return (abs(value) if way == "down" and value < 0 else value), False
    opposite = result.trend != way and value > 0
    return (-value if opposite else value), opposite


def _same(target: Amount, result: Amount, name: str) -> tuple[Decimal, Decimal] | Unknown:
    a, t = result.value, target.value
    unit = target.unit or result.unit
    if not unit and kind_of(name) in RATES and t >= FRACTION_FROM and 0 < a < 1:
        return _scaled(a, HUNDRED), t
    if target.unit != result.unit and "元" in unit and a and t and not 1 / FAR_APART < abs(a / t) < FAR_APART:
        return _mismatch(target, result)
    return a, t


def _rates(target: Amount, result: Amount, name: str) -> tuple[Decimal, Decimal] | Unknown:
    if result.unit == "%" and kind_of(name) not in RATES and not (0 < target.value <= 1 or target.value == 100):
        return _mismatch(target, result)
    bare, other = (result.value, target.value) if target.unit == "%" else (target.value, result.value)
    percent = _percent(bare, other)
    if percent is None:
        said = f"{bare:f}"
        return Unknown(
            Message(f"“{said}”没有单位，分不清是{said}%还是比值。", f"“{said}” has no unit: {said} % or a fraction?")
        )
    return (percent, target.value) if target.unit == "%" else (result.value, percent)


def _percent(bare: Decimal, other: Decimal) -> Decimal | None:
    if bare == 0 or abs(bare) > 1:
        return bare
    return _scaled(bare, HUNDRED) if other >= FRACTION_FROM else None


def _scaled(value: Decimal, factor: Decimal) -> Decimal:
    """``value × factor`` without the zeros that only the conversion brings."""
    return value if factor == 1 else (value * factor).normalize()


def _mismatch(target: Amount, result: Amount) -> Unknown:
    t, a = target.unit or "无单位", result.unit or "无单位"
    return Unknown(
        Message(
            f"指标值（{t}）与完成值（{a}）单位不同，不能比较。",
            f"Target ({target.unit or 'no unit'}) and result ({result.unit or 'no unit'}) have different units.",
        )
    )
