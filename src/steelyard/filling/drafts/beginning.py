"""How a draft is begun: blank, from a form (this year's or an earlier one), or from a workbook that was filled in."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from steelyard.filling.budget import STAGES
from steelyard.filling.data import Data
from steelyard.filling.drafts.heads import heads
from steelyard.filling.drafts.typed import LONGEST, MOST, SHEETS, Texts, Typed, asked, layout_of, typed
from steelyard.filling.errors import FillError
from steelyard.filling.workbook import read_workbook
from steelyard.filling.workbook.answers import answers_of
from steelyard.filling.workbook.asked import NONE, SIDES
from steelyard.filling.workbook.reading import is_workbook
from steelyard.model import Amount, BudgetLine, Figure, Form, Indicator, Message
from steelyard.model.form import SectionKind
from steelyard.packs.templates import layouts
from steelyard.reading import read_bytes
from steelyard.recognising import recognise_all

_SIDE_WORDS = {key: word for word, key in SIDES.items()}
_OF_THE_YEAR = ("actual", "score", "note", "initial")  # what an earlier year's row says of that year alone


class Begun(NamedTuple):
    """A draft, and what of its source it could not take."""

    draft: Typed
    notes: tuple[Message, ...] = ()


def blank(profile: str, organization: str, year: int) -> Typed:
    """A draft with nothing in it but whose and of which year it is. Raises ``FillError`` without a layout."""
    layout_of(profile)
    return Typed(profile, {"organization": organization, "year": str(year)}, ({},), indicators=({},))


def begun(content: bytes, name: str, *, year: int, same_year: bool, profile: str = "") -> Begun:
    """A draft from a file: a form, or a workbook for filling in; ``name`` is what its sender calls it.

    Of another year's form names, groups, targets and weights are taken, but no result, score, amount or text.
    ``profile`` is the layout to write it in; blank for the file's own.

    :raises FillError: the file holds several forms, or there is no layout of its profile.
    :raises steelyard.reading.UnreadableDocument: it cannot be read.
    :raises steelyard.recognising.Unrecognised: it holds no form.
    """
    if is_workbook(content, name):
        made = _of_data(read_workbook(content, name))
    else:
        forms = recognise_all(read_bytes(content, name))
        if len(forms) > 1:
            raise FillError(
                f"“{name}”里有{len(forms)}份自评表，一次只能取一份，请拆成单独的文件。",
                f"“{name}” holds {len(forms)} forms, and one is taken at a time; put each into a file.",
            )
        made = _of_form(forms[0], profile or forms[0].profile.name)
    draft = made.draft if same_year else _other_year(made.draft)
    card = {**draft.card, "year": str(year)}
    return Begun(typed(msgspec.to_builtins(msgspec.structs.replace(draft, card=card))), made.notes)


def _other_year(draft: Typed) -> Typed:
    kept = ("organization", "project", "department", "unit")
    return Typed(
        draft.profile,
        {key: text for key, text in draft.card.items() if key in kept},
        tuple({key: text for key, text in row.items() if key not in STAGES} for row in draft.budget),
        indicators=tuple(
            {key: text for key, text in row.items() if key not in _OF_THE_YEAR} for row in draft.indicators
        ),
    )


def _of_data(data: Data) -> Begun:
    layout = layout_of(data.profile)
    sheets = answers_of(data, layout)
    keys = {part: {question.key for question in sheet.questions} for part, sheet in asked(data.profile).items()}
    rows = {part: tuple(_only(row, keys[part]) for row in sheets[name]) for part, name in SHEETS.items()}
    notes = tuple(_from_ledgers(sheets["绩效指标"]))
    draft = Typed(
        data.profile, rows["card"][0], rows["budget"], rows["values"], dict(data.narrative), rows["indicators"]
    )
    return Begun(draft, notes)


def _from_ledgers(rows: list[Texts]) -> Iterator[Message]:
    for number, row in enumerate(rows, 1):
        if row.get("measure"):
            yield Message(
                f"第{number}项指标“{row['name']}”的完成值由台账计算，网上填报没有台账，请填写算出的数。",
                f"Indicator {number} “{row['name']}” is computed from ledgers, of which there are none here: type it.",
            )


def _only(row: Texts, keys: set[str]) -> Texts:
    return {key: text for key, text in row.items() if key in keys and text}


def _of_form(form: Form, profile: str) -> Begun:
    if profile not in layouts():
        names = "、".join(layouts())
        raise FillError(
            f"这份表的表样“{profile}”没有可填写的版式，请先选择要写成哪种：{names}。",
            f"There is no layout of this form's profile “{profile}”; choose one of {', '.join(layouts())}.",
        )
    notes: list[Message] = []
    units = [line.unit for line in form.budget if line.unit in ("万元", "元", "亿元")]
    unit = max(units, key=units.count) if units else "万元"
    card = _card(form, profile, unit)
    keys = {part: {question.key for question in sheet.questions} for part, sheet in asked(profile).items()}
    levels = sum(key.startswith("groups.") for key in keys["indicators"])
    if form.indicators and max(len(row.groups) for row in form.indicators) > levels:
        notes.append(_too_deep(levels))
    if len(form.indicators) > MOST:
        raise FillError(f"最多{MOST}行指标。", f"{MOST} indicators at most.")
    rows = tuple(_only(_row(row, levels), keys["indicators"]) for row in form.indicators)
    budget = tuple(_only(row, keys["budget"]) for row in _budget(form, unit, notes, sides="side" in keys["budget"]))
    narrative = _narrative(form, {section.kind for section in layouts()[profile].sections}, notes)
    return Begun(Typed(profile, _only(card, keys["card"]), budget, (), narrative, rows), tuple(notes))


def _card(form: Form, profile: str, unit: str) -> Texts:
    """What the form says of itself; a department in charge is one where it is another than the unit."""
    known = layouts().get(form.profile.name, layouts()[profile])
    found = heads(form.document, known)
    goals = {key: _plain(text) for key, text in found.items() if key.startswith("goals.")}
    department = found.get("department", "")
    return {
        "organization": form.organization,
        "project": found.get("project", ""),
        "department": "" if department == form.organization else department,
        "unit": unit,
        "funds.note": form.execution.note.text if form.execution else "",
        **goals,
    }


def _too_deep(levels: int) -> Message:
    return Message(
        f"原表的指标层级比这种表样多，只取了前{levels}级。",
        f"The form has more levels of groups than this layout; the first {levels} were taken.",
    )


def _row(row: Indicator, levels: int) -> Texts:
    groups = [*(group.text for group in row.groups), *[NONE] * levels][:levels]
    made = {f"groups.{level}": group or NONE for level, group in enumerate(groups)}
    first = row.initial_target.text
    return {
        **made,
        "name": row.name.text,
        "target": _plain(_whole(row, row.target.text)),
        "initial": _whole(row, first) if first and first != row.target.text else "",
        "actual": _plain(_with_unit(row.actual.text, row.unit.text)),
        "weight": _figure(row.weight),
        "score": _figure(row.score),
        "note": _plain(row.note.text),
        "nature": row.nature.text if row.nature.text in ("定量", "定性") else "",
        "core": "" if row.core is None else "是" if row.core else "否",
    }


def _whole(row: Indicator, text: str) -> str:
    """A target whose sign and unit stand in columns of their own, in one piece."""
    sign = "" if not isinstance(row.quantity, Amount) or row.operator.text in text else row.operator.text
    return f"{sign}{_with_unit(text, row.unit.text if isinstance(row.quantity, Amount) else '')}"


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{unit}" if text and unit and text[-1].isdigit() else text


def _figure(figure: Figure) -> str:
    return f"{figure.value:f}" if isinstance(figure.value, Decimal) else figure.printed.text


def _budget(form: Form, unit: str, notes: list[Message], *, sides: bool) -> list[Texts]:
    """The lines of each side with their stages; a total is taken where it has no parts, for the others add up to it."""
    rows: dict[tuple[str, str], Texts] = {}
    parts = {(line.stage, line.side) for line in form.budget if not line.total}
    for line in form.budget:
        if not sides and line.side == "revenue":
            continue
        if line.total and (line.stage, line.side) in parts:
            continue
        if not _fits(line, unit):
            notes.append(_not_taken(line))
            continue
        name = line.name.removeprefix("其中：")
        row = rows.setdefault((line.side, name), {"side": _SIDE_WORDS[line.side], "name": name})
        row[line.stage] = _figure(line.amount)
    return list(rows.values())


def _fits(line: BudgetLine, unit: str) -> bool:
    return line.unit == unit and isinstance(line.amount.value, Decimal)


def _not_taken(line: BudgetLine) -> Message:
    return Message(
        f"预算“{line.name}”的“{line.amount.printed.text}”没有取，请自行填写。",
        f"The figure “{line.amount.printed.text}” of the budget line “{line.name}” was not taken; type it.",
    )


def _narrative(form: Form, kinds: set[SectionKind], notes: list[Message]) -> dict[SectionKind, str]:
    told: dict[SectionKind, str] = {}
    for section in form.sections:
        text = form.document.text[section.start : section.end].lstrip().removeprefix(section.heading).strip()
        if section.kind in kinds:
            told[section.kind] = f"{told[section.kind]}\n{text}" if section.kind in told else text
        elif text:
            notes.append(
                Message(
                    f"正文“{section.heading[:20]}”一节在这种表样里没有位置，没有取。",
                    f"The section “{section.heading[:20]}” has no place in this layout and was not taken.",
                )
            )
    return {kind: _plain(text) for kind, text in told.items()}


def _plain(text: str) -> str:
    """A text in which no brace is a name."""
    return text.replace("{", "{{").replace("}", "}}")[:LONGEST]
