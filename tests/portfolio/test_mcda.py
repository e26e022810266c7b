"""Several criteria at once: the weights and the closeness of examples in the literature, and what must always hold."""

from decimal import Decimal
from fractions import Fraction
from math import log, sqrt
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.model import Message, Unknown
from steelyard.portfolio.criteria import CRITERIA, Criterion
from steelyard.portfolio.deciding import Scale, ahp, closeness, critic, entropy, judgements
from steelyard.portfolio.refusing import PortfolioError

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("pymcdm", reason="the extra analysis is not installed")
OPTIONS = {
    "criteria": "score,execution,met,errors",
    "weights": "entropy",
    "matrix": None,
    "kind": "department",
    "scale": "range",
}


def criterion(name: str, more: bool = True) -> Criterion:
    return Criterion(name, Message(name, name), more, lambda facts: Unknown(Message("", "")))


def numbers(*lines: str) -> list[list[Decimal]]:
    return [[Decimal(one) for one in line.split()] for line in lines]


# Hwang and Yoon, Multiple Attribute Decision Making (Springer 1981): choosing a fighter aircraft by speed, range,
# payload, cost (less is better), reliability and manoeuvrability.
AIRCRAFT = numbers(
    "2.0 1500 20000 5.5 5 9", "2.5 2700 18000 6.5 3 5", "1.8 2000 21000 4.5 7 7", "2.2 1800 20000 5.0 5 5"
)
SIX = [criterion(name, name != "cost") for name in ("speed", "range", "payload", "cost", "reliability", "turning")]


def test_topsis_gives_the_closeness_of_the_worked_example() -> None:
    found = closeness(AIRCRAFT, SIX, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3])
    assert [round(one, 3) for one in found] == [Decimal("0.643"), Decimal("0.268"), Decimal("0.614"), Decimal("0.312")]


def test_ahp_gives_the_weights_of_the_worked_example() -> None:
    """Saaty, Decision making with the analytic hierarchy process (IJSSci 1, 2008): what people drink."""
    half, third, fourth, fifth, ninth = (Fraction(1, one) for one in (2, 3, 4, 5, 9))
    drinks = [
        [1, 9, 5, 2, 1, 1, half],
        [ninth, 1, third, ninth, ninth, ninth, ninth],
        [fifth, 3, 1, third, fourth, third, ninth],
        [half, 9, 3, 1, half, 1, third],
        [1, 9, 4, 2, 1, 2, half],
        [1, 9, 3, 1, half, 1, third],
        [2, 9, 9, 3, 2, 3, 1],
    ]
    found = ahp([[Fraction(one) for one in row] for row in drinks])
    assert [round(one, 3) for one in found.values] == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found.ratio is not None
    assert round(found.ratio, 3) == 0.022


def test_ahp_refuses_judgements_that_contradict_each_other() -> None:
    with pytest.raises(PortfolioError) as error:
        ahp(
            [
                [Fraction(1), Fraction(9), Fraction(1, 9)],
                [Fraction(1, 9), Fraction(1), Fraction(9)],
                [Fraction(9), Fraction(1, 9), Fraction(1)],
            ]
        )
    assert "一致性比例为" in error.value.message.zh
    assert ahp([[Fraction(1)]]).values == (1.0,)
    assert ahp([[Fraction(1), Fraction(3)], [Fraction(1, 3), Fraction(1)]]).values == pytest.approx((0.75, 0.25))


def test_entropy_is_that_of_the_definition_and_takes_zeros() -> None:
    lines = numbers("0 5 1", "1 5 2", "3 5 4")
    shares = ([Fraction(1, 4), Fraction(3, 4)], [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)])
    told = [1 + sum(float(one) * log(one) for one in some) / log(3) for some in shares]
    expected = (told[0] / sum(told), 0.0, told[1] / sum(told))
    assert entropy(lines, SIX[:3]).values == pytest.approx(expected)
    with pytest.raises(PortfolioError, match="negative"):
        entropy(numbers("1", "-1"), SIX[:1])


def test_critic_is_that_of_the_definition_and_knows_which_way_is_better() -> None:
    lines = numbers("1 9 5", "2 7 6", "4 8 1", "7 2 3")
    criteria = [criterion("a"), criterion("b", more=False), criterion("c")]
    columns = [[float(line[at]) for line in lines] for at in range(3)]
    scaled = [[(one - min(column)) / (max(column) - min(column)) for one in column] for column in columns]
    scaled[1] = [1 - one for one in scaled[1]]
    told = [_deviation(one) * sum(1 - _correlation(one, other) for other in scaled) for one in scaled]
    assert critic(lines, criteria).values == pytest.approx([one / sum(told) for one in told])
    with pytest.raises(PortfolioError, match="the same"):
        critic(numbers("1 2", "2 4", "3 6"), SIX[:2])


def _deviation(column: list[float]) -> float:
    mean = sum(column) / len(column)
    return sqrt(sum((one - mean) ** 2 for one in column) / (len(column) - 1))


def _correlation(one: list[float], other: list[float]) -> float:
    mean, mean_other = sum(one) / len(one), sum(other) / len(other)
    top = sum((a - mean) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return top / (_deviation(one) * _deviation(other) * (len(one) - 1))


LINES = st.lists(st.lists(st.integers(0, 50).map(Decimal), min_size=3, max_size=3), min_size=2, max_size=6)
SCALES = st.sampled_from(["vector", "range"])
THREE = [criterion("a"), criterion("b", more=False), criterion("c")]


@settings(max_examples=60, deadline=None)
@given(LINES, st.integers(0, 2), st.sampled_from(["0.001", "3", "10000"]), SCALES)
def test_the_unit_of_a_number_changes_nothing(
    lines: list[list[Decimal]], column: int, times: str, scale: Scale
) -> None:
    assume(len({tuple(line) for line in lines}) > 1)
    scaled = [[one * Decimal(times) if at == column else one for at, one in enumerate(line)] for line in lines]
    weights = [0.5, 0.3, 0.2]
    own, other_unit = (closeness(some, THREE, weights, scale) for some in (lines, scaled))
    for one, other in zip(own, other_unit, strict=True):
        assert abs(one - other) <= Decimal("0.0001")


@settings(max_examples=60, deadline=None)
@given(LINES, st.lists(st.integers(0, 9), min_size=3, max_size=3), SCALES)
def test_who_is_no_worse_in_anything_is_no_farther(lines: list[list[Decimal]], better: list[int], scale: Scale) -> None:
    first = lines[0]
    over = [first[0] + better[0], max(Decimal(0), first[1] - better[1]), first[2] + better[2]]
    lines = [*lines, over]
    assume(len({tuple(line) for line in lines}) > 1)
    found = closeness(lines, THREE, [0.5, 0.3, 0.2], scale)
    assert found[-1] >= found[0]
    assert all(0 <= one <= 1 for one in found)


def matrix(place: Path, *lines: str) -> str:
    path = place / "matrix.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_judgements_are_read_with_one_half_left_empty(tmp_path: Path) -> None:
    two = [CRITERIA["score"], CRITERIA["errors"]]
    path = matrix(tmp_path, ",errors,score", "errors,1,1/3", "score,,1")
    assert judgements(path, two) == [[Fraction(1), Fraction(3)], [Fraction(1, 3), Fraction(1)]]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((",score", "score,1"), "首行首列应为"),
        ((",score,errors", "score,1,3", "errors,3,1"), "互为倒数"),
        ((",score,errors", "score,1,", "errors,,1"), "没有比较"),
        ((",score,errors", "score,1,11", "errors,,1"), "应为1至9"),
        ((",score,errors", "score,2,3", "errors,,1"), "与自己比应为1"),
        ((), "首行首列应为"),
    ],
)
def test_a_matrix_that_is_none_is_refused(lines: tuple[str, ...], why: str, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError) as error:
        judgements(matrix(tmp_path, *lines), [CRITERIA["score"], CRITERIA["errors"]])
    assert why in error.value.message.zh
    with pytest.raises(PortfolioError, match="cannot be read"):
        judgements(str(tmp_path / "none.csv"), [CRITERIA["score"]])


FULL = [unit(name, counts(*[f"{count}家"] * 5)) for name, count in (("甲局", 100), ("乙局", 80), ("丙局", 60))]


def test_departments_are_ranked_and_who_lacks_a_number_is_left_out(tmp_path: Path) -> None:
    silent = unit("丁局", [("检查数", "≥100家", "若干", "", "")])
    answer, found = ask(tmp_path, "mcda", *FULL, silent, **OPTIONS | {"criteria": "score,met,doubts"})
    ranked = [(one["place"], one["organization"], one["closeness"]) for one in found]
    assert [one[:2] for one in ranked] == [(1, "甲局"), (2, "乙局"), (3, "丙局"), (None, "丁局")]
    assert found[3]["closeness"] is None
    assert found[3]["why"].zh.startswith("没有按规则得分")
    assert "1份缺数，没有列入" in answer.sentence.zh
    assert "熵权法：按规则得分" in answer.sentence.zh
    assert sum(answer.charts[1].values[0], Decimal(0)) == pytest.approx(Decimal(1), abs=Decimal("0.0002"))


def test_judgements_weigh_the_departments(tmp_path: Path) -> None:
    path = matrix(tmp_path, ",score,met", "score,1,3", "met,1/3,1")
    more = OPTIONS | {"criteria": "score,met", "weights": "ahp", "matrix": path}
    answer, _ = ask(tmp_path, "mcda", *FULL, **more)
    assert "层次分析法：按规则得分0.7500，达标行占比（%）0.2500，一致性比例0.0000" in answer.sentence.zh


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"criteria": "score,nothing"}, "不能是“score,nothing”"),
        ({"criteria": ""}, "不能是“”"),
        ({"criteria": "score,score"}, "不同的名称"),
        ({"criteria": "score", "weights": "ahp"}, "要一起写"),
        ({"criteria": "satisfaction"}, "没有满意度"),
        ({"criteria": "judged"}, "全都相同"),
    ],
)
def test_what_cannot_be_compared_is_refused(options: dict[str, str], why: str, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError) as error:
        ask(tmp_path, "mcda", *FULL, **OPTIONS | options)
    assert why in error.value.message.zh
