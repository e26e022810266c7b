"""Two tables of targets held against each other: what is lowered, and what must not be called so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import Aim, Unknown
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring.aims import aim, aims_of, moves

TURNS = [
    ("巡查河道", "≥120次", "≥80次", "lowered"),
    ("巡查河道", "≥120次", "≥150次", "raised"),
    ("巡查河道", "≥120次", "120次以上", "same"),
    ("巡查河道", "120次", "≥120次", "same"),
    ("巡查河道", ">120次", "≥120次", "lowered"),
    ("巡查河道", "≥120次", ">120次", "raised"),
    ("巡查河道", "≥120次", "≤120次", "reworded"),
    ("巡查河道", "≥120次", "≥120公里", "reworded"),
    ("巡查河道", "≥120次", "≥120", "same"),
    ("巡查河道", "120", "80次", "lowered"),
    ("群众满意度", "≥90%", "≥90", "same"),
    ("运行成本", "≤30万元", "≤30", "same"),
    ("运行成本", "≤30万元", "≤300000", "reworded"),  # in yuan, as it seems
    ("受益人次", "≥1000人次", "≥1020人", "reworded"),
    ("受益人数", "≥5万人", "≥50000人", "same"),
    ("受益人数", "≥5万人", "≥4.9万人", "lowered"),
    ("单场演出成本", "≤1.5万元", "≤2万元", "lowered"),
    ("单场演出成本", "≤1.5万元", "≤15000元", "same"),
    ("单场演出成本", "<2万元", "≤2万元", "lowered"),
    ("投诉数", "5件", "8件", "lowered"),
    ("投诉数", "5件", "3件", "raised"),
    ("能耗", "下降5%", "下降3%", "lowered"),
    ("能耗", "下降5%", "上升5%", "reworded"),
    ("完成率", "100%", "=100%", "same"),
    ("建成数", "=5个", "=4个", "lowered"),
    ("建成数", "≥5个", "=5个", "same"),
    ("建成数", "≤5个", "=5个", "reworded"),
    ("参加人数", "约100人", "100人", "reworded"),
    ("优良率", "80%~90%", "70%~90%", "lowered"),
    ("优良率", "80%~90%", "85%~90%", "raised"),
    ("优良率", "80%~90%", "70%~80%", "reworded"),
    ("办结时间", "12月底前", "11月30日前", "raised"),
    ("办结时间", "9月底前", "12月31日前", "lowered"),
    ("办结时间", "12月底前", "12月31日前", "same"),
    ("验收评价", "优秀", "良好", "lowered"),
    ("验收评价", "优秀", "优", "same"),
    ("资质", "一级", "二级", "reworded"),
    ("长效机制", "健全", "健全。", "same"),
    ("长效机制", "健全", "基本健全", "reworded"),
    ("长效机制", "健全", "", "reworded"),
    ("巡查河道", "≥120次", "按需开展", "reworded"),
]


def one(name: str, target: str, row: int = 1, **more: str | Decimal) -> Aim:
    return aim(row, ("产出指标", "数量指标"), name, target, year=2025, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "first", "last", "turn"), TURNS)
def test_a_target_then_and_now(name: str, first: str, last: str, turn: str) -> None:
    (found,) = moves([one(name, first)], [one(name, last)])
    assert found.change == turn, found.how.zh
    assert (found.how.zh == "") is (turn == "same")
    assert found.whole is (turn == "same")


BACK = {"lowered": "raised", "raised": "lowered", "same": "same", "reworded": "reworded"}


@pytest.mark.parametrize(("name", "first", "last", "turn"), TURNS)
def test_the_way_back_is_the_opposite(name: str, first: str, last: str, turn: str) -> None:
    assert moves([one(name, last)], [one(name, first)])[0].change == BACK[turn]


def test_rows_are_known_by_their_names_and_not_by_their_order() -> None:
    before = [
        one("巡查河道次数", "≥120次"),
        one("群众满意度", "≥90%"),
        one("第一季度培训", "≥10人"),
        one("编制规划", "1个"),
    ]
    after = [
        one("第二季度培训", "≥20人"),
        one("群众满意度", "≥90%"),
        one("巡查河道（次）", "≥120次"),
        one("规划编制", "1个"),
    ]
    assert [(move.change, move.after and move.after.name) for move in moves(before, after)] == [
        ("reworded", "巡查河道（次）"),
        ("same", "群众满意度"),
        ("dropped", None),
        ("dropped", None),
        ("added", "第二季度培训"),
        ("added", "规划编制"),
    ]


def test_budget_execution_in_the_block_of_funds_is_no_target_dropped() -> None:
    rate, other = one("预算执行率", "≥95%", 2), one("巡查河道", "≥120次", 1)
    assert [move.change for move in moves([other, rate], [other])] == ["same"]
    assert [move.change for move in moves([other], [other, rate])] == ["same"]
    assert [move.change for move in moves([rate], [one("预算执行率", "≥80%")])] == ["lowered"]


def test_two_rows_of_one_name_keep_to_their_groups() -> None:
    before = [aim(1, ("甲",), "培训人数", "100人"), aim(2, ("乙",), "培训人数", "50人")]
    after = [aim(1, ("乙",), "培训人数", "50人"), aim(2, ("甲",), "培训人数", "100人")]
    assert [move.change for move in moves(before, after)] == ["same", "same"]


def test_a_weight_is_compared_where_both_print_one() -> None:
    fifty, forty = Decimal(50), Decimal("40.0")
    (found,) = moves([one("巡查", "1次", weight=fifty)], [one("巡查", "1次", weight=forty)])
    assert (found.change, found.weighed, found.whole) == ("same", True, False)
    assert found.how.zh == "权重由50改为40.0"
    (found,) = moves([one("巡查", "1次", weight=fifty)], [one("巡查", "1次", weight=Decimal("50.00"))])
    assert found.whole
    (found,) = moves([one("巡查", "1次", weight=fifty)], [one("巡查", "1次")])
    assert isinstance(found.weighed, Unknown)
    assert found.whole  # as far as it is known


TABLE = """# 部门整体支出绩效目标申报表
| 部门名称 | 安澜市水务局 | 年度 | 2026 |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 运算符号 | 指标值 | 计量单位 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查河道 | ≥ | 120 | 次 |
| 产出指标 | 时效指标 | 按期办结 | 定性 | 12月底前 | |
"""


def test_columns_of_operators_and_units_belong_to_the_target() -> None:
    first, second = aims_of(recognise(read_bytes(TABLE.encode(), "目标表.md")))
    assert (first.said, second.said) == ("≥120次", "12月底前")
    assert moves([first], [one("巡查河道", "120次以上")])[0].change == "same"
    assert isinstance(first.weight, Unknown)


@given(st.lists(st.sampled_from(["≥1次", "≥2次", "健全", "", "≤3%"]), max_size=6))
def test_nothing_is_lost_between_two_tables(targets: list[str]) -> None:
    """Each row of either table is told of once, and a table held against itself has not moved."""
    before = [one(f"指标{at}", target, at) for at, target in enumerate(targets)]
    after = before[::2]
    found = moves(before, after)
    assert [move.before for move in found] == before
    assert [move.after for move in found if move.after] == after
    assert all(move.change == "same" for move in moves(before, before[::-1]))
