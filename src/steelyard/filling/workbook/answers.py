"""The data of a form as answers, and answers as data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from steelyard.filling.data import Data, Indicator, Measured, Money, Number
from steelyard.filling.workbook.asked import NONE, SIDES
from steelyard.filling.workbook.reading import Row
from steelyard.packs.templates import Layout

_SIDES = {key: word for word, key in SIDES.items()}
CORE = {"是": True, "否": False}


def data_of(rows: Mapping[str, Sequence[Row]], layout: Layout) -> dict[str, Any]:
    """What the rows of each sheet say, in the keys of a data file.

    :raises FillError: a number given twice or not at all, a name used twice, a paragraph before any heading.
    """
    made: dict[str, Any] = {}
    for key, answer in rows["基本情况"][0].answers.items():
        part, _, name = key.rpartition(".")
        (made.setdefault(part, {}) if part else made)[name] = answer.text
    made["year"] = int(made["year"])
    made["budget"] = [_money(row) for row in rows["预算"]]
    made["values"] = _values(rows["数据"])
    made["indicators"] = list(_indicators(rows["绩效指标"], layout.columns[layout.index("actual")].heading))
    if "正文" in rows:
        made["narrative"] = _narrative(rows["正文"], layout)
    return made


def _money(row: Row) -> dict[str, str]:
    said = {key: answer.text for key, answer in row.answers.items()}
    return {**said, "side": SIDES[said.get("side", "支出")]}


def _values(rows: Sequence[Row]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for row in rows:
        name = row.text("name")
        if name in made:
            raise row.wrong(
                f"名称“{name}”已经用过，请另取一个。", f"the name “{name}” is used already; choose another."
            )
        made[name] = _figure(row, "number", "数值")
    return made


def _figure(row: Row, key: str, label: str) -> Any:
    number, measure = row.text(key), row.text("measure")
    if bool(number) == bool(measure):
        few = "都填了，只能填一处" if number else "都没有填，请填一处"
        many = "both filled in; fill in one" if number else "both blank; fill in one"
        raise row.wrong(f"“{label}”和“台账测算项”{few}。", f"“{label}” and “台账测算项” are {many}.")
    return number or {"measure": measure, "unit": row.text("unit")}


def _narrative(rows: Sequence[Row], layout: Layout) -> dict[str, str]:
    kinds = {section.heading: section.kind for section in layout.sections}
    made: dict[str, list[str]] = {}
    heading = ""
    for row in rows:
        heading = row.text("section") or heading
        if not heading:
            raise row.wrong("没有填“部分”，不知道这一段属于哪一部分。", "“部分” is blank: which section is this of?")
        made.setdefault(kinds[heading], []).append(row.text("text"))
    return {kind: "\n".join(paragraphs) for kind, paragraphs in made.items()}


def _indicators(rows: Sequence[Row], label: str) -> Iterator[dict[str, Any]]:
    groups: list[str] = []
    for row in rows:
        said: dict[str, Any] = {key: answer.text for key, answer in row.answers.items()}
        groups = groups_of({key: said.pop(key) for key in list(said) if key.startswith("groups.")}, groups)
        said["actual"] = _figure(row, "actual", label)
        for key in ("measure", "unit"):
            said.pop(key, None)
        if "core" in said:
            said["core"] = CORE[said["core"]]
        stated = groups.index(NONE) if NONE in groups else len(groups)
        if lost := [one for one in groups[stated:] if one != NONE]:
            raise row.wrong(
                f"填了“{lost[0]}”，它的上一级没有填，请补上。", f"says “{lost[0]}” and leaves the level above it blank."
            )
        yield {**said, "groups": groups[:stated]}


def groups_of(said: Mapping[str, str], above: Sequence[str]) -> list[str]:
    """The groups of a row: a level that is left blank is the one above, unless an outer level has changed."""
    made: list[str] = []
    levels = max([len(above), *(int(key.removeprefix("groups.")) + 1 for key in said)])
    for level in range(levels):
        own = said.get(f"groups.{level}", "")
        same = level < len(above) and made == list(above[:level])
        made.append(own or (above[level] if same else NONE))
    return made


def answers_of(data: Data, layout: Layout) -> dict[str, list[dict[str, str]]]:
    """What would be filled in for ``data``, sheet by sheet."""
    general = {
        "profile": data.profile, "organization": data.organization, "year": str(data.year), "project": data.project,
        "department": data.department, "title": data.title, "unit": data.unit, "funds.note": data.funds.note,
        "goals.expected": data.goals.expected, "goals.adjusted": data.goals.adjusted,
        "goals.achieved": data.goals.achieved,
    }  # fmt: skip
    headings = {section.kind: section.heading for section in layout.sections}
    levels = sum(column.role == "group" for column in layout.columns)
    return {
        "基本情况": [general],
        "预算": [_spent(one) for one in data.budget],
        "数据": [{"name": name, **_told(number, "number")} for name, number in data.values.items()],
        "正文": [
            {"section": headings[kind], "text": line}
            for kind, text in data.narrative.items()
            for line in text.splitlines()
            if line.strip()
        ],
        "绩效指标": [_asked(one, levels) for one in data.indicators],
    }


def _spent(one: Money) -> dict[str, str]:
    stages = {"initial": one.initial, "adjusted": one.adjusted, "final": one.final}
    return {"side": _SIDES[one.side], "name": one.name, **{key: _text(value) for key, value in stages.items()}}


def _told(number: Number, key: str) -> dict[str, str]:
    if isinstance(number, Measured):
        return {"measure": number.measure, "unit": number.unit}
    return {key: str(number)}


def _asked(one: Indicator, levels: int) -> dict[str, str]:
    groups = [*one.groups, *[NONE] * levels][:levels]
    return {
        **{f"groups.{level}": group for level, group in enumerate(groups)},
        **_told(one.actual, "actual"),
        "name": one.name, "target": one.target, "initial": one.initial, "weight": _text(one.weight),
        "score": _text(one.score), "nature": one.nature, "note": one.note, "id": one.id,
        "core": "" if one.core is None else "是" if one.core else "否",
    }  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)
