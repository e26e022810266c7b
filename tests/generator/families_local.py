"""Families of single cities and counties (rules.md §2.1), each with groups and columns of its own."""

from tests.generator.family import LEVELS, Family

OUTPUT = (
    ("数量指标", "quantity", 2, 4),
    ("质量指标", "quality", 1, 2),
    ("时效指标", "time", 1, 2),
)
BENEFIT = (
    ("经济效益指标", "economic", 0, 1),
    ("社会效益指标", "social", 1, 2),
    ("生态效益指标", "ecological", 0, 1),
    ("可持续影响指标", "lasting", 0, 1),
)
SATISFACTION = (("服务对象满意度指标", "satisfaction", 1, 2),)

LOCAL: dict[str, Family] = {
    "cost-first": Family(  # 财预〔2021〕101号: cost is a group of the first level
        "project",
        ("项目支出绩效自评表",),
        plan=(
            ("成本指标", (("经济成本指标", "cost", 1, 2),), 20),
            ("产出指标", OUTPUT, 40),
            ("效益指标", BENEFIT, 20),
            ("满意度指标", (("服务对象满意度指标", "satisfaction", 1, 1),), 10),
        ),
    ),
    "yinchuan": Family(
        "project",
        ("项目支出绩效自评表", "财政支出项目绩效自评表"),
        columns=((*LEVELS, "name", "reference", "weight", "target", "actual", "score", "note"),),
        execution=None,
        funds=("资金总额", "其中：财政拨款", "其他资金"),
        plan=(
            ("项目决策", (("项目立项", "decision", 1, 2), ("绩效目标", "aims", 1, 2)), 10),
            ("项目管理", (("财务管理", "money", 1, 2), ("实施管理", "management", 1, 3)), 25),
            ("产出指标", OUTPUT, 30),
            ("效益指标", (*BENEFIT, *SATISFACTION), 35),
        ),
        headings=(("target", ("年度指标值（A）",)), ("actual", ("全年实际值（B）",)), ("weight", ("分值",))),
    ),
    "suizhou": Family(
        "project",
        ("项目支出绩效自评表",),
        columns=((*LEVELS, "name", "weight", "target", "actual", "score", "review", "standard"),),
        execution=None,
        stages=("adjusted", "final"),
        funds=("合计", "中央财政资金", "省级财政资金", "本级财政资金", "其他资金"),
        rule="hubei",
        plan=(
            ("项目决策", (("绩效目标", "aims", 1, 1),), 2),
            ("项目管理", (("财务管理", "money", 1, 2), ("实施管理", "management", 1, 2)), 13),
            ("项目绩效", (*OUTPUT, *BENEFIT, *SATISFACTION), 85),
        ),
        headings=(
            ("target", ("年初指标值",)),
            ("actual", ("年终完成值",)),
            ("score", ("自评分",)),
            ("review", ("复核分",)),
            ("standard", ("评价标准",)),
        ),
    ),
    "hunan-department": Family(  # a column of points beside each level
        "department",
        ("部门整体支出绩效自评表", "部门整体支出绩效评价指标评分表"),
        columns=(
            (
                "group1",
                "weight1",
                "group2",
                "weight2",
                "name",
                "weight",
                "standard",
                "target",
                "actual",
                "score",
                "note",
            ),
        ),
        execution=None,
        stages=("initial", "adjusted", "final"),
        funds=("部门支出总额", "基本支出", "项目支出"),
        plan=(
            ("投入", (("目标设定", "aims", 1, 2), ("预算配置", "input", 1, 2)), 15),
            ("过程", (("预算管理", "money", 1, 2), ("资产管理", "assets", 1, 2)), 25),
            ("产出", (("职责履行", "quantity", 2, 5),), 30),
            ("效果", (("履职效益", "social", 1, 3), ("社会公众满意度", "satisfaction", 1, 1)), 30),
        ),
        headings=(("note", ("扣分原因", "备注")), ("standard", ("评价标准",))),
    ),
    "yixing": Family(
        "project",
        ("财政支出项目绩效自评价表",),
        columns=(("goal", "goal_value", "name", "target", "goal_done", "actual", "weight", "standard", "score"),),
        execution=None,
        structure="flat",
        stages=("adjusted", "final"),
        funds=("项目资金总额",),
        headings=(
            ("name", ("评价指标",)),
            ("target", ("标准值",)),
            ("actual", ("评价指标值",)),
            ("weight", ("权重分值", "权重")),
            ("standard", ("评分规则",)),
        ),
    ),
}
