"""Data → the official form: each number written once, the scores reckoned by the profile's rules.

``read_data`` → ``fill`` → a ``Paper`` that ``steelyard.papers.write`` turns into any kind of file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from msgspec import structs

from steelyard.filling.budget import Budget
from steelyard.filling.data import Data, Goals, read_data
from steelyard.filling.errors import FillError
from steelyard.filling.fields import bound, typed
from steelyard.filling.laying import laid_out
from steelyard.filling.numbers import Computed, Printed, fields_of, printed
from steelyard.filling.proof import proof
from steelyard.filling.scores import scored
from steelyard.filling.sheet import Row, Sheet
from steelyard.model import Message, Scored
from steelyard.model.form import SectionKind
from steelyard.packs.templates import Layout, layouts
from steelyard.papers import Paper
from steelyard.quantity import trimmed
from steelyard.scoring import score

__all__ = ["Data", "FillError", "Filled", "fill", "read_data"]


@dataclass(frozen=True, slots=True)
class Filled:
    """The form, how it scores when read, and what the writer should know of it.

    ``sheet`` is what it prints and ``fields`` what its texts may name, for a template of somebody's own.
    """

    paper: Paper
    sheet: Sheet
    fields: dict[str, str]
    scored: Scored
    notes: tuple[Message, ...]


def fill(data: Data, computed: Computed | None = None) -> Filled:
    """The official form of ``data``; ``computed`` gives the values of measures where ledgers are at hand.

    :raises FillError: the profile has no layout, a name stands for nothing, or a score is missing or against the rule.
    """
    layout = _layout(data.profile)
    actuals = {
        row: printed(one.actual, computed, f"第{row}项指标“{one.name}”") for row, one in enumerate(data.indicators, 1)
    }
    budget = Budget(data)
    fields = fields_of(data, actuals, computed) | dict(budget.fields())
    rows = tuple(_row(data, row, actuals[row], fields) for row in actuals)
    blank = fields | {"total.score": "", "grade": ""} | {f"{one.data.id}.score": "" for one in rows if one.data.id}
    sheet = Sheet(data, budget, rows, _sections(data, layout, blank), _goals(data.goals, blank), layout.execution)
    sheet, grade = scored(sheet, proof(laid_out(sheet, layout), data.profile))
    fields |= {"total.score": trimmed(sheet.total or Decimal(0)), "grade": grade}
    fields |= {f"{one.data.id}.score": trimmed(one.score or Decimal(0)) for one in sheet.rows if one.data.id}
    sheet = replace(sheet, sections=_sections(data, layout, fields), goals=_goals(data.goals, fields))
    paper = laid_out(sheet, layout)
    return Filled(paper, sheet, fields, score(proof(paper, data.profile)), tuple(_notes(data)))


def _layout(profile: str) -> Layout:
    known = layouts()
    if profile not in known:
        names = "、".join(known)
        raise FillError(
            f"“{profile}”没有可填写的版式，可用：{names}。",
            f"There is no layout of “{profile}”; there are {', '.join(known)}.",
        )
    return known[profile]


def _row(data: Data, row: int, actual: Printed, fields: dict[str, str]) -> Row:
    one = data.indicators[row - 1]
    where = f"indicators[{row}]"
    note = bound(one.note, fields, f"{where}.note")
    text = bound(actual.text, fields, f"{where}.actual")
    if text != actual.text:
        actual = printed(text, None, where)
    return Row(structs.replace(one, note=note, target=bound(one.target, fields, f"{where}.target")), actual)


def _sections(data: Data, layout: Layout, fields: dict[str, str]) -> dict[SectionKind, str]:
    known = {section.kind for section in layout.sections}
    if extra := [kind for kind in data.narrative if kind not in known]:
        raise FillError(
            f"这种表没有“narrative.{extra[0]}”一节，请删去。",
            f"This form has no section “narrative.{extra[0]}”; take it out.",
        )
    return {kind: bound(text.strip(), fields, f"narrative.{kind}") for kind, text in data.narrative.items()}


def _goals(goals: Goals, fields: dict[str, str]) -> dict[str, str]:
    said = {"expected": goals.expected, "adjusted": goals.adjusted or goals.expected, "achieved": goals.achieved}
    return {name: bound(text.strip(), fields, f"goals.{name}") for name, text in said.items()}


def _notes(data: Data) -> Iterator[Message]:
    texts: dict[str, str] = {f"narrative.{kind}": text for kind, text in data.narrative.items()}
    texts |= {"goals.achieved": data.goals.achieved}
    for name, text in texts.items():
        if found := list(typed(text)):
            few = "、".join(found[:5])
            yield Message(
                f"{name}里有{len(found)}个数是直接写的（{few}），没有引用数据，改动时不会一起改。",
                f"{name} writes {len(found)} number(s) itself ({few}): they will not change with the data.",
            )
