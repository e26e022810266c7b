"""The score row by row: claimed, by rule, and the arithmetic; then the charts of what was lost and reached."""

from collections.abc import Iterator

from steelyard.model import Lang
from steelyard.papers import Block, Cell
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, named_by, says, shown, table
from steelyard.reporting.scores import TotalRow
from steelyard.reporting.views import RowView

WIDTHS = (4, 20, 13, 13, 6, 7, 7, 19, 11)


def scoring(contents: Contents, t: Words) -> Iterator[Block]:
    """The table of scores, and its charts."""
    keys = ("row", "indicator", "target", "actual", "row_weight", "claimed", "by_rule", "how", "see")
    last = len(contents.totals) - 1
    rows = [
        *(_row(view, contents.lang) for view in contents.rows),
        *(_total(total, by_rule=at == last) for at, total in enumerate(contents.totals)),
    ]
    yield says(t["scoring_note"], "note")
    yield table([t[key] for key in keys], rows, WIDTHS)
    yield from shown(contents.pictures.lost)
    yield from shown(contents.pictures.achieved)


def _row(view: RowView, lang: Lang) -> tuple[Cell, ...]:
    row = view.row
    tones = {role: TONES[seen.level] for role, seen in view.cells.items()}
    return (
        figure(str(row.row or "")),
        cell(row.name, tone=tones.get("name", "plain")),
        cell(row.target, align="center", tone=tones.get("target", "plain")),
        cell(row.actual, align="center", tone=tones.get("actual", "plain")),
        figure(row.weight, tone=tones.get("weight", "plain")),
        figure(row.claimed, tone=tones.get("score", "plain")),
        figure(row.points, bold=row.off),
        cell(row.how, tone=tones.get("note", "plain")),
        named_by(view.numbers, lang),
    )


def _total(total: TotalRow, *, by_rule: bool) -> tuple[Cell, ...]:
    """The label stands over the columns of the row's words; the score in the column that it is the sum of."""
    claimed, ruled = ("", total.score) if by_rule else (total.score, "")
    words = " ".join(part for part in (total.grade, total.remark) if part)
    return (
        cell(total.label, align="right", columns=4),
        figure(total.weight),
        figure(claimed),
        figure(ruled, bold=by_rule),
        cell(words),
        cell(""),
    )
