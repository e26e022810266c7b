"""Targets whose words say more than a number: change, rough figures, levels, what recurs. And results in kind."""

import pytest
from tests.building import RULES, Row, form, known

from steelyard.model import Mark, Unknown
from steelyard.scoring import score


def mark(name: str, target: str, actual: str, weight: str = "10") -> Mark:
    return score(form([Row(name, target, actual, weight, weight)]), RULES).marks[0]


@pytest.mark.parametrize(
    ("name", "target", "actual", "points", "short"),
    [
        ("单位能耗", "下降3%", "下降3.5%", "10.00", False),
        ("单位能耗", "下降3%", "下降3%", "10.00", False),
        ("单位能耗", "下降3%", "下降2%", "6.67", True),
        ("单位能耗", "下降3%", "3.5%", "10.00", False),  # a bare number goes the target's way
        ("单位能耗", "下降3%", "-3.5%", "10.00", False),
        ("单位能耗", "下降3%", "上升3.5%", None, True),
        ("刑事发案", "同比下降10%以上", "同比增长5%", None, True),
        ("营业收入", "增长5%", "下降6%", None, True),
        ("营业收入", "增长5%", "较上年增长6%", "10.00", False),
        ("营业收入增长率", "≥5%", "下降6%", None, True),  # the name says the direction
        ("营业收入增长率", "≥5%", "-3%", "0.00", True),
        ("次均费用", "增幅≤5%", "下降2%", "10.00", False),  # a ceiling: falling is better still
        ("次均费用", "增幅≤5%", "增长6%", "8.00", True),
        ("营业收入", "增长3%~5%", "增长4%", "10.00", False),
        ("营业收入", "增长3%~5%", "下降4%", None, True),
        ("群众满意度", "提高到90%", "92%", "10.00", False),  # a level, no change
    ],
)
def test_change_is_compared_with_its_direction(
    name: str, target: str, actual: str, points: str | None, short: bool
) -> None:
    got = mark(name, target, actual)
    assert (known(got.points), got.short) == (points, short)


@pytest.mark.parametrize(
    ("target", "actual", "points", "short"),
    [
        ("约100人", "100人", "10.00", False),
        ("约100人", "102人", "10.00", False),
        ("约100人", "98人", None, None),  # near enough? no rule says
        ("300条左右", "296条", None, None),
        ("约100人", "60人", None, True),
        ("约100人", "约98人", None, None),  # a rough result is no value
    ],
)
def test_a_rough_target_has_no_exact_proportion(
    target: str, actual: str, points: str | None, short: bool | None
) -> None:
    got = mark("培训人数", target, actual)
    assert (known(got.points), got.short) == (points, short)
    assert points or isinstance(got.low, Unknown) or (got.low, got.high) == (0, 10)


@pytest.mark.parametrize(
    ("target", "actual", "short"),
    [
        ("四星级以上", "三星级", True),
        ("四星级以上", "四星级", False),
        ("四星级以上", "达到五星级", False),
        ("优秀", "良好", True),
        ("优秀等次", "优秀", False),
        ("良好", "优秀", False),
        ("优良", "良好", False),
        ("优秀", "优良", None),  # 优良 is one of two levels
        ("合格", "不合格", True),
        ("Ⅲ类及以上", "Ⅳ类", True),
        ("Ⅲ类及以上", "Ⅱ类", False),
        ("优于Ⅲ类", "Ⅲ类", True),
        ("Ⅲ类水质", "III类", False),
        ("Ⅴ类", "劣Ⅴ类", True),
        ("4A级以上", "AAA级", True),
        ("AAA", "AA", True),
        ("国家级", "省级", True),
        ("市级以上", "省级", False),
        ("一等奖", "二等奖", True),
        ("甲级", "乙级", True),
        ("三级", "三级", False),
        ("一级", "二级", None),  # the better, or the worse: nothing says which
        ("三级以下", "一级", None),
    ],
)
def test_a_level_below_the_target_falls_short_and_costs_what_a_person_says(
    target: str, actual: str, short: bool | None
) -> None:
    got = mark("评定等级", target, actual)
    assert (known(got.points), got.short) == (None, short)
    assert (got.low, got.high) == ((8, 10) if short is False else (0, 10))


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("每年不少于4次", "5次", "10.00"),
        ("每月1次", "12次", "10.00"),
        ("每月不少于1次", "13次", "10.00"),
        ("每季度1次", "4次", "10.00"),
        ("每半年1次", "2次", "10.00"),
        ("每周1次", "52次", "10.00"),
        ("每月1次", "每月1次", "10.00"),
        ("12次", "每月1次", "10.00"),
        ("24次", "每月1次", "5.00"),
        ("每季度不少于1次", "每月1次", "10.00"),
        ("每月1次", "6次", None),  # of the year, or of each month?
        ("每人2次", "2次", None),
        ("1000人次", "1020人", "10.00"),  # each came at least once
        ("1000人次", "980人", None),
        ("1000人", "1020人次", None),
    ],
)
def test_what_recurs_and_who_came_is_compared_as_far_as_it_goes(target: str, actual: str, points: str | None) -> None:
    got = mark("培训次数", target, actual)
    assert (known(got.points), got.short) == (points, None if points is None else points != "10.00")


@pytest.mark.parametrize(
    ("target", "actual", "points", "short"),
    [
        ("2023年9月30日前", "2023年9月", "10.00", False),  # all of September is
        ("2023年9月30日前", "2023年8月底", "10.00", False),
        ("2023年9月15日前", "2023年9月", None, None),  # which half?
        ("2023年9月30日前", "2023年10月", None, True),
        ("12月底前", "2203年5月", None, True),
    ],
)
def test_a_month_is_on_time_when_all_of_it_is(target: str, actual: str, points: str | None, short: bool | None) -> None:
    got = mark("完成时间", target, actual)
    assert (known(got.points), got.short) == (points, short)
