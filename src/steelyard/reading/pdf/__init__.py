"""PDF → document: pages read through pdfium, tables by their ruled lines, the rest as paragraphs.

No model and no guessing of columns where lines are drawn. pdfium may meet hostile input: this runs in the
worker process.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from steelyard.model import AsideKind, Message
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged, Empty, Encrypted, ImageOnly, TooLarge
from steelyard.reading.pdf.columns import shaded_lines, undrawn_lines
from steelyard.reading.pdf.drawing import OBJECTS, TooMuchDrawn
from steelyard.reading.pdf.grid import Grid, drop_struck_rows, fill, write
from steelyard.reading.pdf.joining import join
from steelyard.reading.pdf.lattice import lattices
from steelyard.reading.pdf.library import pdfium
from steelyard.reading.pdf.page import sheet
from steelyard.reading.pdf.shapes import Sheet, holds
from steelyard.reading.pdf.text import Line, Measure, lines, paragraphs, struck_out

PAGES = 500
EDGE = 0.12  # running heads and page numbers stand in this share of the page, above and below
_NUMBER = re.compile(
    r"[-—–－~·\s]*(?:第|Page|P\.?)?\s*[0-9０-９一二三四五六七八九十ivxl]{1,4}\s*页?\s*"
    r"(?:[/／,，、of]*\s*共?\s*[0-9０-９]{1,4}\s*页?)?[-—–－~·\s]*"
)
_NOT_WHOLE = Message("文件不完整，缺少结尾", "the end of the file is missing")


@dataclass(slots=True)
class Page:
    width: float
    height: float
    items: list[Line | Grid] = field(default_factory=list)  # from the top down
    asides: list[tuple[AsideKind, str]] = field(default_factory=list)


def read(data: bytes, builder: Builder) -> None:
    """Read a PDF.

    Raises ``Encrypted``, ``Damaged``, ``ImageOnly`` where there are only pictures, ``Empty`` and ``TooLarge``.
    """
    document = _opened(data, builder.path)
    try:
        sheets = _sheets(document, builder)
    finally:
        pdfium.FPDF_CloseDocument(document)
    _legible(sheets, builder)
    printed = "".join(glyph.text for page in sheets for glyph in page.glyphs if glyph.text != " ")
    pages = [_page(found, printed) for found in sheets]
    _running(pages)
    _write(pages, builder)


def _opened(data: bytes, path: str) -> Any:
    if b"%%EOF" not in data[-4096:]:
        raise Damaged(path, _NOT_WHOLE)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Encrypted(path)
    raise Damaged(path, Message("不是有效的 PDF", "it is not a valid PDF"))


def _sheets(document: Any, builder: Builder) -> list[Sheet]:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise Damaged(builder.path, Message("找不到任何一页", "no page can be found in it"))
    if count > PAGES:
        raise TooLarge(builder.path, Message(f"{count}页，上限{PAGES}页", f"{count:,} pages, at most {PAGES} are read"))
    sheets: list[Sheet] = []
    left = OBJECTS
    for number in range(count):
        try:
            found = sheet(document, number, left)
        except TooMuchDrawn:
            detail = Message(f"图形对象超过{OBJECTS}个", f"more than {OBJECTS:,} drawn objects")
            raise TooLarge(builder.path, detail) from None
        if found is None:
            raise Damaged(builder.path, Message(f"第{number + 1}页读不出来", f"page {number + 1} cannot be read"))
        left -= found.drawn
        sheets.append(found)
    return sheets


def _legible(sheets: list[Sheet], builder: Builder) -> None:
    """Say which pages are pictures only. Raises where all are, or where the letters have no known meaning."""
    scanned = [number for number, page in enumerate(sheets, start=1) if _scanned(page)]
    glyphs = [glyph for page in sheets for glyph in page.glyphs if glyph.text != " "]
    if not glyphs or len(scanned) == len(sheets):
        if scanned or any(page.drawn for page in sheets):
            raise ImageOnly(builder.path)
        raise Empty(builder.path)
    private = sum("\ue000" <= glyph.text <= "\uf8ff" or glyph.text == "\ufffd" for glyph in glyphs)
    unmapped = sum(page.unmapped for page in sheets) + private
    if unmapped > 0.2 * (len(glyphs) + unmapped):
        raise Damaged(builder.path, Message("字体没有带文字编码", "its fonts do not say which characters they draw"))
    if scanned:
        pages = "、".join(map(str, scanned)), ", ".join(map(str, scanned))
        builder.notice(f"第{pages[0]}页是图片，其中的文字没有读。", f"Pages {pages[1]} are pictures and were not read.")


def _scanned(page: Sheet) -> bool:
    if len(page.glyphs) > 40:
        return False
    covered = max(((box.x1 - box.x0) * (box.y1 - box.y0) for box in page.pictures), default=0.0)
    return covered > 0.5 * page.width * page.height


def _page(found: Sheet, printed: str) -> Page:
    tables, loose = lattices(found.level, found.upright)
    shaded = [box for box in found.fills if not any(holds(table.box, box) for table in tables)]
    if len(shaded) >= 4:
        tables += [table for table in lattices(*shaded_lines(shaded))[0] if min(len(table.xs), len(table.ys)) > 2]
    struck = struck_out(found.glyphs, loose)
    gone = set(struck)
    grids, beside = fill(tables, [glyph for glyph in found.glyphs if glyph not in gone] if gone else found.glyphs)
    for grid in grids:
        drop_struck_rows(grid, struck)
    undrawn, _ = lattices(*undrawn_lines(loose, beside))
    if undrawn:
        more, beside = fill(undrawn, beside)
        for grid in more:
            grid.drawn = False
        grids += more
    items: list[Line | Grid] = [*lines(beside), *grids]
    unseen = [line for line in lines(found.unseen) if line.text.replace(" ", "") not in printed]
    asides: list[tuple[AsideKind, str]] = [("hidden", line.text) for line in [*lines(found.pale), *unseen]]
    asides += [("deleted", line.text) for line in lines(struck)]
    return Page(found.width, found.height, sorted(items, key=_top), asides)


def _top(item: Line | Grid) -> float:
    return item.mid if isinstance(item, Line) else item.ys[0]


def _running(pages: list[Page]) -> None:
    """Running heads, feet and page numbers become side notes: what stands at the edge of several pages alike."""
    marks = [(page, line, _mark(page, line)) for page in pages for line in _edges(page)]
    often = Counter(mark for _, _, mark in marks)
    for page, line, mark in marks:
        numbered = line.mid > page.height * (1 - EDGE) and _NUMBER.fullmatch(line.text) is not None
        if often[mark] > 1 or numbered:
            page.items.remove(line)
            page.asides.append(("header" if line.mid < page.height / 2 else "footer", line.text))


def _edges(page: Page) -> list[Line]:
    """Lines at the edge of the page with no table beyond them."""
    found = []
    for items, edge in ((page.items, (0, EDGE)), (page.items[::-1], (1 - EDGE, 1))):
        for item in items:
            if isinstance(item, Grid) or not edge[0] * page.height <= item.mid <= edge[1] * page.height:
                break
            found.append(item)
    return found


def _mark(page: Page, line: Line) -> tuple[float, int, str]:
    return page.width, round(line.mid / 2), re.sub(r"\d+", "#", line.text)


def _write(pages: list[Page], builder: Builder) -> None:
    run: list[Line] = []
    table: Grid | None = None
    for page in pages:
        for kind, text in page.asides:
            builder.aside(kind, text)
        for place, item in enumerate(page.items):
            if isinstance(item, Grid):
                if table is not None and place == 0 and join(table, item):
                    continue
                if table is not None:
                    write(builder, table)
                _say(run, pages, builder)
                run, table = [], item
            else:
                if table is not None:
                    write(builder, table)
                    table = None
                run.append(item)
    if table is not None:
        write(builder, table)
    _say(run, pages, builder)


def _say(run: list[Line], pages: list[Page], builder: Builder) -> None:
    if run:
        for text in paragraphs(run, _margins(pages)):
            builder.paragraph(text)


def _margins(pages: list[Page]) -> Measure:
    """Where the lines beside tables begin and end: by the longest of them, or else by the tables."""
    rows = [item for page in pages for item in page.items if isinstance(item, Line)]
    sides = [(item.xs[0], item.xs[-1]) for page in pages for item in page.items if isinstance(item, Grid)]
    left, right = min(line.x0 for line in rows), max(line.x1 for line in rows)
    outer = max((side for _, side in sides), default=right)
    if outer - right > 2.5 * rows[0].size:
        return Measure(min(left, *(side for side, _ in sides)), outer)
    return Measure(left, right)
