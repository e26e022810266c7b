"""Data in the names of the integrated budget system (.json), as ``steelyard export`` writes it.

Strict: a table or an element that the standard does not have is an error that names it. Each table is laid out as
one, headed by the names of its elements, below a line with its own name; a number that is null stands as a dash.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Never

from steelyard.model import Message
from steelyard.packs.standards import BUDGET_SYSTEM, Element, Key, StandardTable, standards
from steelyard.reading.building import Builder
from steelyard.reading.decoding import decode
from steelyard.reading.errors import BadData
from steelyard.reading.guards import check_length

NONE = "—"
DIGITS = r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?"
NEEDED: tuple[Key, ...] = ("form", "indicators")
_SURROGATE = re.compile("[\ud800-\udfff]")  # written as an escape, it is no text that could be printed
_WORDS: dict[str, tuple[type, ...]] = {"string": (str,), "number": (str, int), "integer": (int,), "boolean": (bool,)}


def read(data: bytes, builder: Builder) -> None:
    """Read a data file. Raises ``BadData``, which names the place and what is wrong there."""
    check_length(data, builder.path)
    reader = _Reader(builder.path)
    whole = reader.parsed(decode(data, builder))
    builder.notice(
        "按数据文件读取：只核对数据里有的内容，原表的版面、批注和隐藏文字不在其中。",
        "Read from data: what it does not hold (layout, comments, hidden text of the form) was not checked.",
    )
    for number, form in enumerate(whole, 1):
        for name, table, rows in reader.tables(f"forms[{number}]", form):
            builder.paragraph(name)
            _lay_out(builder, table, rows)


def _lay_out(builder: Builder, table: StandardTable, rows: list[dict[str, str]]) -> None:
    used = [element for element in table.elements if any(element.name in row for row in rows)]
    grid = builder.table()
    grid.row()
    for element in used:
        grid.cell(element.name)
    for row in rows:
        grid.row()
        last = max((at for at, element in enumerate(used) if element.name in row), default=-1)
        for element in used[: last + 1]:  # a row that has no remark is not one whose remark is empty
            cell = grid.cell()
            for line in row.get(element.name, "").split("\n"):
                cell.paragraph(line)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.standard = standards()[BUDGET_SYSTEM]

    def wrong(self, zh: str, en: str) -> Never:
        raise BadData(self.path, Message(zh, en))

    def parsed(self, text: str) -> list[dict[str, Any]]:
        """The forms of the file; the digits of a number with decimals are kept as they are."""
        try:
            whole = json.loads(text, parse_float=str, object_pairs_hook=self._object, parse_constant=self._constant)
        except json.JSONDecodeError as error:
            self.wrong(f"第{error.lineno}行不是合格的 JSON", f"line {error.lineno} is not JSON")
        if not isinstance(whole, dict) or set(whole) != {"standard", "forms"} or whole["standard"] != BUDGET_SYSTEM:
            self.wrong(
                f"要有 standard（“{BUDGET_SYSTEM}”）和 forms", f"it needs standard (“{BUDGET_SYSTEM}”) and forms"
            )
        forms = whole["forms"]
        if not isinstance(forms, list) or not forms or not all(isinstance(one, dict) for one in forms):
            self.wrong("forms 里没有表", "forms holds no form")
        return forms

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        told = dict(pairs)
        if len(told) < len(pairs):
            twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
            self.wrong(f"“{twice}”写了两次", f"“{twice}” stands twice")
        return told

    def _constant(self, name: str) -> Never:
        self.wrong(f"“{name}”不是数", f"“{name}” is no number")

    def tables(self, place: str, form: dict[str, Any]) -> list[tuple[str, StandardTable, list[dict[str, str]]]]:
        """The tables of a form that say something, in the order of the standard, and their rows as printed."""
        named: dict[Key, str] = {}
        for name in form:
            table = self.standard.table(name)
            if table is None:
                known = [one for table in self.standard.tables for one in (table.department, table.project)]
                self._unknown(place, name, known)
            if (other := named.setdefault(table.key, name)) != name:
                self.wrong(f"{place} 里 {other} 和 {name} 只能有一个", f"{place} has both {other} and {name}")
        found = []
        for table in self.standard.tables:
            name = named.get(table.key, "")
            rows = self._rows(f"{place}.{name}", table, form[name]) if name else []
            if any(rows):
                found.append((name, table, rows))
            elif table.key in NEEDED:
                both = f"{table.department}/{table.project}"
                self.wrong(f"{place} 缺少 {both}，或其中没有内容", f"{place} has no {both}, or nothing in it")
        return found

    def _rows(self, place: str, table: StandardTable, told: Any) -> list[dict[str, str]]:
        elements = {element.name: element for element in table.elements}
        rows = [told] if table.key == "form" else told
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong(f"{place} 的写法不对，要写成行的列表", f"{place} must be a list of rows")
        found = []
        for number, row in enumerate(rows, 1):
            where = place if table.key == "form" else f"{place}[{number}]"
            for key in row:
                if key not in elements:
                    self._unknown(where, key, elements)
            found.append({key: self._printed(f"{where}.{key}", elements[key], value) for key, value in row.items()})
        return found

    def _printed(self, place: str, element: Element, value: Any) -> str:
        if value is None:
            return NONE if element.type == "number" else ""
        right = _WORDS[element.type]
        if not isinstance(value, right) or (isinstance(value, bool) and bool not in right):
            self.wrong(
                f"{place} 的值“{value}”类型不对，应为 {element.type}", f"{place}: “{value}” is no {element.type}"
            )
        if isinstance(value, str) and _SURROGATE.search(value):
            self.wrong(f"{place} 含有半个字符", f"{place} holds half of a character")
        printed = ("true" if value else "false") if isinstance(value, bool) else str(value)
        pattern = element.pattern or (DIGITS if element.type == "number" else "")
        if pattern and not re.fullmatch(pattern, printed):
            self.wrong(f"{place} 不能是“{printed}”", f"{place} cannot be “{printed}”")
        return printed

    def _unknown(self, place: str, name: str, known: Iterable[str]) -> Never:
        from difflib import get_close_matches

        near = get_close_matches(name, list(known), n=1, cutoff=0.5)
        zh, en = (f"，是否要写“{near[0]}”", f"; did you mean “{near[0]}”") if near else ("", "")
        self.wrong(f"{place} 有不认识的名称“{name}”{zh}", f"{place} has an unknown name “{name}”{en}")
