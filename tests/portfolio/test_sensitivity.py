"""The smallest change of a weight or a judged score: against brute force, and as an answer."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.portfolio.margins import Part, Scale, changes

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
SCALE = Scale(("优", "良", "中", "差"), (Decimal(90), Decimal(80), Decimal(60), Decimal(0)), Decimal(100))
STEP = Fraction(1, 100)
HUNDREDTHS = st.integers(0, 400).map(lambda whole: Decimal(whole) / 100)


@st.composite
def forms(draw: st.DrawFn) -> list[Part]:
    made = []
    for row in range(1, draw(st.integers(1, 3)) + 1):
        weight = draw(HUNDREDTHS.filter(bool))
        earned = draw(st.one_of(st.just(weight), st.integers(0, 100).map(lambda part, w=weight: w * part / 100)))
        made.append(Part(row, weight, earned, draw(st.booleans())))
    return made


def moved(parts: list[Part], row: int, kind: str, by: Fraction) -> Fraction | None:
    """The score after a change, from the definition; ``None`` where the row cannot move so far."""
    whole = sum(Fraction(part.weight) for part in parts)
    own = next(part for part in parts if part.row == row)
    weight, earned = Fraction(own.weight), Fraction(own.earned)
    others = sum((Fraction(part.earned) for part in parts if part.row != row), Fraction(0))
    if kind == "judged":
        return others + earned + by if 0 <= earned + by <= weight else None
    if not 0 <= weight + by <= whole:
        return None
    return others * (whole - weight - by) / (whole - weight) + earned * (weight + by) / weight


def place(scale: Scale, score: Fraction) -> int | None:
    most = min(score, Fraction(scale.full))
    return next((at for at, bound in enumerate(scale.bounds) if most >= bound), None)


def least(parts: list[Part], scale: Scale, row: int, kind: str) -> Fraction | None:
    """The first of all steps, one after the other, that gives another grade."""
    now = place(scale, sum((Fraction(part.earned) for part in parts), Fraction(0)))
    for steps in range(1, 1300):
        for sign in (1, -1):
            score = moved(parts, row, kind, sign * steps * STEP)
            if score is not None and place(scale, score) != now:
                return sign * steps * STEP
    return None


@settings(max_examples=25, deadline=None)
@given(forms(), st.sampled_from([2, 5, 10]))
def test_every_change_is_the_first_of_all_steps(parts: list[Part], times: int) -> None:
    bounds = tuple(bound * times / 100 for bound in SCALE.bounds)  # so that small forms come near to every bound
    scale = Scale(SCALE.words, bounds, Decimal(100))
    found = {(one.row, one.kind): one for one in changes(parts, scale)}
    for part in parts:
        for kind in ("weight", *(["judged"] if part.judged else [])):
            expected = None if kind == "weight" and len(parts) == 1 else least(parts, scale, part.row, kind)
            change = found.get((part.row, kind))  # type: ignore[call-overload]
            assert (None if change is None else Fraction(change.change)) == expected
            if change is not None and expected is not None:
                score = moved(parts, part.row, kind, expected)
                assert score is not None
                then = place(scale, score)
                assert change.grade == (None if then is None else scale.words[then])
    assert {kind for (_, kind) in found} <= {"weight", "judged"}


def test_a_bound_is_reached_upwards_and_must_be_passed_downwards() -> None:
    parts = [Part(1, Decimal(50), Decimal(45), True), Part(2, Decimal(50), Decimal(45), False)]
    [judged] = [one for one in changes(parts, SCALE) if one.kind == "judged"]
    assert (judged.change, judged.grade) == (Decimal("-0.01"), "良")  # 90 is 优, 89.99 is not
    parts = [Part(1, Decimal(50), Decimal("44.99"), True), Part(2, Decimal(50), Decimal(45), False)]
    [judged] = [one for one in changes(parts, SCALE) if one.kind == "judged"]
    assert (judged.change, judged.grade) == (Decimal("0.01"), "优")


def test_the_answer_names_the_row_and_says_why_there_is_none(tmp_path: Path) -> None:
    words = [("队伍建设情况", "有力加强", "有力加强", "20", "9"), *counts(*["100家"] * 4)]
    near = unit("甲局", words)  # 89 points: one more of the judged row is 90
    firm = unit("乙局", counts(*["100家"] * 5))
    none = unit("丙局", counts("100家"))
    answer, found = ask(tmp_path, "sensitivity", near, firm, none, rows=False)
    [one, two, three] = sorted(found, key=lambda line: "甲乙丙".index(line["organization"][0]))
    assert (one["row"], one["kind"].zh, one["value"]) == (1, "评判分", Decimal(9))
    assert (one["change"], one["grade"], one["then"]) == (Decimal(1), "良", "优")
    assert one["in_band"].zh == "否"  # 达成年度指标 earns 80 % of 20 at least
    assert (two["change"], two["why"].zh) == (None, "任何一行单独变动都改变不了等级。")
    assert three["grade"] is None
    assert three["why"] is not None
    assert answer.sentence.zh.startswith(
        "2份有等级的自评表中，1份的等级可因一行权重或评判分单独变动而改变，其中1份变动不超过1分，最小的一处只需变动1"
    )
    assert answer.charts[0].values == ((Decimal(1),),)


def test_every_row_is_listed_when_asked_for(tmp_path: Path) -> None:
    words = [("队伍建设情况", "有力加强", "有力加强", "20", "9"), *counts(*["100家"] * 4)]
    _, found = ask(tmp_path, "sensitivity", unit("甲局", words), rows=True)
    assert [(one["row"], one["kind"].zh) for one in found][:2] == [(1, "评判分"), (1, "权重")]
    assert {one["row"] for one in found} == {1, 2, 3, 4, 5}
    sizes = [abs(one["change"]) for one in found if one["change"] is not None]
    assert sizes == sorted(sizes)
    assert all((one["change"] is None) == (one["why"] is not None) for one in found)


def test_the_execution_line_of_the_funds_block_counts_and_has_a_name(tmp_path: Path) -> None:
    from tests.building import Line

    budget = [Line("adjusted", "合计", "100", total=True), Line("final", "合计", "95", total=True)]
    rows = counts("100家", "68家", "100家", "90家", weight="22.5", score="20")
    made = unit("甲局", rows, budget=budget, execution=("10", "9.5", ""), execution_rate="95%")
    _, found = ask(tmp_path, "sensitivity", made, rows=True)
    [line] = [one for one in found if one["row"] == 0]
    # 90.05 = 9.5 + 80.55: with less of it, the others, which earn 89.5 %, weigh more.
    assert (line["name"].zh, line["value"], line["kind"].zh) == ("预算执行（资金）", Decimal("10.00"), "权重")
    assert (line["change"], line["then"]) == (Decimal("-0.91"), "良")
    assert {one["row"] for one in found} == {0, 1, 2, 3, 4}
