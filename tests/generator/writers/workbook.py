"""xlsx and xls: the form on one worksheet, numbers as text or as numbers with a format, sums as formulas."""

import random
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from tests.generator.paper import Cell, Para, Sheet


def write_xlsx(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xlsx(sheet, path, typed=False)


def write_xlsx_typed(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xlsx(sheet, path, typed=True)


def _width(sheet: Sheet) -> int:
    return max(grid.columns for grid in sheet.grids)


def _xlsx(sheet: Sheet, path: Path, typed: bool) -> None:
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    page = book.add_worksheet("自评表")
    formats: dict[str, Any] = {}
    wide, top = _width(sheet), 0
    for block in sheet.blocks:
        if isinstance(block, Para):
            _paragraph(page, top, wide, block.text)
            top += 1
            continue
        for number, row in enumerate(block.cover()):
            column = 0
            while column < block.columns:
                place = row[column]
                assert place is not None
                cell = block.rows[place[0]][place[1]]
                if place[0] == number:
                    style = formats.setdefault(cell.pattern, book.add_format({"num_format": cell.pattern, "border": 1}))
                    _put(page, (top + number, column), cell, style, (top, typed))
                column += cell.across
        top += len(block.rows)
    book.close()


def _paragraph(page: Any, top: int, wide: int, text: str) -> None:
    if not text:
        return
    if len(text) > 8:
        page.merge_range(top, 0, top, wide - 1, text)
    else:
        page.write_string(top, 0, text)


def _put(page: Any, at: tuple[int, int], cell: Cell, style: Any, how: tuple[int, bool]) -> None:
    row, column = at
    top, typed = how
    if cell.down > 1 or cell.across > 1:
        page.merge_range(row, column, row + cell.down - 1, column + cell.across - 1, "", style)
    if typed and cell.sums and cell.number is not None:
        letter = chr(ord("A") + column)
        page.write_formula(row, column, f"=SUM({letter}{top + 1}:{letter}{row})", style, float(cell.number))
    elif typed and cell.number is not None:
        page.write_number(row, column, float(cell.number), style)
    elif cell.text:
        page.write_string(row, column, cell.text, style)


def write_xls(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xls(sheet, path, typed=False)


def write_xls_typed(sheet: Sheet, path: Path, source: random.Random) -> None:
    _xls(sheet, path, typed=True)


def _xls(sheet: Sheet, path: Path, typed: bool) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("自评表")
    styles: dict[str, Any] = {}
    top = 0
    for block in sheet.blocks:
        if isinstance(block, Para):
            page.write(top, 0, block.text)
            top += 1
            continue
        for number, row in enumerate(block.cover()):
            column = 0
            while column < block.columns:
                place = row[column]
                assert place is not None
                cell = block.rows[place[0]][place[1]]
                if place[0] == number:
                    style = styles.setdefault(cell.pattern, xlwt.easyxf(num_format_str=cell.pattern))
                    value = float(cell.number) if typed and cell.number is not None else cell.text
                    bottom, right = top + number + cell.down - 1, column + cell.across - 1
                    page.write_merge(top + number, bottom, column, right, value, style)
                column += cell.across
        top += len(block.rows)
    book.save(str(path))
