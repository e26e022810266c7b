"""A baseline: what a careful spreadsheet macro finds. It sums the columns of points and compares, and nothing else.

It knows nothing of this product. Files are read by general libraries, without a model of merged cells or of narratives;
txt, md and pdf it cannot read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from conformance.faults.answers import Answer, Answers, Pointed
from conformance.faults.key import Entry

Table = list[list[str]]
WEIGHT, SCORE = ("分值", "权重", "标准分", "满分"), ("得分", "自评分", "评分")
TOTAL = re.compile(r"^(合计|总计|总分|自评总分|总得分|综合得分|评价总分)")
SUBTOTAL = re.compile(r"小计")
NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?$")


def answers(folder: Path, entries: Sequence[Entry], jobs: int = 1) -> Answers:
    """Totals and scores above weights in every file that can be read."""
    said: list[Answer] = []
    unread = []
    for entry in entries:
        reader = READERS.get(Path(entry.file).suffix)
        if reader is None:
            unread.append(entry.file)
            continue
        for table in reader(folder / entry.file):
            said += _summed(entry.file, table)
    return Answers("plain-sums", tuple(said), tuple(unread))


def _docx(path: Path) -> Iterator[Table]:
    from docx import Document

    for table in Document(str(path)).tables:
        try:
            yield [_once([cell.text for cell in row.cells]) for row in table.rows]
        except ValueError:  # cells before or behind the row's own (w:gridBefore): the library gives up
            continue


def _xlsx(path: Path) -> Iterator[Table]:
    from openpyxl import load_workbook

    for sheet in load_workbook(path, data_only=True).worksheets:
        yield [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _xls(path: Path) -> Iterator[Table]:
    import xlrd

    for sheet in xlrd.open_workbook(str(path)).sheets():
        yield [[str(value) for value in sheet.row_values(row)] for row in range(sheet.nrows)]


def _html(path: Path) -> Iterator[Table]:
    from lxml import html

    for table in html.fromstring(path.read_bytes()).iter("table"):
        yield _spread(table)


def _spread(table: Any) -> Table:
    """The rows of a table of HTML, merged cells at their first place."""
    rows: Table = []
    taken: set[tuple[int, int]] = set()
    for nth, row in enumerate(table.iter("tr")):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            while (nth, len(cells)) in taken:
                cells.append("")
            down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(nth + down_by, len(cells) + by) for down_by in range(1, down) for by in range(across)}
            cells += [cell.text_content(), *[""] * (across - 1)]
        rows.append(cells)
    return rows


READERS: dict[str, Callable[[Path], Iterator[Table]]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".xls": _xls,
    ".html": _html,
    ".htm": _html,
}


def _once(cells: list[str]) -> list[str]:
    """Cells merged sideways come once for each column: the repetitions are blanked."""
    return [
        cell if not at or cell != cells[at - 1] or NUMBER.match(cell.strip()) else "" for at, cell in enumerate(cells)
    ]


def _number(text: str) -> Decimal | None:
    plain = re.sub(r"\s|分$|%$", "", text)
    return Decimal(plain.replace(",", "")) if NUMBER.match(plain) else None


def _summed(file: str, table: Table) -> Iterator[Answer]:
    """The rows under the last heading with both columns of points, to the total row; the line of funds is added."""
    heads = [nth for nth, row in enumerate(table) if _column(row, WEIGHT) and _column(row, SCORE)]
    if not heads:
        return
    columns = _column(table[heads[-1]], WEIGHT) or 0, _column(table[heads[-1]], SCORE) or 0
    sums, count = _funds(table, heads), 0
    for row in table[heads[-1] + 1 :]:
        label = next((text for cell in row if (text := re.sub(r"\s", "", cell))), "")
        full, got = (_at(row, column) for column in columns)
        if TOTAL.match(label):
            for name, stated, added in zip(("weight", "score"), (full, got), sums, strict=True):
                if stated is not None and count and stated != added:
                    yield Answer(file, f"{name}-total-misstated", "error", (Pointed(count + 1, name, str(stated)),))
            return
        if full is None or got is None or any(SUBTOTAL.search(cell) for cell in row):
            continue
        count += 1
        sums = (sums[0] + full, sums[1] + got)
        if got > full:
            yield Answer(file, "score-above-weight", "error", (Pointed(count, "score", str(got)),))


def _funds(table: Table, heads: list[int]) -> tuple[Decimal, Decimal]:
    """The points of the block of funds above the indicators: the first row under its own heading."""
    if len(heads) < 2 or heads[0] + 1 >= len(table):
        return Decimal(0), Decimal(0)
    head, row = table[heads[0]], table[heads[0] + 1]
    return _at(row, _column(head, WEIGHT) or 0) or Decimal(0), _at(row, _column(head, SCORE) or 0) or Decimal(0)


def _column(row: list[str], words: tuple[str, ...]) -> int | None:
    heads = [re.sub(r"\s|（.*|\(.*", "", cell) for cell in row]
    return next((nth for nth, head in enumerate(heads) if nth and head.endswith(words)), None)


def _at(row: list[str], column: int) -> Decimal | None:
    return _number(row[column]) if column < len(row) else None
