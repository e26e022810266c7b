"""Faults of the points: against the rule, above the weight, without a reason."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import GRADES, half_up
from tests.generator.choosing import EXECUTION_NAME
from tests.generator.faults.planting import Fault, Planted, met, pick, plants, with_short
from tests.generator.inventing import DONE, points
from tests.generator.settling import settle
from tests.generator.truth import Row, Truth


@plants(Fault.SCORE_OFF_RULE)
def score_off_rule(truth: Truth, source: random.Random) -> Planted | None:
    """A measured row that falls short, with its reason, gets points that its result does not give."""
    judged = pick(truth, source, lambda row: row.sort == "words" and bool(row.reason))
    if judged is not None and truth.family.scored and source.random() < 0.5:
        full = truth.with_row(judged, score=truth.rows[judged - 1].weight)  # 部分达成, and all the points
        return Planted(settle(full), ("score-off-rule",), (judged,))
    found = with_short(truth, source)
    if found is None or not truth.family.scored:
        return None
    truth, number = found
    row = truth.rows[number - 1]
    wrong = [row.weight, row.score - 1, row.score.to_integral_value() - 1, half_up(row.score * Decimal("0.6"), 1)]
    far = [one for one in wrong if abs(one - row.score) >= max(Decimal("0.3"), row.weight / 20) and one > 0]
    if not far:
        return None
    return Planted(settle(truth.with_row(number, score=source.choice(far))), ("score-off-rule",), (number,))


@plants(Fault.EXECUTION_SCORE_OFF)
def execution_score_off(truth: Truth, source: random.Random) -> Planted | None:
    """The line of budget execution gets other points than its rate gives."""
    full = truth.family.execution
    if full is None or truth.execution_score is None:
        return None
    if truth.execution_score < full - Decimal("0.3") and source.random() < 0.5:
        wrong = full
    else:
        wrong = truth.execution_score - source.choice((Decimal(1), Decimal("0.5"), Decimal(2)))
    total = truth.total_score - truth.execution_score + wrong
    twin = replace(truth, execution_score=wrong, total_score=total)
    return Planted(twin, ("score-off-rule",))


@plants(Fault.SCORE_ABOVE_WEIGHT)
def score_above_weight(truth: Truth, source: random.Random) -> Planted | None:
    number = pick(truth, source, met)
    if number is None or not truth.family.scored:
        return None
    row = truth.rows[number - 1]
    score = row.weight + source.choice((Decimal(1), Decimal("0.5"), Decimal(2), row.weight, 99 - row.weight))
    return Planted(settle(truth.with_row(number, score=score)), ("score-above-weight",), (number,))


def _full(row: Row) -> bool:
    return (
        row.score == row.weight
        and not row.short
        and row.weight >= 2
        and row.sort != "date"
        and row.name != EXECUTION_NAME
    )


@plants(Fault.DEDUCTION_WITHOUT_NOTE)
def deduction_without_note(truth: Truth, source: random.Random) -> Planted | None:
    """A row that reaches its target loses points, and nobody says why."""
    number = pick(truth, source, _full)
    if number is None or not truth.family.scored or not truth.family.notes:
        return None
    row = truth.rows[number - 1]
    score = row.weight - source.choice((Decimal(1), Decimal("0.5")))
    return Planted(settle(truth.with_row(number, score=score, note="")), ("unexplained-deduction",), (number,))


@plants(Fault.SHORTFALL_WITHOUT_NOTE)
def shortfall_without_note(truth: Truth, source: random.Random) -> Planted | None:
    """A row falls short, loses the right points, and its note is empty."""
    found = with_short(truth, source)
    if found is None or not truth.family.notes:
        return None
    truth, number = found
    twin = settle(truth.with_row(number, note=""))
    return Planted(replace(twin, remark="无"), ("unexplained-shortfall", "unexplained-deduction"), (number,))


@plants(Fault.GRADE_OFF)
def grade_off(truth: Truth, source: random.Random) -> Planted | None:
    if not truth.grade:
        return None
    names = [longer if len(truth.grade) > 1 else short for _, short, longer in GRADES]
    place = names.index(truth.grade)
    other = [names[at] for at in (place - 1, place + 1) if 0 <= at < len(names)]
    return Planted(replace(truth, grade=source.choice(other)), ("grade-off-scale",))


def reached(row: Row) -> Row:
    """The row with its target reached and its full weight."""
    if not row.short and not row.reason:
        return row
    row = replace(row, reason="", note="", score=row.weight)
    return replace(row, result_words=DONE[0]) if row.value is None else replace(row, result=row.value)


@plants(Fault.ALL_FULL)
def all_full(truth: Truth, source: random.Random) -> Planted | None:
    """Every row and the budget's execution at the full mark."""
    if not truth.family.scored:
        return None
    adjusted = {(one.side, one.name): one for one in truth.money if one.stage == "adjusted"}
    money = tuple(
        replace(adjusted[one.side, one.name], stage="final") if one.stage == "final" else one for one in truth.money
    )
    twin = settle(replace(truth, money=money, rows=tuple(map(reached, truth.rows))))
    return Planted(twin, ("full-marks-everywhere",))


@plants(Fault.DOMINANT_WEIGHT)
def dominant_weight(truth: Truth, source: random.Random) -> Planted | None:
    """One row weighs more than all the others together."""
    number = pick(truth, source, met)
    whole = sum((row.weight for row in truth.rows), Decimal(0))
    others = len([row for row in truth.rows if not row.part]) - 1
    if number is None or not truth.family.scored or whole - others < 60:
        return None
    rows = []
    for at, row in enumerate(truth.rows, 1):
        if row.part:
            rows.append(row)
            continue
        weight = whole - others if at == number else Decimal(1)
        judged = row.value is None
        score = half_up(row.score / row.weight * weight) if judged else Decimal(0)
        row = replace(row, weight=weight, score=score)
        rows.append(row if judged else replace(row, score=points(row, truth.family)))
    return Planted(settle(replace(truth, rows=tuple(rows))), ("dominant-weight",), (number,))
