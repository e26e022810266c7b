"""Rows as they are met in published forms, and what the rules make of them."""

import csv
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from tests.building import RULES, Row, form, known
from tests.shared import SHARED, needs_shared

from steelyard.model import Mark, Unknown
from steelyard.scoring import score


def mark(name: str, target: str, actual: str, weight: str, **more: Any) -> Mark:
    return score(form([Row(name, target, actual, weight, **more)]), RULES).marks[0]


@pytest.mark.parametrize(
    ("name", "target", "actual", "weight", "points", "how"),
    [
        # met: the whole weight, however far over
        ("年报公示率", "90%以上", "97.34%", "2", "2.00", "97.34 ≥ 90，得满分"),
        ("先进单位数", "4家以上", "29家", "3", "3.00", "29 ≥ 4，得满分"),
        ("抽检批次", "5万批次以上", "50552批次", "5", "5.00", "50552 ≥ 50000，得满分"),
        ("科目调整次数", "≤10次", "3次", "5", "5.00", "3 ≤ 10，得满分"),
        ("培训次数", "=12次", "15次", "5", "5.00", "15 ≥ 12，得满分"),
        # a bare target goes by what its name measures
        ("办理案件数", "700件", "1210件", "3", "3.00", "1210 ≥ 700，得满分"),
        ("财政供养人员控制率", "100%", "92%", "2", "2.00", "92 ≤ 100，得满分"),
        ("预算调整率", "3%", "0", "2", "2.00", "0 ≤ 3，得满分"),
        ("结转结余率", "2%", "2.5%", "2", "1.50", "(1 − (2.5 − 2) ÷ 2) × 2"),
        ("政府采购执行率", "100%", "72.74%", "2", "1.45", "72.74 ÷ 100 × 2"),
        ("安全责任事故发生数", "0次", "0次", "3", "3.00", "0 ≤ 0，得满分"),
        ("安全责任事故发生数", "0次", "1次", "3", "0.00", "1 ＞ 0，不得分"),
        # short: in proportion, half up
        ("监督检查数", "20家以上", "13家", "3", "1.95", "13 ÷ 20 × 3"),
        ("政策知晓率", "=100%", "98%", "10", "9.80", "98 ÷ 100 × 10"),
        ("抽查数", "≥8次", "5次", "1", "0.63", "5 ÷ 8 × 1"),  # 0.625
        ("抽查数", "≥8次", "0次", "1", "0.00", "0 ≤ 0，不得分"),
        ("收入增长率", "≥5%", "-3%", "4", "0.00", "-3 ≤ 0，不得分"),
        # over a ceiling: on a straight line to twice the target
        ("平均响应时间", "≤5分钟", "6分钟", "10", "8.00", "(1 − (6 − 5) ÷ 5) × 10"),
        ("平均响应时间", "≤5分钟", "10分钟", "10", "0.00", "10 ≥ 5 × 2，不得分"),
        ("群众投诉数", "≤0件", "2件", "4", "0.00", "2 ＞ 0，不得分"),
        # units of one dimension; a number without one
        ("项目成本", "≤30万元", "287000元", "5", "5.00", "28.7 ≤ 30，得满分"),
        ("受资助人数", "≥735人次", "735", "10", "10.00", "735 ≥ 735，得满分"),
        ("验收合格率", "100", "98%", "10", "9.80", "98 ÷ 100 × 10"),
        ("验收合格率", "100%", "0.98", "10", "9.80", "98 ÷ 100 × 10"),
        ("验收合格率", "100", "0.98", "10", "9.80", "98 ÷ 100 × 10"),
        ("建成数量", "100", "1", "10", "0.10", "1 ÷ 100 × 10"),
    ],
)
def test_a_number_against_a_number(name: str, target: str, actual: str, weight: str, points: str, how: str) -> None:
    got = mark(name, target, actual, weight)
    assert (known(got.points), got.how.zh) == (points, how)


def test_money_under_cost_is_better_lower() -> None:
    cheaper = mark("项目投入", "20万元", "18万元", "5", groups=("产出指标", "成本指标"))
    assert known(cheaper.points) == "5.00"


@pytest.mark.parametrize(
    ("name", "target", "actual", "said"),
    [
        ("检查数", "≥20家", "", "未填写"),
        ("检查数", "≥20家", "≥20家", "界限"),
        ("项目成本", "≤30万元", "完成", "不是数值"),  # a word is no value
        ("检查户数", "≥20家", "13人", "单位不同"),
        ("项目成本", "≤30万元", "300000", "单位不同"),  # 30万 or 30亿?
        ("不合格率", "≤5%", "0.03", "没有单位"),  # 3 % or 0.03 %?
        ("办理件数", "20", "98%", "单位不同"),
        ("检查数", "", "13家", "未填写"),
        ("变动率", "≤-5%", "2%", "没有给出计分公式"),
        ("完成时间", "2023年12月31日", "12件", "不能比较"),
    ],
)
def test_what_cannot_be_compared_is_unknown_and_says_why(name: str, target: str, actual: str, said: str) -> None:
    points = mark(name, target, actual, "5").points
    assert isinstance(points, Unknown)
    assert said in points.why.zh


@pytest.mark.parametrize(
    ("target", "actual", "band", "short"),
    [
        ("健全", "健全", ("2.40", "3.00"), False),  # an echo claims the target and decides nothing
        ("三级", "三级", ("2.40", "3.00"), False),
        ("持续优化", "得到持续优化", ("2.40", "3.00"), False),
        ("完成验收", "部分完成", ("1.80", "2.40"), True),
        ("完成验收", "未完成", ("0.00", "1.80"), True),
        ("健全", "基本符合", ("0.00", "3.00"), None),
        ("三级", "二级", ("0.00", "3.00"), None),  # which of two levels is better, the words do not say
        ("应保尽保", "98%", ("0.00", "3.00"), None),
        ("持续优化", "未能持续优化", ("0.00", "1.80"), True),
        ("合规", "资金使用不合规", ("0.00", "1.80"), True),
        ("健全", "不够健全", ("1.80", "2.40"), True),
        ("按计划完成", "未按计划完成", ("0.00", "1.80"), True),
        ("按计划完成", "基本完成", ("0.00", "3.00"), None),  # the bands do not know the word
    ],
)
def test_a_judged_row_has_the_band_of_the_state_it_claims(
    target: str, actual: str, band: tuple[str, str], short: bool | None
) -> None:
    got = mark("制度情况", target, actual, "3")
    assert isinstance(got.points, Unknown)
    assert (Decimal(known(got.low) or -1), Decimal(known(got.high) or -1)) == tuple(map(Decimal, band))
    assert got.short is short


@pytest.mark.parametrize(
    ("name", "target", "actual", "short"),
    [
        ("检查数", "≥20家", "13家", True),
        ("检查数", "≥20家", "20家", False),
        ("响应时间", "≤5分钟", "6分钟", True),
        ("事故数", "0起", "1起", True),
        ("验收", "≥20家", "未完成", True),
        ("验收", "≥20家", "完成", None),
        ("检查数", "≥20家", "", None),
    ],
)
def test_whether_a_row_falls_short(name: str, target: str, actual: str, short: bool | None) -> None:
    assert mark(name, target, actual, "5").short is short


def test_without_a_weight_there_are_no_points_but_the_shortfall_is_told() -> None:
    got = score(form([Row("检查数", "≥20家", "13家", None, None)]), RULES).marks[0]
    assert isinstance(got.points, Unknown)
    assert (got.short, got.ratio) == (True, Decimal("0.65"))


@pytest.mark.parametrize(
    ("target", "actual", "points", "short"),
    [
        ("2023年12月31日", "2023年11月30日", "5.00", False),
        ("2023年12月31日", "2023年12月31日", "5.00", False),
        ("2023年11月30日", "2023年12月1日", None, True),  # late: the rule has no formula
        ("2023年12月31日", "已完成", None, False),  # words: judged
    ],
)
def test_a_deadline_is_met_or_missed(target: str, actual: str, points: str | None, short: bool | None) -> None:
    got = mark("完成时间", target, actual, "5")
    assert (known(got.points), got.short) == (points, short)


@needs_shared
def test_rows_of_published_forms_are_scored_as_reviewers_did() -> None:
    with open(SHARED / "domain" / "rows.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    off = {}
    for row in rows:
        got = mark(row["indicator"], row["target"], row["actual"], row["weight"], score=row["score"])
        if isinstance(got.points, Decimal) and isinstance(got.claimed, Decimal) and got.points != got.claimed:
            off[row["target"], row["actual"], row["score"]] = str(got.points)
    assert off == {
        ("0", "0", "0"): "10.00",
        ("30万元", "30万元", "99"): "10.00",
        ("100%", "72.74%", "2"): "1.45",
        ("43.2万元", "37.24万元 (86%)", "9"): "8.62",
        ("43.2", "37.24", "9"): "8.62",
        ("≥100%", "100%", "7"): "10.00",
        ("=100%", "98%", "9"): "9.80",
        ("100%", "93.58%", "1"): "1.87",
        ("20家以上", "13家", "1"): "1.95",
        ("100%", "100%", "2"): "3.00",
    }


def test_a_rule_in_points_of_a_percentage_says_nothing_of_counts() -> None:
    steps = msgspec.structs.replace(RULES, positive="yixing-2016/steps")
    rate, count, met = (
        score(form([Row("完成情况", target, actual, "5", "5")]), steps).marks[0]
        for target, actual in (("≥75%", "70.5%"), ("≥20家", "18家"), ("≥20家", "20家"))
    )
    assert [known(one.points) for one in (rate, count, met)] == ["3.00", None, "5.00"]


def test_bounds_hold_the_exact_and_the_rounded_points() -> None:
    rate = mark("采购执行率", "100%", "72.74%", "2")  # 72.74 % may stand for anything from 72.735 % to 72.745 %
    assert (rate.low, rate.points, rate.high) == (Decimal("1.45"), Decimal("1.45"), Decimal("1.4549"))
    third = mark("检查数", "≥3家", "2家", "1")
    assert (third.low, third.high) == (Decimal("0.666667"), Decimal("0.67"))
    met = mark("检查数", "≥3家", "3家", "1")
    assert met.low == met.points == met.high == 1
