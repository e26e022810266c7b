"""Reads a workbook that was filled in: the answers by sheet and question, each with the place it stands at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, get_args

from steelyard.filling.data import Id
from steelyard.filling.errors import FillError
from steelyard.filling.workbook.asked import HELP, MEASURES, Question, Sheet
from steelyard.filling.workbook.computed import CHECKED
from steelyard.model import Cell, Document, Table
from steelyard.quantity import parse_number
from steelyard.reading import read_bytes

_NAME: str = get_args(Id)[1].pattern
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
_LONGEST: int = get_args(Id)[1].max_length


class Answer(NamedTuple):
    """What is filled in, and where: ``where`` names file, sheet and cell, in Chinese and in English."""

    text: str
    where: tuple[str, str]

    def wrong(self, zh: str, en: str) -> FillError:
        """Why the answer cannot stand."""
        return FillError(f"{self.where[0]}{zh}", f"{self.where[1]} {en}")


class Row(NamedTuple):
    """The answers of one row (or of a card) by the keys of its questions; questions without an answer are left out."""

    answers: Mapping[str, Answer]
    where: tuple[str, str]

    def text(self, key: str) -> str:
        """An answer, ``""`` where there is none."""
        found = self.answers.get(key)
        return found.text if found else ""

    def wrong(self, zh: str, en: str) -> FillError:
        """Why the row cannot stand."""
        return FillError(f"{self.where[0]}{zh}", f"{self.where[1]} {en}")


class Book:
    """A workbook as its sheets; ``profile`` is what it says of itself.

    :raises FillError: it is no such workbook, or hides rows, columns or sheets.
    :raises steelyard.reading.UnreadableDocument: it cannot be read at all.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self._path = path
        self._tables: dict[str, Table] = {}
        for table in self._document(content).tables:
            name = _corner(table)
            if name in self._tables:
                raise self._refused(
                    f"有两张“{name[:20]}”工作表，不知道以哪张为准，请删去一张。",
                    f"holds two sheets “{name[:20]}”; delete the one that does not count.",
                )
            self._tables[name] = table
        self.profile = self._profile()

    def _document(self, content: bytes) -> Document:
        document = read_bytes(content, self._path)
        if document.format not in ("xlsx", "xls"):
            raise self._refused(
                "不是工作簿，请用 steelyard template 写出的工作簿填写。",
                "is no workbook; fill in the one that steelyard template writes.",
            )
        if any(aside.kind == "hidden" for aside in document.asides):
            raise self._refused(
                "有隐藏的行、列或工作表，里面的内容不会读取，请取消隐藏后保存。",
                "hides rows, columns or sheets, whose content is not read; unhide them and save it.",
            )
        self._uncomputed = {aside.start for aside in document.asides if aside.kind == "formula"}
        return document

    def _refused(self, zh: str, en: str) -> FillError:
        return FillError(f"“{self._path}”{zh}", f"“{self._path}” {en}")

    def _profile(self) -> str:
        table = self._tables.get("基本情况")
        rows = table.rows if table else ()
        named = next((row[1].text.strip() for row in rows if len(row) > 1 and row[0].text.strip() == "表样"), "")
        if not named:
            raise self._refused(
                "的“基本情况”里没有写表样，请用 steelyard template 写出的工作簿填写。",
                "names no profile on its sheet “基本情况”; fill in the workbook that steelyard template writes.",
            )
        return named

    def rows(self, sheets: Sequence[Sheet]) -> dict[str, list[Row]]:
        """The rows of each sheet, blank ones left out.

        :raises FillError: a sheet or heading that is not asked for, an answer that is missing or not of its kind.
        """
        known = {sheet.name for sheet in sheets}
        for name in self._tables:
            if name not in known | {HELP, MEASURES}:
                raise self._refused(
                    f"有一张多余的工作表（左上角写着“{name[:20]}”），请删去，或移到别的文件。",
                    f"holds a sheet of its own (“{name[:20]}” in its corner); delete it or move it to another file.",
                )
        return {sheet.name: list(self._rows(sheet)) for sheet in sheets}

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        table = self._tables.get(sheet.name)
        if table is None:
            raise self._refused(f"没有工作表“{sheet.name}”。", f"has no sheet “{sheet.name}”.")
        where = (f"“{self._path}”工作表“{sheet.name}”", f"“{self._path}”, sheet “{sheet.name}”:")
        if not sheet.rows:
            cells = {
                row[0].text.strip(): self._text(row[1], row[0].text, where) for row in table.rows[2:] if len(row) > 1
            }
            yield _row(sheet, cells, where, card=True)
            return
        first = sheet.questions[0].label
        head = next((at for at, row in enumerate(table.rows) if at and row[0].text.strip() == first), None)
        if head is None:
            raise FillError(f"{where[0]}没有表头“{first}”。", f"{where[1]} there is no heading “{first}”.")
        labels = [cell.text.strip() for cell in table.rows[head]]
        for at, row in enumerate(table.rows[head + 1 :], head + 2):
            place = (f"{where[0]}第{at}行", f"{where[1][:-1]}, row {at}:")
            named = zip([*labels, *[""] * len(row)], row, strict=False)
            told = ((label, self._text(cell, label, place)) for label, cell in named if label != CHECKED)
            if cells := {label: text for label, text in told if text}:
                yield _row(sheet, cells, place)

    def _text(self, cell: Cell, label: str, where: tuple[str, str]) -> str:
        if cell.start in self._uncomputed and not cell.text:
            raise FillError(
                f"{where[0]}“{label}”里的公式没有保存计算结果，请用Excel或WPS打开后重新保存。",
                f"{where[1]} “{label}” is a formula without its result; open it in a spreadsheet program and save it.",
            )
        return cell.text.strip()


def is_workbook(content: bytes, path: str) -> bool:
    """Whether a file is a workbook for filling in, whatever is in it."""
    try:
        return bool(Book(content, path).profile)
    except FillError:
        return False


def _corner(table: Table) -> str:
    return table.rows[0][0].text.strip() if table.rows and table.rows[0] else ""


def _row(sheet: Sheet, cells: Mapping[str, str], where: tuple[str, str], card: bool = False) -> Row:
    answers = {}
    for label, text in cells.items():
        if not label and not text:
            continue
        question = sheet.question(label)
        if question is None:
            zh, en = where
            name = "这一栏" if card else "这一列"
            raise FillError(
                f"{zh}“{label or text}”：没有{name}，请删去。", f"{en} nothing asks for “{label or text}”; take it out."
            )
        if text:
            at = Answer(text, (f"{where[0]}“{label}”", f"{where[1]} “{label}”"))
            answers[question.key] = checked(question, at)
    for question in sheet.questions:
        if question.needed and question.key not in answers:
            zh, en = where
            raise FillError(f"{zh}没有填“{question.label}”。", f"{en} “{question.label}” is not filled in.")
    return Row(answers, where)


def checked(question: Question, answer: Answer) -> Answer:
    """An answer as its question takes it. Raises ``FillError`` where it is not of the kind, or beyond its bounds."""
    text = answer.text
    if _ERROR.fullmatch(text):
        raise answer.wrong(f"是公式的错误值{text}，请改正。", f"is the error {text} of a formula; correct it.")
    if question.choices and text not in question.choices:
        choices = "、".join(question.choices)
        raise answer.wrong(f"写的是“{text}”，只能写：{choices}。", f"says “{text}”; it may say {choices}.")
    if question.kind == "name" and (len(text) > _LONGEST or not re.search(_NAME, text)):
        raise answer.wrong(
            f"写的是“{text}”，要以汉字或字母开头，只用汉字、字母、数字、下划线和连字符，不超过{_LONGEST}个字。",
            f"says “{text}”; it begins with a letter and holds letters, digits, “_” and “-”, {_LONGEST} at most.",
        )
    return _number(question, answer) if question.kind in ("number", "whole") else answer


def _number(question: Question, answer: Answer) -> Answer:
    value = parse_number(answer.text)
    if not isinstance(value, Decimal):
        raise answer.wrong(f"写的是“{answer.text}”，应为一个数。", f"says “{answer.text}”, which is no number.")
    if question.kind == "whole" and value != value.to_integral_value():
        raise answer.wrong(f"写的是{answer.text}，应为整数。", f"says {answer.text}, which is no whole number.")
    if question.low is not None and question.high is not None and not question.low <= value <= question.high:
        low, high = f"{question.low:f}", f"{question.high:f}"
        raise answer.wrong(
            f"写的是{answer.text}，应在{low}到{high}之间。", f"says {answer.text}; {low} to {high} it may be."
        )
    return answer._replace(text=f"{value:.0f}" if question.kind == "whole" else f"{value:f}")
