"""A funds block without a row of headings: each amount stands beside its own label (预算数： | 2.38万元)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from steelyard.model import BudgetLine, Execution, Figure, Printed
from steelyard.model.form import Stage
from steelyard.recognising import words
from steelyard.recognising.amounts import amount_of, part_name, points_in
from steelyard.recognising.cells import absent, figure, printed
from steelyard.recognising.funds import Money
from steelyard.recognising.lines import Item, Line, Span

_STAGES = ("initial", "adjusted", "final")


def money_in_pairs(items: Sequence[Item], unit: str) -> Money:
    """What such rows among ``items`` say: the first with two stages is the total, those below it are its parts."""
    money = Money()
    stages: dict[int, Stage] = {}  # the columns of the labels
    head: Line | None = None
    for line in items:
        if not isinstance(line, Line) or (head is not None and line.table is not head.table):
            continue
        if head is None:
            found = {
                label.first: role for label, _ in _pairs(line) if (role := words.funds_role(label.text)) in _STAGES
            }
            if len(found) > 1:
                head, stages = line, cast("dict[int, Stage]", found)
                money.execution = _execution(line)
                money.rate = next(
                    (
                        _figure(v, "rate", line.table.number)
                        for k, v in _pairs(line)
                        if words.funds_role(k.text) == "rate"
                    ),
                    None,
                )
        if head is not None:
            money.budget += _lines(line, stages, line is head, unit)
    return money


def _pairs(line: Line) -> Iterator[tuple[Span, Span]]:
    """Labels with the amounts to their right."""
    for label, value in pairwise(line.printed):
        if words.number(value.text) is not None and words.number(label.text) is None:
            yield label, value


def _lines(line: Line, stages: dict[int, Stage], total: bool, unit: str) -> Iterator[BudgetLine]:
    for label, value in _pairs(line):
        stage = stages.get(label.first)
        if stage is not None:
            amount, own = amount_of(printed((value,), line.table.number, None, stage), unit)
            name = "合计" if total else part_name(label.text)
            yield BudgetLine(stage, "expenditure", name, amount, own, None, total)


def _execution(line: Line) -> Execution | None:
    """The score is the last number of the row if its label says so, or if it has none; the weight is in a label."""
    labels = {value: label for label, value in _pairs(line)}
    last = line.printed[-1]
    label = labels.get(last)
    if words.number(last.text) is None or (label is not None and "得分" not in label.text):
        return None
    weight = next((points for span in line.spans if (points := points_in(span, line.table.number))), absent("weight"))
    return Execution(weight, _figure(last, "score", line.table.number), Printed(""))


def _figure(span: Span, column: str, table: int) -> Figure:
    return figure(printed((span,), table, None, column), column)
