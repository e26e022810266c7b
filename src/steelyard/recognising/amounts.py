"""Cells of a block of money: amounts with their unit, labels of parts, points that a heading carries."""

import re

from steelyard.model import Figure, Printed
from steelyard.recognising.cells import figure, printed
from steelyard.recognising.lines import Span

_UNIT = re.compile(r"万元|亿元|千元|元")
_BRACKET_UNIT = re.compile(r"[(:：（](?:单位[:：])?\s*(万元|亿元|千元|元)\s*[)）]?")
_POINTS = re.compile(r"[(（]\s*(?:满分|共)?\s*(\d+(?:\.\d+)?)\s*分")
_WITHIN = re.compile(r"^[\s\d.、(（]*其中[:：]?")
_MARKS = re.compile(
    r"^[\s\-—·]*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、]\s*)?|[:：\s]+$|[(（](?:万元|亿元|千元|元)[)）]"
)


def bare(text: str) -> str:
    """An amount without its unit."""
    return _UNIT.sub("", text).strip()


def amount_of(cell: Printed, unit: str) -> tuple[Figure, str]:
    """A printed amount and its unit: its own, or ``unit``."""
    own = _UNIT.search(cell.text)
    return figure(Printed(bare(cell.text), cell.place), "amount"), own[0] if own else unit


def unit_of(text: str) -> str | None:
    """The unit that a heading or label gives for the amounts beside it (年初预算数（万元）)."""
    found = _BRACKET_UNIT.search(text)
    return found[1] if found else None


def is_part(label: str) -> bool:
    """Whether a label begins parts of a total (其中：…)."""
    return _WITHIN.match(label) is not None


def part_name(label: str) -> str:
    """The name in a label: without 其中, numbering, unit and colon."""
    return _MARKS.sub("", _WITHIN.sub("", label))


def points_in(span: Span, table: int) -> Figure | None:
    """The points that a heading or label states (得分（20分×执行率）)."""
    found = _POINTS.search(span.text)
    return figure(Printed(found[1], printed((span,), table, None, "weight").place), "weight") if found else None
