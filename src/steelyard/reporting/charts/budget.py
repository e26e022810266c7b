"""The budget from its first plan to the accounts: 年初 → 调整 → 决算, part by part."""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.model import BudgetLine, Form, Lang, Message
from steelyard.papers import Chart, Series
from steelyard.reporting.charts.bars import bars
from steelyard.reporting.charts.picture import Picture, none
from steelyard.reporting.words import SIDES, STAGES, one_line

NO_BUDGET = Message(
    "表中没有读到预算数，画不出年初、调整、决算的对照图。",
    "No budget figure was read, so initial, adjusted and final budget cannot be drawn side by side.",
)


def budget_pictures(form: Form, lang: Lang) -> list[Picture]:
    """One chart for each side of the budget, and for each unit where a side has several."""
    kinds = dict.fromkeys((line.side, line.unit) for line in form.budget)
    drawn = [
        _picture(nth, [line for line in form.budget if (line.side, line.unit) == kind], lang)
        for nth, kind in enumerate(kinds, 1)
    ]
    return drawn or none(NO_BUDGET, lang)


def _picture(nth: int, lines: list[BudgetLine], lang: Lang) -> Picture:
    names = list(dict.fromkeys(_name(line) for line in sorted(lines, key=lambda line: line.total)))
    stages = [stage for stage in STAGES if any(line.stage == stage for line in lines)]
    series = tuple(Series(STAGES[stage].say(lang), tuple(_values(names, stage, lines))) for stage in stages)
    side, unit = SIDES[lines[0].side], lines[0].unit
    ways = [STAGES[stage].say(lang) for stage in stages]
    told = " → ".join(ways)
    title = Message(f"预算{side.zh}：{told}（{unit}）", f"Budget, {side.en}: {told} ({unit})").say(lang)
    missing = sum(value is None for one in series for value in one.values)
    note = Message(
        f"图中{missing}处写“没有读出”：表中没有这个数，或者不是数字。",
        f"“Not read” stands {missing} times: the form has no such figure, or it is no number.",
    )
    return Picture(
        bars(f"budget-{nth}", title, Chart("bar", tuple(names), series, unit), lang), note.say(lang) if missing else ""
    )


def _values(names: list[str], stage: str, lines: list[BudgetLine]) -> Iterator[Decimal | None]:
    amounts = {_name(line): line.amount.value for line in lines if line.stage == stage}
    for name in names:
        value = amounts.get(name)
        yield value if isinstance(value, Decimal) else None


def _name(line: BudgetLine) -> str:
    return "".join(one_line(line.name).split(" "))
