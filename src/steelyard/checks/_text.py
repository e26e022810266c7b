"""The printed text of a form, piece by piece: its paragraphs, and its cells once each."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

from steelyard.model import Figure, Form, Paragraph, Place, Printed, Table

Given = TypeVar("Given")
Kept = TypeVar("Kept")

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


def at_hand(function: Callable[[Given], Kept]) -> Callable[[Given], Kept]:
    """Keeps the answer for the form at hand, which one check after the other asks about."""
    last: tuple[Given, Kept] | None = None

    @wraps(function)
    def kept(given: Given) -> Kept:
        nonlocal last
        if last is None or last[0] is not given:
            last = given, (answer := function(given))
            return answer
        return last[1]

    return kept


@at_hand
def passages(form: Form) -> tuple[Place, ...]:
    """Every paragraph and every cell, in reading order; a cell of the form's own rows with its row and column."""
    return tuple(_passages(form))


def _passages(form: Form) -> Iterator[Place]:
    known = {place.start: place for place in _recognised(form)}
    text = form.document.text
    for block in form.document.blocks:
        for start, end in [(block.start, block.end)] if isinstance(block, Paragraph) else _cells(block):
            if start < end:
                own = known.get(start, _NARRATIVE)
                yield Place(start, end, text[start:end], own.table, own.row, own.column)


_NARRATIVE = Place(0, 0, "")


def narrative(form: Form) -> Iterator[Place]:
    """The passages that are no cell of the form's own rows."""
    return (passage for passage in passages(form) if passage.table is None)


def sentences(passage: Place) -> Iterator[Place]:
    """``passage`` at its full stops, question marks, semicolons and line ends."""
    return (part(passage, *found.span()) for found in _SENTENCE.finditer(passage.text))


def part(of: Place, start: int, end: int) -> Place:
    """The characters from ``start`` to ``end`` of a passage, as a place of their own."""
    return Place(of.start + start, of.start + end, of.text[start:end], of.table, of.row, of.column)


def _cells(table: Table) -> Iterator[tuple[int, int]]:
    """The span of each cell; of one that holds tables, the pieces around them and then their cells."""
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if (cell.row, cell.column) != (r, c):
                continue
            at = cell.start
            for inner in cell.tables:
                yield at, inner.start
                yield from _cells(inner)
                at = inner.end
            yield at, cell.end


def _recognised(form: Form) -> Iterator[Place]:
    for row in form.indicators:
        yield from _at(row.name, row.target, row.initial_target, row.actual, row.weight, row.score, row.note)
        yield from _at(row.operator, row.unit, row.nature, row.coefficient, row.standard, *row.groups)
    yield from _at(form.total.weight, form.total.score, form.execution_rate, *(line.amount for line in form.budget))
    if form.execution:
        yield from _at(form.execution.weight, form.execution.score, form.execution.note)


def _at(*printed: Printed | Figure | None) -> Iterator[Place]:
    for one in printed:
        place = one.printed.place if isinstance(one, Figure) else one.place if one else None
        if place is not None and place.table is not None:
            yield place
