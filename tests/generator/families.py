"""The families of forms (rules.md §2.1): what their blocks hold, in which order, under which headings."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

HEADINGS: dict[str, tuple[str, ...]] = {
    "group1": ("一级指标",),
    "group2": ("二级指标",),
    "name": ("三级指标", "三级指标", "具体指标", "指标名称", "指标内容"),
    "target": (
        *("年度指标值", "指标值", "目标值", "年度目标值", "绩效目标值", "年初设定目标值", "年初目标值", "计划指标值"),
        *("预期指标值", "年度指标值（A）", "全年目标值", "预期值"),
    ),
    "actual": (
        *("实际完成值", "全年实际值", "全年完成值", "完成值", "实际完成情况", "实际完成指标值", "实际完成值（B）"),
        *("全年实际完成值", "实际值", "完成情况", "全年完成情况", "实际完成"),
    ),
    "weight": ("分值", "权重", "分值权重", "标准分", "权重分值", "指标分值", "指标权重", "满分", "分值设定"),
    "score": ("得分", "自评得分", "自评分", "评价得分", "实际得分", "得分情况", "评分"),
    "note": (
        *("偏差原因分析及改进措施", "未完成原因和改进措施", "备注", "说明", "未完成原因分析", "偏差原因", "扣分原因"),
        *("未完成原因及拟采取的改进措施", "原因分析", "偏差说明", "情况说明", "扣分原因和改进措施", "自评说明"),
    ),
    "operator": ("指标性质", "计算符号"),
    "unit": ("度量单位", "计量单位"),
    "nature": ("指标性质",),
    "initial": ("年初指标值",),
    "coefficient": ("得分系数",),
    "core": ("是否核心指标",),
    "serial": ("序号",),
    "standard": ("评分标准", "评（扣）分标准", "评分规则"),
    "review": ("复核得分", "复核分", "财政复核得分"),
}
LEVELS = ("group1", "group2")
PLAIN: tuple[str, ...] = (*LEVELS, "name", "target", "actual", "weight", "score", "note")


@dataclass(frozen=True)
class Family:
    """What tells one family from another.

    ``columns`` are the usual orders of columns, the first the official one. ``execution`` are the points of
    the funds block (``None`` where it has none). ``headings`` override the common ones, official one first.
    """

    kind: Literal["project", "department"]
    title: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...] = (PLAIN,)
    execution: Decimal | None = Decimal(10)
    stages: tuple[Literal["initial", "adjusted", "final"], ...] = ("initial", "adjusted", "final")
    funds: tuple[str, ...] = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    unit: str = "万元"
    rule: Literal["linear", "hubei"] = "linear"
    narrative: Literal["rows", "paragraphs", "short", "none"] = "none"
    structure: Literal["levels", "inline", "duties", "flat"] = "levels"
    total: bool = True
    grade: Literal["narrative", "row", "none"] = "none"
    scored: bool = True
    headings: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def heading(self, role: str) -> tuple[str, ...]:
        return dict(self.headings).get(role) or HEADINGS[role]

    @property
    def weighted(self) -> bool:
        """Whether each row prints its weight."""
        return "weight" in self.columns[0]

    @property
    def notes(self) -> bool:
        return "note" in self.columns[0]

    @property
    def split(self) -> bool:
        """Whether the sign of the target stands in a column of its own."""
        return "operator" in self.columns[0]


SPLIT = (*LEVELS, "name", "operator", "target", "unit", "actual", "weight", "score", "note")
WEIGHT_FIRST = (*LEVELS, "name", "weight", "target", "actual", "score", "note")

FAMILIES: dict[str, Family] = {
    "national": Family(
        "project",
        ("项目支出绩效自评表",),
        headings=(("note", ("偏差原因分析及改进措施", "偏差原因分析及改进措施", "未完成原因及改进措施")),),
    ),
    "rugao": Family(
        "department",
        ("市级部门整体支出绩效自评价表", "部门整体支出绩效自评价表", "市级部门整体支出绩效自评表"),
        columns=((*LEVELS, "name", "target", "actual", "weight", "score", "note"),),
        execution=None,
        narrative="rows",
        structure="duties",
        grade="narrative",
        headings=(
            ("group1", ("类  别", "类别")),
            ("group2", ("职能", "部门职能", "职  能")),
            ("name", ("绩效指标", "指标名称")),
            ("target", ("年初指标值", "年初目标值")),
            ("actual", ("实际完成值",)),
            ("weight", ("权重", "权  重")),
            ("score", ("得分", "得  分")),
            ("note", ("说明", "备注")),
        ),
    ),
    "yunnan": Family(
        "project",
        ("项目支出绩效自评表",),
        columns=(SPLIT,),
        unit="元",
        grade="row",
        headings=(
            ("operator", ("指标性质",)),
            ("target", ("指标值",)),
            ("unit", ("度量单位",)),
            ("actual", ("实际完成值",)),
            ("weight", ("分值",)),
        ),
    ),
    "sichuan": Family(
        "project",
        ("部门预算项目支出绩效自评表",),
        columns=(SPLIT,),
        funds=("总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金"),
        narrative="short",
        headings=(
            ("operator", ("指标性质",)),
            ("target", ("指标值",)),
            ("unit", ("度量单位",)),
            ("actual", ("完成值",)),
            ("weight", ("权重",)),
            ("note", ("未完成原因分析",)),
        ),
    ),
    "anhui": Family(
        "project",
        ("衔接推进乡村振兴补助资金项目绩效自评表", "项目支出绩效自评表"),
        columns=(WEIGHT_FIRST,),
        stages=("adjusted", "final"),
        funds=("年度资金总额", "其中：中央财政资金", "省级财政资金", "县级及其他资金"),
        headings=(
            ("weight", ("分值",)),
            ("actual", ("全年实际值", "实际完成值")),
            ("note", ("未完成原因及拟采取的改进措施", "未完成原因和改进措施")),
        ),
    ),
    "chongqing": Family(
        "department",
        ("部门整体绩效自评表", "部门（单位）整体支出绩效自评表"),
        columns=(
            (
                *("name", "unit", "nature", "initial", "target", "actual"),
                *("coefficient", "weight", "score", "core", "note"),
            ),
        ),
        funds=("部门预算支出总额",),
        structure="flat",
        headings=(
            ("name", ("指标名称",)),
            ("unit", ("计量单位",)),
            ("target", ("调整指标值", "调整后指标值")),
            ("actual", ("全年完成值",)),
            ("weight", ("指标权重", "权重")),
            ("score", ("指标得分", "得分")),
            ("coefficient", ("得分系数（%）", "得分系数")),
            ("note", ("说明", "备注")),
        ),
    ),
    "hubei": Family(
        "project",
        ("项目自评表", "项目支出绩效自评表"),
        columns=((*LEVELS, "name", "weight", "target", "actual", "score"), PLAIN),
        execution=Decimal(20),
        stages=("adjusted", "final"),
        rule="hubei",
        headings=(
            ("target", ("年初目标值（A）", "年初目标值(A)")),
            ("actual", ("实际完成值（B）", "实际完成值(B)")),
        ),
    ),
    "hubei-plain": Family(  # the ministry's footnotes, and no column of weights
        "project",
        ("项目自评表",),
        columns=((*LEVELS, "name", "target", "actual", "score"),),
        execution=Decimal(20),
        stages=("adjusted", "final"),
        rule="hubei",
        headings=(("target", ("年初目标值（A）",)), ("actual", ("实际完成值（B）",))),
    ),
    "province": Family(
        "department",
        ("部门整体支出绩效自评表", "部门（单位）整体支出绩效自评表"),
        funds=("年度资金总额", "其中：基本支出", "项目支出"),
        headings=(("note", ("偏差原因分析及改进措施", "备注")),),
    ),
    "tianjin": Family(
        "department",
        ("部门整体支出绩效自评表",),
        columns=((*LEVELS, "name", "operator", "target", "actual", "unit", "weight", "score", "note"),),
        funds=("部门预算资金总额", "基本支出", "项目支出"),
        headings=(
            ("name", ("绩效指标名称", "指标名称")),
            ("operator", ("计算符号", "符号")),
            ("target", ("指标值",)),
            ("unit", ("计量单位", "单位")),
            ("weight", ("分值",)),
        ),
    ),
    "hunan": Family(
        "project",
        ("专项资金绩效自评表", "项目支出绩效自评表"),
        columns=((*LEVELS, "name", "target", "actual", "note"),),
        execution=None,
        stages=("adjusted", "final"),
        total=False,
        scored=False,
        headings=(("actual", ("全年完成值",)), ("note", ("未完成原因和改进措施",))),
    ),
    "transfer": Family(
        "project",
        ("转移支付区域（项目）绩效目标自评表", "中央对地方转移支付区域绩效目标自评表"),
        columns=((*LEVELS, "name", "target", "actual", "weight", "score"),),
        execution=Decimal(20),
        stages=("adjusted", "final"),
        funds=("年度资金总额", "其中：中央财政资金", "地方资金", "其他资金"),
        headings=(("actual", ("实际完成指标值", "全年实际完成值")),),
    ),
    "inline": Family(  # the rate of execution is the first row, the block of funds has no points
        "department",
        ("部门整体支出绩效自评表", "单位整体支出绩效自评情况表"),
        execution=None,
        funds=("部门支出总额", "基本支出", "项目支出"),
        structure="inline",
    ),
    "general": Family(  # fits none of the others exactly
        "department",
        ("部门预算绩效自评表", "部门（单位）整体绩效自评表"),
        columns=(
            (*LEVELS, "name", "weight", "target", "actual", "score", "note"),
            (*LEVELS, "name", "target", "weight", "actual", "score", "note"),
            (*LEVELS, "name", "target", "actual", "score", "weight", "note"),
        ),
        execution=None,
        narrative="paragraphs",
        grade="narrative",
    ),
}
