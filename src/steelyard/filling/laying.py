"""Sheet → paper: the blocks of a layout on one grid."""

from collections.abc import Iterator

from steelyard.filling.budget import STAGES
from steelyard.filling.data import Data
from steelyard.filling.fields import bound
from steelyard.filling.sheet import Sheet
from steelyard.packs.templates import FieldCell, FundsColumn, Layout
from steelyard.papers.paper import Align, Block, Cell, Paper, Paragraph, Run, Style, Table
from steelyard.quantity import trimmed

_LEFT: tuple[str, ...] = ("name", "note")
Cells = tuple[Cell, ...]


def laid_out(sheet: Sheet, layout: Layout) -> Paper:
    """The form as the layout has it."""
    fields = title_fields(sheet.data)
    title = bound(sheet.data.title or layout.title, fields, "title")
    blocks: list[Block] = [Paragraph((Run(title),), "title")]
    if layout.subtitle:
        blocks.append(Paragraph((Run(bound(layout.subtitle, fields, "subtitle")),), "subtitle"))
    if layout.place == "text":
        for section in layout.sections:
            if text := sheet.sections.get(section.kind):
                blocks.append(Paragraph((Run(section.heading),), "heading"))
                blocks += [Paragraph((Run(line),)) for line in text.splitlines() if line.strip()]
    blocks += _Grid(sheet, layout, fields).tables()
    return Paper(title, tuple(blocks), landscape=layout.landscape, organization=sheet.data.organization)


def title_fields(data: Data) -> dict[str, str]:
    """What a title, and the labels of a layout, may name."""
    return {"year": str(data.year), "organization": data.organization, "unit": data.unit, "project": data.project}


class _Grid:
    """The grid of the form, as two tables: what stands above the indicators, and these with a header to repeat."""

    def __init__(self, sheet: Sheet, layout: Layout, fields: dict[str, str]) -> None:
        self.sheet, self.layout, self.fields = sheet, layout, fields
        self.columns = len(layout.columns)

    def tables(self) -> Iterator[Table]:
        widths = tuple(column.width for column in self.layout.columns)
        if above := (*self._fields(), *self._funds(), *self._goals()):
            yield Table(widths, above)
        head = tuple(_cell(column.heading, header=True) for column in self.layout.columns)
        yield Table(widths, (head, *self._indicators(), self._total(), *self._sections()), header_rows=1)

    def _fields(self) -> Iterator[Cells]:
        for row in self.layout.fields:
            yield tuple(
                _cell(cell.label or self._field(cell), columns=cell.span, header=bool(cell.label)) for cell in row
            )

    def _field(self, cell: FieldCell) -> str:
        data, goals = self.sheet.data, self.sheet.goals
        said = {
            "project": data.project,
            "department": data.department or data.organization,
            "organization": data.organization,
            "year": str(data.year),
            "total": "" if self.sheet.total is None else trimmed(self.sheet.total),
            **goals,
        }
        return said.get(cell.field or "", "")

    def _funds(self) -> Iterator[Cells]:
        funds, budget = self.layout.funds, self.sheet.budget
        if funds is None or not budget.stands:
            return
        names = [funds.total, *self._named_lines()]
        label = bound(funds.label, self.fields, "funds")
        head = [_cell(column.heading, columns=column.span, header=True) for column in funds.columns]
        yield (_cell(label, rows=len(names) + 1, columns=funds.span, header=True), *head)
        for number, name in enumerate(names):
            yield tuple(self._money(column, name, total=not number) for column in funds.columns)

    def _named_lines(self) -> list[str]:
        names = self.sheet.budget.names["expenditure"]
        return [f"其中：{name}" if not number else name for number, name in enumerate(names)] if len(names) > 1 else []

    def _money(self, column: FundsColumn, name: str, *, total: bool) -> Cell:
        budget, role = self.sheet.budget, column.role
        if role == "name":
            return _cell(name, columns=column.span, align="left")
        if role in STAGES:
            stand = budget.stands.get((role, "expenditure"))
            lines = {line.name: line.amount for line in stand.lines} if stand else {}
            amount = (stand.total if stand else None) if total else lines.get(name.removeprefix("其中："))
            return _number("" if amount is None else f"{amount:f}", column.span)
        if not total:
            return _cell("", columns=column.span)
        rate, execution = budget.rate, self.sheet.execution
        said = {
            "weight": "" if self.sheet.execution_weight is None else trimmed(self.sheet.execution_weight),
            "rate": "" if rate is None else f"{rate:f}" if "%" in column.heading else f"{rate:f}%",
            "score": "" if execution is None else trimmed(execution),
            "note": self.sheet.data.funds.note,
        }
        return _number(said[role], column.span)

    def _goals(self) -> Iterator[Cells]:
        goals = self.layout.goals
        if goals is None or not any(self.sheet.goals.values()):
            return
        heads = (_cell(cell.label, columns=cell.span, header=True) for cell in goals.columns)
        yield (_cell(goals.label, rows=2, columns=goals.span, header=True), *heads)
        yield tuple(_cell(self._field(cell), columns=cell.span, align="left") for cell in goals.columns)

    def _indicators(self) -> Iterator[Cells]:
        roles = [column.role for column in self.layout.columns]
        levels = [at for at, role in enumerate(roles) if role == "group"]
        rows = self.sheet.rows
        printed = [row.cells(split="operator" in roles, unit_column="unit" in roles) for row in rows]
        for number, row in enumerate(rows):
            cells = []
            for at, role in enumerate(roles):
                if role != "group":
                    align: Align = "left" if role in _LEFT else "center"
                    cells.append(_number(printed[number][role], align=align))
                elif self._begins(number, levels.index(at)):
                    label = row.data.groups[levels.index(at)] if levels.index(at) < len(row.data.groups) else ""
                    cells.append(_cell(label, rows=self._run(number, levels.index(at))))
            yield tuple(cells)

    def _begins(self, number: int, level: int) -> bool:
        return not number or self._path(number, level) != self._path(number - 1, level)

    def _path(self, number: int, level: int) -> tuple[str, ...]:
        return self.sheet.rows[number].data.groups[: level + 1]

    def _run(self, number: int, level: int) -> int:
        end = number + 1
        while end < len(self.sheet.rows) and self._path(end, level) == self._path(number, level):
            end += 1
        return end - number

    def _total(self) -> Cells:
        roles = [column.role for column in self.layout.columns]
        first = roles.index("weight")
        cells = [_cell(self.layout.total, columns=first, header=True)]
        for role in roles[first:]:
            said = {
                "weight": trimmed(self.sheet.weight),
                "score": "" if self.sheet.total is None else trimmed(self.sheet.total),
            }
            cells.append(_number(said.get(role, "")))
        return tuple(cells)

    def _sections(self) -> Iterator[Cells]:
        if self.layout.place != "rows":
            return
        for section in self.layout.sections:
            if text := self.sheet.sections.get(section.kind):
                lines = tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip())
                yield (
                    _cell(section.heading, columns=2, header=True),
                    Cell(lines, columns=self.columns - 2, align="left"),
                )


def _cell(
    text: str, *, rows: int = 1, columns: int = 1, align: Align = "center", header: bool = False, style: Style = "note"
) -> Cell:
    lines = text.splitlines() or [""]
    paragraphs = tuple(Paragraph((Run(line),) if line else (), style) for line in lines)
    return Cell(paragraphs, rows=rows, columns=columns, align=align, header=header)


def _number(text: str, columns: int = 1, align: Align = "center") -> Cell:
    """A cell whose text a workbook keeps as it is printed: 92.60% and 1,240人次 are no plain numbers."""
    return _cell(text, columns=columns, align=align)
