"""The budget line by line with its shares, drawn from plan to accounts, and its execution by month."""

from collections.abc import Iterator

from steelyard.model import Lang
from steelyard.papers import Block, Cell
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, named_by, says, shown, table
from steelyard.reporting.views import BudgetView

WIDTHS = (24, 28, 15, 8, 14, 14, 9)


def budget(contents: Contents, t: Words) -> Iterator[Block]:
    """Table and charts; what cannot be drawn says why."""
    if contents.budget:
        keys = ("stage", "name", "amount", "unit", "share", "share_computed", "see")
        yield table([t[key] for key in keys], [_row(view, contents.lang) for view in contents.budget], WIDTHS)
    yield from shown(contents.pictures.budget)
    yield says(t["months"], "subheading")
    yield from shown(contents.pictures.months)


def _row(view: BudgetView, lang: Lang) -> tuple[Cell, ...]:
    row = view.row
    numbers = sorted({*view.amount.numbers, *view.share.numbers})
    return (
        cell(f"{row.stage}{'' if lang == 'zh' else ' '}{row.side}"),
        cell(row.name),
        figure(row.amount, tone=TONES[view.amount.level], bold=row.total),
        cell(row.unit, align="center"),
        figure(row.share, tone=TONES[view.share.level]),
        figure(row.computed),
        named_by(numbers, lang),
    )
