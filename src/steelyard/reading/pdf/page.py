"""One page of a PDF through pdfium: where its characters, its drawn lines and its pictures stand."""

import ctypes
from typing import Any

from steelyard.reading.pdf.drawing import OBJECTS, Drawing, address
from steelyard.reading.pdf.library import pdfium
from steelyard.reading.pdf.script import as_written
from steelyard.reading.pdf.shapes import Glyph, Matrix, Sheet, seen


def sheet(document: Any, number: int, left: int = OBJECTS) -> Sheet | None:
    """Page ``number`` (from 0), ``None`` where pdfium cannot read it; ``left`` objects may still be looked at."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return None
    try:
        if _has_fields(page):  # what was typed into form fields becomes part of the page
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        try:
            view, width, height = _view(page, text)
            found = Sheet(width, height)
            drawing = Drawing(found, left)
            drawing.walk(page, view)
            _characters(text, view, found, drawing)
        finally:
            pdfium.FPDFText_ClosePage(text)
        return found
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_fields(page: Any) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2_000)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            return True
    return False


def _view(page: Any, text: Any) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to those of a reader, turned so that most text stands upright."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    turns = _leaning(text, pdfium.FPDFPage_GetRotation(page))
    wide, high = right - left, top - bottom
    if turns == 0:
        return (1, 0, 0, -1, -left, top), wide, high
    if turns == 1:
        return (0, 1, 1, 0, -bottom, -left), high, wide
    if turns == 2:
        return (-1, 0, 0, 1, right, -bottom), wide, high
    return (0, -1, -1, 0, top, right), high, wide


def _leaning(text: Any, otherwise: int) -> int:
    """Quarter turns clockwise that set most of the text upright, however the page itself is turned."""
    count = pdfium.FPDFText_CountChars(text)
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(count // 60, 1)):
        if pdfium.FPDFText_GetUnicode(text, index) > 32:
            votes[-round(pdfium.FPDFText_GetCharAngle(text, index) / 1.5707963) % 4] += 1
    return max(range(4), key=votes.__getitem__) if any(votes) else otherwise


def _characters(text: Any, view: Matrix, found: Sheet, drawing: Drawing) -> None:
    box = pdfium.FS_RECTF()
    into = ctypes.byref(box)
    place, unicode = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetUnicode
    plain = view[:4] == (1, 0, 0, -1)
    left, top = -view[4], view[5]
    glyphs, high = found.glyphs, 0
    marked = drawing.clipped or drawing.pale
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = unicode(text, index)
        if code <= 32:
            found.unmapped += code == 0
            if code != 32 or pdfium.FPDFText_IsGenerated(text, index):
                continue
        if 0xD800 <= code < 0xE000:  # half of a rare character
            high, code = (code, 0) if code < 0xDC00 else (0, 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            if not 0x10000 <= code < 0x110000:
                continue
        place(text, index, into)
        if plain:
            glyph = Glyph(as_written(code), box.left - left, top - box.top, box.right - left, top - box.bottom)
        else:
            glyph = Glyph(as_written(code), *seen(view, box.left, box.bottom, box.right, box.top))
        glyphs.append(glyph)
        if marked:
            owner = address(pdfium.FPDFText_GetTextObject(text, index))
            if owner in drawing.clipped:
                found.unseen.append(glyphs.pop())
            elif owner in drawing.pale:
                found.pale.append(glyph)
    if any(_outside(glyph, found) for glyph in glyphs):
        found.unseen += [glyph for glyph in glyphs if _outside(glyph, found)]
        found.glyphs = [glyph for glyph in glyphs if not _outside(glyph, found)]


def _outside(glyph: Glyph, page: Sheet) -> bool:
    return glyph.x1 < 0 or glyph.x0 > page.width or glyph.y1 < 0 or glyph.y0 > page.height
