"""What the fields of a Word template stand for: everything that the official form prints, by name."""

from collections.abc import Mapping

from steelyard.filling import Filled
from steelyard.filling.budget import STAGES
from steelyard.filling.wordtemplate import Repeat, filled
from steelyard.packs.templates import Layout, layouts
from steelyard.quantity import trimmed

ROW, LINE = "row", "line"  # an indicator; a line of expenditure


def in_template(form: Filled, template: bytes, path: str) -> bytes:
    """The form in the Word file ``template``, which ``path`` names in messages.

    Raises what ``filled`` raises.
    """
    layout = layouts()[form.sheet.data.profile]
    rows = Repeat(rows_of(form, layout), groups_of(layout), needed=True)
    return filled(template, values_of(form, layout), {ROW: rows, LINE: Repeat(lines_of(form))}, path)


def groups_of(layout: Layout) -> tuple[str, ...]:
    """The fields of a row that name its groups, outermost first."""
    return tuple(f"group{level}" for level in range(1, sum(one.role == "group" for one in layout.columns) + 1))


def values_of(form: Filled, layout: Layout) -> Mapping[str, str]:
    """The fields that stand outside of repeated rows: those of the data, and what is computed for the form."""
    sheet, data = form.sheet, form.sheet.data
    return {
        **form.fields,
        "title": form.paper.title,
        "department": data.department or data.organization,
        "unit": data.unit,
        "total.weight": trimmed(sheet.weight),
        **{f"goals.{name}": text for name, text in sheet.goals.items()},
        **{f"narrative.{one.kind}": sheet.sections.get(one.kind, "") for one in layout.sections},
        **dict(_funds(form)),
    }


def _funds(form: Filled) -> dict[str, str]:
    """The line of funds: figures without their unit, as its table prints them."""
    sheet = form.sheet
    totals = {f"funds.{stage}": sheet.budget.total(stage) for stage in STAGES}
    rate = sheet.budget.rate
    points = {"funds.weight": sheet.execution_weight, "funds.score": sheet.execution}
    return {
        **{name: "" if total is None else f"{total:f}" for name, total in totals.items()},
        **{name: "" if figure is None else trimmed(figure) for name, figure in points.items()},
        "funds.rate": "" if rate is None else f"{rate:f}%",
        "funds.rate.number": "" if rate is None else f"{rate:f}",
        "funds.note": sheet.data.funds.note,
    }


def rows_of(form: Filled, layout: Layout) -> list[dict[str, str]]:
    """What a row says of each indicator: its cells as the layout prints them, its groups, its number."""
    groups = groups_of(layout)
    roles = [column.role for column in layout.columns]
    made = []
    for number, row in enumerate(form.sheet.rows, 1):
        labels = [*row.data.groups, *[""] * len(groups)]
        cells = row.cells(split="operator" in roles, unit_column="unit" in roles)
        made.append({"number": str(number), **cells, **dict(zip(groups, labels, strict=False))})
    return made


def lines_of(form: Filled) -> list[dict[str, str]]:
    """The lines of expenditure; none where one line is all there is, which the total says already."""
    budget = form.sheet.budget
    names = budget.names["expenditure"]
    amounts = {
        (stage, line.name): f"{line.amount:f}"
        for stage in STAGES
        if (stand := budget.stands.get((stage, "expenditure")))
        for line in stand.lines
    }
    return [
        {"name": name if nth else f"其中：{name}", **{stage: amounts.get((stage, name), "") for stage in STAGES}}
        for nth, name in enumerate(names if len(names) > 1 else ())
    ]
