"""Remarks → review comments in the Word file itself. Nothing else of the file changes."""

import posixpath
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from lxml import etree

from steelyard.reading.ooxml import W
from steelyard.reading.tracing import trace
from steelyard.reporting.annotating.marking import KEEPING, Leaf, Marking, Point, Range, leaves
from steelyard.reporting.annotating.package import Rewriting
from steelyard.reporting.annotating.remarks import AUTHOR, INITIALS, Remark
from steelyard.reporting.annotating.splicing import Source

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_REFERRING = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))


def annotate(data: bytes, path: str, remarks: Sequence[Remark]) -> bytes:
    """A Word file with a comment for each remark. Raises the ``UnreadableDocument`` family."""
    document, origins = trace(data, path)
    found = leaves(origins)
    root = found[0].paragraph.getroottree().getroot()
    rewriting = Rewriting(data, path)
    part = rewriting.package.main("word/document.xml")
    source = Source(rewriting.read(part))
    namespace = _STRICT if _STRICT.encode() in source.text else W.strip("{}")
    comments = _Comments(rewriting, part, namespace)
    first = comments.first_free(root)
    marking = Marking(source, root, found)
    ranges = [_range(remark, document.text, marking, found) for remark in remarks]
    _mark(source, marking, ranges, first, namespace)
    rewriting.put(part, source.data())
    comments.add(remarks, ranges, first)
    return rewriting.data()


def _range(remark: Remark, text: str, marking: Marking, found: Sequence[Leaf]) -> Range:
    """The words of a remark without the blanks around them; the first line of text for one that names none."""
    if remark.start is None or remark.end is None:
        opening = next((leaf for leaf in found if text[leaf.start : leaf.end].strip()), found[0])
        return marking.paragraph(opening.paragraph)
    start, end = remark.start, remark.end
    said = text[start:end]
    if said.strip():
        start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    return marking.range(start, end)


def _mark(source: Source, marking: Marking, ranges: Sequence[Range], first: int, namespace: str) -> None:
    """Write all marks. At one offset, comments that end there come before those that begin there."""
    points: dict[int, Point] = {}
    references: dict[int, list[bytes]] = {}
    ends: dict[int, list[bytes]] = {}
    starts: dict[int, list[bytes]] = {}
    for number, one in enumerate(ranges, first):
        start, end, reference = _marks(one, number, namespace, marking.formatting(one.beside))
        for point in (one.start, one.end, one.first or one.end):
            points[point.at] = point
        if one.first is not None:
            references.setdefault(one.first.at, []).append(reference)
        else:
            end += reference
        if one.start.at == one.end.at:
            start, end = b"", start + end
        starts.setdefault(one.start.at, []).append(start)
        ends.setdefault(one.end.at, []).append(end)
    for keeping in {point.keeping for point in points.values() if point.keeping is not None}:
        source.insert(keeping, KEEPING)
    for at, point in points.items():
        between = b"".join([*references.get(at, ()), *ends.get(at, ()), *starts.get(at, ())])
        source.insert(at, point.close + between + point.reopen, point.skipping)


def _marks(one: Range, number: int, namespace: str, formatting: bytes) -> tuple[bytes, bytes, bytes]:
    """Start, end and reference of a comment. Where the file has no prefix for them, they bring their own."""
    prefix = one.beside.prefix
    declared = "" if prefix else f' xmlns:w="{namespace}"'
    prefix = prefix or "w"

    def mark(name: str) -> bytes:
        return f'<{prefix}:{name}{declared} {prefix}:id="{number}"/>'.encode()

    run = f"<{prefix}:r{declared}>".encode() + formatting + mark("commentReference") + f"</{prefix}:r>".encode()
    return mark("commentRangeStart"), mark("commentRangeEnd"), run


class _Comments:
    """The part that holds the comments of a Word file, whether or not it is there already."""

    def __init__(self, rewriting: Rewriting, main: str, namespace: str) -> None:
        self._rewriting, self._main, self._namespace = rewriting, main, namespace
        archive = rewriting.package.archive
        related = rewriting.package.related(main).values()
        known = (one.target for one in related if one.kind == "comments" and not one.external)
        self._part = next((target for target in known if target in archive), None)

    def first_free(self, root: etree._Element) -> int:
        """A number above those of all comments, and of all references to comments, in the file."""
        bearers = list(root.iter(*_REFERRING))
        if self._part is not None:
            bearers += self._rewriting.package.xml(self._part).iter(f"{W}comment")
        numbers = (bearer.get(f"{W}id", "") for bearer in bearers)
        return max((int(number) + 1 for number in numbers if re.fullmatch(r"[0-9]{1,9}", number)), default=0)

    def add(self, remarks: Sequence[Remark], ranges: Sequence[Range], first: int) -> None:
        """Write a comment for each remark, numbered from ``first``."""
        if self._part is None:
            pattern = posixpath.join(posixpath.dirname(self._main), "comments{}.xml")
            plain = pattern.format("")
            self._part = plain if plain not in self._rewriting.package.archive else self._rewriting.free(pattern)
            self._rewriting.new(self._part, f'<w:comments xmlns:w="{self._namespace}"></w:comments>')
            self._rewriting.relate(self._main, "comments", self._part)
            self._rewriting.declare(self._part, _TYPE)
        source = Source(self._rewriting.read(self._part))
        numbered = enumerate(zip(remarks, ranges, strict=True), first)
        source.append(0, b"".join(self._comment(remark, number, one) for number, (remark, one) in numbered))
        self._rewriting.put(self._part, source.data())

    def _comment(self, remark: Remark, number: int, place: Range) -> bytes:
        # Where the reference had to come first, LibreOffice 7.4 drops the first line of the comment as well.
        blank = "<w:p/>" if place.first else ""
        heading, *others = (_text(line) for line in remark.lines)
        bold = f"<w:p><w:r><w:rPr><w:b/></w:rPr>{heading}</w:r></w:p>"
        lines = "".join(f"<w:p><w:r>{line}</w:r></w:p>" for line in others)
        return (
            f'<w:comment xmlns:w="{self._namespace}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">'
            f"{blank}{bold}{lines}</w:comment>"
        ).encode()


def _text(line: str) -> str:
    return f'<w:t xml:space="preserve">{escape(line)}</w:t>'
