"""What a row's own standard (评分标准) says of its points: it comes before the rule of the layout."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from steelyard.checks._closeness import closeness
from steelyard.checks._lines import Line
from steelyard.model import Amount
from steelyard.scoring.standards import standard

_STEP = re.compile(
    r"每(?:[一-鿿]{0,6}?)(?P<each>\d{1,3}(?:\.\d{1,3})?|一)\s*(?:[%％]|个百分点)[，,]?扣(?:减|除)?(?P<lost>\d{1,3}(?:\.\d{1,3})?)分"
)


def product(line: Line) -> Decimal | None:
    """Weight times the row's printed coefficient (得分系数)."""
    figure, weight = line.indicator and line.indicator.coefficient, line.weight.value
    if not figure or not isinstance(figure.value, Decimal) or not isinstance(weight, Decimal):
        return None
    percent = figure.printed.text.endswith(("%", "％")) or figure.value > 1
    return weight * figure.value / (100 if percent else 1)


def explains(line: Line, claimed: Decimal) -> bool:
    """Whether the row's own standard gives the points that are claimed."""
    return any(closeness(claimed, points, least=1) == "same" for points in _points(line))


def reckons(line: Line) -> bool:
    """Whether the row falls short and its own standard reckons otherwise than in proportion: 每低1%扣0.5分."""
    row = line.indicator
    return row is not None and line.mark.short is not False and standard(row) == "own"


def _points(line: Line) -> Iterator[Decimal]:
    row, ratio, weight = line.indicator, line.mark.ratio, line.weight.value
    if row is None or not isinstance(ratio, Decimal) or not isinstance(weight, Decimal):
        return
    if standard(row) == "proportion":
        yield weight * min(ratio, Decimal(1))
    for step in _STEP.finditer(row.standard.text):
        each = Decimal(1) if step["each"] == "一" else Decimal(step["each"])
        for gap in _gaps(line, ratio):
            for times in {gap / each, *((gap / each).to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING))}:
                yield max(Decimal(0), weight - times * Decimal(step["lost"]))


def _gaps(line: Line, ratio: Decimal) -> Iterator[Decimal]:
    """By how many percent, and for rates by how many points of percent, the result is off its target."""
    yield abs(1 - ratio) * 100
    row = line.indicator
    if row and isinstance(row.quantity, Amount) and isinstance(row.result, Amount) and row.quantity.unit == "%":
        yield abs(row.quantity.value - row.result.value)
