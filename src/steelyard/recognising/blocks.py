"""The blocks of a form: indicator tables with their headers, blocks of money, and everything else in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from steelyard.model import Document, Paragraph
from steelyard.recognising.columns import Columns, Header, settle
from steelyard.recognising.heads import (
    continues_header,
    gathers,
    header,
    heads_funds,
    heads_indicators,
    heads_parts,
    numbers_columns,
)
from steelyard.recognising.lines import Item, Line, flatten, nested, rows
from steelyard.recognising.words import blank, funds_role, number, plain, row_label

_UNDER = frozenset(
    {
        "金额",
        "数额",
        "占比",
        "比重",
        "所占比例",
        "占总额比例",
        "比例",
        "年初",
        "年初数",
        "年初预算",
        "调整",
        "调整后",
        "全年",
        "总额",
        "合计",
        "小计",
        "财政拨款",
        "财政资金",
        "其他资金",
        "单位资金",
        "基本支出",
        "项目支出",
    }
)
_SAMPLE = 8  # rows of a table without a header that are tried against the header before it


@dataclass
class IndicatorBlock:
    """A header and the rows below it, up to the next header or the end of the table."""

    header: Header
    body: list[Line] = field(default_factory=list)


@dataclass
class FundsBlock:
    """A block of money: stages in columns, or, transposed, parts in columns and stages in rows."""

    header: Header
    by: Literal["stage", "part"]
    body: list[Line] = field(default_factory=list)


@dataclass
class Blocks:
    """A document, sorted. ``others`` are the paragraphs and rows that belong to no block."""

    indicators: list[IndicatorBlock] = field(default_factory=list)
    funds: list[FundsBlock] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)


def blocks(document: Document) -> Blocks:
    """Sort the paragraphs and table rows of a document into blocks."""
    walk = _Walk(Blocks())
    for item in flatten(document):
        walk.meet(item)
    return walk.found


class _Walk:
    """One pass over the items; ``now`` is the block that rows are added to."""

    def __init__(self, found: Blocks) -> None:
        self.found = found
        self.now: IndicatorBlock | FundsBlock | None = None
        self.frames: set[int] = set()  # numbers of tables that only lay out the page

    def meet(self, item: Item) -> None:
        if isinstance(item, Paragraph):
            self.found.others.append(item)
            if isinstance(self.now, FundsBlock):
                self.now = None
            return
        inner = [line for table in nested(item) for line in rows(table)]
        if inner and (
            item.table.number in self.frames or any(heads_indicators(line) or heads_funds(line) for line in inner)
        ):
            self.frames.add(item.table.number)
            self.found.others.append(item)
            for line in inner:
                self._line(line)
        else:
            self._line(item)

    def _line(self, line: Line) -> None:
        if self.now is not None and not self.now.body and numbers_columns(line):
            return
        if heads_indicators(line):
            self._head(line)
        elif heads_funds(line):
            self.now = FundsBlock(header((line,)), "stage")
            self.found.funds.append(self.now)
        elif isinstance(self.now, IndicatorBlock) and self._belongs(line, self.now):
            self._add(line, self.now)
        elif heads_parts(line):
            self.now = FundsBlock(header((line,)), "part")
            self.found.funds.append(self.now)
        elif isinstance(self.now, FundsBlock) and _is_second_head(line, self.now):
            self.now.header = header((self.now.header.lines[0], line))
        elif isinstance(self.now, FundsBlock) and _is_money(line, self.now):
            self.now.body.append(line)
        else:
            self.now = None
            self.found.others.append(line)

    def _head(self, line: Line) -> None:
        now = self.now
        if isinstance(now, IndicatorBlock) and len(now.header.lines) == 1 and not now.body:
            above = now.header.lines[0]
            if above.table is line.table and above.row == line.row - 1:  # both rows of one header know their words
                now.header = header((above, line))
                return
        upper = self._upper(line)
        self.now = IndicatorBlock(header((*upper, line)))
        self.found.indicators.append(self.now)

    def _upper(self, line: Line) -> list[Line]:
        """The row just above a header, taken back, if it only gathers columns under common headings."""
        held: list[Line] | list[Item] = self.now.body if isinstance(self.now, IndicatorBlock) else self.found.others
        last = held[-1] if held else None
        if isinstance(last, Line) and last.table is line.table and last.row == line.row - 1 and gathers(last):
            held.pop()
            return [last]
        return []

    def _add(self, line: Line, now: IndicatorBlock) -> None:
        only = now.header.lines
        if not now.body and len(only) == 1 and only[0].row == line.row - 1 and continues_header(line, only[0]):
            now.header = header((only[0], line))
        else:
            now.body.append(line)

    def _belongs(self, line: Line, now: IndicatorBlock) -> bool:
        """Whether a row without a header before it in its table goes on with the table before."""
        previous = (now.body or now.header.lines)[-1]
        if line.table is previous.table:
            return not _is_goal(line)
        return _goes_on(rows(line.table), now.header)


def _is_goal(line: Line) -> bool:
    """Whether the row states goals: such a row has a label of goals and prints no number."""
    printed = [span.text for span in line.printed]
    return any(row_label(text) == "goal" for text in printed[:2]) and not any(number(t) is not None for t in printed)


def _goes_on(table: Sequence[Line], head: Header) -> bool:
    columns = settle(head, {})
    tried = [line for line in table if len(line.printed) >= 3][:_SAMPLE]
    own = bool(tried) and columns.has("score") and not any(re.search(r"\d", span.text) for span in tried[0].printed)
    if own and not _fits(tried[0], columns):
        return False  # it begins with headings of its own
    return bool(tried) and 2 * sum(_fits(line, columns) for line in tried) >= len(tried)


def _fits(line: Line, columns: Columns) -> bool:
    """Whether the cells of a row make sense under the headings of another table."""
    if any(row_label(span.text) in ("total", "subtotal") for span in line.printed[:2]):
        return True
    placed = columns.place(line)
    name = "".join(span.text for span in placed[columns.name])
    if not name or number(name) is not None:
        return False
    points = [index for index, role in enumerate(columns.roles) if role in ("weight", "score")]
    if not points:
        return line.width == columns.header.width
    texts = ["".join(span.text for span in placed[index]) for index in points]
    numbers = [number(text) for text in texts if not blank(text)]
    return bool(numbers) and None not in numbers


def _is_second_head(line: Line, block: FundsBlock) -> bool:
    """Whether the row goes on with the headings of money: 金额 and 占比 under each stage, or stages under 预算数."""
    first = block.header.lines[-1]
    if block.body or line.table is not first.table or line.row != first.row + 1 or not line.printed:
        return False
    return all(plain(span.text) in _UNDER for span in line.printed)


def _is_money(line: Line, block: FundsBlock) -> bool:
    """Whether a row below the headings of money has amounts, or nothing, where amounts belong."""
    if line.table is not block.header.lines[0].table or _is_goal(line):
        return False
    if not line.printed:
        return True
    texts = [span.text for span in line.printed]
    if any(number(text) is not None or blank(text) for text in texts):
        return True
    if len(texts) == 1 and line.printed[0].after - line.printed[0].first == line.width > 1:
        return False  # a line of text on the same sheet (2022年预算执行率为95%。), and no label
    return len(texts) <= 2 and all(funds_role(text) in (None, "label") and len(text) <= 16 for text in texts)
