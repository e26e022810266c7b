"""Faults of the sums: totals, groups, budget, shares, rates."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import grade, half_up
from tests.generator.choosing import EXECUTION_NAME
from tests.generator.faults.planting import Fault, Planted, met, pick, plants
from tests.generator.inventing import points
from tests.generator.narrating import narrate
from tests.generator.settling import settle, total
from tests.generator.truth import Money, Truth

CAPPED = ("覆盖率", "合格率", "满意度", "及时率", "准确率", "达标率", "完好率", "知晓率", "普惠率", "巩固率")


@plants(Fault.TOTAL_WEIGHT_OFF)
def total_weight_off(truth: Truth, source: random.Random) -> Planted | None:
    if not truth.family.total:
        return None
    off = truth.total_weight + source.choice((-5, -3, -2, -1, 1, 2, 3, 5))
    return Planted(replace(truth, total_weight=off), ("weight-total-misstated",))


@plants(Fault.TOTAL_SCORE_OFF)
def total_score_off(truth: Truth, source: random.Random) -> Planted | None:
    if not truth.family.total:
        return None
    same = [
        truth.total_score + off
        for off in map(Decimal, ("-3", "-2", "-1", "-0.5", "0.5", "1", "2"))
        if truth.total_score + off <= truth.total_weight
        and grade(truth.total_score + off, Decimal(100), False) == grade(truth.total_score, Decimal(100), False)
    ]
    if not same:
        return None
    return Planted(replace(truth, total_score=source.choice(same)), ("score-total-misstated",))


@plants(Fault.WEIGHT_CHANGED)
def weight_changed(truth: Truth, source: random.Random) -> Planted | None:
    """One row weighs more than was agreed, and the total row still says what it said."""
    number = pick(truth, source, met)
    if number is None or not truth.family.total:
        return None
    weight = truth.rows[number - 1].weight + source.choice((1, 2, 3))
    changed = truth.with_row(number, weight=weight, score=weight)
    twin = replace(settle(changed), total_weight=truth.total_weight, total_score=truth.total_score, grade=truth.grade)
    return Planted(twin, ("weight-total-misstated",))


@plants(Fault.GROUP_TOTAL_OFF)
def group_total_off(truth: Truth, source: random.Random) -> Planted | None:
    if not truth.subtotals or not truth.family.scored:
        return None
    noise = replace(truth.noise, subtotals=source.choice(("rows", "labels")))
    subtotals = list(truth.subtotals)
    number = source.randrange(len(subtotals))
    off = source.choice((-2, -1, 1, 2, 5))
    if noise.subtotals == "rows" and source.random() < 0.4:
        subtotals[number] = replace(subtotals[number], score=subtotals[number].score + off)
    else:
        subtotals[number] = replace(subtotals[number], weight=subtotals[number].weight + off)
    return Planted(replace(truth, noise=noise, subtotals=tuple(subtotals)), ("group-total-misstated",))


@plants(Fault.AMOUNT_DIGITS)
def amount_digits(truth: Truth, source: random.Random) -> Planted | None:
    """Two neighbouring digits of a part change places, as in typing."""
    names = {(one.stage, one.side) for one in truth.money if not one.total and one.amount}
    parts = [
        (place, one)
        for place, one in enumerate(truth.money)
        if one.amount >= 10 and (not one.total or (one.stage == "initial" and (one.stage, one.side) in names))
    ]
    source.shuffle(parts)
    for place, one in parts:
        text = f"{one.amount:f}"
        places = [at for at in range(text.index(".") - 1) if text[at] != text[at + 1] and text[at + 1] != "0"]
        if places:
            at = source.choice(places)
            amount = Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
            money = (*truth.money[:place], replace(one, amount=amount), *truth.money[place + 1 :])
            return Planted(replace(truth, money=money), ("budget-total-misstated",))
    return None


@plants(Fault.SHARE_OFF)
def share_off(truth: Truth, source: random.Random) -> Planted | None:
    places = [place for place, one in enumerate(truth.money) if one.share is not None]
    if not places:
        return None
    place = source.choice(places)
    one = truth.money[place]
    off = one.share + source.choice((Decimal("1.5"), Decimal("0.9"), Decimal("-0.6"), Decimal("-2.07")))  # type: ignore[operator]
    money = (*truth.money[:place], replace(one, share=off), *truth.money[place + 1 :])
    return Planted(replace(truth, money=money), ("share-misstated",))


def _raised(truth: Truth) -> Truth:
    """The same form with a budget that was raised in the year, so that the two bases differ."""
    if abs(total(truth.money, "initial") / total(truth.money, "adjusted") - 1) > Decimal("0.02"):
        return truth
    factor = Decimal("0.93")
    lowered = [
        replace(one, amount=half_up(one.amount * factor)) if one.stage == "initial" and not one.total else one
        for one in truth.money
    ]
    sums: dict[str, Decimal] = {}
    for one in lowered:
        if one.stage == "initial" and not one.total:
            sums[one.side] = sums.get(one.side, Decimal(0)) + one.amount
    money = [_retotalled(one, sums, factor) for one in lowered]
    return replace(truth, money=tuple(money))


def _retotalled(one: Money, sums: dict[str, Decimal], factor: Decimal) -> Money:
    if one.stage != "initial":
        return one
    whole = sums.get(one.side, half_up(one.amount * factor))
    if one.total:
        return replace(one, amount=whole)
    return one if one.share is None else replace(one, share=half_up(one.amount / whole * 100))


@plants(Fault.RATE_WRONG_BASE)
def rate_wrong_base(truth: Truth, source: random.Random) -> Planted | None:
    if "initial" not in truth.family.stages:
        return None
    truth = settle(_raised(truth))
    twin = settle(truth, base="initial")
    sides = {one.amount for one in twin.money if one.total and one.stage == "initial"}
    if twin.rate == truth.rate or len(sides) > 1:  # both sides are rounded apart
        return None
    rows = tuple(twin.where(lambda row: row.name == EXECUTION_NAME))
    if truth.family.narrative in ("rows", "paragraphs") and not rows:
        said = "".join("".join(passage.paragraphs) for passage in narrate(twin))
        if f"预算执行率为{twin.rate}%" not in said:
            return None
    return Planted(twin, ("execution-rate-misstated",))


@plants(Fault.RATE_MISTYPED)
def rate_mistyped(truth: Truth, source: random.Random) -> Planted | None:
    """Another rate of execution is printed than the amounts give; the points follow the right one."""
    if truth.rate is None or truth.rate >= 100 or truth.family.narrative in ("rows", "paragraphs"):
        return None
    off = source.choice([one for one in map(Decimal, ("-9", "-5.5", "-2.1", "1.6")) if truth.rate + one <= 100])
    rows = tuple(row if row.name != EXECUTION_NAME else replace(row, result=truth.rate + off) for row in truth.rows)
    names = ("execution-rate-misstated",)
    return Planted(replace(truth, rate=truth.rate + off, rows=rows), names)


@plants(Fault.IMPOSSIBLE_PERCENTAGE)
def impossible_percentage(truth: Truth, source: random.Random) -> Planted | None:
    number = pick(truth, source, lambda row: met(row) and row.sort == "rate" and row.name.endswith(CAPPED))
    if number is None:
        return None
    over = Decimal(source.choice(("101.5", "103", "104.2", "108", "112.35")))
    twin = truth.with_row(number, result=over)
    return Planted(
        twin.with_row(number, score=points(twin.rows[number - 1], truth.family)), ("impossible-percentage",), (number,)
    )
