"""The forms' own arithmetic, written from the rules and not from the product: rounding, points, grades."""

import re
from decimal import ROUND_HALF_UP, Decimal

CJK = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·★]"
GRADES = (
    (Decimal(90), "优", "优秀"),
    (Decimal(80), "良", "良好"),
    (Decimal(60), "中", "中等"),
    (Decimal(0), "差", "较差"),
)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """四舍五入."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number without needless zeros: 3, 2.5, 1.87."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fold(text: str) -> str:
    """White space folded: gone between Chinese characters, one space elsewhere."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<={CJK}) (?={CJK})", "", text)


def proportion(result: Decimal, target: Decimal, weight: Decimal) -> Decimal:
    return min(weight, half_up(max(result, Decimal(0)) / target * weight))


def ceiling(result: Decimal, target: Decimal, weight: Decimal) -> Decimal:
    """Linear from the full weight at the target to nothing at twice the target."""
    if result <= target:
        return weight
    if result >= 2 * target:
        return Decimal(0)
    return half_up((1 - (result - target) / target) * weight)


def ceiling_hubei(result: Decimal, target: Decimal, weight: Decimal) -> Decimal:
    return weight if result <= target else half_up(target / result * weight)


def grade(score: Decimal, total: Decimal, long: bool) -> str:
    percent = score / total * 100
    return next(longer if long else short for low, short, longer in GRADES if percent >= low)
