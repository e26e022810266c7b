"""Repeats the row of a table that holds fields of a row, and merges equal groups downwards."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from steelyard.filling.wordtemplate.fields import fields
from steelyard.filling.wordtemplate.paragraphs import P, copied, text_of
from steelyard.reading.ooxml import W

Row = Mapping[str, str]
_TBL, _TR, _TC, _TCPR, _MERGE = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}tcPr", f"{W}vMerge"
_VAL = f"{W}val"
_BEFORE_MERGE = frozenset(f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a row of a table is repeated for.

    ``groups`` are keys of ``rows``, outermost first: a cell that holds no fields but of groups is merged over the rows
    that agree in its group and in those before it. A template without a place for rows that are ``needed`` is refused.
    """

    rows: Sequence[Row]
    groups: Sequence[str] = ()
    needed: bool = False


def repeated(root: etree._Element, kinds: Container[str]) -> dict[etree._Element, str]:
    """The rows that hold a field of a kind of row, in order; a table within such a row belongs to it."""
    found: dict[etree._Element, str] = {}
    for paragraph in root.iter(P):
        kind = next((one for name in _names(paragraph) if (one := name.partition(".")[0]) in kinds), None)
        row = next(paragraph.iterancestors(_TR), None) if kind else None
        if kind and row is not None and not any(outer in found for outer in row.iterancestors(_TR)):
            found.setdefault(row, kind)
    return found


def adjacent(found: Mapping[etree._Element, str]) -> str:
    """The kind of two rows that follow each other, ``""`` where there are none."""
    for (row, kind), (after, other) in pairwise(found.items()):
        if kind == other and next(row.itersiblings(_TR), None) is after:
            return kind
    return ""


def repeat(row: etree._Element, kind: str, data: Repeat, write: Callable[[etree._Element, Row], None]) -> None:
    """Puts a copy of ``row`` for each row of ``data`` in its place; ``write`` fills the paragraphs of one.

    A cell that is merged with cells below the row is merged over all copies.
    """
    if not data.rows:
        _remove(row)
        return
    depths = [_depth(cell, kind, data.groups) for cell in _cells(row)]
    before: Row | None = None
    copies = [*(copied(row) for _ in data.rows[1:]), row]
    for nth, (copy, values) in enumerate(zip(copies, data.rows, strict=True)):
        below = data.rows[nth + 1] if nth + 1 < len(data.rows) else None
        for cell, depth in zip(_cells(copy), depths, strict=True):
            if depth:
                own = data.groups[:depth]
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
    return [cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row]


def _depth(cell: etree._Element, kind: str, groups: Sequence[str]) -> int:
    """How many groups must agree for the cell to be merged; 0 for a cell that says something of each row."""
    names = [name.partition(".") for paragraph in cell.iter(P) for name in _names(paragraph)]
    own = [name for part, _, name in names if part == kind]
    return max(map(groups.index, own)) + 1 if own and set(own) <= set(groups) else 0


def _remove(row: etree._Element) -> None:
    """Takes out a row, and its table with it if it has no other: Word opens no table without rows."""
    table = next(row.iterancestors(_TBL))
    gone = row if any(other is not row for other in table.iter(_TR)) else table
    parent = gone.getparent()
    assert parent is not None  # a part of Word holds it
    parent.remove(gone)
    if parent.tag == _TC and len(parent) and parent[-1].tag != P:
        parent.append(etree.Element(P))


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
