"""Every form that is filled in, in every kind of file, reads back as its data says, and no check objects."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.filling.making import PROFILES, data_of

from steelyard import audit, read, recognise, score
from steelyard.filling import Data, Filled, fill
from steelyard.filling.data import converted
from steelyard.filling.sheet import Row
from steelyard.model import Form, Indicator
from steelyard.papers import KINDS, write

FORMS = 50  # of each profile, in each kind of file


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def differences(filled: Filled, data: Data, form: Form) -> Iterator[str]:
    """What the form says otherwise than the data."""
    sheet = filled.sheet
    if form.organization != data.organization:
        yield f"organization {form.organization}"
    if form.year != data.year:
        yield f"year {form.year}"
    if len(form.indicators) != len(sheet.rows):
        yield f"{len(form.indicators)} rows"
    for row, read_ in zip(sheet.rows, form.indicators, strict=False):
        yield from _row(row, read_)
    if form.total.score.value != sheet.total or form.total.weight.value != sheet.weight:
        yield f"total {form.total}"
    told = {section.kind: tight(form.document.text[section.start : section.end]) for section in form.sections}
    for kind, text in sheet.sections.items():
        if tight(text) not in told.get(kind, ""):
            yield f"section {kind}: {told.get(kind, '')[:40]}"
    if filled.fields["grade"] not in {"", form.grade.text} and "evaluation" in sheet.sections:
        yield f"grade {form.grade.text}"
    yield from _money(filled, form)


def _row(row: Row, found: Indicator) -> Iterator[str]:
    one = row.data
    printed = {"name": found.name.text, "note": found.note.text}
    for role, text in printed.items():
        if tight(getattr(one, role)) != tight(text):
            yield f"row {found.row} {role}: {text}"
    if one.groups and [tight(group.text) for group in found.groups] != [tight(group) for group in one.groups]:
        yield f"row {found.row} groups: {found.groups}"
    if (found.weight.value, found.score.value) != (row.weight, row.score):
        yield f"row {found.row} weight or score: {found.weight.value}, {found.score.value}"
    if tight(found.actual.text) not in {tight(row.actual.text), row.actual.number}:  # 31万人次 is 310000 beside 人次
        yield f"row {found.row} actual: {found.actual.text}"


def _money(filled: Filled, form: Form) -> Iterator[str]:
    read_ = {(one.stage, one.side, one.name): one.amount.value for one in form.budget if not one.total}
    for (stage, side), stand in filled.sheet.budget.stands.items():
        for line in stand.lines if len(stand.lines) > 1 else ():
            if read_.get((stage, side, line.name)) != line.amount and line.amount:
                yield f"budget {stage} {side} {line.name}: {read_.get((stage, side, line.name))}"
    rate = filled.sheet.budget.rate
    if rate is not None and form.execution_rate.value != rate:
        yield f"execution rate {form.execution_rate.value}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", PROFILES)
def test_a_form_reads_back_as_it_was_filled_in(family: str, kind: str, tmp_path: Path) -> None:
    wrong = []
    for seed in range(FORMS):
        data = converted(data_of(family, seed), f"{family} {seed}")
        filled = fill(data)
        path = tmp_path / f"{family}-{seed}.{kind}"
        path.write_bytes(write(filled.paper, kind))  # type: ignore[arg-type]
        form = recognise(read(path))
        wrong += [f"{family} {seed}: {one}" for one in differences(filled, data, form)]
        if form.profile.name != data.profile:
            wrong.append(f"{family} {seed}: profile {form.profile.name}")
        findings = audit(score(form)).findings
        wrong += [f"{family} {seed}: {one.name} {one.message.zh}" for one in findings if one.level != "note"]
        path.unlink()
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_gives_the_same_bytes(kind: str) -> None:
    made = {write(fill(converted(data_of("national", 7), "7")).paper, kind) for _ in range(2)}  # type: ignore[arg-type]
    assert len(made) == 1


def test_scores_and_totals_are_what_the_rules_give() -> None:
    filled = fill(converted(data_of("rugao", 3), "3"))
    result = filled.scored.by_rule
    assert (result.score, result.weight) == (filled.sheet.total, Decimal(100))
