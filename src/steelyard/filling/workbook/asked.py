"""What the workbook for filling in asks, sheet by sheet; its writer and its reader both go by this."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.packs.templates import Column, Layout

Kind = Literal["text", "lines", "number", "whole", "name"]
NONE = "—"  # typed where a level of groups is left out on purpose; a blank repeats the row above
SIDES = {"收入": "revenue", "支出": "expenditure"}
STAGES = {"initial": "年初预算数", "adjusted": "调整预算数", "final": "决算数"}
HELP = "填写说明"
MEASURES = "台账测算项"  # the heading of a column, and the sheet that lists what may stand in it

# Rows of a sheet, from 0: its name, what it is about, sums (or the answers of a card), headings, entries.
TOP, HEAD = 2, 4


@dataclass(frozen=True, slots=True)
class Question:
    """One cell, or one column of cells, to fill in.

    ``key`` is where the answer goes in the data of a form, ``choices`` what it may say. ``low`` and ``high`` bound a
    number; ``width`` is in characters.
    """

    key: str
    label: str
    note: str = ""
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    needed: bool = False
    width: int = 14
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: a card of answers, or a list with ``rows`` ready for them (0 for a card)."""

    name: str
    about: str
    questions: tuple[Question, ...]
    rows: int = 0

    def question(self, label: str) -> Question | None:
        """The question of that label."""
        return next((one for one in self.questions if one.label == label), None)

    def at(self, key: str) -> int | None:
        """Where the question of that key stands, from 0; ``None`` where it is not asked."""
        return next((at for at, one in enumerate(self.questions) if one.key == key), None)


def sheets(layout: Layout, full_marks: Decimal) -> tuple[Sheet, ...]:
    """What is asked for a layout: 基本情况, 预算, 数据, 正文 (where the form has one) and 绩效指标, in this order."""
    made = [_general(layout), _budget(layout), _values()]
    if layout.sections:
        made.append(_narrative(layout))
    return (*made, _indicators(layout, full_marks))


def to_weigh(layout: Layout, full_marks: Decimal) -> Decimal:
    """What the weights of the indicators add up to."""
    return full_marks - (layout.execution or Decimal(0))


def _general(layout: Layout) -> Sheet:
    asked = {cell.field for row in layout.fields for cell in row}
    goals = {cell.field: cell.label for cell in layout.goals.columns} if layout.goals else {}
    questions = [
        Question("profile", "表样", "不要改动：决定表的版式和评分规则。", needed=True),
        Question("organization", "单位名称", "填报单位的全称。", needed=True),
        Question("year", "年度", "四位数的年份。", "whole", needed=True, low=Decimal(2000), high=Decimal(2100)),
    ]
    if "project" in asked:
        questions.append(Question("project", "项目名称", needed=True))
    if "department" in asked:
        questions.append(Question("department", "主管部门", "与单位名称相同时可以不填。"))
    questions += [
        Question("title", "标题", "不填就用表样的标题。"),
        Question("unit", "金额单位", "预算各数的单位，不填为万元。", choices=("万元", "元", "亿元")),
    ]
    if layout.funds and any(column.role == "note" for column in layout.funds.columns):
        questions.append(Question("funds.note", "预算执行情况说明", "执行率偏低、预算有调整的，写明原因。", "lines"))
    for field in ("expected", "adjusted", "achieved"):
        if field in goals:
            note = "写清要做什么、做到什么程度；数可以写{名称.value}引用。"
            questions.append(Question(f"goals.{field}", goals[field] or field, note, "lines"))
    return Sheet("基本情况", "在右边的格里填写。", tuple(questions))


def _budget(layout: Layout) -> Sheet:
    side = Question("side", "收支", "不填为支出。", choices=tuple(SIDES), width=8)
    amounts = [
        Question(stage, label, "同一列要么都填，要么都不填；没有就写0。", "number", width=16)
        for stage, label in STAGES.items()
    ]
    name = Question("name", "项目", "如基本支出、项目支出；合计不要填，会自动算出。", needed=True, width=36)
    both = () if layout.funds else (side,)
    return Sheet("预算", "每行一项；合计、占比和执行率自动计算。", (*both, name, *amounts), 40)


def _values() -> Sheet:
    return Sheet(
        "数据",
        "正文要引用、指标表里没有的数：每个数只写一次，正文里写{名称.value}。",
        (
            Question("name", "名称", "引用时用的名字，如 cases。", "name", needed=True, width=16),
            Question("number", "数值", "连同单位，如1276件、2.3万余吨。", width=20),
            Question("measure", MEASURES, "由台账计算的，从下拉列表中选，不再填数值。", width=36),
            Question("unit", "换算单位", "台账算出的数要换单位时填写。", width=10),
        ),
        100,
    )


def _narrative(layout: Layout) -> Sheet:
    headings = tuple(section.heading for section in layout.sections)
    return Sheet(
        "正文",
        "每行一段；部分不填就与上一行相同。数写成{名称.value}，如{budget.text}、{budget.execution_rate}、{total.score}、{grade}。",
        (
            Question("section", "部分", choices=headings, width=22),
            Question("text", "段落", "只写文字，不写标题。", "lines", needed=True, width=100),
        ),
        60,
    )


def _indicators(layout: Layout, full_marks: Decimal) -> Sheet:
    return Sheet(
        "绩效指标",
        "每行一项指标；得分由规则计算，由人评分的才填得分。",
        (
            *_answers(layout, full_marks),
            Question("measure", MEASURES, "完成值由台账计算的，从下拉列表中选，不再填完成值。", width=30),
            Question("unit", "换算单位", "台账算出的数要换单位时填写。", width=10),
            Question(
                "id",
                "引用名称",
                "正文引用这项指标用的名字：{名称.value}是完成值，{名称.target}是指标值。",
                "name",
                width=12,
            ),
        ),
        200,
    )


def _answers(layout: Layout, full_marks: Decimal) -> Iterator[Question]:
    """The columns that the form itself has, in its order and under its headings, save those that are computed."""
    level = 0
    for column in layout.columns:
        if column.role == "group":
            note = f"与上一行相同时可以不填；没有这一级写“{NONE}”。"
            yield Question(f"groups.{level}", column.heading, note, width=24)
            level += 1
        elif column.role in _COLUMNS:
            yield _column(column, full_marks)


_WHOLE = "写全：符号、数和单位，如≥95%、20家以上；要由人评判的写文字。"
_COLUMNS = {
    "name": Question("name", "", "一项只说一件事。", needed=True, width=32),
    "target": Question("target", "", _WHOLE, needed=True, width=18),
    "initial": Question("initial", "", f"年中没有调整的不填。{_WHOLE}", width=18),
    "actual": Question("actual", "", "连同单位，如96.5%、23家；由台账计算的不填。", width=18),
    "weight": Question("weight", "", "", "number", needed=True, width=9),
    "score": Question("score", "", "按规则计算的不填；由人评分的必须填。", "number", width=9),
    "nature": Question("nature", "", "不填则按指标值判断。", choices=("定量", "定性"), width=9),
    "core": Question("core", "", "", choices=("是", "否"), width=9),
    "note": Question("note", "", "没有完成或扣了分的，写明原因和改进措施。", "lines", width=36),
}


def _column(column: Column, full_marks: Decimal) -> Question:
    one = _COLUMNS[column.role]
    bounded = one.kind == "number"
    return Question(
        one.key, column.heading, one.note, one.kind, one.choices, one.needed, one.width,
        Decimal(0) if bounded else None, full_marks if bounded else None,
    )  # fmt: skip
