"""A whole form: its execution line, its totals as stated and by rule, its grade."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import RULES, Line, Row, form, known

from steelyard.model import Form, Scored, Unknown
from steelyard.packs.forms import profiles
from steelyard.packs.rules import rule
from steelyard.scoring import score

COUNTS = ("检查数", "≥20家")


def scored(made: Form) -> Scored:
    return score(made, RULES)


def funds(budget: str, spent: str) -> list[Line]:
    return [Line("adjusted", "年度资金总额", budget, total=True), Line("final", "年度资金总额", spent, total=True)]


@pytest.mark.parametrize(
    ("rate", "budget", "spent", "weight", "points", "how"),
    [
        ("93.58%", "17207.98", "16102.40", "2", "1.87", "93.58 ÷ 100 × 2"),  # both tell the same points
        ("86%", "43.2", "37.24", "10", "8.62", "37.24 ÷ 43.2 × 10"),  # the printed rate is too coarse
        ("", "43.2", "37.24", "10", "8.62", "37.24 ÷ 43.2 × 10"),
        ("76%", "", "", "10", "7.60", "76 ÷ 100 × 10"),
        ("105.06%", "100", "105.06", "10", "10.00", "105.06 ≥ 100，得满分"),
        ("90%", "100", "80", "10", "9.00", "90 ÷ 100 × 10"),  # they disagree: the stated rate, bounds span both
    ],
)
def test_the_execution_line_is_scored_on_the_adjusted_budget(
    rate: str, budget: str, spent: str, weight: str, points: str, how: str
) -> None:
    lines = funds(budget, spent) if budget else []
    got = scored(form([], budget=lines, execution_rate=rate, execution=(weight, "9", ""))).marks[0]
    assert (got.row, known(got.points), got.how.zh, got.rule) == (0, points, how, RULES.execution)


def test_a_stated_rate_that_the_amounts_contradict_leaves_room_for_both() -> None:
    got = scored(form([], budget=funds("100", "80"), execution_rate="90%", execution=("10", "9", ""))).marks[0]
    assert (got.low, got.points, got.high) == (8, 9, 9)


def test_the_execution_rate_as_an_indicator_row() -> None:
    made = form([Row("预算执行率", "100%", "93.58%", "2", "1")], budget=funds("17207.98", "16102.40"))
    got = scored(made).marks[0]
    assert (known(got.points), got.how.zh, got.rule) == ("1.87", "93.58 ÷ 100 × 2", RULES.positive)
    assert got.short is True


@pytest.mark.parametrize(
    ("name", "target", "actual", "points"),
    [
        ("预算执行率", "≥95%", "96%", "10.00"),  # its own target
        ("预算执行率", "30万元", "27万元", "9.00"),
        ("预算执行率", "", "76%", "7.60"),
        ("预算执行率", "100", "0.7", "7.00"),
        ("项目预算执行率", "100%", "60%", "6.00"),  # of one project: the whole form's budget says nothing of it
    ],
)
def test_other_ways_to_print_an_execution_rate(name: str, target: str, actual: str, points: str) -> None:
    made = form([Row(name, target, actual, "10", "9")], budget=funds("100", "70") if "项目" in name else ())
    assert known(scored(made).marks[0].points) == points


@pytest.mark.parametrize("stated", [None, "0.00%", "100%"])
def test_no_budget_is_no_execution_rate(stated: str | None) -> None:
    got = scored(form([], budget=funds("0", "0"), execution_rate=stated, execution=("10", "10", ""))).marks[0]
    assert isinstance(got.points, Unknown)
    assert "为0" in got.points.why.zh


def test_totals_add_up_the_rows_and_the_execution_line() -> None:
    rows = [Row(*COUNTS, "13家", "60", "1"), Row("制度情况", "健全", "健全", "30", "28")]
    got = scored(form(rows, execution_rate="90%", execution=("10", "9", "")))
    assert (got.summed.weight, got.summed.score) == (100, 38)
    assert (got.by_rule.weight, got.by_rule.score) == (100, Decimal("76"))  # 9 + 39 + the claimed 28
    assert (got.by_rule.undecided, got.by_rule.grade) == (1, "中")


def test_a_sum_over_an_unreadable_cell_is_unknown_and_names_the_rows() -> None:
    cells = (("3", "3"), ("3", ""), ("见附表", "3"))
    got = scored(form([Row(*COUNTS, "20家", weight, claimed) for weight, claimed in cells]))
    assert isinstance(got.summed.score, Unknown)
    assert "第2行" in got.summed.score.why.zh
    assert "第3行" not in got.summed.score.why.zh
    assert isinstance(got.summed.weight, Unknown)


def test_a_layout_without_weights_says_so() -> None:
    got = scored(form([Row(*COUNTS, "13家", None, None), Row(*COUNTS, "20家", None, None)]))
    for value in (got.summed.weight, got.summed.score, got.by_rule.score, got.by_rule.grade):
        assert isinstance(value, Unknown)
        assert "没有这一栏" in value.why.zh
    assert [mark.short for mark in got.marks] == [True, False]


@pytest.mark.parametrize(
    ("weights", "grade"),
    [(["60", "40"], "优"), (["63", "40"], "优"), (["50", "40"], None)],
)
def test_the_grade_is_that_of_the_score_as_it_stands(weights: list[str], grade: str | None) -> None:
    rows = [Row(*COUNTS, "20家", weight, weight) for weight in weights]
    got = scored(form(rows)).by_rule.grade
    assert (None if isinstance(got, Unknown) else got) == grade


@pytest.mark.parametrize(
    ("names", "actual", "points", "undecided"),
    [
        (("检查数", "整改数"), "20家", "10.00", 0),  # a merged weight cell, both met
        (("检查数", "整改数"), "13家", None, 1),  # not all met: no rule says how they share
        (("检查数", "其中：城区"), "13家", "10.00", 0),  # a part: the row above is the sum
    ],
)
def test_rows_that_share_one_weight(names: tuple[str, str], actual: str, points: str | None, undecided: int) -> None:
    rows = [Row(names[0], "≥20家", "25家", "10", "9"), Row(names[1], "≥20家", actual, None, None, part_of=1)]
    got = scored(form(rows))
    assert known(got.marks[0].points) == points
    assert (got.summed.weight, got.summed.score, got.by_rule.undecided) == (10, 9, undecided)


def test_an_empty_table_has_no_totals() -> None:
    got = scored(form([]))
    assert isinstance(got.summed.weight, Unknown)
    assert got.marks == ()


cells = st.sampled_from(
    [
        "",
        "≥20家",
        "13家",
        "完成",
        "健全",
        "100%",
        "0",
        "≤5%",
        "80%~90%",
        "2023年12月31日",
        "三级",
        "-3%",
        "1e9",
        "——",
        "5万批次以上",
        "０",
    ]
)
names = st.sampled_from(["检查数", "预算执行率", "成本", ""])
scores = st.sampled_from(["", "0", "2", "3.5", "10", "满分"])


@given(rows=st.lists(st.tuples(names, cells, cells, scores, scores)))
def test_any_form_is_scored_and_every_mark_is_consistent(rows: list[tuple[str, ...]]) -> None:
    got = scored(form(rows, execution_rate="93.58", execution=("10", "9", "")))
    assert [mark.row for mark in got.marks] == list(range(len(rows) + 1))
    for mark in got.marks:
        if isinstance(mark.low, Unknown) or isinstance(mark.high, Unknown):
            assert isinstance(mark.points, Unknown)
        elif isinstance(mark.points, Decimal):
            assert 0 <= mark.low <= mark.points <= mark.high
            assert isinstance(mark.weight, Decimal)
            assert mark.high <= mark.weight
    assert got.by_rule.undecided == sum(isinstance(mark.points, Unknown) for mark in got.marks)


SLOTS = {
    "positive": {"proportion", "steps", "all-or-nothing", "per-point-deduction"},
    "exact": {"exact", "proportion", "all-or-nothing"},
    "reverse": {"reverse-linear", "reverse-ratio", "all-or-nothing", "per-point-deduction"},
    "qualitative": {"bands"},
    "execution": {"execution-rate"},
    "grades": {"grades"},
    "over_achievement": {"over-achievement"},
    "money_gap": {"money-gap"},
}


@pytest.mark.parametrize("profile", profiles())
def test_a_profile_names_rules_that_exist_and_fit(profile: str) -> None:
    for slot, shapes in SLOTS.items():
        assert rule(getattr(profiles()[profile].rules, slot)).shape.name in shapes, slot
