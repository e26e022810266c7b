"""Writes the sheets that were laid out: texts, numbers, formulas, links, pictures and what a printer needs."""

import re
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from steelyard.papers.errors import PaperError
from steelyard.papers.look import HEADER_WASH, INKS, LINK, LOOKS, WASHES, Face, page_of
from steelyard.papers.paper import Align, Cell, Drawing, Paper, Paragraph, Run, Tone
from steelyard.papers.pictures import DENSITY, png, ratio
from steelyard.papers.text import address, anchors, clean
from steelyard.papers.xlsx.charts import Charts
from steelyard.papers.xlsx.layout import Piece, Places, Sheet, on_one_line, sheet_name
from steelyard.papers.xlsx.numbers import stored

_FACES: dict[Face, str] = {"title": "方正小标宋简体", "hei": "黑体", "kai": "楷体", "song": "宋体", "fang": "宋体"}
_LONGEST = 32767  # characters of a cell
_FROZEN = 200.0  # points of a sheet that may stay in sight
_FORMULA_LIKE = ("=", "+", "-", "@", "\t")
_PLACE = re.compile(r"\{(\d+),(\d+)\}")
_INCH = 25.4
_NARROWER = 0.7  # a sheet's margins through those of a text


class Writer:
    """Writes the sheets of one paper into a workbook."""

    def __init__(self, book: Workbook, paper: Paper, sheets: list[Sheet]) -> None:
        anchors(paper)  # refuses links that lead nowhere
        self._book, self._paper, self._sheets = book, paper, sheets
        self._formats: dict[tuple[Any, ...], Format] = {}
        self._widths: list[float] = []  # of the sheet that is being written
        self._targets = {
            paragraph.anchor: "internal:" + _reference(sheet, piece)
            for sheet in sheets
            for piece in sheet.pieces
            for paragraph in _paragraphs(piece)
            if paragraph.anchor
        }
        figures = "图表数据" if paper.lang == "zh" else "Figures of charts"
        self._charts = Charts(book, sheet_name(figures, [sheet.name for sheet in sheets]))

    def write(self) -> None:
        """All sheets, and after them one with the figures of the charts where there are charts."""
        for sheet in self._sheets:
            self._widths = sheet.widths
            worksheet = self._book.add_worksheet(sheet.name)
            self._set_up(worksheet, sheet)
            for piece in sheet.pieces:
                if isinstance(piece.content, Drawing):
                    self._drawing(worksheet, sheet, piece, piece.content)
                elif isinstance(piece.content, Paragraph):
                    self._line(worksheet, piece, piece.content)
                else:
                    self._cell(worksheet, piece, piece.content)
        self._charts.write()

    def _set_up(self, worksheet: Worksheet, sheet: Sheet) -> None:
        page = page_of(self._paper)
        for column, width in enumerate(sheet.widths):
            worksheet.set_column_pixels(column, column, round(width / _INCH * 96))
        for row, height in enumerate(sheet.heights):
            worksheet.set_row(row, round(height, 1))
        worksheet.hide_gridlines(2)
        worksheet.set_paper(9)
        if self._paper.landscape:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        sides = (page.left, page.right, page.top, page.bottom)
        worksheet.set_margins(*(side / _INCH * _NARROWER for side in sides))
        worksheet.set_footer("&C— &P —")
        if sheet.header:
            first, last = sheet.header
            worksheet.repeat_rows(first, last)
            if sum(sheet.heights[: last + 1]) <= _FROZEN:
                worksheet.freeze_panes(last + 1, 0)

    def _line(self, worksheet: Worksheet, piece: Piece, paragraph: Paragraph) -> None:
        look = LOOKS[paragraph.style]
        base = {"face": look.face, "size": look.size, "align": paragraph.align or look.align, "border": False}
        self._put(worksheet, piece, paragraph.runs, base)

    def _cell(self, worksheet: Worksheet, piece: Piece, cell: Cell) -> None:
        styled = {one.style for one in cell.paragraphs}
        headline = next((LOOKS[style] for style in ("title", "subtitle") if style in styled), None)
        strong = cell.header or any(LOOKS[style].face == "hei" for style in styled)
        align = next((one.align for one in cell.paragraphs if one.align), "center" if headline else cell.align)
        base: dict[str, Any] = {
            "face": headline.face if headline else "hei" if strong else "song",
            "size": headline.size if headline else piece.size,
            "align": align,
            "border": True,
            "wash": WASHES[cell.tone] or (HEADER_WASH if piece.heads and cell.header else ""),
        }
        runs: list[Run] = []
        for number, paragraph in enumerate(cell.paragraphs):
            runs += [Run("\n"), *paragraph.runs] if number else paragraph.runs
        self._put(worksheet, piece, tuple(runs), base, cell)

    def _put(
        self, worksheet: Worksheet, piece: Piece, runs: tuple[Run, ...], base: dict[str, Any], cell: Cell | None = None
    ) -> None:
        """Writes a text, or the number or formula of a cell, into the place of a piece."""
        text = clean("".join([run.text for run in runs]))
        if len(text) > _LONGEST:
            raise PaperError(
                f"以“{text[:20]}”开头的文字有{len(text)}字，Excel单元格最多容{_LONGEST}字，请分段或改用其他格式输出。",
                f"The text that begins “{text[:20]}” has {len(text)} characters, and a cell of a workbook holds "
                f"{_LONGEST}; divide it or write another kind of file.",
            )
        told = [run for run in runs if run.text.strip()]
        looks = {(run.bold, run.tone, bool(run.link)) for run in told} or {(False, "plain", False)}
        one = len(looks) == 1
        bold, tone, linked = next(iter(looks)) if one else (False, "plain", False)
        base = {**base, "bold": bold, "tone": tone, "linked": linked, "quoted": text.startswith(_FORMULA_LIKE)}
        number = stored(cell, text) if cell else None
        look = self._format(**base, code=number[1] if number else "")
        row, column = piece.row, piece.column
        if piece.rows > 1 or piece.columns > 1:
            worksheet.merge_range(row, column, row + piece.rows - 1, column + piece.columns - 1, "", look)
        target = next((run.link for run in told if run.link), "")
        # The link of a cell is all of it, and LibreOffice breaks no line of one: a longer text goes without.
        if target and on_one_line(text, base["size"], sum(self._widths[column : column + piece.columns])):
            where = self._targets[target[1:]] if target.startswith("#") else address(target)
            worksheet.write_url(row, column, where, look, text[:255])
        if cell and cell.formula and (number or cell.number is None):
            formula = _resolved(cell.formula, piece.places)
            worksheet.write_formula(row, column, f"={formula}", look, number[0] if number else text)
        elif number:
            worksheet.write_number(row, column, number[0], look)
        elif one or not text:
            worksheet.write_string(row, column, text, look) if text else worksheet.write_blank(row, column, None, look)
        else:
            worksheet.write_rich_string(row, column, *self._fragments(runs, base), look)

    def _fragments(self, runs: tuple[Run, ...], base: dict[str, Any]) -> list[Format | str]:
        out: list[Format | str] = []
        for run in runs:
            if run.text:
                look = self._format(**{**base, "bold": run.bold, "tone": run.tone, "linked": bool(run.link)})
                out += [look, clean(run.text)]
        return out

    def _format(self, **look: Any) -> Format:
        key = tuple(look.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_described(**look))
        return self._formats[key]

    def _drawing(self, worksheet: Worksheet, sheet: Sheet, piece: Piece, drawing: Drawing) -> None:
        width = float(drawing.width) * sum(sheet.widths) / _INCH * 96
        height = width * ratio(drawing.svg)
        described = {"description": clean(drawing.told), "object_position": 1, "y_offset": 6}
        if drawing.chart:
            chart = self._charts.chart(drawing.chart)
            chart.set_size({"width": round(width), "height": round(height)})
            worksheet.insert_chart(piece.row, 0, chart, described)
            return
        picture = png(drawing.svg)
        scale = {"x_scale": width / _pixels(picture), "y_scale": width / _pixels(picture)}
        options = {**described, **scale, "image_data": BytesIO(picture)}
        worksheet.insert_image(piece.row, 0, "drawing.png", options)


def _reference(sheet: Sheet, piece: Piece) -> str:
    name = sheet.name.replace("'", "''")
    return f"'{name}'!{xl_rowcol_to_cell(piece.row, piece.column)}"


def _paragraphs(piece: Piece) -> tuple[Paragraph, ...]:
    if isinstance(piece.content, Cell):
        return piece.content.paragraphs
    return (piece.content,) if isinstance(piece.content, Paragraph) else ()


def _resolved(formula: str, places: Places | None) -> str:
    """A formula in which ``{row,column}`` of the table is the address of that cell."""
    if places is None:
        return formula
    rows, columns = places.rows, places.columns
    return _PLACE.sub(lambda at: xl_rowcol_to_cell(rows[int(at[1])], columns[int(at[2])]), formula)


def _pixels(picture: bytes) -> float:
    """The width of a PNG picture in pixels of 1/96 inch, as a workbook shows it."""
    return int.from_bytes(picture[16:20], "big") * 96 / DENSITY


def _described(
    face: Face, size: float, align: Align, border: bool, bold: bool, tone: Tone, linked: bool, quoted: bool,
    wash: str = "", code: str = "",
) -> dict[str, Any]:  # fmt: skip
    described: dict[str, Any] = {
        "font_name": _FACES[face],
        "font_size": size,
        "bold": bold,
        "font_color": f"#{LINK if linked and tone == 'plain' else INKS[tone]}",
        "align": "left" if align == "justify" else align,
        "valign": "vcenter",
        "text_wrap": True,
    }
    described |= {"border": 1} if border else {}
    described |= {"underline": 1} if linked else {}
    described |= {"bg_color": f"#{wash}"} if wash else {}
    described |= {"num_format": code} if code else {}
    return described | ({"quote_prefix": True} if quoted else {})
