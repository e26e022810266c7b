"""Excel workbooks (.xlsx, .xlsm), read over the raw XML so that number formats are applied."""

import re
from collections.abc import Iterator

from lxml import etree

from steelyard.model import Message
from steelyard.reading import limits
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged, TooLarge
from steelyard.reading.ooxml import Package, R, Related, S
from steelyard.reading.spreadsheets.codes import BUILT_IN
from steelyard.reading.spreadsheets.printing import exact, general, printed, printed_text
from steelyard.reading.spreadsheets.sheets import Sheet, Spot, add

_V, _F, _IS, _T, _READING = f"{S}v", f"{S}f", f"{S}is", f"{S}t", f"{S}rPh"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
_ROWS, _COLUMNS = 1_048_576, 16_384


def read(data: bytes, builder: Builder) -> None:
    """Read every worksheet as a table. Raises the ``UnreadableDocument`` family."""
    book = _Book(Package(data, builder.path))
    for sheet in book.sheets():
        add(sheet, builder)
    if book.uncomputed:
        builder.notice(
            f"有{book.uncomputed}个公式单元格没有保存计算结果，按空白读取；请用Excel或WPS打开后重新保存。",
            f"{book.uncomputed} formula cell(s) store no result and are read as blank; open and save the file again.",
        )


class _Book:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = package.main("xl/workbook.xml")
        self._root = package.xml(self._part)
        if self._root.find(f"{S}sheets") is None:
            raise Damaged(package.path, Message("工作簿没有工作表目录", "its workbook lists no sheets"))
        self._related = package.related(self._part)
        properties = self._root.find(f"{S}workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        self._codes = self._formats()
        self._strings = [_string(item) for item in self._items("sharedStrings", f"{S}si")]
        self._cells = 0
        self.uncomputed = 0

    def _items(self, kind: str, tag: str) -> Iterator[etree._Element]:
        for related in self._related.values():
            if related.kind == kind and related.target in self._package.archive:
                yield from self._package.xml(related.target).iter(tag)

    def _formats(self) -> list[str]:
        """The format code of each cell style, by its number."""
        codes = dict(BUILT_IN)
        for formats in self._items("styles", f"{S}numFmts"):
            for number in formats:
                codes[_integer(number.get("numFmtId"))] = number.get("formatCode", "")
        return [
            codes.get(_integer(style.get("numFmtId")), "General")
            for styles in self._items("styles", f"{S}cellXfs")
            for style in styles
        ]

    def sheets(self) -> Iterator[Sheet]:
        for element in self._root.iter(f"{S}sheet"):
            related = self._related.get(element.get(f"{R}id", ""))
            if related is not None and related.kind == "worksheet":
                yield self._sheet(related.target, hidden=element.get("state", "visible") != "visible")

    def _sheet(self, part: str, hidden: bool) -> Sheet:
        root = self._package.xml(part)
        sheet = Sheet(part, hidden)
        for column in root.iterfind(f"{S}cols/{S}col"):
            if column.get("hidden") in ("1", "true"):
                sheet.hidden_columns.update(
                    range(_integer(column.get("min")) - 1, min(_integer(column.get("max")), _COLUMNS))
                )
        for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            first, _, last = merge.get("ref", "").partition(":")
            if (corner := self._spot(first)) and (end := self._spot(last or first)):
                sheet.merges.append((corner, end))
        self._rows(root, sheet)
        for related in self._package.related(part).values():
            if not related.external and related.target in self._package.archive:
                self._beside(related, sheet)
        return sheet

    def _spot(self, reference: str) -> Spot | None:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            return None
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        row = int(match[2])
        if row > _ROWS or column > _COLUMNS:
            raise Damaged(self._package.path, Message(f"单元格{reference}不存在", f"there is no cell {reference}"))
        return row - 1, column - 1

    def _rows(self, root: etree._Element, sheet: Sheet) -> None:
        number = -1
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            number = _integer(row.get("r"), number + 2) - 1
            if row.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(number)
            column = -1
            for cell in row:
                spot = self._spot(cell.get("r", "")) or (number, column + 1)
                column = spot[1]
                if len(cell):
                    self._cell(cell, spot, sheet)

    def _cell(self, cell: etree._Element, spot: Spot, sheet: Sheet) -> None:
        self._cells += 1
        if self._cells > limits.PLACES:
            detail = Message(f"工作簿超过{limits.PLACES}格", f"a workbook of more than {limits.PLACES:,} cells")
            raise TooLarge(self._package.path, detail)
        value, kind, formula = "", cell.get("t", "n"), None
        for child in cell:  # one pass: searching by name costs more than looking at one or two children
            tag = child.tag
            if tag == _V:
                value = child.text or ""
            elif tag == _F:
                formula = child.text or "…"
            elif tag == _IS and kind == "inlineStr":
                value = _string(child)
        if kind == "inlineStr":
            text = value
        elif formula is not None and not value and kind != "str":
            self.uncomputed += 1
            sheet.note(spot, "formula", f"={formula}")
            text = ""
        else:
            text = self._value(value, kind, self._code(cell), spot, sheet)
        if text.strip() or spot in sheet.beside:
            sheet.cells[spot] = text

    def _code(self, cell: etree._Element) -> str:
        style = _integer(cell.get("s"))
        return self._codes[style] if style < len(self._codes) else "General"

    def _value(self, value: str, kind: str, code: str, spot: Spot, sheet: Sheet) -> str:
        """What a cell shows that holds ``value``."""
        if kind == "s":
            place = _integer(value, -1)
            if not 0 <= place < len(self._strings):
                raise Damaged(self._package.path, Message("共享字符串缺失", "a shared string is missing"))
            return printed_text(self._strings[place], code)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":  # an error, a date in ISO 8601, the text of a formula
            return printed_text(_plain(value), code) if kind == "str" else value
        if not value:
            return ""
        try:
            stored = float(value)
        except ValueError:
            return value
        shown = printed(stored, code, self._since_1904)
        if shown is None:
            sheet.note(spot, "hidden", general(exact(stored)))
        return shown or ""

    def _beside(self, related: Related, sheet: Sheet) -> None:
        """Comments on cells, and text boxes that lie on the sheet."""
        if related.kind == "comments":
            for comment in self._package.xml(related.target).iter(f"{S}comment"):
                if spot := self._spot(comment.get("ref", "")):
                    text = "".join(_string(item) for item in comment.iterchildren(f"{S}text"))
                    sheet.note(spot, "comment", text)
        elif related.kind == "drawing":
            for shape in self._package.xml(related.target).iter("{*}txBody"):
                lines = ("".join(str(text) for text in line.itertext(f"{_A}t")) for line in shape.iter(f"{_A}p"))
                sheet.floating.append("\n".join(lines))


def _string(item: etree._Element) -> str:
    """A string of runs, without the reading aids (phonetic runs) beside them."""
    pieces = []
    for child in item:
        if child.tag == _T:
            pieces.append(child.text or "")
        elif child.tag != _READING:
            pieces.extend(run.text or "" for run in child if run.tag == _T)
    return _plain("".join(pieces))


def _plain(text: str) -> str:
    """Line ends as ``\\n``; characters that XML cannot hold, which Excel writes as ``_x000D_``, as themselves."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = _CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _integer(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
