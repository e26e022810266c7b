"""The scoring shapes over columns, one for each of ``scoring.shapes``, with the same arguments and answers.

What gives points of a row answers with the share of the weight, which ``points`` multiplies and rounds. Arguments are
decimals of at most 12 digits before and 6 after the point, or whole numbers of millionths; weights and points of at
most 5 and 4, or whole numbers of ten-thousandths.
"""

import operator
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any, NamedTuple

import ibis

from steelyard import scoring
from steelyard.packs.rules import Rule
from steelyard.packs.shapes import Band, Checkpoint, Deduction, Grade, Step
from steelyard.portfolio.columnar.exact import (
    EXACT,
    WHOLE,
    Column,
    alike,
    constant,
    floor_quotient,
    half_up,
    number,
    product,
    times,
    whole,
)
from steelyard.quantity import places
from steelyard.scoring.outcome import POINTS_PLACES

ZERO, ONE = Decimal(0), Decimal(1)


class Share(NamedTuple):
    """``upper ÷ lower`` of the weight: whole numbers, ``lower`` above 0."""

    upper: Column
    lower: Column


Cases = Sequence[tuple[Column, Share | None]]
WEIGHT = 10**4
ALL, NOTHING = Share(constant(1), constant(1)), Share(constant(0), constant(1))


def points(table: Column, weight: Column, share: Share, name: str = "points") -> Column:
    """``table`` with the points that a share of the weight makes, half up to 2 decimals; null for no answer."""
    return half_up(table, whole(weight, WEIGHT), share.upper, share.lower, POINTS_PLACES, name, scale=WEIGHT)


def first_share(cases: Cases, otherwise: Share | None) -> Share:
    """The share of the first case that holds; ``None`` is no answer, in columns null."""
    conditions, shares = zip(*cases, strict=True)
    sides = []
    for side in (0, 1):
        known = alike(*(share[side] for share in (*shares, otherwise) if share))
        gap, rest = ibis.null(known[0].type()), iter(known)
        values = [next(rest) if share else gap for share in (*shares, otherwise)]
        sides.append(ibis.cases(*zip(conditions, values, strict=False), else_=values[-1]))
    return Share(*sides)


def _fixed(share: Decimal) -> Share:
    upper, scale = times(constant(1), share)
    return Share(upper, constant(scale))


def _at_least(left: Column, factor: Decimal, right: Column) -> Column:
    """Whether ``left ≥ factor × right``, of whole numbers."""
    most, scale = times(right, factor)
    return operator.ge(*alike(product(left, scale), most))


def _above(left: Column, factor: Decimal, right: Column) -> Column:
    """Whether ``left > factor × right``, of whole numbers."""
    most, scale = times(right, factor)
    return operator.gt(*alike(product(left, scale), most))


def _missed_by(result: Column, target: Column, side: str) -> Column:
    off = target - result
    none = constant(0).cast(off.type())
    below, above = ibis.greatest(none, off), ibis.greatest(none, -off)
    return {"below": below, "above": above, "both": below + above}[side]


def proportion(result: Column, target: Column, *, floor: Decimal = ZERO) -> Share:
    return first_share(_proportion(whole(result), whole(target), floor), NOTHING)


def _proportion(a: Column, t: Column, floor: Decimal) -> Cases:
    far = (a <= 0) if floor == 0 else (a <= 0) | ~_at_least(a, floor, t)
    return (a >= t, ALL), (t <= 0, None), (far, NOTHING), (t > 0, Share(a, t))


def exact(result: Column, target: Column) -> Share:
    a, t = whole(result), whole(target)
    zero = ((t == 0) & (a <= 0), ALL), (t == 0, NOTHING)
    return first_share((*zero, *_proportion(a, t, ZERO)), NOTHING)


def reverse_linear(result: Column, target: Column, *, zero_at: Decimal = Decimal(2)) -> Share:
    a, t = whole(result), whole(target)
    end, scale = times(t, zero_at)
    line = Share(*(operator.sub(*alike(end, product(one, scale))) for one in (a, t)))
    cases = (a <= t, ALL), (t < 0, None), (_at_least(a, zero_at, t), NOTHING)
    return first_share(cases, line)


def reverse_ratio(result: Column, target: Column) -> Share:
    a, t = whole(result), whole(target)
    return first_share(((a <= t, ALL), (t < 0, None)), Share(t, a))


def all_or_nothing(result: Column, target: Column, *, side: str = "below", tolerance: Decimal = ZERO) -> Share:
    a, t = whole(result), whole(target)
    return first_share(((_above(_missed_by(a, t, side), tolerance, t.abs()), NOTHING),), ALL)


def steps(result: Column, target: Column, *, measure: str, steps: Sequence[Step]) -> Share:
    value = whole(result) if measure == "result" else whole(target) - whole(result)
    cases = [(_inside(value, step), _fixed(step.share)) for step in steps]
    return first_share(cases, NOTHING)


def _inside(value: Column, step: Step) -> Column:
    one = constant(10**6)
    low = ibis.literal(True) if step.at_least is None else _at_least(value, step.at_least, one)
    high = ibis.literal(True) if step.at_most is None else ~_above(value, step.at_most, one)
    return low & high


def per_point_deduction(result: Column, target: Column, *, side: str, per: Decimal, share: Decimal) -> Share:
    missed = _missed_by(whole(result), whole(target), side)
    most = (ONE / share).to_integral_value(ROUND_CEILING)  # so many complete points leave nothing
    each, scale = times(constant(10**6), per)
    lost = _at_least(missed, per * most, constant(10**6))
    complete = floor_quotient(product(missed.cast(WHOLE), scale), each.cast(WHOLE))
    taken, whole_share = times(complete, share)
    left = Share(constant(whole_share).cast(WHOLE) - taken, constant(whole_share))
    return first_share(((lost, NOTHING),), left)


def execution_rate(executed: Column, budget: Column) -> Share:
    e, b = whole(executed), whole(budget)
    cases = (b <= 0, None), (e >= b, ALL), (e <= 0, NOTHING), (b > 0, Share(e, b))
    return first_share(cases, NOTHING)


def bands(weight: Column, state: Column, *, bands: Sequence[Band]) -> tuple[Column, Column]:
    """The least and the most points as two columns, null where the rule names no such state."""
    return tuple(
        _first([(state == band.met, _product(weight, getattr(band, end))) for band in bands], EXACT)
        for end in ("low", "high")
    )


def grades(score: Column, *, grades: Sequence[Grade]) -> Column:
    return _first(
        [(score.cast(EXACT) >= number(grade.at_least), ibis.literal(grade.name)) for grade in grades], "string"
    )


def over_achievement(
    result: Column,
    target: Column,
    *,
    effect: str,
    at_least: Decimal | None = None,
    zero_target_at_least: Decimal | None = None,
) -> Column:
    """Whether the rule speaks of the result; null where it gives no number."""
    a, t, none = whole(result), whole(target), constant(0)
    unknown = ibis.null("boolean")
    zero = unknown if zero_target_at_least is None else _at_least(a, zero_target_at_least, constant(10**6))
    other = unknown if at_least is None else _at_least(a, at_least, t)
    return ibis.cases((t == none, zero), (t < none, unknown), else_=other)


def money_gap(
    points: Column, weight: Column, executed: Column, budget: Column, *, red_above: Decimal, yellow_above: Decimal
) -> Column:
    p, w, e, b, none = whole(points), whole(weight), whole(executed), whole(budget), constant(0)
    output = p * b
    red = (p > none) & _above(output - ibis.least(b, e) * w, red_above, output)
    yellow = _above(b - e, yellow_above, b)
    return ibis.cases(((b <= none) | (w <= none), "yellow"), (red, "red"), (yellow, "yellow"), else_="green")


def monitoring_light(
    result: Column,
    target: Column,
    month: Column,
    *,
    red_below: Decimal,
    yellow_below: Decimal,
    blue_from: Decimal | None = None,
) -> Column:
    """The light of each row; null where nothing is due yet."""
    due, year = whole(target) * month.cast("decimal(38, 0)"), whole(result) * constant(12)
    cases = [(due <= constant(0), ibis.null("string"))]
    cases += [(~_at_least(year, red_below, due), ibis.literal("red"))]
    cases += [(~_at_least(year, yellow_below, due), ibis.literal("yellow"))]
    if blue_from is not None:
        cases += [(_at_least(year, blue_from, due), ibis.literal("blue"))]
    return ibis.cases(*cases, else_="green")


def range_light(result: Column, target: Column, *, side: str) -> Column:
    outside = _missed_by(whole(result), whole(target), side) > constant(0)
    return ibis.cases((outside, "red"), else_="green")


def execution_alarm(executed: Column, budget: Column, month: Column, *, checkpoints: Sequence[Checkpoint]) -> Column:
    e, b = whole(executed), whole(budget)
    reached = [
        (month >= point.month, (b > constant(0)).ifelse(~_at_least(e, point.at_least, b), ibis.null("boolean")))
        for point in reversed(checkpoints)
    ]
    return _first(reached, "boolean")


def progress_gap(progress: Column, execution: Column, *, above: Decimal) -> Column:
    return _above((whole(progress) - whole(execution)).abs(), above, constant(10**6))


def review_deduction(
    points: Column, weight: Column, found: Column, *, effect: str, deductions: Sequence[Deduction] = ()
) -> Column:
    if effect != "deduct":
        return points
    left = [(found == one.when, ibis.greatest(number(ZERO), _less(points, weight, one.share))) for one in deductions]
    return _first(left, EXACT)


def weights(part: Column, *, parts: dict[str, Decimal]) -> Column:
    return _first([(part == name, number(points)) for name, points in parts.items()], EXACT)


def _product(column: Column, factor: Decimal) -> Column:
    return (column.cast(EXACT) * ibis.literal(factor, f"decimal(9, {places(factor)})")).cast(EXACT)


def _less(points: Column, weight: Column, share: Decimal) -> Column:
    return points.cast(EXACT) - _product(weight, share)


def _first(cases: Sequence[tuple[Column, Column]], kind: str) -> Column:
    """The value of the first case that holds, else null."""
    return ibis.cases(*cases, else_=ibis.null(kind)) if cases else ibis.null(kind)


# The closed list is that of ``scoring``; a shape that has no function here is an error when this is imported.
SHAPES: dict[str, Callable[..., Any]] = {name: globals()[name.replace("-", "_")] for name in scoring.SHAPES}


def apply(rule: Rule, **given: Column) -> Any:
    """The answer of ``rule`` for columns: as ``scoring.shapes.apply``, but a ``Share`` instead of points."""
    return SHAPES[rule.shape.name](**given, **rule.shape.parameters)
