"""Two figures of one thing held against each other, by what is printed of each: its decimals, its 约, 余 or 以上."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from steelyard.model import Claim
from steelyard.quantity import agrees, comparable, half_up, trimmed
from steelyard.quantity.folding import plain

Verdict = Literal["agree", "near", "differ"]  # near: neither the one nor the other can be said

_PRINTED = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?\s*(?P<scale>[十百千万亿]*)")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_WIDE, _LOOSE = Decimal("1.1"), Decimal("1.5")
APART = Decimal(2)
_TELLING = 3  # digits
_HUNDRED = Decimal(100)


class Side(NamedTuple):
    """A figure, its unit, and the size of the last printed place of it, in that unit."""

    value: Decimal
    unit: str
    step: Decimal
    text: str


def side(value: Decimal, unit: str, text: str) -> Side:
    """A figure as printed in ``text``."""
    return Side(value, unit, _step(value, unit, text), text)


@lru_cache(maxsize=4096)
def _step(value: Decimal, unit: str, text: str) -> Decimal:
    found = _PRINTED.search(plain(text))
    if found is None:
        return Decimal(1)
    power = sum(_POWERS[one] for one in found["scale"]) - _POWERS.get(unit[:1], 0)  # 170万元/座 counts in 万元 already
    exponent = value.as_tuple().exponent
    own = -exponent if power == 0 and isinstance(exponent, int) else 0
    return Decimal(1).scaleb(power - max(len(found["decimals"] or ""), own, 0))


def is_exact(claim: Claim) -> bool:
    """Whether a claim states one number, and neither a bound nor a range."""
    return isinstance(claim.value, Decimal) and claim.modifier == "exact" and claim.high is None


def factor(unit: str, other: str) -> Decimal | None:
    """``comparable``, but nothing without a unit goes with percentages or money."""
    if not unit or not other:
        told = unit or other
        return Decimal(1) if told not in {"%", "‰", "百分点", "年", "分"} and not told.endswith("元") else None
    return comparable(unit, other)


def visits(unit: str, other: str) -> bool:
    """家次 beside 家: the same things, counted by visit and by number."""
    return unit != other and bool(unit and other) and unit.removesuffix("次") == other.removesuffix("次")


def compare(claim: Claim, value: Decimal, other: Side, scaled: Decimal) -> Verdict:
    """The claim (its value, in the other's unit) against the other figure; ``scaled`` is one of its units there."""
    if claim.high is not None:
        return "agree" if value <= other.value <= claim.high * scaled else "differ"
    if claim.modifier == "exact":
        return _exact(side(value, other.unit, claim.text), other, scaled, claim)
    return _bounded(claim, value, other)


def _exact(own: Side, other: Side, scaled: Decimal, claim: Claim) -> Verdict:
    step = max(
        _step(claim.value if isinstance(claim.value, Decimal) else own.value, claim.unit, claim.text) * scaled,
        other.step,
    )
    if own.value == other.value:
        return "agree"
    rounded = half_up(own.value / step, 0) == half_up(other.value / step, 0)
    if not rounded or abs(own.value - other.value) >= step:
        return "differ"
    return "near" if other.unit == "%" and _HUNDRED in {own.value, other.value} else "agree"  # 100% means all


def _bounded(claim: Claim, value: Decimal, other: Side) -> Verdict:
    found, modifier = other.value, claim.modifier
    if modifier == "over" and not claim.text.startswith(("超", "逾")):
        return _odd(value, found)
    if modifier in {"over", "at-least"}:
        return "differ" if found < value else "agree" if found <= value * _LOOSE else "near"
    if modifier in {"under", "max"}:
        return "agree" if value / _LOOSE <= found <= value else "near" if found < value else "differ"
    if not value:
        return "agree" if not found else "differ"
    ratio = found / value
    if "近" in claim.text and Decimal("0.85") <= ratio <= 1:
        return "agree"
    if Decimal("0.95") <= ratio <= Decimal("1.05"):
        return "agree" if "近" not in claim.text else "near"
    return "near" if 1 / _WIDE <= ratio <= _WIDE else "differ"


def _odd(value: Decimal, found: Decimal) -> Verdict:
    """1500余: from 1500 up to the next hundred, since that is what was left out."""
    exponent = value.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if value <= found < value + step:
        return "agree"
    return "near" if value <= found < max(value + 2 * step, value * Decimal("1.05")) else "differ"


def slipped(one: Decimal, other: Decimal, least: int) -> bool:
    """Whether a slip of the hand turns one figure into the other: two digits exchanged, or one changed.

    One digit changed tells only where the figures have ``least`` digits; shorter ones are alike by chance.
    """
    first, second = (f"{value:f}".replace(".", "").lstrip("0") for value in (one, other))
    if len(first) != len(second) or len(first) < _TELLING:
        return False
    apart = [at for at in range(len(first)) if first[at] != second[at]]
    if len(apart) == 2:
        low, high = apart
        return first[low] == second[high] and first[high] == second[low]
    return len(apart) == 1 and len(first) >= least


def times(one: Decimal, other: Decimal) -> Decimal | None:
    """By which factor two figures are apart, the larger by the smaller; ``None`` where one is nought."""
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else None


def shown(value: Decimal) -> str:
    """A figure without an exponent and without noughts that nobody printed."""
    return trimmed(half_up(value, 4))


def is_power_of_ten(ratio: Decimal) -> bool:
    """Ten, a hundred, a thousand …: a slip of the unit or of the point."""
    return any(
        agrees(Decimal(10) ** power, ratio) and abs(ratio - Decimal(10) ** power) < Decimal("0.001")
        for power in range(1, 9)
    )
