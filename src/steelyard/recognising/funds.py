"""Blocks of money: the funds block of a project (资金区), and a department's budget set out as a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from steelyard.model import BudgetLine, Execution, Figure, Message, Printed
from steelyard.model.form import Side, Stage
from steelyard.recognising import words
from steelyard.recognising.amounts import amount_of, bare, is_part, part_name, points_in, unit_of
from steelyard.recognising.blocks import FundsBlock
from steelyard.recognising.budget_table import by_part
from steelyard.recognising.cells import absent, figure, known, printed
from steelyard.recognising.columns import Header, Heading
from steelyard.recognising.fitting import Placed, fit
from steelyard.recognising.lines import Line, Span

_TOTAL = re.compile(r"总额|合计|总计|总金额|总数|资金总量|总收入|总支出")
_GUESS: tuple[tuple[str, words.FundsRole], ...] = (
    ("得分", "score"), ("分值", "weight"), ("权重", "weight"), ("占比", "share"), ("比重", "share"), ("到位", "other"),
    ("率", "rate"), ("原因", "note"), ("年初", "initial"), ("调整", "adjusted"), ("执行", "final"), ("决算", "final"),
    ("实际", "final"), ("支出数", "final"), ("预算", "adjusted"),
)  # fmt: skip
_LABELS = ("项目", "来源", "科目", "名称", "类别", "类型", "内容", "性质")
_STAGES = ("initial", "adjusted", "final")


@dataclass
class Money:
    """What the blocks of money say."""

    budget: list[BudgetLine] = field(default_factory=list)
    rate: Figure | None = None
    execution: Execution | None = None
    left_out: list[Message] = field(default_factory=list)


def read_money(found: Sequence[FundsBlock], unit: str) -> Money:
    """The budget lines, the execution rate and the scored line of execution; ``unit`` is what the form says of it.

    A block whose total was told by one before it is of something else (“三公”经费, a single project) and left out.
    """
    money = Money()
    for block in found:
        if block.by == "part":
            _add(money, list(by_part(block, unit)))
            continue
        reader = _Block(block, unit)
        _add(money, reader.lines())
        money.left_out += reader.left_out
        rate, execution = reader.rate(), reader.execution()
        money.rate = money.rate or rate
        money.execution = money.execution or execution
    return money


def _add(money: Money, lines: Sequence[BudgetLine]) -> None:
    told = {(line.stage, line.side) for line in money.budget if line.total}
    again = [line for line in lines if line.total and (line.stage, line.side) in told]
    money.budget += [line for line in lines if not again or (line.stage, line.side) not in told]
    for line in again[:1]:
        zh = f"另有一张资金表（“{line.name}”{line.amount.printed.text}{line.unit}）重复列了合计，未计入预算构成。"
        en = f"Another table of money (“{line.name}” {line.amount.printed.text} {line.unit}) states a total once more."
        money.left_out.append(Message(zh, f"{en} It is not among the budget lines."))


@dataclass
class _Row:
    name: str
    labels: str  # all labels of the row, for the side they name
    part: bool
    cells: dict[int, tuple[Span, ...]]
    texts: list[str]
    column: int  # that of its first label
    inner: bool = False  # whether a 小计 before it counts it already


class _Block:
    def __init__(self, block: FundsBlock, unit: str) -> None:
        self.block = block
        self.left_out: list[Message] = []
        self.head = block.header.lines[0]
        headings = block.header.headings
        frame = next((index for index, heading in enumerate(headings) if heading.text), 0)
        self.roles = _roles(block.header, frame)
        self.slots = [heading.slot for heading in headings]
        self.heads = [heading.upper + heading.text for heading in headings]
        self.first = next((index for index, role in enumerate(self.roles) if role in _STAGES), 0)
        called = (index for index, head in enumerate(self.heads[: self.first]) if words.plain(head).endswith("名称"))
        self.named = next(called, None)  # of several labels of a row, its name (任务名称, 主要内容, 完成情况)
        self.unit = self._unit(unit)
        self.rows = [self._row(line, self._place(line)) for line in block.body if line.printed]
        _name_sums(self.rows)

    def _place(self, line: Line) -> Placed:
        return fit(line, self.slots, self.block.header.width, self._sense)

    def _sense(self, placed: Placed) -> int:
        sense = 0
        for index, role in enumerate(self.roles):
            text = "".join(span.text for span in placed[index])
            amount = words.number(bare(text)) is not None
            if role in (*_STAGES, "rate", "weight", "score"):
                sense += 2 if amount else 0 if words.blank(text) else -3
            elif text:
                sense += -2 if amount else 1
        return sense

    def _unit(self, unit: str) -> str:
        texts = [*self.heads, *(span.text for line in self.block.body[:1] for span in line.spans[:1])]
        return next((found for text in texts if (found := unit_of(text))), unit)

    def _row(self, line: Line, placed: Placed) -> _Row:
        head = self.head
        labels = [
            span
            for index in range(self.first)
            if self.roles[index] in (None, "label")
            for span in placed[index]
            if span.text and not (line.table is head.table and span.cell.row <= head.row) and self._own(span)
        ]
        texts = [span.text for span in labels]
        named = [span.text for span in placed[self.named] if span in labels] if self.named is not None else []
        name = part_name((named or texts)[-1]) if texts else ""
        column = labels[0].first if labels else 0
        return _Row(name, "".join(texts), any(map(is_part, texts)), dict(enumerate(placed)), texts, column)

    def _own(self, span: Span) -> bool:
        """Whether a label is the row's own: the block's label is merged over all of its rows."""
        return span.cell.rowspan < max(2, len(self.block.body)) or len(self.block.body) < 2

    def _index(self, role: words.FundsRole) -> int | None:
        return self.roles.index(role) if role in self.roles else None

    def _printed(self, row: _Row, index: int) -> Printed:
        column = str(self.roles[index])
        return printed(row.cells.get(index, ()), self.head.table.number, None, column)

    def lines(self) -> list[BudgetLine]:
        """The budget lines; parts of parts (a second 其中) are left out, so that parts add up to their total."""
        by_side = any("收入" in row.labels for row in self.rows) and any("支出" in row.labels for row in self.rows)
        totals = [bool(_TOTAL.search(row.name)) for row in self.rows]
        found: list[BudgetLine] = []
        side: Side = "revenue" if self._is_revenue(totals) else "expenditure"
        depth = 0
        for row, total in zip(self.rows, totals, strict=True):
            if by_side:
                side = _side(row.labels, side)
            first = not any(line.side == side for line in found)
            whole = total or (first and not any(totals) and not row.part)
            depth = 0 if whole else 2 if row.inner else _depth(row, depth, found, side)
            if depth < 2:
                found += self._of_row(row, side, whole)
            elif any(not words.blank(self._printed(row, i).text) for i, r in enumerate(self.roles) if r in _STAGES):
                zh = f"“{row.name}”是其中项的其中项，未计入预算构成。"
                self.left_out.append(
                    Message(zh, f"“{row.name}” is a part of a part and is not among the budget lines.")
                )
        return found

    def _is_revenue(self, totals: Sequence[bool]) -> bool:
        """Whether the block is of revenue alone, as its total or the heading over its labels says (收入合计)."""
        named = [row.labels for row, total in zip(self.rows, totals, strict=True) if total]
        told = "".join(named + [head for head in self.heads[: self.first] if head])
        return "收入" in told and not any("支出" in text for text in [told, *(row.labels for row in self.rows)])

    def _of_row(self, row: _Row, side: Side, total: bool) -> list[BudgetLine]:
        found = []
        for index, role in enumerate(self.roles):
            if role not in _STAGES or role in self.roles[:index]:
                continue
            text = self._printed(row, index)
            if words.blank(text.text) and not total:
                continue
            amount, unit = amount_of(text, self.unit)
            stage = cast(Stage, role)
            found.append(BudgetLine(stage, side, row.name or "合计", amount, unit, self._share(row, index), total))
        return found

    def _share(self, row: _Row, index: int) -> Figure | None:
        after = index + 1
        if after >= len(self.roles) or self.roles[after] != "share":
            return None
        share = figure(self._printed(row, after), "share")
        return share if known(share) else None

    def rate(self) -> Figure | None:
        """The execution rate of the whole expenditure, else of a total, else of the first row that prints one."""
        index = self._index("rate")
        if index is None:
            return None
        totals = [row for row in self.rows if _TOTAL.search(row.name)]
        rows = [*(row for row in totals if "支出" in row.labels), *totals, *self.rows]
        found = (figure(self._printed(row, index), "rate") for row in rows)
        return next((rate for rate in found if known(rate)), None)

    def execution(self) -> Execution | None:
        """The scored line: the first row with points; where no column gives the weight, its heading may."""
        weight, score, note = (self._index(role) for role in ("weight", "score", "note"))
        if not self.rows or (weight is None and score is None):
            return None
        points = [index for index in (weight, score) if index is not None]
        row = next((r for r in self.rows if any(known(figure(self._printed(r, i), "")) for i in points)), self.rows[0])
        return Execution(
            self._heading_points() if weight is None else figure(self._printed(row, weight), "weight"),
            absent("score") if score is None else figure(self._printed(row, score), "score"),
            Printed("") if note is None else self._printed(row, note),
        )

    def _heading_points(self) -> Figure:
        frame = [span for line in self.block.body[:1] for span in line.spans[:1]]
        told = (points_in(span, self.head.table.number) for span in (*self.head.spans, *frame))
        return next((points for points in told if points), absent("weight"))


def _name_sums(rows: Sequence[_Row]) -> None:
    """Call a 小计 by the label it stands beside (基本支出 | 小计); the rows below it, beside that label, are within."""
    group: _Row | None = None
    for row in rows:
        if len(row.texts) > 1 and words.row_label(row.texts[-1]) == "subtotal":
            row.name, group = part_name(row.texts[0]), row
        elif group and row.texts and (row.texts[0] == group.texts[0] or row.column > group.column):
            row.inner = True
        else:
            group = None


def _roles(header: Header, frame: int) -> list[words.FundsRole | None]:
    """The role of each column; a label merged down beside the rows is none, and one column has each stage."""
    last = header.lines[-1].row
    beside = {span.first for span in header.lines[0].spans if span.cell.row + span.cell.rowspan > last + 1}
    roles = [
        None if heading.slot.first in beside else _role(heading, index > frame)
        for index, heading in enumerate(header.headings)
    ]
    for stage in _STAGES:
        found = [index for index, role in enumerate(roles) if role == stage]
        best = min(found, key=lambda index: words.funds_role(header.headings[index].text) is None, default=None)
        roles = [None if role == stage and index != best else role for index, role in enumerate(roles)]
    return roles


def _role(heading: Heading, guess: bool) -> words.FundsRole | None:
    for text in (heading.text, heading.upper):
        role = words.funds_role(text) if text else None
        if role is None and guess and words.plain(text) not in ("金额", "数额"):
            role = next((role for part, role in _GUESS if part in words.plain(text)), None)
            role = "label" if words.plain(text).endswith(_LABELS) else role
        if role is not None:
            return role
    return None


def _side(labels: str, before: Side) -> Side:
    if "支出" in labels:
        return "expenditure"
    return "revenue" if "收入" in labels or "拨款" in labels else before


def _depth(row: _Row, depth: int, found: Sequence[BudgetLine], side: Side) -> int:
    """1 for a part of the total, 2 for a part of a part: a second 其中, until a row that is a source of its own."""
    last = next((line for line in reversed(found) if line.side == side), None)
    if row.part:
        return 2 if last is not None and not last.total else 1
    own = ("其他", "上年", "结转", "单位资金", "专户", "自筹", "地方", "社会", "基本支出", "项目支出", "经营", "事业")
    return 1 if depth < 2 or any(word in row.name for word in own) else 2
