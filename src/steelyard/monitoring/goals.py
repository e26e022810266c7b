"""A form in the course of its year: its targets, and what its ledgers give up to a month's end."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from steelyard.model import Amount, Evidence, Form, Indicator, Message, Proof, Unknown
from steelyard.monitoring.progress import ONE, Goal, Standing, monitor, way_of
from steelyard.packs.monitoring import Scheme
from steelyard.quantity import half_up, places
from steelyard.scoring.comparing import alike
from steelyard.scoring.proving import NONE_KNOWN, NOT_A_CHANGE, measure_of

IN_WORDS = Message("指标值不是一个数，不按月份监控。", "The target is no number and is not watched by the month.")
GROWING = frozenset({"count", "distinct", "sum"})  # other shapes are levels: half a year does not make half of them
PLACES = 2  # of a result that comes in another unit than its target


@dataclass(frozen=True, slots=True)
class Watched:
    """One row with a number for a target, and where it stands; ``unit`` is that of both figures of ``goal``.

    ``measure`` gave the result, as ``pack/measure``; empty where there is none.
    """

    row: int
    goal: Goal
    unit: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """A form at a month's end: its watched rows, in the order of ``standing.goals``, and rows not watched, with why."""

    watched: tuple[Watched, ...]
    standing: Standing
    unwatched: tuple[tuple[int, Message], ...]


def watch(scheme: Scheme, form: Form, evidence: Evidence, month: int) -> Watch:
    """Goals and spending of ``form`` by ``scheme``; ``evidence`` is that of the year up to the end of ``month``.

    Spending is what was paid against the budget in force by then, both from the ledgers (row 0 of ``evidence``).

    :raises ValueError: there is no such month.
    """
    watched = tuple(_watched(form, evidence))
    executed, budget = spending(evidence)
    standing = monitor(scheme, [one.goal for one in watched], executed, budget, month)
    seen = {one.row for one in watched}
    return Watch(watched, standing, tuple((one.row, IN_WORDS) for one in form.indicators if one.row not in seen))


def spending(evidence: Evidence) -> tuple[Decimal | Unknown, Decimal | Unknown]:
    """What was paid and the budget in force, as the ledgers have them; why not, where they do not say."""
    found = [proof for proof in evidence.proofs if proof.row == 0]
    if len(found) != 1:
        why = Unknown(NONE_KNOWN)
        return why, why
    value = found[0].value
    if isinstance(value.value, Unknown):
        return value.value, value.value
    assert value.numerator is not None, "a rate that is known has a numerator"
    assert value.denominator is not None, "and a denominator"
    return value.numerator, value.denominator


def _watched(form: Form, evidence: Evidence) -> Iterator[Watched]:
    unprovable = {one.row: one.why for one in evidence.unprovable}
    for one in form.indicators:
        if not isinstance(one.quantity, Amount):
            continue
        proofs = [proof for proof in evidence.proofs if proof.row == one.row]
        name, weight = one.name.text, one.weight.value if isinstance(one.weight.value, Decimal) else ONE
        groups = tuple(group.text for group in one.groups)
        if len(proofs) == 1:
            way = way_of(name, groups, one.quantity.op, one.quantity.unit, one.quantity.trend)
            if way != "ceiling":
                way = "paced" if _grows(proofs[0]) else "floor"
            result, target = _figures(one, one.quantity, proofs[0])
            unit, measure = one.quantity.unit or proofs[0].value.unit, f"{proofs[0].pack}/{proofs[0].value.measure}"
            yield Watched(one.row, Goal(name, way, target, result, weight), unit, measure)
        else:
            why = _several(len(proofs)) if proofs else Unknown(unprovable.get(one.row, NONE_KNOWN))
            way = way_of(name, groups, one.quantity.op, one.quantity.unit, one.quantity.trend)
            yield Watched(one.row, Goal(name, way, one.quantity.value, why, weight), one.quantity.unit)


def _grows(proof: Proof) -> bool:
    measure = measure_of(proof)
    return measure.grows or measure.shape.name in GROWING


def _figures(one: Indicator, target: Amount, proof: Proof) -> tuple[Decimal | Unknown, Decimal]:
    """Result and target in the unit of the target; a change in the direction that the target names."""
    value, exact = proof.value, proof.value.unrounded
    if isinstance(value.value, Unknown):
        return value.value, target.value
    assert exact is not None, "a value that is known is known before it is rounded"
    if measure_of(proof).shape.name == "change":
        exact = -exact if target.trend == "down" else exact
    elif target.trend:
        return Unknown(NOT_A_CHANGE), target.value
    both = alike(target, Amount(None, exact, value.unit), one.name.text)
    if isinstance(both, Unknown):
        return both, target.value
    shown = measure_of(proof).places if value.unit == target.unit else PLACES
    return half_up(both[0], max(places(target.value), shown)), both[1]


def _several(many: int) -> Unknown:
    zh = f"这个指标有{many}种算法，请先确认口径。"
    return Unknown(
        Message(zh, f"There are {many} measures of this indicator: which one is meant must be settled first.")
    )
