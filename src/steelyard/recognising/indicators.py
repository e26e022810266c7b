"""Indicator rows as nouns: numbers read, units and operators merged in, sub-rows tied to their row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from steelyard.model import Figure, Indicator, Place, Printed, Subtotal
from steelyard.packs.forms import Role
from steelyard.quantity import named_unit, parse_result, parse_target
from steelyard.recognising.cells import absent, figure, known, unknown
from steelyard.recognising.columns import names_operator
from steelyard.recognising.rows import Row
from steelyard.recognising.words import STARS, blank, whole

_SUB = re.compile(r"[(（]?其中")
_GROUP_WEIGHT = re.compile(
    r"[(（〔\[]\s*(?:满分|权重|分值|共)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*[分%]?\s*[)）〕\]]$|\s(\d+(?:\.\d+)?)\s*分?$|(\d+(?:\.\d+)?)分$"
)

_OWN_WEIGHT = re.compile(r"[(（〔\[]\s*(?:满分|权重|分值|共)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*分\s*[)）〕\]]$")


def indicators(rows: Sequence[Row], year: int | None) -> tuple[Indicator, ...]:
    """The indicators of a form; dates without a year are read as of ``year``."""
    starred = any(row.name.text.startswith(tuple(STARS)) for row in rows)
    told = all("weight" not in row.cells and _OWN_WEIGHT.search(row.name.text) for row in rows)
    found: list[Indicator] = []
    parent: int | None = None
    for row in rows:
        shared = _shares_weight(row, rows)
        one = _indicator(row, year, starred, shared)
        if told and (match := _OWN_WEIGHT.search(row.name.text)):
            one = replace(one, weight=figure(_within(row.name, match[1]), "weight"))
        if not known(one.weight) and (shared or _is_sub(row, found)):
            one = _tie(one, parent)
        else:
            parent = row.number
        found.append(one)
    return tuple(found)


def _indicator(row: Row, year: int | None, starred: bool, shared: bool) -> Indicator:
    star = row.name.text.startswith(tuple(STARS))
    target, initial = row.printed("target"), row.printed("initial")
    if blank(target.text) and initial.text:
        target = initial
    actual, unit, operator, nature = (row.printed(role) for role in ("actual", "unit", "operator", "nature"))
    sign = operator.text if names_operator(operator.text) else ""
    core = row.printed("core").text if "core" in row.cells else None
    counted = unit.text or named_unit(row.name.text)
    quantity = parse_target(target.text, unit=counted, operator=sign, year=year)
    return Indicator(
        row=row.number,
        groups=row.groups,
        name=row.name,
        target=target,
        actual=actual,
        weight=unknown("与上面的行合并计分。", "It shares its weight with the row above.")
        if shared
        else _figure(row, "weight"),
        score=unknown("与上面的行合并计分。", "It shares its score with the row above.")
        if shared
        else _figure(row, "score"),
        note=row.printed("note"),
        quantity=quantity,
        result=parse_result(actual.text, unit=counted, year=year, target=quantity),
        operator=operator,
        unit=unit,
        nature=nature if nature.text or sign else operator,
        initial_target=initial,
        initial_quantity=parse_target(initial.text, unit=counted, operator=sign, year=year) if initial.text else None,
        coefficient=_figure(row, "coefficient") if "coefficient" in row.cells else None,
        standard=row.printed("standard"),
        core=star if starred and core is None else None if core is None else core[:1] in ("是", "√", "Y", "y", "★"),
        review_score=_figure(row, "review") if "review" in row.cells else None,
    )


def _figure(row: Row, role: Role) -> Figure:
    return figure(row.printed(role), role) if role in row.cells else absent(role)


def _shares_weight(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the weight cell is merged with that of the indicator row before."""
    spans = row.cells.get("weight", ())
    if row.number == 1 or not spans or spans[0].fresh or not spans[0].text:
        return False
    before = rows[row.number - 2].cells.get("weight", ())
    return bool(before) and before[0].cell is spans[0].cell


def _is_sub(row: Row, before: Sequence[Indicator]) -> bool:
    """Whether the row is a part of the one before it (其中 …), or goes on with such parts."""
    if _SUB.match(whole(row.name.text).lstrip(STARS)):
        return bool(before)
    last = before[-1] if before else None
    if last is None or last.part_of is None or not blank(row.printed("score").text):
        return False
    return [group.text for group in last.groups] == [group.text for group in row.groups]


def _tie(one: Indicator, parent: int | None) -> Indicator:
    return replace(one, part_of=parent)


def group_subtotals(rows: Sequence[Row]) -> tuple[Subtotal, ...]:
    """Sums printed with groups: a label that carries its weight (产出指标（50分）), or a weight column of its own."""
    found: list[Subtotal] = []
    runs: dict[tuple[str, ...], tuple[Printed, list[int]]] = {}
    for row in rows:
        path: tuple[str, ...] = ()
        for group in row.groups:
            path = (*path, group.text)
            runs.setdefault(path, (group, []))[1].append(row.number)
    none = unknown("分组标题没有得分。", "The label of the group states no score.")
    for label, numbers in runs.values():
        match = _GROUP_WEIGHT.search(label.text)
        digits = next((part for part in match.groups() if part), "") if match else ""
        if digits:
            weight = figure(_within(label, digits), "weight")
            found.append(Subtotal(label.text, tuple(numbers), weight, none))
    for row in rows:
        for label, sums in row.group_sums:
            numbers = next((run for group, run in runs.values() if group.text == label.text and row.number in run), [])
            weight, score = (figure(sums[r], r) if r in sums else absent(r) for r in ("weight", "score"))
            found.append(Subtotal(label.text, tuple(numbers) or (row.number,), weight, score))
    return tuple(found)


def _within(label: Printed, digits: str) -> Printed:
    """The digits at the end of a label, with their own place where the label is printed in one piece."""
    place = label.place
    if place is None or place.end - place.start != len(place.text):
        return Printed(digits, place)
    start = place.start + place.text.rindex(digits)
    return Printed(digits, Place(start, start + len(digits), digits, place.table, place.row, place.column))
