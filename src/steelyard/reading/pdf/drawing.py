"""Drawn lines, filled boxes and pictures of a page, and text that is drawn so that nobody sees it."""

import ctypes
from itertools import pairwise
from typing import Any

from steelyard.reading.pdf.library import pdfium
from steelyard.reading.pdf.shapes import Box, Matrix, Point, Rule, Sheet, after, around, common, holds, moved, seen

THIN = 3.5  # a filled shape no thicker than this is a drawn line
STRAIGHT = 0.6  # how far a line may lean and still be level or upright
OBJECTS = 400_000  # drawn things of one document; a form of forty pages has some ten thousand
FORMS = 12  # drawings within drawings


class TooMuchDrawn(Exception):  # noqa: N818 - told to the user as TooLarge
    """More objects than any form has."""


class Drawing:
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
                    stack.append((thing, after(_matrix(thing), matrix), depth + 1))
        grounds = self.found.fills + self.found.pictures
        self.pale = {
            owner: box for owner, box in self.pale.items() if not any(holds(ground, box) for ground in grounds)
        }

    def bounds(self, thing: Any, matrix: Matrix) -> Box:
        pdfium.FPDFPageObj_GetBounds(thing, *self.box)
        left, bottom, right, top = self.box
        return seen(matrix, left.value, bottom.value, right.value, top.value)

    def white(self, thing: Any) -> bool:
        red, green, blue, opaque = self.colour
        if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, opaque):
            return False  # a pattern
        return opaque.value < 10 or (red.value > 245 and green.value > 245 and blue.value > 245)

    def text(self, thing: Any, matrix: Matrix) -> None:
        clip = self.clip(thing, matrix)
        if clip is not None and not holds(clip, self.bounds(thing, matrix)):
            self.clipped.add(address(thing))
        elif self.white(thing) or pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.pale[address(thing)] = self.bounds(thing, matrix)

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
        for points in _outlines(pdfium.FPDFPath_GetPathSegment, thing, count, after(_matrix(thing), matrix)):
            if self.mode.value:
                self.fill(points, thing, clip)
            if self.stroked.value:
                for (ax, ay), (bx, by) in pairwise(points):
                    self.rule(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), clip)

    def clip(self, thing: Any, matrix: Matrix) -> Box | None:
        """The box within which the thing is seen, ``None`` for anywhere."""
        path = pdfium.FPDFPageObj_GetClipPath(thing)
        within: Box | None = None
        paths = pdfium.FPDFClipPath_CountPaths(path)
        for number in range(min(paths, 8)):
            count = min(pdfium.FPDFClipPath_CountPathSegments(path, number), 100)

            def segment(path: Any, index: int, number: int = number) -> Any:
                return pdfium.FPDFClipPath_GetPathSegment(path, number, index)

            points = [point for outline in _outlines(segment, path, count, matrix) for point in outline]
            if points:
                box = around(points)
                within = box if within is None else common(within, box)
        return within

    def line(self, box: Box, clip: Box | None) -> None:
        """A stroke of one segment; its bounds are wider than the segment by the width of the pen on each side."""
        x0, y0, x1, y1 = box
        pen = min(x1 - x0, y1 - y0) / 2
        if x1 - x0 >= y1 - y0:
            self.rule(Box(x0 + pen, (y0 + y1) / 2, x1 - pen, (y0 + y1) / 2), clip)
        else:
            self.rule(Box((x0 + x1) / 2, y0 + pen, (x0 + x1) / 2, y1 - pen), clip)

    def fill(self, points: list[Point], thing: Any, clip: Box | None) -> None:
        box = around(points)
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            self.rule(box, clip, THIN)
        elif len(points) <= 6 and not self.white(thing):
            self.found.fills.append(box if clip is None else common(box, clip))

    def rule(self, box: Box, clip: Box | None, thick: float = STRAIGHT) -> None:
        x0, y0, x1, y1 = box if clip is None else common(box, clip)
        if x1 < x0 or y1 < y0:
            return
        if y1 - y0 <= thick and y1 - y0 <= x1 - x0 + 0.2:  # a dot is a piece of either
            self.found.level.append(Rule((y0 + y1) / 2, x0, x1))
        if x1 - x0 <= thick and x1 - x0 <= y1 - y0 + 0.2:
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
        point = moved(matrix, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(piece) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(piece) and outlines[-1][0] != point:
            outlines[-1].append(outlines[-1][0])
    return outlines


def address(thing: Any) -> int | None:
    return ctypes.cast(thing, ctypes.c_void_p).value
