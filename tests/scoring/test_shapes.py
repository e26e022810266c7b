"""What holds for every scoring shape, whatever the numbers."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.packs.rules import rule, rules
from steelyard.quantity import half_up
from steelyard.scoring.arithmetic import executed, explain
from steelyard.scoring.outcome import rounded
from steelyard.scoring.shapes import apply
from steelyard.scoring.shapes import grades as grade_of

ROW_SHAPES = {
    "proportion", "exact", "reverse-linear", "reverse-ratio", "all-or-nothing", "steps", "per-point-deduction",
}  # fmt: skip
OF_ROWS = [name for name, found in rules().items() if found.shape.name in ROW_SHAPES]
CONTINUOUS = [name for name in OF_ROWS if rule(name).shape.name in {"proportion", "exact"}]
REVERSE = [name for name in OF_ROWS if rule(name).shape.name in {"reverse-linear", "reverse-ratio"}]

numbers = st.decimals(min_value=-1000, max_value=100_000, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=100_000, places=2)
weights = st.decimals(min_value=Decimal("0.5"), max_value=100, places=1)


def points(name: str, result: Decimal, target: Decimal, weight: Decimal) -> Any:
    return apply(rule(name), result=result, target=target, weight=weight)


@pytest.mark.parametrize("name", OF_ROWS)
@given(result=numbers, target=numbers, weight=weights)
def test_points_lie_between_nothing_and_the_weight(
    name: str, result: Decimal, target: Decimal, weight: Decimal
) -> None:
    got = points(name, result, target, weight)
    assert got is None or 0 <= got <= weight
    assert got is None or 0 <= rounded(got) <= weight


@pytest.mark.parametrize("name", CONTINUOUS)
@given(low=positive, more=positive, target=positive, weight=weights)
def test_more_never_earns_less(name: str, low: Decimal, more: Decimal, target: Decimal, weight: Decimal) -> None:
    assert points(name, low, target, weight) <= points(name, low + more, target, weight)


@pytest.mark.parametrize("name", REVERSE)
@given(low=positive, more=positive, target=positive, weight=weights)
def test_more_of_what_is_better_lower_never_earns_more(
    name: str, low: Decimal, more: Decimal, target: Decimal, weight: Decimal
) -> None:
    assert points(name, low, target, weight) >= points(name, low + more, target, weight)


@pytest.mark.parametrize("name", CONTINUOUS + REVERSE)
@given(result=numbers, target=positive, weight=weights)
def test_full_points_are_earned_by_meeting_the_target_and_by_nothing_else(
    name: str, result: Decimal, target: Decimal, weight: Decimal
) -> None:
    met = result <= target if name in REVERSE else result >= target
    assert (points(name, result, target, weight) == weight) is met


def test_half_up_may_lift_a_near_miss_to_the_weight() -> None:
    exact = points("mof-2020-10/proportion", Decimal("99.99"), Decimal(100), Decimal(2))
    assert exact == Decimal("1.9998")
    assert rounded(exact) == 2  # the row is short all the same: Mark.short says so


@given(result=st.integers(0, 10**6), target=st.integers(1, 10**6), weight=st.integers(1, 100))
def test_one_division_is_exact_enough_for_half_up(result: int, target: int, weight: int) -> None:
    """Against integer arithmetic: weight × result ÷ target in hundredths, halves up."""
    got = points("mof-2020-10/proportion", Decimal(result), Decimal(target), Decimal(weight))
    hundredths = (200 * weight * min(result, target) + target) // (2 * target)
    assert rounded(got) == Decimal(hundredths) / 100


@given(score=st.decimals(min_value=0, max_value=100, places=2))
def test_every_score_has_exactly_one_grade_and_no_gap_lies_between(score: Decimal) -> None:
    scale = rule("mof-2020-10/grades").shape
    words = {word.name: word.at_least for word in scale.grades}  # type: ignore[union-attr]
    word = grade_of(score, grades=scale.grades)  # type: ignore[union-attr]
    better = [bound for bound in words.values() if bound > words[word or ""]]
    assert words[word or ""] <= score
    assert all(score < bound for bound in better)


@given(
    points=st.decimals(0, 90, places=2), executed=st.decimals(0, 200, places=2), budget=st.decimals(0, 100, places=2)
)
def test_the_money_gap_is_red_only_when_output_leads(points: Decimal, executed: Decimal, budget: Decimal) -> None:
    light = apply(rule("platform/money-gap"), points=points, weight=Decimal(90), executed=executed, budget=budget)
    if light == "red":
        assert points / 90 > executed / budget


@pytest.mark.parametrize(
    ("name", "given", "how"),
    [
        pytest.param(name, example.given, example.how, id=f"{name}-{number}")
        for name, found in rules().items()
        for number, example in enumerate(found.examples, 1)
        if example.how
    ],
)
def test_a_worked_example_is_told_as_the_form_is_told(name: str, given: dict[str, str], how: str) -> None:
    values = {key: Decimal(text) for key, text in given.items()}
    if "executed" in values:
        assert executed(values["executed"], values["budget"], values["weight"]).zh == how
    else:
        assert explain(rule(name), *values.values(), points(name, **values)).zh == how


@pytest.mark.parametrize("name", OF_ROWS)
@given(result=numbers, target=numbers, weight=weights)
def test_every_outcome_can_be_told_in_one_line(name: str, result: Decimal, target: Decimal, weight: Decimal) -> None:
    got = points(name, result, target, weight)
    if got is not None:
        said = explain(rule(name), result, target, weight, got)
        assert said.zh
        assert said.en
        assert not {"\n", "E"} & set(said.zh)
        assert half_up(got, 2) == rounded(got)
