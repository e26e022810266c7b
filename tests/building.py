"""Builds forms from plain values, for tests that begin after recognising.

>>> made = form([row("抽查批次", "≥20批次", "13批次", "3", "1")], total=("3", "1"))

Every printed text is laid out in one document, so that places and spans are true: the narrative first, then the
budget, then the table (number 1).
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from steelyard.model import (
    BudgetLine,
    Document,
    Execution,
    Figure,
    Form,
    Indicator,
    Message,
    Paragraph,
    Place,
    Printed,
    ProfileChoice,
    Section,
    Subtotal,
    Target,
    Total,
    Unknown,
)
from steelyard.model.form import SectionKind, Side, Stage
from steelyard.packs.forms import RuleChoice
from steelyard.quantity import parse_number, parse_result, parse_target

RULES = RuleChoice(
    positive="mof-2020-10/proportion",
    exact="platform/exact",
    reverse="platform/reverse-linear",
    qualitative="mof-2020-10/three-bands",
    execution="mof-2020-10/execution-rate",
    grades="mof-2020-10/grades",
    over_achievement="mof-2020-10/over-achievement",
    money_gap="platform/money-gap",
)
NOT_THERE = Unknown(Message("表样没有这一栏。", "The layout has no such column."))


class Row(NamedTuple):
    """The printed cells of one indicator row; ``weight`` and ``score`` ``None``: the layout has no such column."""

    name: str
    target: str = ""
    actual: str = ""
    weight: str | None = ""
    score: str | None = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    operator: str = ""
    unit: str = ""
    nature: str = ""
    initial_target: str = ""
    coefficient: str | None = None
    standard: str = ""
    part_of: int | None = None


row = Row


class Line(NamedTuple):
    """One budget figure."""

    stage: Stage
    name: str
    amount: str
    total: bool = False
    side: Side = "expenditure"
    unit: str = "万元"
    share: str | None = None


line = Line


class _Page:
    """The text of the document as it grows."""

    def __init__(self) -> None:
        self.text = ""
        self.paragraphs: list[Paragraph] = []

    def say(self, text: str) -> None:
        self.paragraphs.append(Paragraph(text, len(self.text), len(self.text) + len(text)))
        self.text += text + "\n"

    def put(self, text: str, row: int | None = None, column: str | None = None) -> Printed:
        start = len(self.text)
        self.text += text + ("\n" if row is None else "\t")
        return Printed(text, Place(start, start + len(text), text, None if row is None else 1, row, column))

    def figure(self, text: str | None, row: int | None = None, column: str | None = None) -> Figure:
        if text is None:
            return Figure(Printed(""), NOT_THERE)
        return Figure(self.put(text, row, column), parse_number(text))


def form(
    rows: Iterable[Row | tuple[str | None, ...]],
    *,
    sections: Sequence[tuple[SectionKind, str, str]] = (),
    budget: Sequence[Line] = (),
    execution_rate: str | None = None,
    execution: tuple[str, str, str] | None = None,
    subtotals: Sequence[tuple[str, tuple[int, ...], str, str]] = (),
    total: tuple[str | None, str | None] = (None, None),
    grade: str = "",
    stated_score: str | None = None,
    kind: Literal["department", "project"] = "department",
    profile: str = "rugao-department",
    year: int | None = 2023,
) -> Form:
    """A form of ``rows``; a plain tuple is read as ``Row(*tuple)``.

    ``sections``: (kind, heading, text); ``execution``: weight, score and note of the line of the funds block;
    ``subtotals``: (label, row numbers, weight, score); ``total``: weight and score, ``None`` where not printed.
    """
    page = _Page()
    made = [Row(*one) for one in rows]  # type: ignore[arg-type]
    last = len(made) + 1
    return Form(
        sections=tuple(_section(page, *one) for one in sections),
        budget=tuple(_line(page, one) for one in budget),
        execution_rate=page.figure(execution_rate),
        execution=_execution(page, execution),
        stated_score=page.figure(stated_score),
        grade=page.put(grade) if grade else Printed(""),
        indicators=tuple(_indicator(page, number, one, year) for number, one in enumerate(made, 1)),
        subtotals=tuple(Subtotal(label, of, page.figure(w), page.figure(s)) for label, of, w, s in subtotals),
        total=Total(page.figure(total[0], last, "weight"), page.figure(total[1], last, "score")),
        profile=ProfileChoice(profile, False, Message("由测试指定。", "Named by the test.")),
        kind=kind,
        title="绩效自评价表",
        organization="某县某局",
        year=year,
        document=Document("form.txt", "txt", "0" * 64, page.text, tuple(page.paragraphs)),
    )


def _section(page: _Page, kind: SectionKind, heading: str, text: str) -> Section:
    start = len(page.text)
    page.say(heading)
    page.say(text)
    return Section(heading, kind, start, len(page.text))


def _line(page: _Page, one: Line) -> BudgetLine:
    share = None if one.share is None else page.figure(one.share)
    return BudgetLine(one.stage, one.side, one.name, page.figure(one.amount), one.unit, share, one.total)


def _execution(page: _Page, printed: tuple[str, str, str] | None) -> Execution | None:
    if printed is None:
        return None
    weight, score, note = printed
    return Execution(page.figure(weight), page.figure(score), page.put(note))


def _indicator(page: _Page, number: int, cells: Row, year: int | None) -> Indicator:
    def put(column: str, text: str) -> Printed:
        return page.put(text, number, column)

    def target(text: str) -> Target:
        return parse_target(text, unit=cells.unit, operator=cells.operator, year=year)

    return Indicator(
        row=number,
        groups=tuple(put("groups", group) for group in cells.groups),
        name=put("name", cells.name),
        initial_target=put("initial_target", cells.initial_target) if cells.initial_target else Printed(""),
        initial_quantity=target(cells.initial_target) if cells.initial_target else None,
        operator=put("operator", cells.operator),
        target=put("target", cells.target),
        unit=put("unit", cells.unit),
        actual=put("actual", cells.actual),
        weight=page.figure(cells.weight, number, "weight"),
        score=page.figure(cells.score, number, "score"),
        note=put("note", cells.note),
        nature=put("nature", cells.nature),
        coefficient=None if cells.coefficient is None else page.figure(cells.coefficient, number, "coefficient"),
        standard=put("standard", cells.standard),
        part_of=cells.part_of,
        quantity=target(cells.target),
        result=parse_result(cells.actual, unit=cells.unit, year=year, target=target(cells.target)),
    )


def known(value: Decimal | Unknown) -> str | None:
    """A value as text, ``None`` where it is unknown: for short tables of expectations."""
    return None if isinstance(value, Unknown) else str(value)
