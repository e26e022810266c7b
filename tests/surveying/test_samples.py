"""Sizes, margins and intervals against published values, and what must hold of them whatever the numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import Unknown
from steelyard.quantity import half_up
from steelyard.surveying import Sample, enough, mean, sample_size, wilson, z_of

D = Decimal
SHARES = st.decimals(0, 1, places=4)
SIZES = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("confidence", "z"), [("0.90", "1.644854"), ("0.95", "1.959964"), ("0.99", "2.575829"), ("0.5", "0.674490")]
)
def test_quantiles_are_those_of_the_tables(confidence: str, z: str) -> None:
    assert z_of(D(confidence)) == D(z)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # R. G. Newcombe, Two-sided confidence intervals for the single proportion (1998), method 3
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
        (29, 29, "0.8830", "1.0000"),
    ],
)
def test_wilson_intervals_are_the_published_ones(part: int, whole: int, low: str, high: str) -> None:
    found = wilson(D(part) / whole, whole)
    assert (half_up(found.low, 4), half_up(found.high, 4)) == (D(low), D(high))


@pytest.mark.parametrize(
    ("population", "margin", "confidence", "size"),
    [
        (None, "0.05", "0.95", 385),
        (1000, "0.05", "0.95", 278),
        (10000, "0.05", "0.95", 370),
        (50, "0.05", "0.95", 45),
        (1, "0.05", "0.95", 1),
        (None, "0.03", "0.95", 1068),
        (None, "0.05", "0.99", 664),
    ],
)
def test_planned_sizes_are_those_of_the_textbook(
    population: int | None, margin: str, confidence: str, size: int
) -> None:
    assert sample_size(population, D(margin), D(confidence)) == size


@given(SHARES, SIZES)
def test_an_interval_holds_its_share_and_keeps_within_0_and_1(share: Decimal, size: int) -> None:
    found = wilson(share, size)
    assert 0 <= found.low <= share <= found.high <= 1
    assert found.margin > 0


@given(SHARES, SIZES, st.integers(1, 5000))
def test_a_known_population_only_narrows_and_a_census_leaves_no_margin(share: Decimal, size: int, rest: int) -> None:
    assert wilson(share, size, population=size + rest).margin <= wilson(share, size).margin
    assert wilson(share, size, population=size).margin == 0


@given(SHARES, st.decimals("0.01", "0.2", places=3))
def test_enough_is_the_least_number_that_keeps_the_margin(share: Decimal, margin: Decimal) -> None:
    size = enough(share, margin)
    assert wilson(share, size).margin <= margin
    assert size == 1 or wilson(share, size - 1).margin > margin


@given(SHARES, st.decimals("0.05", "0.95", places=2), st.integers(1, 400))
def test_the_number_needed_to_reach_a_target_is_the_least_that_does(share: Decimal, target: Decimal, size: int) -> None:
    needed = wilson(share, size).needed_to_reach(target)
    if share <= target:
        assert needed is None
        return
    assert needed is not None
    assert wilson(share, needed).low >= target - D("1E-9")
    assert needed == 1 or wilson(share, needed - 1).low < target + D("1E-9")


def test_straddling_is_a_share_above_the_target_that_the_interval_does_not_bear_out() -> None:
    found = wilson(D("0.88"), 286)
    assert found.straddles(D("0.85"))
    assert not found.straddles(D("0.80"))
    assert not found.straddles(D("0.88"))  # met to the dot: no number of answers could show more
    assert not found.straddles(D("0.90"))  # not claimed to be reached
    assert found.needed_to_reach(D("0.85")) == 545


def test_means() -> None:
    scores = [D(100)] * 20 + [D(80)] * 20
    found = mean(scores)
    assert not isinstance(found, Unknown)
    middle, interval = found
    assert middle == 90
    assert not isinstance(interval, Unknown)
    assert [half_up(bound, 2) for bound in interval] == [D("86.86"), D("93.14")]  # 90 ± 1.959964 · 10.1274 ÷ √40
    census = mean(scores, population=40)
    assert census == (90, (90, 90))
    few = mean(scores[:29])
    assert not isinstance(few, Unknown)
    assert isinstance(few[1], Unknown)
    assert "29份" in few[1].why.zh
    assert isinstance(mean([]), Unknown)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: z_of(D(1)),
        lambda: wilson(D("1.1"), 10),
        lambda: wilson(D("0.5"), 0),
        lambda: wilson(D("0.5"), 11, population=10),
        lambda: mean([D(1)] * 3, population=2),
        lambda: sample_size(0),
        lambda: sample_size(margin=D(0)),
        lambda: enough(D("0.5"), D(0)),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"no |between|above|population"):
        wrong()


def test_a_sample_is_plain_data() -> None:
    assert Sample(D("0.9"), 10, D("0.8"), D("1")).margin == D("0.1")
