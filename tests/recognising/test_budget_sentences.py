"""Budget figures in sentences: made-up departments, several wordings."""

import pytest
from tests.recognising.specified import facts

from steelyard.model import Form
from steelyard.reading import read_bytes
from steelyard.recognising import recognise

AROUND = """2024年度部门整体支出绩效自评价表

一、部门概述

（一）基本情况：现有资产总额9000万元。

（二）部门收支情况

{told}

（三）年度目标：全年争取资金30000万元，“三公”经费预算不超过20万元。

二、主要绩效

全年投入8000万元，完成项目支出决算审计5项，涉及金额300万元。

| 类别 | 职能 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|---|
| 履职 | 业务 | 检查次数 | 10次 | 12次 | 100 | 100 | |
"""

WORDINGS = {
    "total and parts with shares": (
        "年初部门预算收入总计5,000.00万元，其中：一般公共预算拨款收入4000万元，占80%；其他收入1000万元，占比为20％。",
        ["initial revenue 收入合计 5000.00万元 total", "initial revenue 一般公共预算拨款收入 4000万元 80%",
         "initial revenue 其他收入 1000万元 20%"],
    ),
    "adjusted at the end of the year": (
        "年末调整预算为535.12万元，实际支出529.77万元，年末结余5.35万元。",
        ["adjusted expenditure 支出合计 535.12万元 total", "final expenditure 支出合计 529.77万元 total"],
    ),
    "one amount for both sides": (
        "调整后预算收入、支出均为900.5万元：基本支出620.5万元、项目支出280万元。",
        ["adjusted revenue 收入合计 900.5万元 total", "adjusted expenditure 支出合计 900.5万元 total",
         "adjusted expenditure 基本支出 620.5万元", "adjusted expenditure 项目支出 280万元"],
    ),
    "respectively": (
        "全年实际支出880万元，其中基本支出和项目支出分别为610万元和270万元，占比分别为69.32%和30.68%。",
        ["final expenditure 支出合计 880万元 total", "final expenditure 基本支出 610万元 69.32%",
         "final expenditure 项目支出 270万元 30.68%"],
    ),
    "a part of a part is no part of the total": (
        "2024年年初预算支出30亿元，其中：基本支出20亿元（其中：人员经费15亿元，公用经费5亿元），占66.67%；项目支出10亿元，占33.33%。",
        ["initial expenditure 支出合计 30亿元 total", "initial expenditure 基本支出 20亿元 66.67%",
         "initial expenditure 项目支出 10亿元 33.33%"],
    ),
    "changes are no stage": (
        "年初支出预算500万元，年中追加60万元，较上年增加5%，调整后支出预算560万元，年末结转结余3万元，支出决算557万元。",
        ["initial expenditure 支出合计 500万元 total", "adjusted expenditure 支出合计 560万元 total",
         "final expenditure 支出合计 557万元 total"],
    ),
    "no side named: the side of the parts": (
        "全年决算数120万元，其中：一般公共预算财政拨款收入120万元，占比100%。基本支出80万元；项目支出40万元。",
        ["final revenue 收入合计 120万元 total", "final expenditure 支出合计 120万元 total",
         "final revenue 一般公共预算财政拨款收入 120万元 100%", "final expenditure 基本支出 80万元",
         "final expenditure 项目支出 40万元"],
    ),
    "no side and no part: expenditure": (
        "全年预算数1300万元，全年执行数12,500,000.00元，预算执行率96.15%。",
        ["adjusted expenditure 支出合计 1300万元 total", "final expenditure 支出合计 12500000.00元 total"],
    ),
    "the stage stands in a heading of its own": (
        "1．年初预算情况\n\n收入800万元，其中财政拨款收入800万元；支出800万元，其中基本支出500万元，项目支出300万元。",
        ["initial revenue 收入合计 800万元 total", "initial revenue 财政拨款收入 800万元",
         "initial expenditure 支出合计 800万元 total", "initial expenditure 基本支出 500万元",
         "initial expenditure 项目支出 300万元"],
    ),
    "nothing told": ("本部门收支平衡，按规定公开。", []),
}  # fmt: skip


def form(told: str) -> Form:
    return recognise(read_bytes(AROUND.format(told=told).encode(), "form.md"))


@pytest.mark.parametrize("wording", WORDINGS)
def test_figures_are_read_with_stage_side_part_and_share(wording: str) -> None:
    told, expected = WORDINGS[wording]
    assert [fact.removeprefix("money: ") for fact in facts(form(told)) if fact.startswith("money: ")] == expected


@pytest.mark.parametrize("wording", WORDINGS)
def test_each_figure_knows_where_it_stands(wording: str) -> None:
    read = form(WORDINGS[wording][0])
    for line in read.budget:
        place = line.amount.printed.place
        assert place is not None
        assert read.document.text[place.start : place.end] == place.text
        assert place.text.endswith(line.unit)


@pytest.mark.parametrize("told", ["预算执行率为96.15%", "全年预算执行率达96.15％", "资金执行率96.15%"])
def test_the_execution_rate_is_taken_from_the_narrative_where_no_cell_states_it(told: str) -> None:
    assert "rate: 96.15" in list(facts(form(f"全年预算数1300万元，{told}。")))
