"""xlsx and xls: the form on one worksheet, numbers as text or as numbers with a format, sums as formulas."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from tests.generator.paper import Cell, Para, Sheet

HELP = ("填报说明", "一、本表由项目单位填报。", "二、金额单位为万元，保留两位小数。", "三、得分不得超过分值。")


@dataclass(frozen=True)
class Spot:
    """A cell with its place on the worksheet; ``top`` is the first row of its block."""

    row: int
    column: int
    cell: Cell
    top: int

    @property
    def bottom(self) -> int:
        return self.row + self.cell.down - 1

    @property
    def right(self) -> int:
        return self.column + self.cell.across - 1


def spots(sheet: Sheet, source: random.Random) -> Iterator[Spot]:
    """Paragraphs and grids under one another, sometimes not from the first row and column."""
    wide = max(grid.columns for grid in sheet.grids)
    top, left = (source.choice((0, 0, 1, 2)), source.choice((0, 0, 1))) if source.random() < 0.5 else (0, 0)
    for block in sheet.blocks:
        if isinstance(block, Para):
            if block.text:
                yield Spot(top, left, Cell(block.text, 1, wide if len(block.text) > 8 else 1), top)
            top += 1
            continue
        for number, places in enumerate(block.cover()):
            for place in dict.fromkeys(places):
                assert place is not None
                if place[0] == number:
                    yield Spot(top + number, left + places.index(place), block.rows[place[0]][place[1]], top)
        top += len(block.rows)


def write_xlsx(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xlsx(sheet, path, source, typed=False)


def write_xlsx_typed(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xlsx(sheet, path, source, typed=True)


def _xlsx(sheet: Sheet, path: Path, source: random.Random, typed: bool) -> None:
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    page = book.add_worksheet("自评表")
    formats: dict[str, Any] = {}
    bold = book.add_format({"bold": True})
    for spot in spots(sheet, source):
        pattern = spot.cell.pattern
        style = formats.setdefault(pattern, book.add_format({"num_format": pattern, "border": 1}))
        _put(page, spot, (style, bold), typed)
    if source.random() < 0.3:
        other = book.add_worksheet("填报说明")
        for row, text in enumerate(HELP):
            other.write_string(row, 0, text)
    book.close()


def _put(page: Any, spot: Spot, styles: tuple[Any, Any], typed: bool) -> None:
    style, bold = styles
    cell, at = spot.cell, (spot.row, spot.column)
    if cell.down > 1 or cell.across > 1:
        page.merge_range(*at, spot.bottom, spot.right, "", style)
    if typed and cell.sums and cell.number is not None:
        letter = chr(ord("A") + spot.column)
        page.write_formula(*at, f"=SUM({letter}{spot.top + 1}:{letter}{spot.row})", style, float(cell.number))
    elif typed and cell.number is not None:
        page.write_number(*at, float(cell.number), style)
    elif cell.pattern == "General" and len(cell.text) > 6 and len(cell.text) % 7 == 0 and "\n" not in cell.text:
        page.write_rich_string(*at, cell.text[:3], bold, cell.text[3:], style)
    elif cell.text:
        page.write_string(*at, cell.text, style)
    else:
        page.write_blank(*at, None, style)


def write_xls(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xls(sheet, path, source, typed=False)


def write_xls_typed(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xls(sheet, path, source, typed=True)


def _xls(sheet: Sheet, path: Path, source: random.Random, typed: bool) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("自评表")
    styles: dict[str, Any] = {}
    for spot in spots(sheet, source):
        cell = spot.cell
        style = styles.setdefault(cell.pattern, xlwt.easyxf(num_format_str=cell.pattern))
        value = float(cell.number) if typed and cell.number is not None else cell.text
        page.write_merge(spot.row, spot.bottom, spot.column, spot.right, value, style)
    if source.random() < 0.3:
        other = book.add_sheet("填报说明")
        for row, text in enumerate(HELP):
            other.write(row, 0, text)
    book.save(str(path))
