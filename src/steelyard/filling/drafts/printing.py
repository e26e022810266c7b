"""Draft → the form as it stands: what is missing stays blank, what the rules give is filled in.

The same layout and the same reading as of the finished form; only that nothing here is refused.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple, get_args

from msgspec import structs

from steelyard.filling.budget import STAGES, Budget
from steelyard.filling.data import Data, Goals, Indicator, Money
from steelyard.filling.drafts.editing import settled
from steelyard.filling.drafts.typed import Gap, Texts, Typed, layout_of, said
from steelyard.filling.errors import FillError
from steelyard.filling.fields import bound
from steelyard.filling.laying import laid_out, title_fields
from steelyard.filling.numbers import fields_of, printed
from steelyard.filling.proof import proof
from steelyard.filling.scores import execution_score, grade_of, row_score
from steelyard.filling.sheet import Row, Sheet
from steelyard.filling.workbook.asked import NONE, SIDES
from steelyard.model import Form, Mark, Message
from steelyard.model.form import SectionKind
from steelyard.packs.templates import Layout
from steelyard.quantity import parse_number, trimmed
from steelyard.scoring import score

ZERO = Decimal(0)
UNITS = ("万元", "元", "亿元")


@dataclass(frozen=True)
class Unfinished(Row):
    """A row of a draft: ``number`` is its own there, from 1. What it lacks is printed blank, not as nought."""

    number: int = 0
    lacks: frozenset[str] = frozenset()

    def cells(self, *, split: bool, unit_column: bool) -> dict[str, str]:
        """What its cells print."""
        cells = super().cells(split=split, unit_column=unit_column)
        return {role: "" if role in self.lacks else text for role, text in cells.items()}


class Running(NamedTuple):
    """A running text of the draft, and the heading behind which it is printed."""

    address: str
    heading: str
    typed: str


@dataclass(frozen=True)
class Standing:
    """A draft as printed and read. ``fields`` are what its texts may name, ``marks`` those of its rows by number."""

    form: Form
    rows: tuple[Unfinished, ...]
    marks: dict[int, Mark]
    budget: Budget
    texts: tuple[Running, ...]
    fields: dict[str, str]
    total: Decimal | None
    gaps: tuple[Gap, ...]


def standing(draft: Typed, year: int) -> Standing:
    """How ``draft`` stands; ``gaps`` are those that only come to light when it is laid out.

    :raises steelyard.recognising.Unrecognised: nothing in it reads as a form yet.
    """
    found: list[Gap] = []
    layout, data = layout_of(draft.profile), _titled(_data(draft, year), found)
    budget = _budget(data, found)
    rows = _rows(draft, data)
    fields = fields_of(data, {at: row.actual for at, row in enumerate(rows, 1)}, None) | dict(budget.fields())
    fields |= {"total.score": "", "grade": ""} | {f"{row.data.id}.score": "" for row in rows if row.data.id}
    rows = tuple(_bound(row, fields, found) for row in rows)
    texts = _texts(draft, layout)
    sheet = Sheet(data, budget, rows, *_told(texts, fields, []), layout.execution)
    marks = {mark.row: mark for mark in score(proof(laid_out(sheet, layout), data.profile)).marks}
    rows = tuple(replace(row, score=_score(row, at, marks, found)) for at, row in enumerate(rows, 1))
    execution = _execution(sheet, marks, found)
    known = [row.score for row in rows] + ([execution] if sheet.execution_weight is not None else [])
    total = sum((one for one in known if one is not None), ZERO) if None not in known else None
    sheet = replace(sheet, rows=rows, execution=execution, total=total)
    if total is not None:
        fields |= {"total.score": trimmed(total), "grade": grade_of(sheet, total)}
    fields |= {f"{row.data.id}.score": "" if row.score is None else trimmed(row.score) for row in rows if row.data.id}
    sections, goals = _told(texts, fields, found)
    form = proof(laid_out(replace(sheet, sections=sections, goals=goals), layout), data.profile)
    by_number = {row.number: marks[at] for at, row in enumerate(rows, 1) if at in marks}
    return Standing(form, rows, by_number, budget, texts, fields, total, tuple(found))


def _data(draft: Typed, year: int) -> Data:
    card = said(draft.card)
    unit = card.get("unit", "")
    return Data(
        profile=draft.profile,
        organization=card.get("organization", ""),
        year=year,
        indicators=tuple(_indicator(row) for row in settled(draft.indicators) if said(row)),
        title=card.get("title", ""),
        project=card.get("project", ""),
        department=card.get("department", ""),
        unit=unit if unit in UNITS else UNITS[0],  # type: ignore[arg-type]
        values={
            row["name"].strip(): row["number"].strip() for row in draft.values if {"name", "number"} <= said(row).keys()
        },
        budget=tuple(_money(said(row)) for row in draft.budget if said(row)),
        goals=Goals(**{name: card.get(f"goals.{name}", "") for name in ("expected", "adjusted", "achieved")}),
    )


def _titled(data: Data, found: list[Gap]) -> Data:
    """``data`` with the layout's own title where its title names what there is not."""
    try:
        bound(data.title, title_fields(data), "")
        return data
    except FillError as error:
        found.append(_nameless("card.title", error))
        return structs.replace(data, title="")


def _indicator(row: Texts) -> Indicator:
    one = said(row)
    groups = [one.get(f"groups.{level}", NONE) for level in range(sum(key.startswith("groups.") for key in row))]
    stated = groups.index(NONE) if NONE in groups else len(groups)
    nature = one.get("nature", "")
    return Indicator(
        name=one.get("name", ""),
        target=one.get("target", ""),
        actual=one.get("actual", ""),
        weight=_number(one.get("weight", "")) or ZERO,
        id=one.get("id", ""),
        groups=tuple(groups[:stated]),
        score=_number(one.get("score", "")),
        note=one.get("note", ""),
        initial=one.get("initial", ""),
        nature=nature if nature in ("定量", "定性") else "",  # type: ignore[arg-type]
        core={"是": True, "否": False}.get(one.get("core", "")),
    )


def _number(text: str) -> Decimal | None:
    value = parse_number(text)
    return value if isinstance(value, Decimal) else None


def _money(row: Texts) -> Money:
    stages = {stage: _number(row.get(stage, "")) for stage in STAGES}
    return Money(name=row.get("name", ""), side=SIDES.get(row.get("side", ""), "expenditure"), **stages)  # type: ignore[arg-type]


def _budget(data: Data, found: list[Gap]) -> Budget:
    """The budget; none of it while a stage is stated of some lines alone, since no total of it is known."""
    try:
        return Budget(data)
    except FillError as error:
        found.append(Gap("budget", error.message))
        return Budget(structs.replace(data, budget=()))


def _rows(draft: Typed, data: Data) -> tuple[Unfinished, ...]:
    numbers = [number for number, row in enumerate(draft.indicators, 1) if said(row)]
    made = []
    for number, one in zip(numbers, data.indicators, strict=True):
        lacks = {"weight"} if _number(draft.indicators[number - 1].get("weight", "")) is None else set()
        made.append(Unfinished(one, printed(one.actual, None, ""), None, number, frozenset(lacks)))
    return tuple(made)


def _bound(row: Unfinished, fields: dict[str, str], found: list[Gap]) -> Unfinished:
    told = {
        key: _one(getattr(row.data, key), fields, f"indicators.{row.number}.{key}", found) for key in ("note", "target")
    }
    text = _one(row.actual.text, fields, f"indicators.{row.number}.actual", found)
    actual = row.actual if text == row.actual.text else printed(text, None, "")
    return replace(row, data=structs.replace(row.data, **told), actual=actual)


def _texts(draft: Typed, layout: Layout) -> tuple[Running, ...]:
    """The running texts in the order in which they are printed; all goals stand behind the last of their labels."""
    columns = layout.goals.columns if layout.goals else ()
    label = columns[-1].label if columns else ""
    goals = [(f"card.goals.{cell.field}", "" if at else label) for at, cell in enumerate(columns)]
    made = [Running(at, heading, draft.card.get(at.removeprefix("card."), "")) for at, heading in goals]
    for section in layout.sections:
        made.append(Running(f"narrative.{section.kind}", section.heading, draft.narrative.get(section.kind, "")))
    return tuple(made)


def _told(
    texts: tuple[Running, ...], fields: dict[str, str], found: list[Gap]
) -> tuple[dict[SectionKind, str], dict[str, str]]:
    told = {text.address: _one(text.typed.strip(), fields, text.address, found) for text in texts}
    goals = {name: told.get(f"card.goals.{name}", "") for name in ("expected", "adjusted", "achieved")}
    sections = {kind: told[f"narrative.{kind}"] for kind in get_args(SectionKind) if f"narrative.{kind}" in told}
    return sections, {**goals, "adjusted": goals["adjusted"] or goals["expected"]}


def _one(text: str, fields: dict[str, str], address: str, found: list[Gap]) -> str:
    """A text with its names bound; as it is written where one stands for nothing."""
    try:
        return bound(text, fields, "")
    except FillError as error:
        found.append(_nameless(address, error))
        return text


def _nameless(address: str, error: FillError) -> Gap:
    """The gap of a text of which no place was said, since the address says it."""
    return Gap(address, Message(*(part.lstrip("：: ") for part in error.message)))


def _score(row: Unfinished, at: int, marks: dict[int, Mark], found: list[Gap]) -> Decimal | None:
    """The points of a row: as stated, else as the rule gives them; ``None`` while a person has to judge."""
    if at not in marks:
        return row.data.score if row.data.score is None else Decimal(row.data.score)
    try:
        return row_score(row, row.number, marks[at])
    except FillError as error:
        if row.data.target and row.data.actual and not row.lacks:  # else that is the gap
            found.append(Gap(f"indicators.{row.number}.score", error.message))
        return None if row.data.score is None else Decimal(row.data.score)


def _execution(sheet: Sheet, marks: dict[int, Mark], found: list[Gap]) -> Decimal | None:
    if sheet.execution_weight is None:
        return None
    try:
        return execution_score(marks.get(0))
    except FillError as error:
        found.append(Gap("budget", error.message))
        return None
