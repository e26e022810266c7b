"""How far one weight or one judged score must move before a grade changes: exact, in steps of a hundredth of a point.

A *judged score* is the claimed score of a row that no rule decides; it moves by itself, between 0 and its weight. A
*weight* moves while the others give way in proportion, so that their sum stays what it is; each row keeps the share of
its weight that it earns. Both change the score along a straight line, so the first step that crosses a bound is found
by one division of whole fractions, without rounding.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

STEP = Fraction(1, 100)
Kind = Literal["weight", "judged"]


class Part(NamedTuple):
    """A row that counts: its weight and what it earns; ``judged`` where no rule decides it."""

    row: int
    weight: Decimal
    earned: Decimal
    judged: bool


class Scale(NamedTuple):
    """The grades, best first, with the score from which each is given (bound included), and the full marks."""

    words: tuple[str, ...]
    bounds: tuple[Decimal, ...]
    full: Decimal

    def place(self, score: Decimal | Fraction) -> int | None:
        """Which grade from the top a score has; ``None`` below the lowest bound."""
        most = min(Fraction(score), Fraction(self.full))
        return next((at for at, bound in enumerate(self.bounds) if most >= bound), None)


class Change(NamedTuple):
    """The smallest change of one row by which the grade becomes another: signed, in points; ``grade`` comes then."""

    row: int
    kind: Kind
    change: Decimal
    grade: str | None


def changes(parts: Sequence[Part], scale: Scale) -> Iterator[Change]:
    """Of each row and kind the smaller of the two changes (up, down) that are possible and change the grade.

    :raises ValueError: the score lies below the lowest grade.
    """
    score = sum((Fraction(part.earned) for part in parts), Fraction(0))
    whole = sum((Fraction(part.weight) for part in parts), Fraction(0))
    now = scale.place(score)
    if now is None:
        raise ValueError("the score has no grade")
    for part in parts:
        weight, earned = Fraction(part.weight), Fraction(part.earned)
        if part.judged:
            yield from _one(part.row, "judged", Fraction(1), earned, (Fraction(0), weight), score, scale, now)
        if 0 < weight < whole:
            slope = earned / weight - (score - earned) / (whole - weight)
            yield from _one(part.row, "weight", slope, weight, (Fraction(0), whole), score, scale, now)


def _one(
    row: int,
    kind: Kind,
    slope: Fraction,
    value: Fraction,
    ends: tuple[Fraction, Fraction],
    score: Fraction,
    scale: Scale,
    now: int,
) -> Iterator[Change]:
    found = []
    for sign in (1, -1):
        steps = _steps(sign * slope, score, scale, now)
        room = ends[1] - value if sign > 0 else value - ends[0]
        if steps is not None and steps * STEP <= room:
            found.append((steps, sign))
    if found:
        steps, sign = min(found, key=lambda one: (one[0], -one[1]))
        place = scale.place(score + sign * steps * STEP * slope)
        grade = None if place is None else scale.words[place]
        yield Change(row, kind, Decimal(sign * steps) / 100, grade)


def _steps(slope: Fraction, score: Fraction, scale: Scale, now: int) -> int | None:
    """How many steps along ``slope`` until the grade is another; ``None`` where that way leads to none."""
    if slope > 0 and now > 0:
        return max(1, ceil((Fraction(scale.bounds[now - 1]) - score) / (slope * STEP)))
    if slope < 0 and (now + 1 < len(scale.bounds) or scale.bounds[now] > 0):
        return floor((score - Fraction(scale.bounds[now])) / (-slope * STEP)) + 1
    return None
