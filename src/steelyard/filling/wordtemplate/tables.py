"""Repeats the row of a table that holds fields of an indicator, and merges equal groups downwards."""

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from steelyard.filling.wordtemplate.fields import ROW, fields
from steelyard.filling.wordtemplate.paragraphs import P, copied, text_of
from steelyard.reading.ooxml import W

Row = Mapping[str, str]
TR, _TC, _TCPR, _MERGE = f"{W}tr", f"{W}tc", f"{W}tcPr", f"{W}vMerge"
_VAL = f"{W}val"
_BEFORE_MERGE = frozenset(f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def repeated(root: etree._Element) -> list[etree._Element]:
    """The rows that hold a field of an indicator, in order; a table within such a row belongs to it."""
    found: dict[etree._Element, None] = {}
    for paragraph in root.iter(P):
        if any(name.startswith(ROW) for name in _names(paragraph)):
            row = next(paragraph.iterancestors(TR), None)
            if row is not None:
                found[row] = None
    return [row for row in found if not any(outer in found for outer in row.iterancestors(TR))]


def repeat(
    row: etree._Element, rows: Sequence[Row], groups: Sequence[str], write: Callable[[etree._Element, Row], None]
) -> None:
    """Puts a copy of ``row`` for each of ``rows`` in its place; ``write`` fills the paragraphs of one.

    A cell whose only fields are groups is merged over the rows that agree in its group and in those before it; one that
    is merged with cells below the row is merged over all copies.
    """
    depths = [_depth(cell, groups) for cell in _cells(row)]
    before: Row | None = None
    copies = [*(copied(row) for _ in rows[1:]), row]
    for nth, (copy, values) in enumerate(zip(copies, rows, strict=True)):
        below = rows[nth + 1] if nth + 1 < len(rows) else None
        for cell, depth in zip(_cells(copy), depths, strict=True):
            if depth:
                own = groups[:depth]
                _merge(cell, _agree(before, values, own), _agree(values, below, own))
            elif before is not None and _begins(cell):
                _merge(cell, True, True)
        if copy is not row:
            row.addprevious(copy)
        write(copy, values)
        before = values


def _names(paragraph: etree._Element) -> list[str]:
    return [field.name for field in fields(text_of(paragraph)) if field.name]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(_TC) if next(cell.iterancestors(TR)) is row]


def _depth(cell: etree._Element, groups: Sequence[str]) -> int:
    """How many groups must agree for the cell to be merged; 0 for a cell that says something of each indicator."""
    named = [name.removeprefix(ROW) for one in cell.iter(P) for name in _names(one) if name.startswith(ROW)]
    return max(map(groups.index, named)) + 1 if named and set(named) <= set(groups) else 0


def _agree(one: Row | None, other: Row | None, groups: Sequence[str]) -> bool:
    return one is not None and other is not None and all(one.get(name) == other.get(name) for name in groups)


def _begins(cell: etree._Element) -> bool:
    merge = cell.find(f"{_TCPR}/{_MERGE}")
    return merge is not None and merge.get(_VAL) == "restart"


def _merge(cell: etree._Element, above: bool, below: bool) -> None:
    """Merges a cell with the one above it, or lets a merge begin in it, or neither."""
    properties = cell.find(_TCPR)
    if properties is None:
        properties = etree.Element(_TCPR)
        cell.insert(0, properties)
    for old in properties.findall(_MERGE):
        properties.remove(old)
    if above or below:
        merge = etree.Element(_MERGE)
        if not above:
            merge.set(_VAL, "restart")
        properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), merge)
    if above:
        _empty(cell)


def _empty(cell: etree._Element) -> None:
    """Leaves one paragraph, as every cell must have, in the look of the first."""
    first = next(cell.iter(P))
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
    for child in list(cell):
        if child.tag != _TCPR:
            cell.remove(child)
    cell.append(first)
