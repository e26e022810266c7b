"""What an indicator's name tells: which way is better, its kind, its units, its class."""

import pytest

from steelyard.packs.indicators import (
    cannot_exceed_100,
    class_of,
    classes,
    common,
    direction,
    frameworks,
    is_execution_rate,
    kind_of,
    units_of,
)

LOWER = [
    "安全事故发生数",
    "重大责任事故起数",
    "投诉件数",
    "投诉率",
    "公用经费控制率",
    "“三公”经费控制率",
    "“三公经费”变动率",
    "结转结余率",
    "预算调整率",
    "科目调整次数",
    "项目总成本",
    "单位批次成本",
    "平均响应时间",
    "办理时间",
    "失业率",
    "人员流失率",
    "不合格率",
    "粮食变质比例",
    "结余率(结余数/预算数)",
    "在职人员控制率",
    "系统故障率",
    "重大舆情",
    "债务率",
    "培训费用",
    "逾期率",
    "1.差错率",
    "★投诉率",
    "森林火灾受害率",
    "未处理投诉数",
    "资产闲置率",
    "业务办理差错率",
    "服务投诉率",
    "抽检不合格率",
    "审批超时件数",
]
HIGHER = [
    "投诉处置率",
    "受理投诉件数",
    "隐患整改率",
    "隐患排查数",
    "违法案件查办率",
    "合格率",
    "成本节约率",
    "能耗下降率",
    "降低事故率",
    "减少投诉量",
    "病虫害控制率",
    "固定资产利用率",
    "预算完成率",
    "政府采购执行率",
    "服务对象满意度",
    "办理案件数",
    "发现问题数",
    "舆情处置率",
    "化解矛盾纠纷件数",
    "财政收入",
    "零事故",
    "培训人数",
    "不合格产品处置率",
    "检查次数",
    "年节约成本",
    "盘活闲置资产数",
    "养老金调整人数",
    "废水达标排放率",
    "生均公用经费",
    "化解债务额",
    "扬尘控制率",
    "安全用水人数",
]


@pytest.mark.parametrize("name", LOWER)
def test_less_is_better(name: str) -> None:
    assert direction(name) == "lower"


@pytest.mark.parametrize("name", HIGHER)
def test_more_is_better(name: str) -> None:
    assert direction(name) == "higher"


def test_money_is_better_lower_only_where_the_form_files_it_under_cost() -> None:
    assert direction("项目投入", unit="万元") == "higher"
    assert direction("项目投入", unit="万元", groups=("产出指标", "成本指标（10分）")) == "lower"
    assert direction("成本节约额", unit="万元", groups=("成本指标",)) == "higher"


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("服务对象满意度", "%", "satisfaction"),
        ("任务完成及时率", "%", "timeliness"),
        ("项目总成本", "万元", "cost"),
        ("产品合格率", "%", "quality"),
        ("任务完成率", "%", "rate"),
        ("培训人数", "人", "count"),
        ("标准制定", "项", "count"),
        ("补贴发放", "元/亩", "cost"),
        ("环境改善", "", None),
    ],
)
def test_kind(name: str, unit: str, kind: str | None) -> None:
    assert kind_of(name, unit) == kind


def test_units_bounds_and_the_execution_rate() -> None:
    assert "%" in units_of("知晓率")
    assert "人次" in units_of("培训人数")
    assert units_of("环境改善") == ()
    assert cannot_exceed_100("验收合格率")
    assert not cannot_exceed_100("预算完成率")
    assert is_execution_rate("部门 预算执行率（%）")
    assert not is_execution_rate("专项资金预算执行率")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("数量指标", "数量"),
        ("质量指标（20分）", "质量"),
        ("社会效益", "社会"),
        ("满意度 指标", "满意度"),
        ("履职", None),
    ],
)
def test_a_group_label_names_its_class(label: str, name: str | None) -> None:
    assert class_of(label) == name


def test_words_of_a_class_do_not_contradict_each_other() -> None:
    for one in classes().values():
        assert not set(one.own) & set(one.foreign), one.name
    assert len(classes()) == 9


def test_the_common_framework_marks_what_was_confirmed() -> None:
    framework = frameworks()["mof-2013-53"]
    assert not framework.source.original_seen
    assert len(framework.indicators) == 28
    found = common("“三公经费”变动率")
    assert found is not None
    assert (found.good, found.at_most, found.confirmed) == ("lower", 0, True)
