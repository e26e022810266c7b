"""One page of a PDF through pdfium: where its characters, its drawn lines and its pictures stand.

Lengths are points (1/72 inch) as the page is seen: x to the right, y downwards, (0, 0) the upper left corner.
"""

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from steelyard.reading.pdf.script import as_written

THIN = 3.5  # a filled shape no thicker than this is a drawn line
STRAIGHT = 0.6  # how far a line may lean and still be level or upright
OBJECTS = 400_000  # drawn things of one document; a form of forty pages has some ten thousand
FORMS = 12  # drawings within drawings

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Box(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


class Glyph(NamedTuple):
    """A character and the room it takes: from its origin to the next one, as high as its font."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Rule(NamedTuple):
    """A level or upright line: its distance from the edge of the page, and from where to where it runs."""

    at: float
    lo: float
    hi: float


@dataclass(slots=True)
class Sheet:
    """What is on one page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    unseen: list[Glyph] = field(default_factory=list)  # cut away by a clipping path, or beyond the page
    pale: list[Glyph] = field(default_factory=list)  # white on white, or not painted; these are glyphs as well
    unmapped: int = 0  # glyphs of which the file does not say what they mean
    drawn: int = 0


class TooMuchDrawn(Exception):  # noqa: N818 - told to the user as TooLarge
    """More objects than any form has."""


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
            drawing = _Drawing(found, left)
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
    turns = (pdfium.FPDFPage_GetRotation(page) + _leaning(text)) % 4
    wide, high = right - left, top - bottom
    if turns == 0:
        return (1, 0, 0, -1, -left, top), wide, high
    if turns == 1:
        return (0, 1, 1, 0, -bottom, -left), high, wide
    if turns == 2:
        return (-1, 0, 0, 1, right, -bottom), wide, high
    return (0, -1, -1, 0, top, right), high, wide


def _leaning(text: Any) -> int:
    """Quarter turns clockwise that set the text upright on a page that is not itself turned (a sideways table)."""
    count = pdfium.FPDFText_CountChars(text)
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(count // 60, 1)):
        if pdfium.FPDFText_GetUnicode(text, index) > 32:
            votes[round(pdfium.FPDFText_GetCharAngle(text, index) / 1.5707963) % 4] += 1
    return max(range(4), key=votes.__getitem__) if any(votes) else 0


def _characters(text: Any, view: Matrix, found: Sheet, drawing: "_Drawing") -> None:
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
            glyph = Glyph(as_written(code), *_seen(view, box.left, box.bottom, box.right, box.top))
        glyphs.append(glyph)
        if marked:
            owner = _address(pdfium.FPDFText_GetTextObject(text, index))
            if owner in drawing.clipped:
                found.unseen.append(glyphs.pop())
            elif owner in drawing.pale:
                found.pale.append(glyph)


def _address(thing: Any) -> int | None:
    return ctypes.cast(thing, ctypes.c_void_p).value


def _seen(view: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box of the page as the reader sees it."""
    (ax, ay), (bx, by) = _moved(view, x0, y0), _moved(view, x1, y1)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _moved(by: Matrix, x: float, y: float) -> Point:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


class _Drawing:
    """Collects drawn lines, filled boxes and pictures of a page, those in form objects included."""

    def __init__(self, found: Sheet, left: int) -> None:
        self.found, self.left = found, left
        self.box = [ctypes.c_float() for _ in range(4)]
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.mode, self.stroked = ctypes.c_int(), ctypes.c_int()
        self.clipped: set[int | None] = set()
        self.pale: dict[int | None, Box] = {}

    def walk(self, page: Any, view: Matrix) -> None:
        stack = [(page, view, 0)]
        while stack:
            holder, matrix, depth = stack.pop()
            count, get = _OF_FORM if depth else _OF_PAGE
            for index in range(count(holder)):
                self.found.drawn += 1
                if self.found.drawn > self.left:
                    raise TooMuchDrawn
                thing = get(holder, index)
                kind = pdfium.FPDFPageObj_GetType(thing)
                if kind == pdfium.FPDF_PAGEOBJ_PATH:
                    self.path(thing, matrix)
                elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                    self.text(thing, matrix)
                elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    self.found.pictures.append(self.bounds(thing, matrix))
                elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < FORMS:
                    stack.append((thing, _after(_matrix(thing), matrix), depth + 1))
        grounds = self.found.fills + self.found.pictures
        self.pale = {
            owner: box for owner, box in self.pale.items() if not any(_holds(ground, box) for ground in grounds)
        }

    def bounds(self, thing: Any, matrix: Matrix) -> Box:
        pdfium.FPDFPageObj_GetBounds(thing, *self.box)
        x0, y0, x1, y1 = (side.value for side in self.box)
        return _seen(matrix, x0, y0, x1, y1)

    def white(self, thing: Any) -> bool:
        red, green, blue, opaque = self.colour
        pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, opaque)
        return opaque.value < 10 or (red.value > 245 and green.value > 245 and blue.value > 245)

    def text(self, thing: Any, matrix: Matrix) -> None:
        clip, page = self.clip(thing, matrix), Box(0, 0, self.found.width, self.found.height)
        box = self.bounds(thing, matrix)
        if not _holds(page, box) or (clip is not None and not _holds(clip, box)):
            self.clipped.add(_address(thing))
        elif self.white(thing) or pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.pale[_address(thing)] = box

    def path(self, thing: Any, matrix: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(thing, self.mode, self.stroked)
        if not self.mode.value and not self.stroked.value:
            return
        count = pdfium.FPDFPath_CountSegments(thing)
        clip = self.clip(thing, matrix)
        if count == 2 and self.stroked.value:
            self.line(self.bounds(thing, matrix), clip)
            return
        if not self.stroked.value:
            box = self.bounds(thing, matrix)
            if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
                self.rule(box, clip, THIN)
                return
        self.found.drawn += count
        if self.found.drawn > self.left:
            raise TooMuchDrawn
        for points in _outlines(pdfium.FPDFPath_GetPathSegment, thing, count, _after(_matrix(thing), matrix)):
            if self.mode.value:
                self.fill(points, thing, clip)
            if self.stroked.value:
                for (ax, ay), (bx, by) in pairwise(points):
                    self.rule(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), clip)

    def clip(self, thing: Any, matrix: Matrix) -> Box | None:
        """The box within which the thing is seen, ``None`` for anywhere."""
        path = pdfium.FPDFPageObj_GetClipPath(thing)
        seen: Box | None = None
        for number in range(min(pdfium.FPDFClipPath_CountPaths(path), 8) if path else 0):
            count = min(pdfium.FPDFClipPath_CountPathSegments(path, number), 100)

            def segment(path: Any, index: int, number: int = number) -> Any:
                return pdfium.FPDFClipPath_GetPathSegment(path, number, index)

            points = [point for outline in _outlines(segment, path, count, matrix) for point in outline]
            if points:
                box = _around(points)
                seen = box if seen is None else _common(seen, box)
        return seen

    def line(self, box: Box, clip: Box | None) -> None:
        """A stroke of one segment; its bounds are wider than the segment by the width of the pen on each side."""
        x0, y0, x1, y1 = box
        pen = min(x1 - x0, y1 - y0) / 2
        if x1 - x0 >= y1 - y0:
            self.rule(Box(x0 + pen, (y0 + y1) / 2, x1 - pen, (y0 + y1) / 2), clip)
        else:
            self.rule(Box((x0 + x1) / 2, y0 + pen, (x0 + x1) / 2, y1 - pen), clip)

    def fill(self, points: list[Point], thing: Any, clip: Box | None) -> None:
        box = _around(points)
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            self.rule(box, clip, THIN)
        elif len(points) <= 6 and not self.white(thing):
            self.found.fills.append(box if clip is None else _common(box, clip))

    def rule(self, box: Box, clip: Box | None, thick: float = STRAIGHT) -> None:
        x0, y0, x1, y1 = box if clip is None else _common(box, clip)
        if x1 < x0 or y1 < y0:
            return
        if y1 - y0 <= thick and y1 - y0 <= x1 - x0:
            self.found.level.append(Rule((y0 + y1) / 2, x0, x1))
        if x1 - x0 <= thick and x1 - x0 <= y1 - y0:  # a dot is a piece of either
            self.found.upright.append(Rule((x0 + x1) / 2, y0, y1))


_OF_PAGE = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
_OF_FORM = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject


def _matrix(thing: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _outlines(segment: Any, path: Any, count: int, matrix: Matrix) -> list[list[Point]]:
    """The lines of a path, each as its corners; a curve counts as the points that govern it."""
    outlines: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        piece = segment(path, index)
        pdfium.FPDFPathSegment_GetPoint(piece, x, y)
        point = _moved(matrix, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(piece) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(piece) and outlines[-1][0] != point:
            outlines[-1].append(outlines[-1][0])
    return outlines


def _around(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of ``inner`` lies in ``outer``."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def _common(a: Box, b: Box) -> Box:
    return Box(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))
