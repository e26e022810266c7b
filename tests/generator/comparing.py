"""What was read, held against what was printed: every cell of every row, totals, budget, execution."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from tests.generator.arithmetic import fold
from tests.generator.filing import Filed
from tests.generator.layouts.sheets import Laid
from tests.generator.truth import Row

from steelyard.model import Amount, Figure, Form, Indicator, Printed, Unknown

TEXTS = ("name", "target", "actual", "note", "initial", "operator", "unit")


@dataclass
class Comparison:
    """``misfits`` are sentences; ``exact`` of ``rows`` rows came out with every cell right."""

    rows: int = 0
    exact: int = 0
    misfits: list[str] = field(default_factory=list)


def compare(filed: Filed, form: Form) -> Comparison:
    laid = filed.laid
    result = Comparison(rows=len(laid.lines))
    tight = filed.format.startswith("pdf")  # lines of a narrow cell: where they broke is not known
    if len(form.indicators) != len(laid.lines):
        names = [fold(one.name.text) for one in form.indicators]
        extra = [name for name in names if name not in {fold(line.cells["name"]) for line in laid.lines}]
        gone = [line.cells["name"] for line in laid.lines if fold(line.cells["name"]) not in names]
        result.misfits.append(f"{len(names)} rows read, {len(laid.lines)} printed; more: {extra[:3]}, less: {gone[:3]}")
    for number, indicator in enumerate(form.indicators[: len(laid.lines)], 1):
        wrong = list(_row(laid, number, indicator, tight))
        result.exact += not wrong
        result.misfits += [f"row {number}: {one}" for one in wrong]
    result.misfits += _sums(laid, form)
    result.misfits += _heading(laid, form, tight)
    result.misfits += _budget(laid, form)
    return result


def _same(read: str, printed: str, tight: bool) -> bool:
    if tight:
        return re.sub(r"\s", "", read) == re.sub(r"\s", "", printed)
    return fold(read) == fold(printed)


def _row(laid: Laid, number: int, read: Indicator, tight: bool) -> Iterator[str]:
    line, row = laid.lines[number - 1], laid.truth.rows[number - 1]
    groups = [printed.text for printed in read.groups]
    right = _same("|".join(groups), "|".join(line.groups), tight) and len(groups) == len(line.groups)
    if not right and "goal" not in laid.roles:  # a goal may be taken for a group
        yield f"groups {groups} for {list(line.groups)}"
    for role in TEXTS:
        if role in laid.roles:
            cell: Printed = getattr(read, {"initial": "initial_target"}.get(role, role))
            printed = line.cells[role]
            if role == "target" and printed in ("", "—") and "initial" in laid.roles:
                printed = line.cells["initial"]  # not adjusted: the first target is in force
            if not _same(cell.text, printed, tight):
                yield f"{role} {cell.text!r} for {printed!r}"
    for role in ("weight", "score"):
        figure: Figure = getattr(read, role)
        if role in laid.roles and _value(figure) != (None if row.part else getattr(row, role)):
            yield f"{role} {figure.value} for {getattr(row, role)}"
    yield from _quantities(row, read)


def _quantities(row: Row, read: Indicator) -> Iterator[str]:
    if row.value is not None and row.shown_target is None:
        known = read.quantity
        if not isinstance(known, Amount) or known.op != row.op or not _amount(known, row.value, row.unit):
            yield f"quantity {known} for {row.op} {row.value} {row.unit} ({read.name.text}: {read.target.text})"
    if row.result is not None and row.shown_actual is None:
        known = read.result
        if not isinstance(known, Amount) or not _amount(known, row.result, row.unit):
            yield f"result {known} for {row.result} {row.unit} ({read.name.text}: {read.actual.text})"


def _amount(known: Amount, value: Decimal, unit: str) -> bool:
    """The same amount; a scale of 万 before a count word may have gone into the value, 台（套） may be 台."""
    scaled = {"‰": (value / 10, "%")}.get(unit, (value, unit))
    read, printed = (re.sub(r"（.*）|·|件$", "", one) for one in (known.unit, scaled[1]))
    return (known.value, read) == (scaled[0], printed) or (known.value == value * 10000 and "万" + read == printed)


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None or isinstance(figure.value, Unknown) else figure.value


def _sums(laid: Laid, form: Form) -> Iterator[str]:
    truth = laid.truth
    if truth.family.total:
        for name, read, printed in (
            ("total weight", form.total.weight, truth.total_weight),
            ("total score", form.total.score, truth.total_score),
        ):
            if _value(read) != printed and name.partition(" ")[2] in laid.roles:
                yield f"{name} {_value(read)} for {printed}"
    if (
        truth.noise.subtotals != "none"
        and truth.family.scored
        and "group1" in laid.roles
        and "weight1" not in laid.roles
    ):
        read_subtotals = [_value(one.weight) for one in form.subtotals]
        if read_subtotals != [one.weight for one in truth.subtotals]:
            yield f"subtotals {read_subtotals} for {[str(one.weight) for one in truth.subtotals]}"
    if truth.family.execution is not None:
        line = form.execution
        weight, score = (None, None) if line is None else (_value(line.weight), _value(line.score))
        wanted = truth.family.execution if "execution-weight" not in laid.hidden else weight
        if (weight, score) != (wanted, truth.execution_score):
            yield f"execution line {weight}, {score} for {wanted}, {truth.execution_score}"
    if laid.rate_printed and _value(form.execution_rate) != truth.rate:
        yield f"execution rate {_value(form.execution_rate)} for {truth.rate}"
    if truth.grade and truth.grade not in form.grade.text:
        yield f"grade {form.grade.text!r} for {truth.grade!r}"


def _heading(laid: Laid, form: Form, tight: bool) -> Iterator[str]:
    truth = laid.truth
    bare = truth.title.removeprefix(f"{truth.year}年度")
    titles = (truth.title, bare, truth.organization + truth.title)
    if not any(_same(form.title, title, tight) for title in titles):
        yield f"title {form.title!r} for {truth.title!r}"
    if not _same(form.organization, truth.organization, tight):
        yield f"organization {form.organization!r} for {truth.organization!r}"
    if form.year != truth.year:
        yield f"year {form.year} for {truth.year}"
    if form.kind != truth.family.kind:
        yield f"kind {form.kind} for {truth.family.kind}"
    kinds, wanted = [one.kind for one in form.sections], [one.kind for one in laid.passages]
    if truth.family.narrative != "none" and kinds != wanted:
        yield f"sections {kinds} for {wanted}"


def _budget(laid: Laid, form: Form) -> Iterator[str]:
    """Every printed figure once at its stage, with its share; blank and zero parts may be left out."""
    read = {(one.stage, _value(one.amount), _value(one.share)) for one in form.budget if _value(one.amount)}
    printed = {(one.stage, one.amount, one.share) for one in laid.money if one.amount}
    for key in sorted(" ".join(map(str, one)) for one in printed - read):
        yield f"budget lacks {key}"
    for key in sorted(" ".join(map(str, one)) for one in read - printed):
        yield f"budget has {key}"
    units = {one.unit for one in form.budget if _value(one.amount)}
    if laid.money and units != {laid.truth.unit}:
        yield f"budget units {units} for {laid.truth.unit}"
