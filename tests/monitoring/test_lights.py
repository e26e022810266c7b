"""The lights of a month's end: each colour at its very edge, with the arithmetic in words, or the reason why none."""

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import Message, Unknown
from steelyard.monitoring import Colour, Goal, Light, alarm, execution, gap, goal_progress, indicator, monitor, way_of
from steelyard.monitoring.lights import Way
from steelyard.packs.monitoring import schemes
from steelyard.packs.rules import rule

D = Decimal
GENERAL, SICHUAN, SHANXI = (schemes()[name] for name in ("general", "sichuan", "shanxi"))
LOST = Unknown(Message("台账有坏行。", "The ledger has bad rows."))


def off(light: Light) -> str:
    assert isinstance(light.colour, Unknown)
    assert light.why == light.colour.why
    return light.why.zh


@pytest.mark.parametrize(
    ("result", "month", "colour"),
    [
        ("59.9", 1, "red"),
        ("60", 1, "yellow"),
        ("79.9", 1, "yellow"),
        ("80", 1, "green"),
        ("119.9", 1, "green"),
        ("120", 1, "blue"),
        ("420", 7, "yellow"),  # 60 % of 700 exactly
        ("1200", 12, "green"),
        ("0", 3, "red"),
    ],
)
def test_a_result_that_grows_is_set_against_what_is_due(result: str, month: int, colour: str) -> None:
    light = indicator(SHANXI, "paced", D(result), D(1200), month)
    assert (light.colour, light.rule) == (colour, "shanxi-platform/indicator-light")


@pytest.mark.parametrize(
    ("way", "result", "colour"),
    [("ceiling", "5", "green"), ("ceiling", "5.1", "red"), ("floor", "5", "green"), ("floor", "4.9", "red")],
)
def test_a_limit_is_kept_or_not_whatever_the_month(way: Way, result: str, colour: str) -> None:
    for month in (1, 12):
        assert indicator(SHANXI, way, D(result), D(5), month).colour == colour


@pytest.mark.parametrize(
    ("executed", "month", "colour"), [("29", 6, "red"), ("30", 6, "yellow"), ("40", 6, "green"), ("35", 7, "yellow")]
)
def test_spending_against_time(executed: str, month: int, colour: str) -> None:
    assert execution(SHANXI, D(executed), D(100), month).colour == colour


@pytest.mark.parametrize(
    ("executed", "month", "colour"),
    [
        ("24.99", 4, "red"),
        ("25", 4, "green"),
        ("25", 5, "green"),
        ("39.99", 6, "red"),
        ("40", 7, "green"),
        ("59.99", 9, "red"),
        ("60", 8, "green"),
        ("79.99", 10, "red"),
        ("80", 12, "green"),
    ],
)
def test_the_alarm_lines_of_spending(executed: str, month: int, colour: str) -> None:
    light = alarm(SICHUAN, D(executed), D(100), month)
    assert light.colour == colour
    assert f"{D(executed):.2f}%" in light.why.zh


@pytest.mark.parametrize(
    ("progress", "executed", "colour"), [("90", "80", "green"), ("90.01", "80", "red"), ("69.99", "80", "red")]
)
def test_the_gap_between_goals_and_spending(progress: str, executed: str, colour: str) -> None:
    assert gap(SICHUAN, D(progress), D(executed), D(100)).colour == colour


def test_a_gap_of_ten_points_exactly_is_not_told_from_the_last_digit_of_endless_decimals() -> None:
    third, more = 100 * D(1) / 3, 100 * D(13) / 30  # 33.33… and 43.33…
    assert gap(SICHUAN, more, D(1), D(3)).colour == "green"
    assert gap(SICHUAN, third, D(13), D(30)).colour == "green"


def test_the_reason_holds_the_arithmetic() -> None:
    light = indicator(GENERAL, "paced", D(1056), D(1200), 10)
    assert light.why.zh == "绿灯：完成1056，10月底应达到1200×10÷12=1000，为其105.60%。"
    assert light.why.en == "Green: 1056 is 105.60% of 1000, due by the end of month 10."
    assert alarm(GENERAL, D(77), D(100), 11).why.zh == "红灯：执行率77.00%，低于10月底预警线80%。"
    assert gap(GENERAL, D(88), D(77), D(100)).why.zh.endswith("相差11.00个百分点，超过10个。")
    assert execution(GENERAL, D(77), D(100), 10).why.zh.startswith("绿灯：执行率77.00%，时间进度83.33%")
    assert indicator(GENERAL, "ceiling", D(6), D(5), 3).why.zh == "红灯：6超过指标值5。"


def test_no_light_without_figures_a_budget_a_line_or_a_rule() -> None:
    assert off(indicator(GENERAL, "paced", LOST, D(1), 3)) == LOST.why.zh
    assert off(indicator(GENERAL, "floor", D(1), LOST, 3)) == LOST.why.zh
    assert "没有按月份应达到的数" in off(indicator(GENERAL, "paced", D(0), D(0), 3))
    assert off(execution(GENERAL, LOST, D(100), 3)) == LOST.why.zh
    assert "没有执行率" in off(execution(GENERAL, D(0), D(0), 3))
    assert "没有执行率" in off(alarm(GENERAL, D(1), D(-1), 6))
    assert "3月底还没有预警线" in off(alarm(GENERAL, D(1), D(100), 3))
    assert off(gap(GENERAL, LOST, D(1), D(100))) == LOST.why.zh
    assert off(gap(GENERAL, D(1), D(1), LOST)) == LOST.why.zh
    assert "没有这一项" in off(indicator(SICHUAN, "paced", D(1), D(1), 3))
    assert "没有这一项" in off(alarm(SHANXI, D(1), D(1), 6))
    for month in (0, 13):
        with pytest.raises(ValueError, match="no month"):
            indicator(GENERAL, "paced", D(1), D(1), month)
        with pytest.raises(ValueError, match="no month"):
            alarm(GENERAL, D(1), D(1), month)


@given(st.decimals(0, 10_000, places=2), st.decimals("0.01", 10_000, places=2), st.integers(1, 12))
def test_colours_are_those_of_exact_fractions(result: Decimal, target: Decimal, month: int) -> None:
    share = Fraction(result) / (Fraction(target) * month / 12)
    wanted = "red" if share < Fraction(6, 10) else "yellow" if share < Fraction(8, 10) else "green"
    wanted = "blue" if share >= Fraction(12, 10) else wanted
    assert indicator(GENERAL, "paced", result, target, month).colour == wanted


def test_schemes_name_rules_that_exist_and_say_what_they_rest_on() -> None:
    shapes = {
        "paced": "monitoring-light",
        "ceiling": "range-light",
        "floor": "range-light",
        "execution": "monitoring-light",
        "alarm": "execution-alarm",
        "gap": "progress-gap",
    }
    for scheme in schemes().values():
        named = {role: name for role in shapes if (name := getattr(scheme, role))}
        assert named
        assert all(rule(name).shape.name == shapes[role] for role, name in named.items())
        assert scheme.source.basis
    assert not GENERAL.source.original_seen
    assert not SICHUAN.source.original_seen


@pytest.mark.parametrize(
    ("name", "groups", "op", "unit", "way"),
    [
        ("检查企业家数", ("产出指标", "数量指标"), ">=", "家", "paced"),
        ("群众满意度", ("满意度指标",), ">=", "%", "paced"),
        ("新增就业人数", ("效益指标", "社会效益指标"), None, "人", "paced"),
        ("抽检合格率", ("产出指标", "质量指标"), ">=", "%", "floor"),
        ("任务完成及时率", (), None, "%", "floor"),
        ("公用经费控制率", (), None, "%", "ceiling"),
        ("项目成本", ("产出指标", "成本指标"), "<=", "万元", "ceiling"),
        ("安全事故发生数", ("效益指标",), None, "起", "ceiling"),
    ],
)
def test_how_an_indicator_is_watched(name: str, groups: tuple[str, ...], op: None, unit: str, way: str) -> None:
    assert way_of(name, groups, op, unit) == way


def test_a_fall_that_is_aimed_at_is_better_larger() -> None:
    assert way_of("单位能耗", unit="%") == "ceiling"
    assert way_of("单位能耗", unit="%", trend="down") == "floor"
    assert way_of("单位能耗", op="<=", unit="%", trend="up") == "ceiling"


def test_the_progress_of_goals_is_weighted_capped_and_unknown_as_a_whole() -> None:
    goals = [Goal("甲", "paced", D(100), D(150), D(3)), Goal("乙", "paced", D(40), D(10), D(1))]
    assert goal_progress(goals) == D("81.25")  # (3 × 100 % + 1 × 25 %) ÷ 4
    limit = Goal("丙", "ceiling", D(5), D(9))
    assert goal_progress([*goals, limit]) == D("81.25")
    lost = goal_progress([*goals, Goal("丁", "paced", D(1), LOST), Goal("戊", "paced", D(1), LOST)])
    assert isinstance(lost, Unknown)
    assert lost.why.zh == "2个指标没有进度，总进度算不出，如“丁”：台账有坏行。"
    assert isinstance(goal_progress([*goals, Goal("戊", "paced", LOST, D(1))]), Unknown)
    none = goal_progress([Goal("己", "paced", D(0), D(0))])
    assert isinstance(none, Unknown)
    assert "己" in none.why.zh
    assert isinstance(goal_progress([limit]), Unknown)


def test_a_month_s_end_as_a_whole() -> None:
    goals = [Goal("检查家数", "paced", D(1200), D(360)), Goal("投诉率", "ceiling", D(5), LOST)]
    standing = monitor(GENERAL, goals, D("240"), D(1000), 4)
    assert [light.colour for light in standing.goals] == ["green", LOST]
    assert (standing.execution.colour, standing.alarm.colour, standing.gap.colour) == ("yellow", "red", "green")
    assert (standing.progress, standing.executed) == (30, 24)
    for executed, budget in ((LOST, D(1)), (D(1), LOST), (D(1), D(0))):
        dark = monitor(GENERAL, goals, executed, budget, 4)
        assert isinstance(dark.executed, Unknown)
        assert all(isinstance(light.colour, Unknown) for light in (dark.execution, dark.alarm, dark.gap))


def test_every_colour_has_its_word() -> None:
    from steelyard.monitoring.lights import WORDS

    assert set(WORDS) == set(get_args(Colour))
