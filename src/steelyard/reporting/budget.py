"""The budget figures side by side: amounts, shares as printed and as they come out."""

from decimal import Decimal
from typing import NamedTuple

from steelyard.model import BudgetLine, Figure, Form, Lang, Place
from steelyard.quantity import half_up, places
from steelyard.reporting.words import SIDES, STAGES, one_line, shown


class BudgetRow(NamedTuple):
    """One budget figure; ``computed`` is its share of the total of its stage and side, at the printed precision."""

    stage: str
    side: str
    name: str
    amount: str
    unit: str
    share: str
    computed: str
    total: bool
    amount_place: Place | None
    share_place: Place | None


def budget_rows(form: Form, lang: Lang) -> list[BudgetRow]:
    """All figures by stage and side, within them in the order of the form."""
    totals = {(line.stage, line.side): line.amount.value for line in form.budget if line.total}
    stages, sides = list(STAGES), list(SIDES)
    lines = sorted(form.budget, key=lambda line: (stages.index(line.stage), sides.index(line.side)))
    return [_row(line, totals.get((line.stage, line.side)), lang) for line in lines]


def _row(line: BudgetLine, total: object, lang: Lang) -> BudgetRow:
    share = line.share
    return BudgetRow(
        STAGES[line.stage].say(lang),
        SIDES[line.side].say(lang),
        one_line(line.name),
        shown(line.amount.value),
        line.unit,
        shown(share.value) if share else "",
        "" if line.total else _computed(line.amount, share, total),
        line.total,
        line.amount.printed.place,
        share.printed.place if share else None,
    )


def _computed(amount: Figure, share: Figure | None, total: object) -> str:
    if not isinstance(total, Decimal) or not isinstance(amount.value, Decimal) or not total:
        return "—"
    digits = places(share.value) if share and isinstance(share.value, Decimal) else 2
    return shown(half_up(amount.value / total * 100, digits))
