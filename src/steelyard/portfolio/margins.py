"""How far one weight or one judged score must move before a grade changes: exact, in steps of a hundredth of a point.

A *judged score* is the claimed score of a row that no rule decides; it moves by itself, between 0 and its weight. A
*weight* moves while the others give way in proportion, so that their sum stays what it is; each row keeps the share of
its weight that it earns. Both change the score along a straight line, so the first step that crosses a bound is found
by one division of whole numbers, without rounding.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from steelyard.quantity.rounding import WIDE, places

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


class Change(NamedTuple):
    """The smallest change of one row by which the grade becomes another: signed, in points; ``grade`` comes then."""

    row: int
    kind: Kind
    change: Decimal
    grade: str | None


class _Line(NamedTuple):
    """How the score moves with one number, all as whole numbers of the same part of a point.

    ``rise`` ÷ ``run`` points of score for a point of change; ``down`` and ``up`` are the room that the number has.
    """

    rise: int
    run: int
    down: int
    up: int


def changes(parts: Sequence[Part], scale: Scale) -> Iterator[Change]:
    """Of each row and kind the smaller of the two changes (up, down) that are possible and change the grade.

    :raises ValueError: the score lies below the lowest grade.
    """
    numbers = [*scale.bounds, scale.full, *(part.weight for part in parts), *(part.earned for part in parts)]
    fine = max(2, *map(places, numbers))
    form = _Form(scale, sum(_whole(part.earned, fine) for part in parts), fine)
    whole = sum(_whole(part.weight, fine) for part in parts)
    for part in parts:
        weight, earned = _whole(part.weight, fine), _whole(part.earned, fine)
        if part.judged:
            yield from form.change(part.row, "judged", _Line(1, 1, earned, weight - earned))
        if 0 < weight < whole:
            rise = earned * whole - form.score * weight
            yield from form.change(part.row, "weight", _Line(rise, weight * (whole - weight), weight, whole - weight))


def _whole(value: Decimal, fine: int) -> int:
    return int(value.scaleb(fine, WIDE))


class _Form:
    """A form's score and the bounds of its grades, as whole numbers of 10^-``fine`` points."""

    def __init__(self, scale: Scale, score: int, fine: int) -> None:
        self.score = score
        self._words, self._step = scale.words, int(10 ** (fine - 2))
        self._bounds = [_whole(bound, fine) for bound in scale.bounds]
        self._full = _whole(scale.full, fine)
        now = self._place(score, 1)
        if now is None:
            raise ValueError("the score has no grade")
        self._now = now

    def change(self, row: int, kind: Kind, line: _Line) -> Iterator[Change]:
        """The smaller change along a line, if there is one; of two equal ones the one upwards."""
        found = []
        for sign, room in ((1, line.up), (-1, line.down)):
            steps = self._steps(sign * line.rise, line.run)
            if steps is not None and steps * self._step <= room:
                found.append((steps, -sign))
        if found:
            steps, down = min(found)
            moved = self.score * line.run - down * steps * self._step * line.rise
            place = self._place(moved, line.run)
            grade = None if place is None else self._words[place]
            yield Change(row, kind, Decimal(-down * steps).scaleb(-2), grade)

    def _steps(self, rise: int, run: int) -> int | None:
        """How many steps that way until the grade is another; ``None`` where it leads to none."""
        now, bounds, step = self._now, self._bounds, self._step
        if rise > 0 and now > 0:
            return max(1, -((self.score - bounds[now - 1]) * run // (rise * step)))
        if rise < 0 and (now + 1 < len(bounds) or bounds[now] > 0):
            return (self.score - bounds[now]) * run // (-rise * step) + 1
        return None

    def _place(self, score: int, run: int) -> int | None:
        most = min(score, self._full * run)
        return next((place for place, bound in enumerate(self._bounds) if most >= bound * run), None)
