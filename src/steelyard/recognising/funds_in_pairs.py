"""A funds block without a row of headings: each amount stands beside its label, in a cell of its own or the same.

预算数： | 2.38万元, or 预算数：2.38万元.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from steelyard.model import BudgetLine, Execution, Figure, Printed
from steelyard.model.form import Stage
from steelyard.recognising import words
from steelyard.recognising.amounts import amount_of, is_part, part_name, points_in, unit_of
from steelyard.recognising.cells import absent, figure, printed
from steelyard.recognising.funds import Money
from steelyard.recognising.lines import Item, Line, Span

_TOLD = re.compile(r"(?P<label>[^:：\d]{2,16}?)\s*[:：]\s*(?P<value>\d[^:：]*)")
_STAGES = ("initial", "adjusted", "final")
Staged = list[tuple[Line, Stage]]


def money_in_pairs(items: Sequence[Item], unit: str) -> Money:
    """What such rows among ``items`` say, the stages standing side by side in one row, or below each other."""
    lines = [item for item in items if isinstance(item, Line)]
    for at, line in enumerate(lines):
        stages = _stages(line)
        below = _below(lines[at:]) if len(stages) == 1 else []
        if len(stages) > 1 or len({stage for _, stage in below}) > 1:
            block = [line for line, _ in below] or [one for one in lines[at:] if one.table is line.table]
            own = next((found for span in line.spans if (found := unit_of(span.text))), unit)
            budget = list(_stacked(below, own) if below else _side_by_side(block, stages, own))
            return Money(budget, _rate(block[: len(below) or 1]), _execution(line))
        if not stages and (rate := _rate([line])):
            return Money(rate=rate, execution=_by_labels(line))
    return Money()


def _pairs(line: Line) -> Iterator[tuple[Span, Span]]:
    """Labels with the amounts to their right."""
    for label, value in pairwise(_parts(line)):
        if words.number(value.text) is not None and words.number(label.text) is None:
            yield label, value


def _parts(line: Line) -> Iterator[Span]:
    """The printed cells of a row; one that holds a label and its amount is two of them."""
    for span in line.printed:
        told = _TOLD.fullmatch(span.cell.text)
        if told is None or words.number(told["value"]) is None:
            yield span
            continue
        for name in ("label", "value"):
            start, end = (span.cell.start + at for at in told.span(name))
            yield replace(span, cell=replace(span.cell, text=told[name], start=start, end=end))


def _stages(line: Line) -> dict[int, Stage]:
    """The stages that labels of a row name, by the columns of the labels."""
    found = {label.first: words.funds_role(label.text) for label, _ in _pairs(line)}
    return {first: cast("Stage", role) for first, role in found.items() if role in _STAGES}


def _below(lines: Sequence[Line]) -> Staged:
    """The rows of a block that tells its stages below each other, each with its stage."""
    found: Staged = []
    for line in lines:
        labels = [label.text for label, _ in _pairs(line)]
        own = list(_stages(line).values())
        rate = any(words.funds_role(label) == "rate" for label in labels)
        if line.table is not lines[0].table or not labels or not (len(own) == 1 or is_part(labels[0]) or rate):
            break
        found.append((line, own[0] if own else found[-1][1]))
    return found


def _stacked(rows: Staged, unit: str) -> Iterator[BudgetLine]:
    """The first amount under each stage is its total, what follows are its parts."""
    for line, stage in rows:
        for label, value in _pairs(line):
            total = words.funds_role(label.text) == stage
            if total or words.funds_role(label.text) is None:
                yield _line(stage, label, value, total, unit, line)


def _side_by_side(lines: Sequence[Line], stages: dict[int, Stage], unit: str) -> Iterator[BudgetLine]:
    """The first row is the total, those below it are its parts, each under the column of its stage."""
    for line in lines:
        for label, value in _pairs(line):
            if label.first in stages:
                yield _line(stages[label.first], label, value, line is lines[0], unit, line)


def _line(stage: Stage, label: Span, value: Span, total: bool, unit: str, line: Line) -> BudgetLine:
    amount, own = amount_of(printed((value,), line.table.number, None, stage), unit)
    return BudgetLine(stage, "expenditure", "合计" if total else part_name(label.text), amount, own, None, total)


def _rate(lines: Sequence[Line]) -> Figure | None:
    told = (
        _figure(value, "rate", line.table.number)
        for line in lines
        for label, value in _pairs(line)
        if words.funds_role(label.text) == "rate"
    )
    return next(told, None)


def _execution(line: Line) -> Execution | None:
    """The score is the last number of the row if its label says so, or if it has none and a label tells the weight."""
    labels = {value.cell.start: label for label, value in _pairs(line)}
    *_, last = _parts(line)
    label = labels.get(last.cell.start)
    weight = next((points for span in line.spans if (points := points_in(span, line.table.number))), None)
    scored = "得分" in label.text if label is not None else weight is not None
    if words.number(last.text) is None or not scored:
        return None
    return Execution(weight or absent("weight"), _figure(last, "score", line.table.number), Printed(""))


def _by_labels(line: Line) -> Execution | None:
    """Points that stand behind their labels in the row of the rate (预算执行率 | 95% | 分值 | 10 | 得分 | 9.5)."""
    found = {words.funds_role(label.text): value for label, value in _pairs(line)}
    if "score" not in found:
        return None
    weight = _figure(found["weight"], "weight", line.table.number) if "weight" in found else absent("weight")
    return Execution(weight, _figure(found["score"], "score", line.table.number), Printed(""))


def _figure(span: Span, column: str, table: int) -> Figure:
    return figure(printed((span,), table, None, column), column)
