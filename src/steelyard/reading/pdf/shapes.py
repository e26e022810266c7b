"""What is on a page: boxes, characters, drawn lines, and moving them about.

Lengths are points (1/72 inch) as the page is seen: x to the right, y downwards, (0, 0) the upper left corner.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Box(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


class Glyph(NamedTuple):
    """A character and the room it takes: from its origin to the next one, as high as its font."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Rule(NamedTuple):
    """A level or upright line: its distance from the edge of the page, and from where to where it runs."""

    at: float
    lo: float
    hi: float


@dataclass(slots=True)
class Sheet:
    """What is on one page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    unseen: list[Glyph] = field(default_factory=list)  # cut away by a clipping path, or beyond the page
    pale: list[Glyph] = field(default_factory=list)  # white on white, or not painted; these are glyphs as well
    unmapped: int = 0  # glyphs of which the file does not say what they mean
    drawn: int = 0


def seen(view: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box of the page as the reader sees it."""
    (ax, ay), (bx, by) = moved(view, x0, y0), moved(view, x1, y1)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def moved(by: Matrix, x: float, y: float) -> Point:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def after(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def around(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of ``inner`` lies in ``outer``."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def common(a: Box, b: Box) -> Box:
    return Box(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))
