"""A Word template to begin from: the official form of a layout with fields where its content stands."""

from collections.abc import Iterator

from steelyard.filling.wordtemplate.saying import LINE, ROW
from steelyard.packs.forms import profiles
from steelyard.packs.templates import FieldCell, FundsColumn, Layout, layouts
from steelyard.papers import Paper, Paragraph, Run, Table, write
from steelyard.papers.paper import Align, Block, Cell

_FIELDS = {"total": "total.score", "expected": "goals.expected", "adjusted": "goals.adjusted"}
_FIELDS["achieved"] = "goals.achieved"
Cells = tuple[Cell, ...]


def word_template(profile: str) -> bytes:
    """The template (.docx) of a profile that has a layout: filled in as it is, it gives the official form."""
    layout = layouts()[profile]
    blocks: list[Block] = [Paragraph((Run("{title}"),), "title")]
    if layout.subtitle:
        blocks.append(Paragraph((Run(layout.subtitle),), "subtitle"))
    if layout.place == "text":
        for section in layout.sections:
            blocks += [
                Paragraph((Run(section.heading),), "heading"),
                Paragraph((Run(f"{{narrative.{section.kind}}}"),)),
            ]
    widths = tuple(column.width for column in layout.columns)
    if above := (*_head(layout), *_funds(layout), *_goals(layout)):
        blocks.append(Table(widths, above))
    heads = tuple(_cell(column.heading, header=True) for column in layout.columns)
    rows = (heads, tuple(_indicator(layout)), tuple(_total(layout)), *_sections(layout))
    blocks.append(Table(widths, rows, header_rows=1))
    return write(Paper(profiles()[profile].title, tuple(blocks), landscape=layout.landscape), "docx")


def _head(layout: Layout) -> Iterator[Cells]:
    for row in layout.fields:
        yield tuple(_cell(cell.label or _field(cell), columns=cell.span, header=bool(cell.label)) for cell in row)


def _field(cell: FieldCell) -> str:
    field = cell.field or ""
    return f"{{{_FIELDS.get(field, field)}}}" if field else ""


def _funds(layout: Layout) -> Iterator[Cells]:
    funds = layout.funds
    if funds is None:
        return
    heads = (_cell(column.heading, columns=column.span, header=True) for column in funds.columns)
    yield (_cell(funds.label, rows=3, columns=funds.span, header=True), *heads)
    yield tuple(_money(column, funds.total) for column in funds.columns)
    yield tuple(_line(column) for column in funds.columns)


def _money(column: FundsColumn, total: str) -> Cell:
    if column.role == "name":
        return _cell(total, columns=column.span, align="left")
    bare = column.role == "rate" and "%" in column.heading  # the heading says it
    return _cell(f"{{funds.{column.role}{'.number' if bare else ''}}}", columns=column.span)


def _line(column: FundsColumn) -> Cell:
    said = column.role in ("name", "initial", "adjusted", "final")
    align: Align = "left" if column.role == "name" else "center"
    return _cell(f"{{{LINE}.{column.role}}}" if said else "", columns=column.span, align=align)


def _goals(layout: Layout) -> Iterator[Cells]:
    goals = layout.goals
    if goals is not None:
        heads = (_cell(cell.label, columns=cell.span, header=True) for cell in goals.columns)
        yield (_cell(goals.label, rows=2, columns=goals.span, header=True), *heads)
        yield tuple(_cell(_field(cell), columns=cell.span, align="left") for cell in goals.columns)


def _indicator(layout: Layout) -> Iterator[Cell]:
    level = 0
    for column in layout.columns:
        if column.role == "group":
            level += 1
            yield _cell(f"{{{ROW}.group{level}}}")
        else:
            yield _cell(f"{{{ROW}.{column.role}}}", align="left" if column.role in ("name", "note") else "center")


def _total(layout: Layout) -> Iterator[Cell]:
    roles = [column.role for column in layout.columns]
    first = roles.index("weight")
    yield _cell(layout.total, columns=first, header=True)
    for role in roles[first:]:
        yield _cell(f"{{total.{role}}}" if role in ("weight", "score") else "")


def _sections(layout: Layout) -> Iterator[Cells]:
    for section in layout.sections if layout.place == "rows" else ():
        text = _cell(f"{{narrative.{section.kind}}}", columns=len(layout.columns) - 2, align="left")
        yield _cell(section.heading, columns=2, header=True), text


def _cell(text: str, rows: int = 1, columns: int = 1, align: Align = "center", header: bool = False) -> Cell:
    return Cell((Paragraph((Run(text),) if text else (), "note"),), rows, columns, align, header)
