"""A small audited form, made by hand, so that the reports are specified without the rooms before them.

A made-up library bureau: a sentence of narrative, four rows and a total row that is wrong, one deduction that the rule
does not explain, two targets echoed as results, one hidden remark.
"""

from dataclasses import replace
from decimal import Decimal

from steelyard.model import (
    Amount,
    Aside,
    Audited,
    BudgetLine,
    Cell,
    Document,
    Figure,
    Finding,
    Form,
    Indicator,
    Mark,
    Message,
    Paragraph,
    Place,
    Printed,
    ProfileChoice,
    RuleTotal,
    Scored,
    Section,
    Sum,
    Table,
    Tally,
    Total,
    Unknown,
    Wording,
)

HEADS = ("类别", "绩效指标", "年初指标值", "实际完成值", "权重", "得分", "说明")
ROLES = ("group", "name", "target", "actual", "weight", "score", "note")
ROWS = (
    ("管理", "预算执行率", "100%", "93.58%", "20", "15", ""),
    ("管理", "制度健全性", "健全", "健全", "30", "30", ""),
    ("产出", "开架图书", "≥5万册", "50552册", "40", "40", ""),
    ("产出", "读者满意", "满意", "满意", "13", "13", "问卷"),
)
TOTAL = ("合计", "", "", "", "100", "98", "")
TITLE = "2023年部门整体支出绩效自评价表"
PARAGRAPHS = (
    TITLE,
    "自评价单位：云间市图书局",
    "一、部门概述",
    "年初预算收入200万元，其中财政拨款150万元，占比75.00%。",
    "二、存在问题",
    "工作中不存在什么问题。",
)
JUDGED = Unknown(Message("定性指标由评审人判断。", "A qualitative row is for a reviewer to judge."))
ABSENT = Unknown(Message("表中没有印出", "not printed in the form"))


class Sheet:
    """Lays the form out over one text and knows where everything stands."""

    def __init__(self, rows: tuple[tuple[str, ...], ...] = ROWS, path: str = "library.docx") -> None:
        self.text = ""
        self.rows = rows
        paragraphs = [Paragraph(text, *self._put(text)) for text in PARAGRAPHS]
        start = len(self.text)
        grid = [[self._cell(text, r, c) for c, text in enumerate(row)] for r, row in enumerate((HEADS, *rows, TOTAL))]
        for above, below in ((1, 2), (3, 4)):  # the group label of two rows is one merged cell
            if below < len(grid):
                grid[above][0] = grid[below][0] = replace(grid[above][0], rowspan=2)
        self.table = Table(1, tuple(map(tuple, grid)), start, len(self.text))
        hidden = Aside("hidden", "草稿：满意度未做问卷", paragraphs[3].end)
        self.document = Document(path, "docx", "ab" * 32, self.text, (*paragraphs, self.table), (hidden,))

    def _put(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        return start, start + len(text)

    def _cell(self, text: str, row: int, column: int) -> Cell:
        return Cell(text, *self._put(text), row, column)

    def cell(self, row: int, role: str) -> Place:
        """The place of a cell of an indicator row, counted from 1; the total row is the one after the last."""
        cell = self.table.rows[row][ROLES.index(role)]
        return Place(cell.start, cell.end, cell.text, 1, row, role)

    def words(self, text: str) -> Place:
        """The place of words of the narrative."""
        start = self.text.index(text)
        return Place(start, start + len(text), text)

    def printed(self, row: int, role: str) -> Printed:
        return Printed(self.cell(row, role).text, self.cell(row, role))

    def figure(self, row: int, role: str) -> Figure:
        return Figure(self.printed(row, role), Decimal(self.cell(row, role).text))


def _indicator(sheet: Sheet, row: int) -> Indicator:
    quantities = {
        "100%": Amount(None, Decimal(100), "%"),
        "93.58%": Amount(None, Decimal("93.58"), "%"),
        "≥5万册": Amount(">=", Decimal(50000), "册"),
        "50552册": Amount(None, Decimal(50552), "册"),
    }
    target, actual = sheet.cell(row, "target").text, sheet.cell(row, "actual").text
    result = quantities.get(actual, Wording(actual, "yes"))
    name, note = sheet.printed(row, "name"), sheet.printed(row, "note")
    return Indicator(
        row,
        (sheet.printed(row, "group"),),
        name,
        sheet.printed(row, "target"),
        sheet.printed(row, "actual"),
        sheet.figure(row, "weight"),
        sheet.figure(row, "score"),
        note,
        quantities.get(target, Wording(target)),
        result,
    )


def form(sheet: Sheet) -> Form:
    """The sheet as recognised."""
    last = len(sheet.rows) + 1
    share = Figure(Printed("75.00%", sheet.words("75.00%")), Decimal("75.00"))
    problems = sheet.words("二、存在问题").start
    return Form(
        document=sheet.document,
        profile=ProfileChoice("rugao-department", True, Message("表头有“年初指标值”", "its heading has 年初指标值")),
        kind="department",
        title=TITLE,
        organization="云间市图书局",
        year=2023,
        sections=(
            Section("一、部门概述", "overview", sheet.words("一、部门概述").start, problems),
            Section("二、存在问题", "problems", problems, sheet.table.start),
        ),
        budget=(
            _budget(sheet, "收入合计", "200万元", "200", None, True),
            _budget(sheet, "财政拨款", "150万元", "150", share, False),
        ),
        execution_rate=Figure(Printed(""), ABSENT),
        execution=None,
        indicators=tuple(_indicator(sheet, row) for row in range(1, last)),
        subtotals=(),
        total=Total(sheet.figure(last, "weight"), sheet.figure(last, "score")),
        grade=Printed(""),
        stated_score=Figure(Printed(""), ABSENT),
        unplaced=(Message("第2张表没有归入任何部分。", "Table 2 belongs to no part that is known."),),
    )


def _budget(sheet: Sheet, name: str, printed: str, amount: str, share: Figure | None, total: bool) -> BudgetLine:
    figure = Figure(Printed(printed, sheet.words(printed)), Decimal(amount))
    return BudgetLine("initial", "revenue", name, figure, "万元", share, total)


def _mark(row: int, weight: str, claimed: str, points: Decimal | Unknown, low: str, how: Message, rule: str) -> Mark:
    top = Decimal(weight) if isinstance(points, Unknown) else points
    short = points < Decimal(weight) if isinstance(points, Decimal) else None
    return Mark(row, Decimal(weight), Decimal(claimed), points, Decimal(low), top, rule, how, short, JUDGED)


def scored(sheet: Sheet) -> Scored:
    """The form as scored."""
    band = Message("达成指标：24—30分", "met: 24 to 30 points")
    marks = (
        _mark(
            1, "20", "15", Decimal("18.72"), "18.72", Message("93.58 ÷ 100 × 20", "93.58 ÷ 100 × 20"), "r/proportion"
        ),
        _mark(2, "30", "30", JUDGED, "24", band, "r/bands"),
        _mark(3, "40", "40", Decimal(40), "40", Message("达到指标值", "target met"), "r/proportion"),
        _mark(4, "13", "13", JUDGED, "10.4", band, "r/bands"),
    )
    summed = Sum(Decimal(103), Decimal(98))
    return Scored(form(sheet), marks, summed, RuleTotal(Decimal(103), Decimal("101.72"), "优", 2))


def audited(sheet: Sheet | None = None) -> Audited:
    """The form as audited: an error, two doubts of one kind, one more doubt, a note on the narrative."""
    sheet = sheet or Sheet()
    return Audited(scored(sheet), findings(sheet), tallies())


def findings(sheet: Sheet) -> tuple[Finding, ...]:
    """What does not hold, gravest first."""
    weight = Finding(
        Message("权重合计写100，逐行相加为103。", "The total weight says 100; the rows add up to 103."),
        Message("核对各行权重。", "Compare the weights of the rows."),
        "total.weight",
        (sheet.cell(5, "weight"),),
        "100",
        "103",
        "weight-total-misstated",
        "error",
    )
    off = Finding(
        Message("第1行自评15分，按规则应得18.72分。", "Row 1 claims 15 points; the rule gives 18.72."),
        Message("写明扣分原因。", "Say why points were taken off."),
        "indicator:1.score",
        (sheet.cell(1, "score"), sheet.cell(1, "actual")),
        "15",
        "18.72",
        "score-off-rule",
        "doubt",
    )
    return (weight, off, *_echoes(sheet), _reversed(sheet))


def _echoes(sheet: Sheet) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            Message(f"第{row}行的完成值照抄指标值“{text}”。", f"The result of row {row} repeats its target “{text}”."),
            Message("写明做到了什么。", "Say what was done."),
            f"indicator:{row}.actual",
            (sheet.cell(row, "actual"),),
            name="echoed-target",
            level="doubt",
        )
        for row, text in ((2, "健全"), (4, "满意"))
    )


def _reversed(sheet: Sheet) -> Finding:
    return Finding(
        Message("“存在问题”一节写“不存在什么问题”。", "The section on problems says that there are none."),
        Message("改正用语。", "Correct the wording."),
        "narrative",
        (sheet.words("不存在什么问题"),),
        name="reversed-wording",
        level="note",
    )


def tallies() -> tuple[Tally, ...]:
    """How often each check was made."""
    return (
        Tally("weight-total-misstated", 0, 1, ()),
        Tally("score-off-rule", 1, 1, ((Message("定性指标由评审人判断。", "For a reviewer."), 2),)),
        Tally("echoed-target", 2, 2, ()),
        Tally("reversed-wording", 0, 1, ()),
        Tally("grade-off-scale", 0, 0, ((Message("表中没有写等级。", "No grade is printed."), 1),)),
    )
