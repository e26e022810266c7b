"""Intervals for shares at 95% confidence: Wilson's, and the exact one of Clopper and Pearson for rare events."""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

Z = 1.959963984540054


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's score interval; the whole range where nothing was counted."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def exact(part: int, whole: int) -> tuple[float, float]:
    """Clopper and Pearson's interval, by bisection of the binomial tails."""
    if not whole:
        return 0.0, 1.0
    low = 0.0 if not part else _root(lambda share: 1 - _up_to(part - 1, whole, share) - 0.025)
    high = 1.0 if part == whole else _root(lambda share: 0.025 - _up_to(part, whole, share))
    return low, high


def _up_to(part: int, whole: int, share: float) -> float:
    """The chance of ``part`` or fewer of ``whole``."""
    if share in (0.0, 1.0):
        return float(share == 0.0 or part == whole)
    ways = (lgamma(whole + 1) - lgamma(count + 1) - lgamma(whole - count + 1) for count in range(part + 1))
    yes, no = log(share), log(1 - share)
    return sum(exp(way + count * yes + (whole - count) * no) for count, way in enumerate(ways))


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
