"""A form as data in the names of a standard: what ``steelyard export`` writes and ``check`` reads again.

The form as filed, not what was found in it. A number is a string of digits, or null where the form has none.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from steelyard.model import (
    Amount,
    BudgetLine,
    Document,
    Figure,
    Form,
    Indicator,
    Paragraph,
    Place,
    Unknown,
)
from steelyard.packs.standards import BUDGET_SYSTEM, Key, standards
from steelyard.reporting.words import plain

Json = dict[str, Any]
_TOLD = re.compile(r"[。；;]|^(?=.*[一-鿿])[^:：]{16,}$")  # running text, and not a name, a field or a heading
TEXTS = ("name", "operator", "target", "unit", "initial_target", "actual", "standard", "note")


def exported(form: Form, number: int = 1) -> Json:
    """The tables of one form, ``number`` its place in the file.

    An empty cell is "", a cell that the layout does not have is left out.
    """
    told: dict[Key, list[Json]] = {
        "form": [_form(form, number)],
        "indicators": [_indicator(row) for row in form.indicators],
        "funds": list(_funds(form.budget)),
        "subtotals": [_subtotal(one.label, one.rows, one.execution, one.weight, one.score) for one in form.subtotals],
        "remarks": [{"text": text} for text in _remarks(form)],
        "sections": list(_sections(form)),
    }
    out: Json = {}
    for table in standards()[BUDGET_SYSTEM].tables:
        rows = [{one.name: row[one.key] for one in table.elements if one.key in row} for row in told[table.key]]
        out[table.named(form.kind)] = rows[0] if table.key == "form" else rows
    return out


def document(forms: Iterable[Form]) -> str:
    """All forms as one JSON document."""
    whole = {"standard": BUDGET_SYSTEM, "forms": [exported(form, number) for number, form in enumerate(forms, 1)]}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _number(value: Decimal | Unknown) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None


def _form(form: Form, number: int) -> Json:
    row: Json = {
        "number": number,
        "year": form.year,
        "organization": form.organization,
        "title": form.title,
        "profile": form.profile.name,
        "weight": _number(form.total.weight.value),
        "score": _number(form.total.score.value),
        "grade": form.grade.text,
        "stated_score": _number(form.stated_score.value),
        "execution_rate": _number(form.execution_rate.value),
    }
    if scored := form.execution:
        row |= {"execution_weight": _number(scored.weight.value), "execution_score": _number(scored.score.value)}
        if scored.note.text or scored.note.place:
            row["execution_note"] = scored.note.text
    return row


def _indicator(row: Indicator) -> Json:
    groups = [group.text for group in row.groups]
    cells: Json = {"row": row.row} | {f"level_{level}": group for level, group in enumerate(groups[:2], 1)}
    if groups[2:]:
        cells["level_more"] = "/".join(groups[2:])
    if isinstance(row.quantity, Amount):
        cells["target_value"] = plain(row.quantity.value)
    if row.nature.text:
        cells["nature"] = row.nature.text
    printed = {key: getattr(row, key) for key in TEXTS}
    cells |= {key: one.text for key, one in printed.items() if one.text or one.place}
    cells |= {key: _number(one.value) for key, one in _figures(row).items()}
    return cells | {key: value for key in ("core", "part_of") if (value := getattr(row, key)) is not None}


def _figures(row: Indicator) -> dict[str, Figure]:
    given = {"weight": row.weight, "score": row.score, "coefficient": row.coefficient, "review_score": row.review_score}
    return {key: one for key, one in given.items() if one is not None}


def _funds(budget: Iterable[BudgetLine]) -> Iterator[Json]:
    """One row for each item, its stages side by side; a stage told twice begins a row of its own."""
    rows: list[Json] = []
    for line in budget:
        item = {"side": line.side, "name": line.name, "unit": line.unit, "total": line.total}
        row = next((row for row in rows if row | item == row and line.stage not in row), None)
        if row is None:
            row = item
            rows.append(row)
        row[line.stage] = _number(line.amount.value)
        if line.share is not None:
            row[f"{line.stage}_share"] = _number(line.share.value)
    yield from rows


def _subtotal(label: str, rows: tuple[int, ...], execution: bool, weight: Figure, score: Figure) -> Json:
    return {
        "label": label,
        "rows": ",".join(map(str, rows)),
        "execution": execution,
        "weight": _number(weight.value),
        "score": _number(score.value),
    }


def _sections(form: Form) -> Iterator[Json]:
    for section in form.sections:
        yield {"heading": section.heading, "kind": section.kind, "text": section_text(form, section.start)}


def _remarks(form: Form) -> Iterator[str]:
    """Running text that stands in no section: goals, reasons given at the foot, notes to the table."""
    own = {place.start for place in _row_places(form)}
    names = {form.title, *(line.name for line in form.budget), *(one.label for one in form.subtotals)}
    for start, text in _passages(form.document):
        inside = any(section.start <= start < section.end for section in form.sections)
        if not inside and start not in own and _TOLD.search(text) and text.strip() not in names:
            yield "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _passages(document: Document) -> Iterator[tuple[int, str]]:
    """Paragraphs and cells, each once, with where they begin."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.start, block.text
        else:
            cells = {cell.start: cell for row in block.rows for cell in row if not cell.tables}
            yield from ((cell.start, cell.text) for cell in cells.values())


def _row_places(form: Form) -> Iterator[Place]:
    for row in form.indicators:
        printed = [getattr(row, key) for key in TEXTS] + [row.nature, *row.groups]
        yield from (one.place for one in printed if one.place is not None)
    if form.execution and form.execution.note.place:
        yield form.execution.note.place


def section_text(form: Form, start: int) -> str:
    """The lines of the section that begins at ``start``, without its heading and the tables within it."""
    section = next(one for one in form.sections if one.start == start)
    text, at = "", section.start
    for table in form.document.tables:
        if section.start <= table.start and table.end <= section.end:
            text, at = text + form.document.text[at : table.start], table.end
    lines = (text + form.document.text[at : section.end]).splitlines()
    told = "\n".join(line.strip() for line in lines if line.strip())
    return told.removeprefix(section.heading).lstrip(":：\n\t ")
