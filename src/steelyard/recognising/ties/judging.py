"""What came of holding the claims against the rows that speak of the same things."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Claim
from steelyard.model.narrative import Outcome
from steelyard.recognising.ties.comparing import APART, compare, factor, slipped, times, visits
from steelyard.recognising.ties.lists import Listed, sum_of
from steelyard.recognising.ties.names import canonical, core, coverage, uncovered
from steelyard.recognising.ties.rows import Judged, Likeness, Row, Rows
from steelyard.recognising.ties.settling import settled
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_SPECIFIC = frozenset({"批次", "家次", "人次", "件次", "车次", "场次", "台次", "批", "起"})
SATISFACTION = "满意度"
_SURVEYED = re.compile("满意|问卷|调查|测评|回访|第三方")
_LONG = 5  # characters of a name that is known again where some are missing
_MOST, _HALF, _FEW = 0.6, 0.5, 2  # the share of a name that has to be said, and how many characters may be said besides
_AS_NEAR = 0.1
_NEARBY = Decimal("1.3")  # times; what is farther off is another thing


class Beside(NamedTuple):
    """What else is told: the target, the sum of the parts; ``alone`` of its kind in the text and in the table."""

    aim: Claim | None
    total: Decimal | None
    alone: bool


def against_rows(
    rows: Rows, claims: Sequence[Claim], told: Sequence[Told], listed: Sequence[Listed]
) -> Iterator[Judged]:
    """What came of every claim and the row that speaks of the same thing; ``listed`` are the totals with their parts.

    Cost is linear in the claims; of each only a few rows are looked at.
    """
    parts = {part for one in listed for part in one.parts}
    sums = {one.head: sum_of(one, claims) for one in listed if len(one.parts) > 1}
    kinds = Counter(_kind(*one) for one in zip(claims, told, strict=True) if not (one[1].silent or one[1].target))
    best = []
    for index, (claim, around) in enumerate(zip(claims, told, strict=True)):
        if not isinstance(claim.value, Decimal) or around.silent:
            continue
        near = list(rows.near(around))
        aim = claims[index - 1] if index and _is_aim(told[index - 1], around) else None
        kind = _kind(claim, around)
        beside = Beside(aim, sums.get(index), alone=kinds[kind] == rows.kinds[kind] == 1)
        judged = [one for row in near for one in _judge(index, claim, around, row, beside)]
        if not judged and beside.alone:
            judged = list(_satisfied(index, claim, around, rows))
        if not judged:
            continue
        one = _best(judged)
        if one.outcome != "confirmed" and index in parts:
            continue
        if one.asks and not one.strict and _has_rival(one, claim, around, near):
            continue
        best.append(one)
    return settled(best, told)


def _satisfied(index: int, claim: Claim, told: Told, rows: Rows) -> Iterator[Judged]:
    """A satisfaction told without saying whose, where text and table have one each: asked about if they differ.

    Its sentence begins with it or tells of a survey: after something else (开展培训6期，满意度98%) it is of that.
    """
    if told.rate != SATISFACTION or core(claim.object) not in ("", SATISFACTION):
        return
    if told.target or told.part or told.wide or told.change:
        return
    if told.near.rpartition("|")[2].strip("，,、 ") and not _SURVEYED.search(told.context):
        return
    assert isinstance(claim.value, Decimal)
    for row in rows.rows:
        for figured in row.figures:
            if row.name.rate == SATISFACTION and figured.what == "result" and figured.figure.unit == claim.unit:
                agree = compare(claim, claim.value, figured.figure, Decimal(1)) == "agree"
                like = Likeness(0.5, 0.5, 0, 0)
                outcome: Outcome = "confirmed" if agree else "unclear"
                yield Judged(index, row, figured, outcome, like, agree, "" if agree else "similar", claim.value)


def _kind(claim: Claim, told: Told) -> str:
    """What tells figures apart at first sight: the head of a rate, else the unit."""
    return told.rate or claim.unit


def _best(judged: list[Judged]) -> Judged:
    """The nearest row; one that agrees goes before one that does not and is hardly nearer, unless that is named."""
    top = max(judged, key=lambda one: one.like.closeness)
    agreeing = [one for one in judged if one.outcome == "confirmed" and one.like.closeness >= 0.75 * top.like.closeness]
    if top.strict and top.asks:
        agreeing = [one for one in agreeing if one.strict]
    return max(agreeing, key=lambda one: one.like.closeness) if agreeing else top


def _has_rival(one: Judged, claim: Claim, told: Told, near: Sequence[Row]) -> bool:
    """Whether another row is as near, of the same kind and in units that can be compared."""
    return any(
        row is not one.row
        and coverage(row.name.core, told.around) >= one.like.total - _AS_NEAR
        and _same_kind(claim, told, row)
        and any(factor(claim.unit, figured.figure.unit) for figured in row.figures)
        for row in near
    )


def _is_aim(earlier: Told, told: Told) -> bool:
    return earlier.target and earlier.sentence == told.sentence


def _is_known(row: Row, claim: Claim, beside: Beside) -> bool:
    """Whether a row is known by its target told beside (年初计划300场，实际演出312场), or by parts that make it up."""
    aim, total, _ = beside
    for figured in row.figures:
        value, unit = figured.figure.value, figured.figure.unit
        if figured.what == "target" and aim is not None and aim.unit == unit and aim.value == value:
            return True
        scaled = factor(claim.unit, unit) if figured.what == "result" and total is not None else None
        if scaled and total and total * scaled == value:
            return True
    return False


def _judge(index: int, claim: Claim, told: Told, row: Row, beside: Beside) -> Iterator[Judged]:
    """A claim against the figure of a row that it speaks of, where the two speak of one thing."""
    if not _same_kind(claim, told, row):
        return
    like = _likeness(claim, told, row)
    if like.total < 0.5:
        return
    strict = _is_strict(told, row, like)
    if not strict and like.own >= 0.5 and like.extra <= _FEW:
        strict = _is_known(row, claim, beside)
    for figured in row.figures:
        if (figured.what == "target") is not told.target:
            continue
        scaled = factor(claim.unit, figured.figure.unit)
        apart = scaled is None and visits(claim.unit, figured.figure.unit)
        if scaled is None and not apart:
            continue
        assert isinstance(claim.value, Decimal)
        value = claim.value * (scaled or 1)
        verdict = compare(claim, value, figured.figure, scaled or Decimal(1))
        if verdict == "differ" and figured.high is not None and figured.high == value:
            verdict = "agree"
        near = Judged(index, row, figured, "confirmed", like, strict, "", value)
        if verdict == "agree":
            surely = (
                like.own >= 0.5 and (like.extra == 0 or (like.total >= 0.8 and like.extra < 3)) and not _part(told, row)
            )
            if surely or _rare(value, figured.figure.value, like.total):
                yield near
        elif verdict == "differ":
            yield from _differing(near, claim, told, apart, alone=beside.alone)


def _likeness(claim: Claim, told: Told, row: Row) -> Likeness:
    whole = row.name.core
    own = coverage(whole, told.own)
    if own < 0.25:
        return Likeness(own, 0, row.name.size, 0)
    kernels = {whole, whole.removesuffix(claim.unit)} if row.name.size > 2 and claim.unit else {whole}
    missing = min(uncovered(kernel, told.around) for kernel in kernels)
    named = whole.removesuffix(row.name.rate)
    other = row.name.rate and named and coverage(named, told.own) < 0.5  # 公众满意度 under 社会公众: not that of firms
    extra = 0 if _is_unit(told.extra, claim.unit) else uncovered(told.extra, whole if other else row.around)
    return Likeness(own, coverage(whole, told.around), missing, extra)


def _part(told: Told, row: Row) -> str:
    """The part of the year or of the place that is told of; 社区 is none where the row counts 社区食堂."""
    return "" if told.part[-2:] in row.printed else told.part


def _rare(value: Decimal, other: Decimal, total: float) -> bool:
    """Three digits and more are the same by chance hardly ever."""
    return total >= 0.95 and max(len(one.normalize().as_tuple().digits) for one in (value, other)) >= 3


def _is_unit(extra: str, unit: str) -> bool:
    """惠及农户862户: the thing counted is hardly more than the unit."""
    if unit in {"户", "人", "人次", "名"} and extra == canonical("群众"):
        return True
    return len(extra) <= 2 and bool(unit) and extra.endswith(unit[0])


def _same_kind(claim: Claim, told: Told, row: Row) -> bool:
    """Rates with rates of the same head, averages with averages, changes with changes, deeds with the same deeds."""
    name = row.name
    if (name.rate or told.rate) and claim.unit in {"%", "‰", ""} and name.rate != told.rate:
        return False
    if row.per_head is not told.per_head or (told.change and not row.change) or (row.narrow and told.wide):
        return False
    return not (name.actions - told.actions and told.actions - name.actions)


def _is_strict(told: Told, row: Row, like: Likeness) -> bool:
    """Whether every word on either side is met on the other, so that two values would contradict each other."""
    if like.own < 0.5 and not (row.name.rate and uncovered(row.name.core, told.near) == 0):
        return False
    if like.missing or like.extra > 1 or row.name.size < 2 or _is_stage(told, row):
        return False
    return bool(row.name.rate) or all(action in told.around for action in row.name.actions)


def _is_stage(told: Told, row: Row) -> bool:
    """Whether the text counts one stage of what the row counts as a whole."""
    return not row.name.actions and bool(told.actions & words().stages)


def _differing(near: Judged, claim: Claim, told: Told, apart: bool, *, alone: bool) -> Iterator[Judged]:
    """What two values of one thing mean: a part, a question, or a contradiction."""
    other = near.figure.figure.value
    smaller = claim.modifier in {"exact", "over"} and 0 < near.value < other
    qualifiers = [one for one in near.row.name.qualifiers if core(one) and core(one) not in told.around]
    part = _part(told, near.row)
    if part or (_is_kind_of(near, claim, told) and (smaller or near.strict)):
        if smaller and near.figure.what == "result":
            yield near._replace(outcome="part-of", reason="part" if part else "kind", detail=part)
        return
    if not near.strict:
        if not (apart or qualifiers or near.row.narrow or told.among or _is_stage(told, near.row)):
            yield from _nearly_named(near, claim, told, alone=alone)
        return
    ratio = times(near.value, other)
    if apart:
        yield near._replace(outcome="unclear", reason="visits", detail=near.figure.figure.unit)
    elif qualifiers or near.row.narrow:
        yield near._replace(outcome="unclear", reason="scope", detail=[*qualifiers, near.row.narrow][0])
    elif ratio is not None and ratio >= APART:
        yield near._replace(outcome="unclear", reason="factor")
    elif not told.among:
        yield near._replace(outcome="contradicted")


def _nearly_named(near: Judged, claim: Claim, told: Told, *, alone: bool) -> Iterator[Judged]:
    """Of a thing named with a few characters more or less, a slip of the hand contradicts.

    What is nearby, and what is the only one of its kind in the text and in the table, is asked about.
    """
    like, other = near.like, near.figure.figure.value
    if near.row.name.size < _LONG or like.own < (_HALF if alone else _MOST):
        return
    less = like.extra == 0
    more = not like.missing and like.extra <= _FEW and told.actions <= near.row.name.actions
    if not (less or more):
        return
    sure = claim.unit != "%" and (less or near.value > other)  # a smaller count of more words may be a part
    if claim.modifier == "exact" and slipped(near.value, other, 3 if sure else 4):
        yield near._replace(outcome="contradicted")
    elif (alone and (sure or claim.unit == "%")) or (
        less and (ratio := times(near.value, other)) is not None and ratio < _NEARBY
    ):
        yield near._replace(outcome="unclear", reason="similar")


def _is_kind_of(near: Judged, claim: Claim, told: Told) -> bool:
    """抽查电动自行车18批次 of 产品质量监督抽查160批次: the deed and the topic of the row, a thing of its own."""
    if claim.unit not in _SPECIFIC or told.whole or not near.row.name.actions or near.row.name.rate:
        return False
    own_thing = uncovered(told.extra, near.row.around) > 1 or near.like.own < 0.8
    return near.row.name.actions <= told.actions and own_thing and near.like.total >= 0.7
