"""Forms handed on as data in the names of a standard: every cell says what it is, nothing is to be found out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from steelyard.model import (
    BudgetLine,
    Cell,
    Document,
    Execution,
    Figure,
    Form,
    Indicator,
    Message,
    Narrative,
    Paragraph,
    Printed,
    ProfileChoice,
    Section,
    Subtotal,
    Table,
    Total,
)
from steelyard.model.form import SectionKind, Side, Stage
from steelyard.packs.forms import profiles
from steelyard.packs.standards import BUDGET_SYSTEM, Key, StandardTable, standards
from steelyard.quantity import named_unit, parse_result, parse_target
from steelyard.recognising.cells import absent, figure, place, unknown
from steelyard.recognising.choosing import GENERAL
from steelyard.recognising.claims import claims_of
from steelyard.recognising.errors import UnknownProfile
from steelyard.recognising.ties import tie
from steelyard.recognising.words import said

DATA = "json"  # the format of documents that are such data
STAGES: tuple[Stage, ...] = ("initial", "adjusted", "final")
# How a place names a column whose element is called otherwise.
ROLES = {"level_1": "group", "level_2": "group", "level_more": "group", "review_score": "review"}


def exchanged(document: Document, asked: str | None) -> tuple[Form, ...]:
    """The forms of a document of the format ``DATA``.

    :raises steelyard.recognising.UnknownProfile: there is no profile of the name asked for, or of the one it names.
    """
    return tuple(_form(document, told, asked) for told in _forms(document))


@dataclass
class _Row:
    """One row of a table by the keys of its elements."""

    table: int
    number: int | None
    cells: dict[str, Cell]

    def printed(self, key: str) -> Printed:
        cell = self.cells.get(key)
        if cell is None:
            return Printed("")
        return Printed(said(cell.text), place([cell], self.table, self.number, ROLES.get(key, key)))

    def text(self, key: str) -> str:
        return self.printed(key).text

    def figure(self, key: str) -> Figure:
        return figure(self.printed(key), key) if key in self.cells else absent(key)

    def number_of(self, key: str) -> int | None:
        return int(self.text(key)) if self.text(key) else None


@dataclass
class _Told:
    """The tables of one form, and the blocks of the document that hold them."""

    kind: str
    tables: dict[Key, list[_Row]] = field(default_factory=dict)
    blocks: list[Paragraph | Table] = field(default_factory=list)


def _forms(document: Document) -> Iterator[_Told]:
    told: _Told | None = None
    standard = standards()[BUDGET_SYSTEM]
    for name, table in zip(document.blocks[::2], document.tables, strict=True):
        known = standard.table(name.text) if isinstance(name, Paragraph) else None
        if known is None or not isinstance(name, Paragraph):
            continue
        if told is None or known.key == "form":  # the reader puts it first
            if told is not None:
                yield told
            told = _Told("project" if name.text == known.project else "department")
        told.tables[known.key] = list(_rows(known, table))
        told.blocks += [name, table]
    if told is not None:
        yield told


def _rows(known: StandardTable, table: Table) -> Iterator[_Row]:
    keys = {element.name: element.key for element in known.elements}
    head, *body = table.rows
    for number, row in enumerate(body, 1):
        cells = {keys[named.text]: cell for named, cell in zip(head, row, strict=False)}  # a row may end early
        yield _Row(table.number, number if known.key == "indicators" else None, cells)


def _form(document: Document, told: _Told, asked: str | None) -> Form:
    (head,), rows = told.tables["form"], told.tables["indicators"]
    year = head.number_of("year")
    of_total = replace(head, number=len(rows) + 1)
    sections = tuple(_sections(told.tables.get("sections", [])))
    form = Form(
        document=replace(document, blocks=tuple(told.blocks)),
        profile=_profile(head.text("profile"), asked),
        kind="project" if told.kind == "project" else "department",
        title=head.text("title"),
        organization=head.text("organization"),
        year=year,
        sections=sections,
        budget=tuple(line for row in told.tables.get("funds", []) for line in _budget(row)),
        execution_rate=_stated(head, "execution_rate"),
        execution=_execution(head),
        indicators=tuple(_indicator(row, number, year) for number, row in enumerate(rows, 1)),
        subtotals=tuple(_subtotal(row) for row in told.tables.get("subtotals", [])),
        total=Total(of_total.figure("weight"), of_total.figure("score")),
        grade=head.printed("grade"),
        stated_score=_stated(head, "stated_score"),
    )
    text = [*told.tables.get("remarks", []), *told.tables.get("sections", [])]
    claims, mentions = claims_of(_lines(text), sections, year)
    return replace(form, narrative=Narrative(claims, mentions, tie(form, claims)))


def _profile(named: str, asked: str | None) -> ProfileChoice:
    name = asked or named or GENERAL
    if name not in profiles():
        raise UnknownProfile(name, profiles())
    if asked:
        return ProfileChoice(name, False, Message("按要求使用该表样。", "This profile was asked for."))
    if named:
        return ProfileChoice(name, False, Message("数据文件写明用该表样。", "The data file names this profile."))
    return ProfileChoice(name, True, Message("数据文件没有写明表样。", "The data file names no profile."))


def _stated(head: _Row, key: str) -> Figure:
    shown = head.figure(key)
    return shown if head.text(key) else unknown("数据文件没有写。", "The data file does not say.")


def _execution(head: _Row) -> Execution | None:
    if "execution_weight" not in head.cells and "execution_score" not in head.cells:
        return None
    row = replace(head, number=None)
    return Execution(row.figure("execution_weight"), row.figure("execution_score"), row.printed("execution_note"))


def _indicator(row: _Row, number: int, year: int | None) -> Indicator:
    unit, operator, initial = row.text("unit"), row.text("operator"), row.text("initial_target")
    unit = unit or named_unit(row.text("name"))
    quantity = parse_target(row.text("target"), unit=unit, operator=operator, year=year)
    groups = [row.printed(key) for key in ("level_1", "level_2")]
    groups += [replace(row.printed("level_more"), text=part) for part in row.text("level_more").split("/")]
    while groups and not groups[-1].text:
        groups.pop()
    return Indicator(
        row=number,
        groups=tuple(groups),
        name=row.printed("name"),
        target=row.printed("target"),
        actual=row.printed("actual"),
        weight=row.figure("weight"),
        score=row.figure("score"),
        note=row.printed("note"),
        quantity=quantity,
        result=parse_result(row.text("actual"), unit=unit, year=year, target=quantity),
        operator=row.printed("operator"),
        unit=row.printed("unit"),
        nature=row.printed("nature"),
        initial_target=row.printed("initial_target"),
        initial_quantity=parse_target(initial, unit=unit, operator=operator, year=year) if initial else None,
        coefficient=row.figure("coefficient") if "coefficient" in row.cells else None,
        standard=row.printed("standard"),
        core=row.text("core") == "true" if row.text("core") else None,
        review_score=row.figure("review_score") if "review_score" in row.cells else None,
        part_of=row.number_of("part_of"),
    )


def _budget(row: _Row) -> Iterator[BudgetLine]:
    for stage in STAGES:
        if row.text(stage):
            share = row.figure(f"{stage}_share") if row.text(f"{stage}_share") else None
            side = cast(Side, row.text("side") or "expenditure")
            total = row.text("total") == "true"
            yield BudgetLine(stage, side, row.text("name"), row.figure(stage), row.text("unit"), share, total)


def _subtotal(row: _Row) -> Subtotal:
    rows = tuple(int(number) for number in row.text("rows").split(",") if number)
    return Subtotal(row.text("label"), rows, row.figure("weight"), row.figure("score"), row.text("execution") == "true")


def _sections(rows: list[_Row]) -> Iterator[Section]:
    for row in rows:
        heading, text = row.cells["heading"], row.cells.get("text", row.cells["heading"])
        kind = cast(SectionKind, row.text("kind") or "other")
        yield Section(row.text("heading"), kind, heading.start, max(heading.end, text.end))


def _lines(rows: list[_Row]) -> Iterator[tuple[int, str]]:
    for row in rows:
        if cell := row.cells.get("text"):
            at = cell.start
            for line in cell.text.split("\n"):
                if line.strip():
                    yield at, line
                at += len(line) + 1
