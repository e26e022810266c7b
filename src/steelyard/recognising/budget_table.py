"""A department's budget as a table with a column for each part and a row for each stage."""

import re
from collections.abc import Iterator

from steelyard.model import BudgetLine
from steelyard.model.form import Side, Stage
from steelyard.recognising.amounts import amount_of, part_name, unit_of
from steelyard.recognising.blocks import FundsBlock
from steelyard.recognising.cells import printed
from steelyard.recognising.columns import Heading
from steelyard.recognising.fitting import Placed, fit
from steelyard.recognising.words import blank, number, plain

_STAGES: tuple[tuple[str, Stage], ...] = (
    ("年初", "initial"),
    ("调整", "adjusted"),
    ("全年预算", "adjusted"),
    ("决算", "final"),
    ("执行", "final"),
    ("实际", "final"),
)
_TOTAL = re.compile(r"合计|总计|总额|^本年(?:收入|支出)$|^(?:收入|支出)$")


def by_part(block: FundsBlock, unit: str) -> Iterator[BudgetLine]:
    """The budget lines of such a table, stage by stage; rows that name no stage are no part of it."""
    headings = block.header.headings
    sides = list(_sides(headings))
    own = next((found for heading in headings if (found := unit_of(heading.text))), unit)
    for line in block.body:
        placed = fit(line, [heading.slot for heading in headings], block.header.width, _sense)
        label = "".join(span.text for span in placed[0])
        stage = next((stage for word, stage in _STAGES if word in plain(label)), None)
        if stage is None:
            continue
        for heading, side, cells in zip(headings[1:], sides[1:], placed[1:], strict=True):
            cell = printed(cells, line.table.number, None, stage)
            total = bool(_TOTAL.search(plain(heading.text)))
            if side is None or (blank(cell.text) and not total):
                continue
            amount, money = amount_of(cell, unit_of(label) or own)
            name = part_name(heading.text) if not total else "收入合计" if side == "revenue" else "支出合计"
            yield BudgetLine(stage, side, name, amount, money, None, total)


def _sides(headings: tuple[Heading, ...]) -> Iterator[Side | None]:
    """The side of each column: as its heading says, else as the next one that says it."""
    named = [_side(heading.upper + heading.text) for heading in headings]
    for index, side in enumerate(named):
        yield side or next((later for later in named[index:] if later), None)


def _side(text: str) -> Side | None:
    if "支出" in text or "经费" in text:
        return "expenditure"
    return "revenue" if any(word in text for word in ("收入", "拨款", "基金")) else None


def _sense(placed: Placed) -> int:
    return sum(number(span.text) is not None for cells in placed[1:] for span in cells)
