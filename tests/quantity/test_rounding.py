"""四舍五入, in the one place that rounds."""

import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.quantity import agrees, half_up, places

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("rounding.toml").read_text("utf-8"))["case"]
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['value']} to {case['places']}")
def test_the_half_goes_away_from_zero(case: dict[str, Any]) -> None:
    rounded = half_up(Decimal(case["value"]), case["places"])
    assert rounded == Decimal(case["rounded"])
    assert f"{rounded:f}" == case["rounded"], case["why"]


def test_what_is_no_number_does_not_round() -> None:
    with pytest.raises(InvalidOperation):
        half_up(Decimal("Infinity"), 2)


@pytest.mark.parametrize(
    ("printed", "decimals"), [("9.2", 1), ("9.20", 2), ("50000", 0), ("5E+4", 0), ("0.00", 2), ("-1.5", 1)]
)
def test_places_are_the_decimals_as_printed(printed: str, decimals: int) -> None:
    assert places(Decimal(printed)) == decimals


@pytest.mark.parametrize(
    ("printed", "exact", "verdict"),
    [
        ("9.2", "9.1992", True),
        ("9.20", "9.1992", True),
        ("9.20", "9.194", False),
        ("100", "99.5", True),
        ("100", "99.49", False),
        ("93.58", "93.5751982", True),
        ("-0.0", "0.04", True),
    ],
)
def test_a_printed_figure_agrees_with_what_rounds_to_it(printed: str, exact: str, verdict: bool) -> None:
    assert agrees(Decimal(printed), Decimal(exact)) is verdict


@given(AMOUNTS, st.integers(min_value=0, max_value=4))
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Decimal, decimals: int) -> None:
    rounded = half_up(value, decimals)
    assert abs(rounded - value) <= Decimal("0.5").scaleb(-decimals)
    assert places(rounded) == decimals
    assert half_up(rounded, decimals) == rounded
    assert half_up(-value, decimals) == -rounded
    assert agrees(rounded, value)


def test_a_crafted_number_is_rounded_too() -> None:
    assert half_up(Decimal("9" * 20_000 + ".5"), 0) == Decimal("1" + "0" * 20_000)
