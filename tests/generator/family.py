"""What a family of forms is: its blocks, the order of their columns, their headings."""

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
    "reference": ("参考值",),
    "weight1": ("分值",),
    "weight2": ("分值",),
    "goal": ("目标名称",),
    "goal_value": ("目标值",),
    "goal_done": ("目标完成值",),
}
LEVELS = ("group1", "group2")
PLAIN: tuple[str, ...] = (*LEVELS, "name", "target", "actual", "weight", "score", "note")


@dataclass(frozen=True)
class Family:
    """What tells one family from another.

    ``columns`` are the usual orders of columns, the first the official one. ``execution`` are the points of
    the funds block (``None`` where it has none). ``headings`` override the common ones, official one first.
    ``plan`` are the first-level groups with their second-level ones (bank key, least, most rows) and points.
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
    plan: tuple[tuple[str, tuple[tuple[str, str, int, int], ...], int], ...] = ()
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
