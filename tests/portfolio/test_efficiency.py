"""Efficiency: the examples of the textbook, exact answers where they can be had, and data that would divide by zero."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.building import Line
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.model import Form
from steelyard.portfolio.envelopment import Efficiency, Model, Side, efficiencies
from steelyard.portfolio.refusing import PortfolioError

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("scipy", reason="the extra analysis is not installed")
OPTIONS = {"inputs": "spent", "outputs": "met-rows", "model": "bcc", "orientation": "input", "kind": "department"}


def solved(inputs: str, outputs: str, model: Model, side: Side) -> list[Efficiency]:
    """Units parted by commas, their numbers by spaces."""
    x, y = ([[Decimal(one) for one in line.split()] for line in text.split(",")] for text in (inputs, outputs))
    return [one for one in efficiencies(x, y, model, side) if one is not None]


# Cooper, Seiford and Tone, Data Envelopment Analysis (2nd edition, Springer 2007): eight stores, employees and sales
# (chapter 1); six units with two inputs and one output (chapter 3).
EMPLOYEES, SALES = "2,3,3,4,5,5,6,8", "1,3,2,3,4,2,3,5"
TWO_INPUTS, ONE_OUTPUT = "4 3,7 3,8 1,4 2,2 4,10 1", "1,1,1,1,1,1"


@pytest.mark.parametrize("side", ["input", "output"])
def test_the_stores_of_the_textbook(side: Side) -> None:
    found = [one.value for one in solved(EMPLOYEES, SALES, "ccr", side)]
    assert found == [Decimal(one) for one in ("0.5", "1", "0.6667", "0.75", "0.8", "0.4", "0.5", "0.625")]


def test_the_two_inputs_of_the_textbook_with_peers_and_slacks() -> None:
    a, b, c, d, e, f = solved(TWO_INPUTS, ONE_OUTPUT, "ccr", "input")
    assert (a.value, a.peers) == (Decimal("0.8571"), ((3, Decimal("0.7143")), (4, Decimal("0.2857"))))
    assert (b.value, b.peers) == (Decimal("0.6316"), ((2, Decimal("0.1053")), (3, Decimal("0.8947"))))
    assert [one.state for one in (a, c, d, e)] == ["inefficient", "efficient", "efficient", "efficient"]
    assert (f.state, f.value, f.excess, f.peers) == ("weak", 1, (Decimal(2), Decimal(0)), ((2, Decimal(1)),))


def test_variable_returns_compare_with_mixtures_only() -> None:
    """Worked by hand: the frontier of the stores runs 2→1, 3→3, 5→4, 8→5 (employees → sales)."""
    found = solved(EMPLOYEES, SALES, "bcc", "input")
    assert [one.value for one in found] == [
        Decimal(one) for one in ("1", "1", "0.8333", "0.75", "1", "0.5", "0.5", "1")
    ]
    grown = solved(EMPLOYEES, SALES, "bcc", "output")
    assert [one.value for one in grown] == [
        Decimal(one) for one in ("1", "1", "0.6667", "0.8571", "1", "0.5", "0.6923", "1")
    ]


UNITS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=2, max_size=6)


def least_input(units: list[tuple[int, int]], wanted: int) -> Fraction:
    """The least input of a mixture of two units (with one output, two suffice) that gives ``wanted``."""
    found = [Fraction(x) for x, y in units if y >= wanted]
    for x, y in units:
        for other_x, other_y in units:
            if y < wanted < other_y:
                share = Fraction(wanted - y, other_y - y)
                found.append(x + share * (other_x - x))
    return min(found)


@settings(max_examples=20, deadline=None)
@given(UNITS)
def test_one_input_and_one_output_can_be_told_exactly(units: list[tuple[int, int]]) -> None:
    x, y = ([[Decimal(unit[at])] for unit in units] for at in (0, 1))
    best = max(Fraction(out, into) for into, out in units)
    constant, grown, variable = (
        [one.value for one in efficiencies(x, y, *how) if one is not None]
        for how in (("ccr", "input"), ("ccr", "output"), ("bcc", "input"))
    )
    for (into, out), *found in zip(units, constant, grown, variable, strict=True):
        expected = (Fraction(out, into) / best,) * 2 + (least_input(units, out) / into,)
        for one, exact in zip(found, expected, strict=True):
            assert abs(Fraction(one) - exact) <= Fraction(6, 100_000)


@settings(max_examples=15, deadline=None)
@given(
    UNITS, st.sampled_from(["0.0001", "10000"]), st.sampled_from(["ccr", "bcc"]), st.sampled_from(["input", "output"])
)
def test_the_unit_of_money_changes_nothing(units: list[tuple[int, int]], times: str, model: Model, side: Side) -> None:
    x, y = ([[Decimal(unit[at])] for unit in units] for at in (0, 1))
    own = efficiencies(x, y, model, side)
    other = efficiencies([[one * Decimal(times) for one in line] for line in x], y, model, side)
    for one, two in zip(own, other, strict=True):
        assert one is not None
        assert two is not None
        assert abs(one.value - two.value) <= Decimal("0.0001")
        assert 0 < one.value <= 1


def spending(name: str, money: str, met: int) -> Form:
    rows = counts(*["100家"] * met, *["50家"] * (5 - met))
    return unit(name, rows, budget=[Line("final", "支出合计", money, total=True)])


def test_departments_are_compared_with_their_peers(tmp_path: Path) -> None:
    made = [spending("甲局", "100", 2), spending("乙局", "200", 4), spending("丙局", "300", 3)]
    answer, found = ask(tmp_path, "efficiency", *made, **OPTIONS)
    lines = [(one["organization"], one["efficiency"], one["state"].zh, one["peers"]) for one in found]
    assert lines == [
        ("乙局", Decimal(1), "有效", None),
        ("甲局", Decimal(1), "有效", None),
        ("丙局", Decimal("0.5"), "非有效", "乙局 2023 0.5000、甲局 2023 0.5000"),
    ]
    assert "2份有效，最低的是丙局 2023（0.5000）" in answer.sentence.zh


def test_zeros_and_what_is_missing_are_left_out_with_the_reason(tmp_path: Path) -> None:
    made = [spending("甲局", "100", 2), spending("乙局", "200", 4), spending("丙局", "0", 3), spending("丁局", "50", 0)]
    answer, found = ask(tmp_path, "efficiency", *made, unit("戊局", counts("100家")), **OPTIONS)
    whys = {one["organization"]: one["why"].zh for one in found if one["why"] is not None}
    assert whys == {
        "丙局": "投入都是0，算不出效率。",
        "丁局": "产出都是0，算不出效率。",
        "戊局": "没有读出支出总额。",
    }
    assert "3份没有列入" in answer.sentence.zh


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"inputs": "score"}, "越少越好的数才能作投入"),
        ({"outputs": "errors"}, "越多越好的数才能作产出"),
        ({"outputs": "nothing"}, "不能是“nothing”"),
        ({"outputs": "satisfaction"}, "没有满意度"),
    ],
)
def test_what_is_no_input_or_output_is_refused(options: dict[str, str], why: str, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError) as error:
        ask(tmp_path, "efficiency", spending("甲局", "100", 2), spending("乙局", "200", 4), **OPTIONS | options)
    assert why in error.value.message.zh


def test_one_unit_alone_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="Only 1 forms"):
        ask(tmp_path, "efficiency", spending("甲局", "100", 2), **OPTIONS)
