"""Quantities in running text: what is found, where, and what is not one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quantity.notation import show

from steelyard.model import Amount, Interval, Period
from steelyard.quantity import Found, scan


def brief(found: Found) -> str:
    """``3222 家次``, ``over 120 万元``, ``50..100 个``, ``on 2023-12-31``."""
    value = Amount(None, found.value, found.unit) if isinstance(found.value, Decimal) else found.value
    words = [found.manner, "" if found.modifier == "exact" else found.modifier, show(value)]
    return " ".join(filter(None, words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("检查用水单位5563家次，消除隐患8225条。", ["5563家次: 5563 家次", "8225条: 8225 条"]),
        ("核查1.1万余条次，追回120余万元", ["1.1万余条次: over 11000 条次", "120余万元: over 120 万元"]),
        ("近百家企业、上千人参加", []),
        ("近3万人次、约50场", ["3万人次: nearly 30000 人次", "50场: about 50 场"]),
        ("不足5%，最多3起", ["不足5%: less-than 5 %", "最多3起: at-most 3 起"]),
        ("累计完成1276件，连续六年", ["1276件: 1276 件", "六年: 连续 6 年"]),
        ("共12个支部，新增13家", ["12个: 共 12 个", "13家: 新增 13 家"]),
        ("发放贷款10.3亿元，同比增长5.5%", ["10.3亿元: 10.3 亿元", "5.5%: 5.5 %"]),
        ("合格率98.17%，不合格率1.83%", ["98.17%: 98.17 %", "1.83%: 1.83 %"]),
        ("第二批3个项目", ["第二批: ordinal 2 批", "3个: 3 个"]),
        ("年龄在20至35岁之间", ["在20至35岁之间: 20..35 岁"]),
        ("投资5000万元至1亿元", ["5000万元至1亿元: 0.5000..1 亿元"]),
        ("每批50-100个", ["50-100个: 50..100 个"]),
        ("大于10且小于20", ["大于10且小于20: (10..20)"]),
        ("x大于10且y小于20", ["大于10: more-than 10", "小于20: less-than 20"]),
        ("人民币1,250.50元", ["人民币1,250.50元: 1250.50 元"]),
        ("百分之九十以上的群众", ["百分之九十以上: at-least 90 %"]),
        ("2023年12月31日", ["2023年12月31日: on 2023-12-31"]),
        ("2023年1月至6月", ["2023年1月至6月: 2023-01-01..2023-06-30"]),
        ("购置设备 38 766 台", ["38: 38", "766 台: 766 台"]),
        ("抽检 5 万 批 次", ["5 万 批 次: 50000 批次"]),
        ("营养改善３，２００人", ["３，２００人: 3200 人"]),
        ("投入一点五万元，带动一点一亿元", ["一点五万元: 1.5 万元", "一点一亿元: 1.1 亿元"]),
        ("降低十分之一，覆盖率百分百", ["十分之一: 0.1", "百分百: 100 %"]),
        ("每份两角五分，另加12元5角", ["两角五分: 2.5 角", "12元5角: 12.5 元"]),
        ("一九九四年一月二日", ["一九九四年一月二日: on 1994-01-02"]),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert [f"{one.text}: {brief(one)}" for one in scan(text, year=2023)] == found


@pytest.mark.parametrize(
    "text",
    [
        "一切为了群众，进一步统一思想",
        "一点一策，十分重视，利润- 12.5万元",
        "落实八项规定，坚持四个意识、两个维护",
        "“十四五”规划与二十大精神",
        "四川、陆地、收拾、放肆、队伍",
        "5G网络与4K电视",
        "PM2.5与COVID-19",
        "财预〔2020〕10号",
        "https://example.org/a?id=123",
        "百姓、千家万户、万一",
        "十分满意，美味十足",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert not list(scan(text))


def test_spans_lead_back_into_the_text_as_printed() -> None:
    text = "共  检查 ３２２２ 家 次， 约 5 万 批次以上"
    first, second = scan(text)
    assert [text[one.start : one.end] for one in (first, second)] == ["３２２２ 家 次", "5 万 批次以上"]
    assert text[slice(*first.digits)] == "３２２２"
    assert text[slice(*second.core)] == "5 万 批次"
    assert second.step == 10_000


PIECES = st.sampled_from(
    [
        "检查",
        "3222家次",
        "，",
        "1.1万余条次",
        " ",
        "第三批",
        "80%~90%",
        "大于10",
        "小于20",
        "2023年",
        "一",
        "\n",
        "百分之五",
        "（",
        "）",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_are_in_order_and_hold_what_they_say(text: str) -> None:
    last = 0
    for found in scan(text, year=2023):
        assert last <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.start <= found.core[0] < found.core[1] <= found.end
        assert found.core[0] <= found.digits[0] < found.digits[1] <= found.core[1]
        assert not isinstance(found.value, Interval) or found.value.low <= found.value.high
        assert not isinstance(found.value, Period) or found.value.first <= found.value.last
        last = found.end


@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_be_scanned(text: str) -> None:
    assert all(found.text for found in scan(text))
