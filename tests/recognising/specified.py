"""Reads the specifications of recognising: ``forms/<name>.md``, a form and what is read from it.

A specification holds a form in a fence (``html``, ``md`` or ``txt``) and, in a fence ``reads``, one fact a line::

    row: 产出指标 > 数量指标 > 清淤长度 | ≥10公里 | 12公里 | 15 | 15 | 说明
    total: 100 | 95

Every kind of fact that is mentioned must be stated in full; kinds that are not mentioned are not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steelyard.model import BudgetLine, Figure, Form, Indicator, Unknown
from steelyard.reading import read_bytes
from steelyard.recognising import recognise

FORMS = Path(__file__).parent / "forms"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Specified:
    """A form as printed, and the facts that must be read from it."""

    name: str
    kind: str
    printed: str
    facts: tuple[str, ...]

    def form(self) -> Form:
        return recognise(read_bytes(self.printed.encode(), f"{self.name}.{self.kind}"))

    @property
    def kinds(self) -> set[str]:
        return {fact.partition(":")[0] for fact in self.facts}


def specified() -> list[Specified]:
    """All specifications."""
    return [_parse(file) for file in sorted(FORMS.glob("*.md"))]


def _parse(file: Path) -> Specified:
    fences = _FENCE.findall(file.read_text(encoding="utf-8"))
    kind, printed = next((kind, text) for kind, text in fences if kind != "reads")
    facts = next(text for kind, text in fences if kind == "reads")
    return Specified(file.stem, kind, printed, tuple(line for line in facts.splitlines() if line))


def facts(form: Form) -> Iterator[str]:
    """What was read, one fact a line."""
    yield f"profile: {form.profile.name}, {form.kind}"
    yield f"title: {form.title}"
    yield f"organization: {form.organization or 'none'}"
    yield f"year: {form.year}"
    yield from (f"section: {part.kind} {part.heading}" for part in form.sections)
    yield from (f"money: {_money(line)}" for line in form.budget)
    yield f"rate: {_value(form.execution_rate)}"
    if form.execution is not None:
        line = form.execution
        yield _joined("execution: ", _value(line.weight), _value(line.score), line.note.text)
    yield from (f"row: {_row(row)}" for row in form.indicators)
    for sub in form.subtotals:
        yield f"sum: {sub.label} | {' '.join(map(str, sub.rows))} | {_value(sub.weight)} | {_value(sub.score)}"
    yield f"total: {_value(form.total.weight)} | {_value(form.total.score)}"
    yield f"grade: {form.grade.text or 'none'}"
    yield f"stated: {_value(form.stated_score)}"
    yield from (f"unplaced: {said.zh}" for said in form.unplaced)


def _row(row: Indicator) -> str:
    name = " > ".join([*(group.text for group in row.groups), row.name.text])
    extras = [
        row.note.text,
        row.operator.text and f"sign {row.operator.text}",
        row.unit.text and f"unit {row.unit.text}",
        row.nature.text and f"nature {row.nature.text}",
        row.initial_target.text and f"before {row.initial_target.text}",
        row.coefficient and f"coefficient {_value(row.coefficient)}",
        row.standard.text and f"standard {row.standard.text}",
        row.review_score and f"review {_value(row.review_score)}",
        row.core and "core",
        row.part_of and f"part of {row.part_of}",
    ]
    told = [row.target.text, row.actual.text, _value(row.weight), _value(row.score), *filter(None, extras)]
    return " | ".join([name, *map(str, told)])


def _money(line: BudgetLine) -> str:
    share = f" {_value(line.share)}%" if line.share else ""
    total = " total" if line.total else ""
    return f"{line.stage} {line.side} {line.name} {_value(line.amount)}{line.unit}{share}{total}"


def _value(figure: Figure) -> str:
    return "?" if isinstance(figure.value, Unknown) else f"{figure.value}"


def _joined(head: str, *parts: str) -> str:
    return head + " | ".join(part for part in parts if part)
