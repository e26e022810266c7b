"""The score row by row: claimed, by rule, and the arithmetic; then the charts of what was lost and reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from steelyard.model import Lang
from steelyard.papers import Block, Cell
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, named_by, says, shown, table
from steelyard.reporting.scores import TotalRow
from steelyard.reporting.views import RowView

HEADS = ("row", "indicator", "target", "actual", "row_weight", "claimed", "by_rule", "how", "see")
WEIGHT, CLAIMED = HEADS.index("row_weight"), HEADS.index("claimed")
WIDTHS = (4, 20, 13, 13, 6, 7, 7, 19, 11)


def scoring(contents: Contents, t: Words) -> Iterator[Block]:
    """The table of scores, and its charts."""
    rows = [_row(view, contents.lang) for view in contents.rows]
    stated, summed, by_rule = (_total(total) for total in contents.totals)
    totals = (stated, _added_up(summed, rows), _in_the_next_column(by_rule))
    yield says(t["scoring_note"], "note")
    yield table([t[key] for key in HEADS], [*rows, *totals], WIDTHS)
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


def _total(total: TotalRow) -> tuple[Cell, ...]:
    """The label stands over the columns of the row's words."""
    words = (says(one) for one in (total.grade, total.remark) if one)
    return (
        cell(total.label, align="right", columns=WEIGHT),
        figure(total.weight),
        figure(total.score),
        cell(""),
        cell(*words),
        cell(""),
    )


def _added_up(total: tuple[Cell, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The sums, which a workbook adds up itself where every row has a number."""
    label, *sums = total
    for at, column in enumerate((WEIGHT, CLAIMED)):
        if sums[at].number is not None and all(row[column].number is not None for row in rows):
            sums[at] = replace(sums[at], formula=f"SUM({{1,{column}}}:{{{len(rows)},{column}}})")
    return (label, *sums)


def _in_the_next_column(total: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The score by the rules, under the points by the rules."""
    label, weight, score, empty, *others = total
    return (label, weight, empty, score, *others)
