"""Where in the main part of a Word file a comment on some characters begins and ends, without changing any text.

A mark may stand between the runs of a paragraph. Where it falls within a run, the run is closed before the mark and
opened again behind it with the same formatting.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from steelyard.reading.docx.body import Traced
from steelyard.reading.ooxml import W
from steelyard.reading.tracing import Origin
from steelyard.reporting.annotating.splicing import Source

_P, _R, _T, _RPR, _PPR = f"{W}p", f"{W}r", f"{W}t", f"{W}rPr", f"{W}pPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KEEPING = b' xml:space="preserve"'
_BLANK = " \t\r\n"  # what a program drops at the edges of a text that does not ask to keep it
# Within a paragraph, marks may stand in these as they may in the paragraph itself.
_THROUGH = frozenset(
    f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")
)
# A control that a program fills again from elsewhere, or that holds plain text: marks stand around it.
_FILLED = ("text", "dataBinding", "dropDownList", "comboBox", "date", "picture", "checkbox")
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange")  # in the formatting of a run: they bear numbers
_CHARACTER = re.compile(rb"&[^;]*;|\r\n|[\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]+")


class Point(NamedTuple):
    """An offset in the main part. ``close`` and ``reopen`` stand around marks there, ``skipping`` bytes are replaced.

    ``keeping`` is where the text before the marks has to say that it keeps the blank at its end.
    """

    at: int
    close: bytes = b""
    reopen: bytes = b""
    skipping: int = 0
    keeping: int | None = None


class Range(NamedTuple):
    """Where the marks of a comment stand; ``beside`` is the run or paragraph whose prefix and formatting they share.

    ``first`` is where the reference stands that usually follows the end, if it has to come before the text instead.
    """

    start: Point
    end: Point
    beside: etree._Element
    first: Point | None = None


class Leaf(NamedTuple):
    """Characters of the document and the element that says them; ``None`` for an automatic number or for no text."""

    start: int
    end: int
    element: etree._Element | None
    paragraph: etree._Element


def leaves(origins: Sequence[Origin]) -> list[Leaf]:
    """All characters of a Word file that stand in paragraphs, in order; a paragraph without text is one leaf."""
    return [leaf for origin in origins for leaf in _leaves(origin)]


def _leaves(origin: Origin) -> Iterator[Leaf]:
    at = origin.start
    assert isinstance(origin.source, tuple)
    for traced in origin.source:
        assert isinstance(traced, Traced)
        if traced.label or not traced.pieces:
            yield Leaf(at, at + traced.label, None, traced.paragraph)
            at += traced.label
        for text, element in traced.pieces:
            yield Leaf(at, at + len(text), element, traced.paragraph)
            at += len(text)


class Marking:
    """Finds points in the main part of a Word file, whose root element is ``root`` and whose bytes are ``source``."""

    def __init__(self, source: Source, root: etree._Element, found: Sequence[Leaf]) -> None:
        self._source, self._leaves = source, found
        self._starts = [leaf.start for leaf in found]
        self._numbers = {element: number for number, element in enumerate(root.iter())}

    def range(self, start: int, end: int) -> Range:
        """The range that holds the characters ``start`` to ``end``: these words only, or a paragraph without text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        covered = []
        for leaf in self._leaves[first:]:
            if leaf.start >= end:
                break
            if leaf.end > start and leaf.element is not None:
                covered.append(leaf)
        if not covered:
            return self.paragraph(self._leaves[first].paragraph)
        opening, closing = covered[0], covered[-1]
        ended, host = min(end, closing.end) - closing.start, self._host(closing)
        return Range(
            self._point(opening, max(start - opening.start, 0), ending=False),
            self._point(closing, ended, ending=True),
            host if host.tag == _R else closing.paragraph,
            Point(self._begin(closing.paragraph)) if _opens_control(closing.paragraph) else None,
        )

    def paragraph(self, paragraph: etree._Element) -> Range:
        """The range of a whole paragraph, from behind its properties on."""
        source, number = self._source, self._numbers[paragraph]
        if source.is_empty_tag(number):
            closing = f"</{source.name(number)}>".encode()
            point = Point(source.content(number) - 2, b">", closing, skipping=2)
            return Range(point, point, paragraph)
        begin = Point(self._begin(paragraph))
        return Range(begin, Point(source.closes[number]), paragraph, begin if _opens_control(paragraph) else None)

    def _begin(self, paragraph: etree._Element) -> int:
        """Where the content of a paragraph begins, behind its properties."""
        properties = paragraph.find(_PPR)
        if properties is not None:
            return self._source.end(self._numbers[properties])
        return self._source.content(self._numbers[paragraph])

    def formatting(self, beside: etree._Element) -> bytes:
        """The properties of a run as they are written; those of the paragraph's own mark for a paragraph."""
        within = beside if beside.tag == _R else beside.find(_PPR)
        properties = within.find(_RPR) if within is not None else None
        if properties is None or _tracked(properties):
            return b""
        return self._source.whole(self._numbers[properties])

    def _point(self, leaf: Leaf, offset: int, ending: bool) -> Point:
        source, element, host = self._source, leaf.element, self._host(leaf)
        assert element is not None
        if element.getparent() is host and host.tag == _R and not _tracked(host.find(_RPR)):
            size = leaf.end - leaf.start
            before, after = element.getprevious(), element.getnext()
            if offset <= 0 and before is not None and before.tag != _RPR:
                return self._split(host, source.opens[self._numbers[element]])
            if offset >= size and after is not None:
                return self._split(host, source.opens[self._numbers[after]])
            if 0 < offset < size and element.tag == _T and (point := self._within(host, element, offset)):
                return point
        number = self._numbers[host]
        return Point(source.end(number) if ending else source.opens[number])

    def _split(self, run: etree._Element, at: int, close: bytes = b"", reopen: bytes = b"") -> Point:
        number = self._numbers[run]
        closing = f"</{self._source.name(number)}>".encode()
        return Point(at, close + closing, self._source.start_tag(number) + self.formatting(run) + reopen)

    def _within(self, run: etree._Element, text: etree._Element, offset: int) -> Point | None:
        """Between two characters of a text; ``None`` where it cannot be cut without being changed."""
        source, number = self._source, self._numbers[text]
        begin, said = source.content(number), text.text or ""
        raw = source.text[begin : source.closes[number]]
        keeping = text.get(_SPACE) == "preserve"
        if b"<" in raw or (not keeping and said != said.strip(_BLANK)):
            return None
        cut = begin + sum(len(match[0]) for match, _ in zip(_CHARACTER.finditer(raw), range(offset), strict=False))
        if html.unescape(source.text[begin:cut].decode()).replace("\r\n", "\n") != said[:offset]:
            return None
        opening, blank = source.start_tag(number), said[offset - 1] in _BLANK
        if not keeping:
            opening = opening[:-1] + KEEPING + b">"
        point = self._split(run, cut, f"</{source.name(number)}>".encode(), opening)
        return point._replace(keeping=begin - 1) if blank and not keeping else point

    def _host(self, leaf: Leaf) -> etree._Element:
        """The element of a paragraph, or of what lies open in it, that holds a leaf: nearly always its run."""
        assert leaf.element is not None
        chain = [leaf.element]
        for above in leaf.element.iterancestors():
            if above is leaf.paragraph:
                break
            chain.append(above)
        return next((one for one in reversed(chain) if not _lies_open(one)), leaf.element)


def _lies_open(element: etree._Element) -> bool:
    if element.tag != f"{W}sdt":
        return element.tag in _THROUGH
    properties = element.find(f"{W}sdtPr")
    return properties is None or not any(etree.QName(one).localname in _FILLED for one in properties)


def _opens_control(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the first of a control around paragraphs, cells, rows or a table.

    LibreOffice 7.4 drops what stands before the reference of a comment there.
    """
    return any(next(content.iter(_P)) is paragraph for content in paragraph.iterancestors(f"{W}sdtContent"))


def _tracked(properties: etree._Element | None) -> bool:
    return properties is not None and any(properties.find(f"{W}{name}") is not None for name in _TRACKED)
