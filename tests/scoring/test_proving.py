"""A claim against a computed value: units, decimals, directions, and where only a person can tell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import LedgerRead, Message, Period, Printed, Proof, Unknown, Value
from steelyard.quantity import half_up, parse_result, parse_target
from steelyard.scoring.proving import Row, doubted, held

PACK = "complaints-and-reports"
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
READ = LedgerRead("complaints", "投诉举报登记台账", "complaints.csv", "0" * 64, 3)


def proof(measure: str, unit: str, exact: str, places: int = 2) -> Proof:
    number = Decimal(exact)
    value = Value(measure, Message("", ""), YEAR, half_up(number, places), unit, ledgers=(READ,), unrounded=number)
    return Proof(1, PACK, value, 3)


def row(claimed: str, *proofs: Proof, name: str = "", target: str = "", unit: str = "") -> Row:
    result, aim = parse_result(claimed, unit=unit), parse_target(target) if target else None
    return Row(1, name, result, aim, Printed(claimed), unit, Decimal(5), proofs, None)


def state(claimed: str, one: Proof, **more: str) -> str:
    return held(row(claimed, one, **more), one).state


@pytest.mark.parametrize(
    ("claimed", "unit", "exact", "expected"),
    [
        ("1276件", "件", "1276", "same"),
        ("1276起", "件", "1276", "same"),
        ("1276", "件", "1276", "same"),
        ("1276件", "件", "1275", "different"),
        ("1276人次", "件", "1276", "unlike"),
        ("5.2万件", "件", "52037", "same"),
        ("5.2万件", "件", "52551", "different"),
        ("5.20万件", "件", "52051", "different"),
        ("5.205万件", "件", "52051", "same"),
        ("5.2万元", "万元", "5.24", "same"),
        ("5.2万元", "万元", "5.25", "different"),
        ("52000件（5.2万件）", "件", "52000", "same"),
        ("52000件（5.2万件）", "件", "52037", "different"),
        ("2023年办理5.2万件", "件", "52037", "same"),
        ("99.9%（1.2万件中1.1万件）", "%", "99.9", "same"),
        ("99.5%", "%", "99.45", "same"),
        ("99.5%", "%", "99.449999", "different"),
        ("99%", "件", "99", "unlike"),
        ("98", "%", "98.00", "unlike"),  # nothing says that it is a rate
        ("12.35万元", "万元", "12.345", "same"),
        ("123450元", "万元", "12.345", "same"),
        ("123451元", "万元", "12.345", "different"),
        ("100%", "%", "99.996", "rounded"),
        ("100.00%", "%", "99.996", "same"),
        ("100%", "%", "100", "same"),
        ("已完成", "件", "3", "unlike"),
        ("约100件", "件", "100", "unlike"),
        ("下降5%", "%", "95", "unlike"),
    ],
)
def test_a_claim_is_compared_at_the_decimals_that_are_printed(
    claimed: str, unit: str, exact: str, expected: str
) -> None:
    assert state(claimed, proof("complaints-received", unit, exact, 5)) == expected


def test_a_fraction_of_a_rate_is_taken_as_percent() -> None:
    assert state("0.98", proof("accepted-share", "%", "98.2"), name="投诉受理率") == "same"
    assert state("0.98", proof("accepted-share", "%", "98.6"), name="投诉受理率") == "different"


def test_the_unit_of_a_unit_column_counts() -> None:
    assert state("5.2", proof("complaints-received", "件", "52037", 0), unit="万件") == "same"
    assert state("5.2", proof("complaints-received", "件", "53037", 0), unit="万件") == "different"


@pytest.mark.parametrize(
    ("claimed", "name", "expected"),
    [
        ("下降5%", "投诉举报件数变化", "same"),
        ("-5%", "投诉举报件数变化", "same"),
        ("5%", "投诉举报件数下降率", "same"),
        ("增长5%", "投诉举报件数变化", "different"),
        ("5%", "投诉举报件数变化", "different"),
    ],
)
def test_a_change_has_a_direction(claimed: str, name: str, expected: str) -> None:
    assert state(claimed, proof("received-against-last-year", "%", "-5"), name=name) == expected


@pytest.mark.parametrize(
    ("target", "claimed", "exact", "expected"),
    [
        ("≥98%", "98%", "97.6", "rounded"),
        ("≥98%", "98%", "98.4", "same"),
        ("≤9%", "9%", "9.4", "rounded"),
        ("≥90%", "98%", "97.6", "same"),
        ("≥98%", "98%", "97.4", "different"),
    ],
)
def test_rounding_that_makes_the_target_is_told(target: str, claimed: str, exact: str, expected: str) -> None:
    assert state(claimed, proof("accepted-share", "%", exact), target=target, name="投诉受理率") == expected


def test_a_value_that_is_unknown_is_no_contradiction() -> None:
    why = Unknown(Message("没有台账。", "No ledger."))
    one = proof("accepted-share", "%", "98")
    one = replace(one, value=replace(one.value, value=why, unrounded=None))
    assert held(row("98%", one), one) == ("unknown", None, None, why.why)


def test_a_wider_scope_or_a_second_measure_leaves_a_doubt() -> None:
    one = proof("accepted-share", "%", "90")
    wide = replace(one, scope="含所属分局")
    assert not doubted(row("98%", one), one, held(row("98%", one), one))
    assert doubted(row("98%", wide), wide, held(row("98%", wide), wide))
    assert doubted(row("98%", one, one), one, held(row("98%", one, one), one))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 4))
def test_what_is_printed_rightly_holds_and_a_unit_of_the_last_digit_off_does_not(
    upper: int, lower: int, places: int
) -> None:
    exact = half_up(Decimal(100) * upper / lower, 20)
    one = proof("accepted-share", "%", f"{exact:f}")
    printed, step = half_up(exact, places), Decimal(1).scaleb(-places)
    assert state(f"{printed:f}%", one, name="投诉受理率") == "same"
    assert state(f"{printed + step:f}%", one, name="投诉受理率") == "different"
