"""How far a weight or a judged score must move before a grade changes."""

import argparse
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.packs.forms import profiles
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Grades
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, by_form, form_cells, forms, two
from steelyard.portfolio.charting import DRAWN, POINTS, banded, name_of
from steelyard.portfolio.margins import Change, Part, Scale, changes
from steelyard.portfolio.schema import Table
from steelyard.portfolio.storing import Store

ABOUT = Message("权重或评判分动多少，等级会变", "how far a weight or a judged score moves before the grade changes")
CLOSE = Decimal(1)  # points: a grade that a smaller change turns hangs on one row; our own measure
HEADINGS = (
    *FORM,
    Heading("score", Message("按规则得分", "by rule"), "number"),
    Heading("grade", Message("按规则等级", "grade by rule")),
    Heading("row", Message("行", "row"), "whole"),
    Heading("name", Message("指标", "indicator")),
    Heading("kind", Message("动什么", "what moves")),
    Heading("value", Message("现值", "now"), "number"),
    Heading("change", Message("动多少", "by"), "number"),
    Heading("then", Message("变为", "grade then")),
    Heading("in_band", Message("仍在规则档内", "within its band")),
    Heading("why", Message("说明", "why")),
    PATH,
)
KINDS = {"weight": Message("权重", "weight"), "judged": Message("评判分", "judged score")}
EXECUTION = Message("预算执行（资金）", "budget execution")
YES, NO = Message("是", "yes"), Message("否", "no")
NOTHING_CHANGES = Message("任何一行单独变动都改变不了等级。", "No row alone can change the grade.")
ROW_IS_FIRM = Message("这一行单独变动改变不了等级。", "This row alone cannot change the grade.")
NO_GRADE = Message("没有按规则等级。", "It has no grade by rule.")
TOO_LONG = Message(
    "有权重或得分位数太多，汇总库存不下，算不了。", "A weight or score has too many digits for the store."
)
COLUMNS = ("profile", "rule_score", "rule_score_why", "rule_score_why_en")
GRADE = ("rule_grade", "rule_grade_why", "rule_grade_why_en")
TABLES: dict[Table, tuple[str, ...]] = {
    "rows": ("row", "name", "weight", "score", "part_of"),
    "marks": ("row", "points", "low", "high"),
}


class Margin(NamedTuple):
    """A change, with the line of its row; ``None`` for a row that cannot change the grade alone."""

    change: Change | None
    row: Line


def options(parser: Any) -> None:
    """What it takes."""
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)
    every = Message("逐行列出各行的余地，不只最小的一处", "the margin of every row, not only the smallest of the form")
    parser.option("--rows", help=every, action="store_true")


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line a form: the smallest change of one row that changes its grade (with ``--rows``, one line a row)."""
    found = forms(store, (*COLUMNS, *GRADE), options.year)
    wanted = {line["form"]: line for line in found}
    margins: dict[str, list[Margin]] = {}
    for form, rows in _rows(store):
        if form in wanted and all(map(_whole, rows)):
            told = _margins(wanted[form], rows)
            margins[form] = told + _firm(told, rows) if options.rows and told else told[:1]
    lines: list[tuple[Value, ...]] = []
    smallest: list[tuple[Line, Decimal]] = []
    for line in found:
        told = margins.get(line["form"], [])
        if told and told[0].change is not None:
            smallest.append((line, abs(told[0].change.change)))
        lines += [_cells(line, one) for one in told] or [_gap(line, line["form"] in margins)]
    return Answer(_sentence(found, [size for _, size in smallest]), HEADINGS, lines, _charts(smallest))


def _rows(store: Store) -> Iterator[tuple[str, list[Line]]]:
    """The rows that count of each form, each with its mark."""
    for form, (rows, marks) in by_form(store, TABLES):
        of = {line["row"]: line for line in marks}
        yield form, [row | of[row["row"]] for row in rows if row["part_of"] is None]


@cache
def scale_of(profile: str) -> Scale:
    """The grades by which forms of a profile are judged."""
    rules = profiles()[profile].rules
    shape = rule(rules.grades).shape
    assert isinstance(shape, Grades)
    words, bounds = zip(*((one.name, one.at_least) for one in shape.grades), strict=True)
    return Scale(words, bounds, rules.full_marks)


def _margins(form: Line, rows: list[Line]) -> list[Margin]:
    """The changes of a form's rows, smallest first; none where it has no grade."""
    if form["rule_grade"] is None:
        return []
    of = {row["row"]: row for row in rows}
    parts = [_part(row) for row in rows]
    found = (Margin(change, of[change.row]) for change in changes(parts, scale_of(form["profile"])))
    return sorted(found, key=_size)


def _size(margin: Margin) -> tuple[Decimal, int, str]:
    assert margin.change is not None
    return abs(margin.change.change), margin.change.row, margin.change.kind


def _firm(found: list[Margin], rows: list[Line]) -> list[Margin]:
    """The rows that cannot change the grade alone."""
    able = {margin.row["row"] for margin in found}
    return [Margin(None, row) for row in rows if row["row"] not in able]


def _whole(row: Line) -> bool:
    return row["weight"] is not None and (row["points"] is not None or row["score"] is not None)


def _part(row: Line) -> Part:
    judged = row["points"] is None
    return Part(row["row"], row["weight"], row["score"] if judged else row["points"], judged)


def _cells(line: Line, margin: Margin) -> tuple[Value, ...]:
    change, row = margin
    name = row["name"] or (EXECUTION if row["row"] == 0 else None)
    own = *form_cells(line), two(line["rule_score"]), line["rule_grade"], row["row"], name
    if change is None:
        return *own, None, two(row["weight"]), None, None, None, ROW_IS_FIRM, line["path"]
    judged = change.kind == "judged"
    value = row["score"] if judged else row["weight"]
    inside: Message | None = None
    if judged and row["low"] is not None and row["high"] is not None:
        inside = YES if row["low"] <= value + change.change <= row["high"] else NO
    return *own, KINDS[change.kind], two(value), change.change, change.grade, inside, None, line["path"]


def _gap(line: Line, known: bool) -> tuple[Value, ...]:
    """A form of which no change can be told, and why."""
    if line["rule_grade"] is None:
        told = next((name for name in ("rule_grade", "rule_score") if line[f"{name}_why"]), None)
        why = Message(line[f"{told}_why"], line[f"{told}_why_en"]) if told else NO_GRADE
    else:
        why = NOTHING_CHANGES if known else TOO_LONG
    return *form_cells(line), two(line["rule_score"]), line["rule_grade"], *(None,) * 7, why, line["path"]


def _charts(smallest: list[tuple[Line, Decimal]]) -> tuple[Bars, ...]:
    if not smallest:
        return ()
    title = Message("改变等级的最小单项变动", "The smallest single change that changes the grade")
    if len(smallest) > DRAWN:
        edges = (Decimal("0.5"), 1, 2, 5, 10, 20)
        return (banded(title, [size for _, size in smallest], edges, POINTS),)
    ordered = sorted(smallest, key=lambda one: one[1])
    names = tuple(name_of(line) for line, _ in ordered)
    return (Bars(title, names, (title,), (tuple(size for _, size in ordered),), POINTS),)


def _sentence(found: list[Line], sizes: list[Decimal]) -> Message:
    graded = sum(line["rule_grade"] is not None for line in found)
    close = sum(size <= CLOSE for size in sizes)
    least = f"，最小的一处只需变动{min(sizes)}分" if sizes else ""
    least_en = f"; the smallest is {min(sizes)} points" if sizes else ""
    firm, without = graded - len(sizes), len(found) - graded
    return Message(
        f"{graded}份有等级的自评表中，{len(sizes)}份的等级可因一行权重或评判分单独变动而改变，"
        f"其中{close}份变动不超过{CLOSE}分{least}；{firm}份任何一行都改变不了；{without}份没有等级。",
        f"Of {graded} graded forms, the grade of {len(sizes)} can be changed by one weight or one judged score alone, "
        f"{close} of them by {CLOSE} point or less{least_en}; that of {firm} by no single row; {without} have none.",
    )
