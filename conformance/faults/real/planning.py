"""What to change in a real form for each fault: found in its cells and sentences, with nothing known of it before."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from conformance.faults.real.editing import Editable, plain

NAME, TARGET, ACTUAL, WEIGHT, SCORE, NOTE = range(-6, 0)  # the last columns of a department's table
COUNTED = re.compile(r"(?P<number>\d+)(?P<unit>[^\d%]{1,3})")
TOTAL = ("合计", "总计", "总分")
CAPPED = ("合格率", "覆盖率", "满意度", "处置率", "整改率", "督查率")


@dataclass(frozen=True)
class Change:
    """Another text in the cell of a row (by the name of its indicator), or another for ``old`` in a paragraph."""

    old: str
    new: str
    row: str = ""
    column: int = 0


@dataclass(frozen=True)
class Plan:
    """A fault of the taxonomy, the changes that plant it, and the row (from 1) that it must be found at."""

    fault: str
    changes: tuple[Change, ...]
    row: int | None = None


@dataclass(frozen=True)
class Row:
    """The texts of one indicator row, counted from 1; the total row is the next one."""

    number: int
    cells: list[str]

    def at(self, column: int) -> str:
        return plain(self.cells[column])

    def change(self, column: int, new: str) -> Change:
        return Change(self.cells[column], new, self.at(NAME), column)


@dataclass(frozen=True)
class Known:
    """The form as the planners see it."""

    rows: list[Row]
    total: Row
    text: str


Planner = Callable[[Known, random.Random], Iterator[Plan]]


def known(form: Editable) -> Known:
    """The rows between the header and the total row, and all text.

    :raises ValueError: the file has no table with both.
    """
    texts = [[cell.text for cell in row] for row in form.rows]
    heads = [nth for nth, row in enumerate(texts) if {"权重", "得分"} <= set(map(plain, row))]
    ends = [nth for nth, row in enumerate(texts) if any(plain(cell).startswith(TOTAL) for cell in row)]
    if not heads or not ends:
        raise ValueError("the form has no table with the columns 权重 and 得分 and a total row")
    body = [row for row in texts[heads[0] + 1 : ends[-1]] if len(row) >= -NAME and plain(row[NAME])]
    rows = [Row(number, row) for number, row in enumerate(body, 1)]
    return Known(rows, Row(len(rows) + 1, texts[ends[-1]]), "\n".join(one.text for one in form.paragraphs))


def total_off(form: Known, source: random.Random) -> Iterator[Plan]:
    """Another weight, and another score, in the total row."""
    for fault, column in (("total-weight-off", -3), ("total-score-off", -2)):
        old = form.total.cells[column]
        new = str(Decimal(old) + source.choice((-2, -1, 1, 2)))
        yield Plan(fault, (Change(old, new, plain(form.total.cells[0]), column),), form.total.number)


def points(form: Known, source: random.Random) -> Iterator[Plan]:
    """A weight raised, a score above its weight, a deduction without a word."""
    full = [row for row in form.rows if row.at(WEIGHT) == row.at(SCORE) and Decimal(row.at(WEIGHT)) >= 2]
    for row in source.sample(full, min(4, len(full))):
        weight = Decimal(row.at(WEIGHT))
        raised = (row.change(WEIGHT, str(weight + 2)), row.change(SCORE, str(weight + 2)))
        yield Plan("weight-changed", raised, form.total.number)
        yield Plan("score-above-weight", (row.change(SCORE, str(weight + 1)),), row.number)
        if not row.at(NOTE):
            yield Plan("deduction-without-note", (row.change(SCORE, str(weight - 1)),), row.number)


def results(form: Known, source: random.Random) -> Iterator[Plan]:
    """Results that are a bound, a word or blank, echo the target, pass a hundred percent, or far exceed."""
    numeric = [row for row in form.rows if re.fullmatch(r"[\d.]+\D{0,3}", row.at(ACTUAL))]
    for row in source.sample(numeric, min(5, len(numeric))):
        yield Plan("result-is-a-bound", (row.change(ACTUAL, f"≥{row.at(ACTUAL)}"),), row.number)
        yield Plan("result-is-a-word", (row.change(ACTUAL, "已完成"),), row.number)
        yield Plan("result-is-blank", (row.change(ACTUAL, ""),), row.number)
    for row in numeric:
        counted = COUNTED.fullmatch(row.at(ACTUAL))
        if counted and int(counted["number"]) and COUNTED.match(row.at(TARGET)):
            far = f"{int(counted['number']) * 7}{counted['unit']}"
            yield Plan("target-far-exceeded", (row.change(ACTUAL, far),), row.number)
        if row.at(ACTUAL).endswith("%") and row.at(NAME).endswith(CAPPED):
            yield Plan("impossible-percentage", (row.change(ACTUAL, "108%"),), row.number)


def twice(form: Known, source: random.Random) -> Iterator[Plan]:
    """A row that becomes a copy of the one above it, the points aside."""
    for first, second in source.sample(list(zip(form.rows, form.rows[1:], strict=False)), 6):
        copied = tuple(second.change(column, first.cells[column]) for column in (TARGET, ACTUAL, NAME))
        yield Plan("duplicated-row", copied, second.number)


def money(form: Known, source: random.Random) -> Iterator[Plan]:
    """Two digits of an amount exchanged, a share changed, in the overview of the budget."""
    amounts = [found for found in re.finditer(r"(\d)(\d)(\d*\.\d\d)万元", form.text) if found[1] != found[2] != "0"]
    for found in source.sample(amounts, min(6, len(amounts))):
        before, after = form.text[max(0, found.start() - 6) : found.start()], found[3] + "万元"
        if "\n" not in before:
            old, new = before + found[1] + found[2] + after, before + found[2] + found[1] + after
            yield Plan("amount-digits-swapped", (Change(old, new),))
    for found in list(re.finditer(r"\d\d\.\d\d%", form.text))[:12]:
        before = form.text[max(0, found.start() - 14) : found.start()]
        if "万元" in before and "占" in before and "\n" not in before:
            yield Plan("share-off", (Change(before + found[0], before + f"{Decimal(found[0][:-1]) - 9}%"),))


def words(form: Known, source: random.Random) -> Iterator[Plan]:
    """Sentences that cannot be: a day that is none, words of a blank, a survey of a few; another score and grade."""
    satisfied = next(row for row in form.rows if row.at(NAME).endswith("满意度"))
    asked = f"就{satisfied.at(NAME)}发放问卷30份，收回26份，满意度为{satisfied.at(ACTUAL)}。"
    year = next(iter(re.findall(r"20\d\d", form.text)), "2023")
    added = {
        "impossible-date": (f"主要任务于{year}年6月31日全部完成。", f"主要工程{year}年8月开工，{year}年5月竣工。"),
        "placeholder-left": ("全年共完成XX项任务。", "（请填写实际完成情况）", "具体完成情况待补充。"),
        "few-asked": (asked,),
        "parts-told-otherwise": ("全年接待来访群众860人次，其中企业412人次、个人443人次。",),
        "growth-told-otherwise": ("接听咨询电话1276次，较上年的1140次增长21.9%。",),
    }
    ends = [line for line in form.text.split("\n") if line.endswith("。") and len(line) > 60]
    for fault, sentences in added.items():
        for sentence in sentences:
            end = source.choice(ends)[-20:]
            yield Plan(fault, (Change(end, end + sentence),))
    if found := re.search(r"得分(\d+)分", form.text):
        yield Plan("stated-score-off", (Change(found[0], f"得分{int(found[1]) - 4}分"),))


PLANNERS: tuple[Planner, ...] = (total_off, points, results, twice, money, words)


def plans(form: Known, seed: int) -> list[Plan]:
    """Every fault that the form can carry by these rules, the same for the same form and seed."""
    return [one for planner in PLANNERS for one in planner(form, random.Random(f"{seed} {planner.__name__}"))]
