"""Writes the workbook for filling in: drop-downs, notes, formulas that are protected, cells that are not."""

import datetime
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from steelyard.filling.errors import FillError
from steelyard.filling.workbook.asked import HEAD, HELP, MEASURES, TOP, Question, Sheet
from steelyard.filling.workbook.computed import CHECKED, Computed, check, summary
from steelyard.filling.workbook.helping import steps
from steelyard.packs.ledgers import packs
from steelyard.papers.text import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Answers = Mapping[str, Sequence[Mapping[str, str]]]
"""By the name of the sheet: a row of answers (one only for a card) by the keys of its questions."""

_DAY = datetime.datetime(2000, 1, 1)  # the file tells of no clock
_FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_GRID = {"border": 1, "border_color": "#808080", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "about": {"font_color": "#404040"},
    "label": {**_GRID, "bold": True, "bg_color": "#D9E2EC", "align": "center"},
    "note": {"font_color": "#404040", "text_wrap": True},
    "computed": {**_GRID, "bg_color": "#EFEFEF", "align": "center"},
    "sum": {**_GRID, "bg_color": "#EFEFEF", "align": "right", "num_format": "0.00####"},
    "share": {**_GRID, "bg_color": "#EFEFEF", "align": "center", "num_format": "0.00%"},
    "text": {**_GRID, "locked": False, "num_format": "@"},
    "number": {**_GRID, "locked": False, "align": "center"},
    "money": {**_GRID, "locked": False, "align": "right", "num_format": "0.00####"},
    "wrong": {"bold": True, "bg_color": "#FFFFFF", "font_color": "#C00000"},
}
_ALLOWED = dict.fromkeys(("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows"), True)
_ANY = 1e15  # what a figure may be at most
_LINE = 15  # the height of a line of text, in points


def written(sheets: Sequence[Sheet], title: str, to_weigh: Decimal, answers: Answers) -> bytes:
    """The workbook of ``sheets`` with ``answers`` in it; the same arguments give the same bytes.

    ``title`` is that of the form, ``to_weigh`` what the weights of its indicators must add up to.

    :raises FillError: the package that writes workbooks is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise FillError(
            "写工作簿需要附加组件，请安装：pip install 'steelyard[papers]'。",
            "Workbooks need an extra; install it: pip install 'steelyard[papers]'.",
        ) from error
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "created": _DAY})
        writer = _Writer(book, to_weigh)
        writer.help(title)
        for sheet in sheets:
            writer.sheet(sheet, answers.get(sheet.name, ()))
        writer.measures()
    return made.getvalue()


class _Writer:
    """Writes one sheet after another."""

    def __init__(self, book: "Workbook", to_weigh: Decimal) -> None:
        self._book, self._to_weigh = book, to_weigh
        self._looks: dict[str, Format] = {name: book.add_format({**_FACE, **look}) for name, look in _LOOKS.items()}
        self._measures = [
            (f"{name}/{one.name}", one.title, one.unit)
            for name, pack in packs().items()
            for one in pack.measures
            if not one.by
        ]

    def help(self, title: str) -> None:
        """How the workbook is filled in."""
        page = self._page(HELP, f"{title}：填好后运行 steelyard fill 本文件 -o 自评表.docx（或 .xlsx .pdf .html）")
        page.set_column(0, 0, 100)
        for row, line in enumerate(steps(), TOP):
            page.write_string(row, 0, line, self._looks["note"])

    def measures(self) -> None:
        """What the columns for measures may say."""
        page = self._page(MEASURES, "由台账计算的数：可以选用的测算项，从这里复制名称也可以。")
        for column, (label, width) in enumerate((("名称", 44), ("说明", 60), ("单位", 10))):
            page.set_column(column, column, width)
            page.write_string(TOP, column, label, self._looks["label"])
        for row, measure in enumerate(self._measures, TOP + 1):
            for column, text in enumerate(measure):
                page.write_string(row, column, text, self._looks["computed"])
        page.freeze_panes(TOP + 1, 0)

    def sheet(self, sheet: Sheet, answers: Sequence[Mapping[str, str]]) -> None:
        """A card or a list."""
        page = self._page(sheet.name, sheet.about)
        page.ignore_errors({"number_stored_as_text": "A1:Z5000"})
        if sheet.rows:
            self._list(page, sheet, answers)
        else:
            self._card(page, sheet, answers[0] if answers else {})

    def _page(self, name: str, about: str) -> "Worksheet":
        page = self._book.add_worksheet(name)
        page.protect("", _ALLOWED)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, name, self._looks["title"])
        page.write_string(1, 0, about, self._looks["about"])
        return page

    def _card(self, page: "Worksheet", sheet: Sheet, answers: Mapping[str, str]) -> None:
        for column, width in enumerate((20, 60, 60)):
            page.set_column(column, column, width)
        for row, one in enumerate(sheet.questions, TOP):
            page.write_string(row, 0, one.label, self._looks["label"])
            look = "computed" if one.key == "profile" else _look(one)
            self._answer(page, row, 1, answers.get(one.key, ""), look)
            page.write_string(row, 2, one.note, self._looks["note"])
            self._validate(page, (row, 1, row, 1), one)
            if one.kind == "lines":
                page.set_row(row, max(80, _LINE * _lines(answers.get(one.key, ""), 60)))

    def _list(self, page: "Worksheet", sheet: Sheet, answers: Sequence[Mapping[str, str]]) -> None:
        rows = max(sheet.rows, len(answers) + 20)
        last = HEAD + rows
        for column, one in enumerate(sheet.questions):
            page.set_column(column, column, one.width)
            page.write_string(HEAD, column, one.label, self._looks["label"])
            if one.note:
                page.write_comment(HEAD, column, one.note, {"author": HELP, "x_scale": 1.6, "font_size": 10})
            self._validate(page, (HEAD + 1, column, last, column), one)
            look = _look(one)
            for number in range(rows):
                text = answers[number].get(one.key, "") if number < len(answers) else ""
                self._answer(page, HEAD + 1 + number, column, text, look)
        page.set_column(len(sheet.questions), len(sheet.questions), 26)  # what is computed stands there
        for row, given in enumerate(answers, HEAD + 1):
            lines = max((_lines(given.get(one.key, ""), one.width) for one in sheet.questions), default=1)
            if lines > 1:
                page.set_row(row, _LINE * lines)
        for computed in summary(sheet, answers, last, self._to_weigh):
            self._computed(page, computed)
        if sheet.at("weight") is not None:
            self._check(page, sheet, last)
        page.set_row(HEAD, 32)
        page.freeze_panes(HEAD + 1, 0)
        page.repeat_rows(HEAD)

    def _check(self, page: "Worksheet", sheet: Sheet, last: int) -> None:
        column = len(sheet.questions)
        page.write_string(HEAD, column, CHECKED, self._looks["label"])
        for row in range(HEAD + 1, last + 1):
            page.write_formula(row, column, check(sheet, row), self._looks["computed"], " ")

    def _computed(self, page: "Worksheet", one: Computed) -> None:
        if one.label:
            page.write_string(one.row, one.column - 1, one.label, self._looks["label"])
        page.write_formula(one.row, one.column, one.formula, self._looks[one.look], one.value)
        if one.expected is not None:
            cell = (one.row, one.column, one.row, one.column)
            wrong = {"type": "cell", "criteria": "!=", "value": float(one.expected), "format": self._looks["wrong"]}
            page.conditional_format(*cell, wrong)

    def _answer(self, page: "Worksheet", row: int, column: int, text: str, look: str) -> None:
        """A number goes in as one where a workbook can hold all its digits."""
        if look in ("number", "money") and text and Decimal(repr(float(text))) == Decimal(text):
            page.write_number(row, column, float(text), self._looks[look])
        elif text:
            page.write_string(row, column, clean(text), self._looks[look])
        else:
            page.write_blank(row, column, None, self._looks[look])

    def _validate(self, page: "Worksheet", cells: tuple[int, int, int, int], one: Question) -> None:
        rule: dict[str, Any]
        if one.choices:
            rule = {"validate": "list", "source": list(one.choices), "error_message": "请从下拉列表中选择。"}
        elif one.key == "measure":
            first, last = TOP + 2, TOP + 1 + len(self._measures)
            rule = {"validate": "list", "source": f"='{MEASURES}'!$A${first}:$A${last}"}
            rule["error_message"] = f"请从下拉列表中选择，见工作表“{MEASURES}”。"
        elif one.kind in ("number", "whole"):
            low = -_ANY if one.low is None else float(one.low)
            high = _ANY if one.high is None else float(one.high)
            kind = "decimal" if one.kind == "number" else "integer"
            rule = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
            bounds = f"，{low:.0f}到{high:.0f}之间" if one.high is not None else ""
            rule["error_message"] = f"请填一个数{bounds}，不带单位。"
        else:
            return
        page.data_validation(*cells, {**rule, "error_title": one.label[:32]})


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column that is ``width`` letters wide; Chinese ones count twice, as in GBK."""
    return sum(-(-len(line.encode("gbk", "replace")) // width) for line in text.splitlines())


def _look(one: Question) -> str:
    if one.kind not in ("number", "whole"):
        return "text"
    return "number" if one.high is not None else "money"
