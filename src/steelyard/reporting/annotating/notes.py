"""The notes of one worksheet: their texts in one part, the boxes that show them in another; those there are kept."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from steelyard.model import Message
from steelyard.reading.errors import Damaged
from steelyard.reading.ooxml import R, S
from steelyard.reading.spreadsheets.sheets import Spot
from steelyard.reporting.annotating.boxes import DRAWING, Ruler, box
from steelyard.reporting.annotating.package import Rewriting
from steelyard.reporting.annotating.remarks import AUTHOR, Remark
from steelyard.reporting.annotating.splicing import Source

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STRICT = "http://purl.oclc.org/ooxml/"
# What stands behind the reference to the boxes in a worksheet, in the order of the schema.
_BEHIND = frozenset(
    (
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
        "AlternateContent",  # as which objects and controls are often written
    )
)  # fmt: skip
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/>'
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SHAPE = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_CLOSING = b"</xml>"


class Note(NamedTuple):
    """All remarks on one cell; ``right`` is its last column, from 0, where it is merged."""

    spot: Spot
    right: int
    remarks: list[Remark]


class Notes:
    """Adds notes to the worksheet ``part`` of a workbook."""

    def __init__(self, rewriting: Rewriting, part: str) -> None:
        self._rewriting, self._part = rewriting, part
        self._package = rewriting.package
        self._sheet = rewriting.read(part)
        self._root = self._package.parsed(part, self._sheet)
        strict = _STRICT.encode() in self._sheet[:4096]
        self._namespace = f"{_STRICT}spreadsheetml/main" if strict else S.strip("{}")
        self._links = f"{_STRICT}officeDocument/relationships" if strict else R.strip("{}")
        self._related = self._package.related(part)

    def add(self, notes: Sequence[Note]) -> None:
        """Write the notes of all cells of the sheet."""
        notes = self._beside_threads(notes)
        known = self._texts(notes)
        self._boxes([note for note in notes if reference(note.spot) not in known])

    def _one(self, kind: str) -> str | None:
        known = (one.target for one in self._related.values() if one.kind == kind and not one.external)
        return next((target for target in known if target in self._package.archive), None)

    def _beside_threads(self, notes: Sequence[Note]) -> list[Note]:
        """A conversation on a cell hides any note there: such a note moves to the next cell to the right."""
        part = self._one("threadedComment")
        taken = {element.get("ref") for element in self._package.xml(part)} if part is not None else set()
        moved = []
        for note in notes:
            row, column = note.spot
            while reference((row, column)) in taken:
                column += 1
            taken |= {reference((row, column))} if column != note.spot[1] else set()
            moved.append(Note((row, column), max(note.right, column), note.remarks))
        return moved

    def _texts(self, notes: Sequence[Note]) -> set[str]:
        """Write the texts; return the cells that had a note, to which ours was added."""
        part = self._one("comments")
        if part is None:
            part = self._rewriting.free("xl/comments{}.xml")
            empty = f'<comments xmlns="{self._namespace}"><authors></authors><commentList></commentList></comments>'
            self._rewriting.new(part, empty)
            self._rewriting.relate(self._part, "comments", part)
            self._rewriting.declare(part, _TYPE)
        data = self._rewriting.read(part)
        root, source = self._package.parsed(part, data), Source(data)
        numbers = {element: number for number, element in enumerate(root.iter())}
        authors, listed = root.find(f"{S}authors"), root.find(f"{S}commentList")
        if authors is None or listed is None:
            raise Damaged(self._package.path, Message(f"部件{part}不完整", f"its part {part} is incomplete"))
        known = {element.get("ref", ""): element for element in listed}
        names, fresh = [author.text for author in authors], b""
        us = names.index(AUTHOR) if AUTHOR in names else len(names)
        for note in notes:
            cell = reference(note.spot)
            if cell in known:
                self._extend(known[cell], self._runs(note, after=True), source, numbers)
            else:
                text = f'<comment xmlns="{self._namespace}" ref="{cell}" authorId="{us}">'
                fresh += f"{text}<text>{self._runs(note)}</text></comment>".encode()
        if fresh:
            source.append(numbers[listed], fresh)
        if fresh and us == len(names):
            source.append(numbers[authors], f'<author xmlns="{self._namespace}">{AUTHOR}</author>'.encode())
        self._rewriting.put(part, source.data())
        return set(known)

    def _extend(self, comment: etree._Element, runs: str, source: Source, numbers: dict[etree._Element, int]) -> None:
        """Add to the text of a note that is there. A bare text becomes a run, since runs follow."""
        text = comment.find(f"{S}text")
        if text is None:
            source.append(numbers[comment], f'<text xmlns="{self._namespace}">{runs}</text>'.encode())
            return
        bare, last = text.find(f"{S}t"), next(iter(text.iterchildren(f"{S}r", reversed=True)), None)
        if bare is not None:
            source.insert(source.opens[numbers[bare]], f'<r xmlns="{self._namespace}">'.encode())
            source.insert(source.end(numbers[bare]), b"</r>" + (runs.encode() if last is None else b""))
        if last is not None:
            source.insert(source.end(numbers[last]), runs.encode())
        elif bare is None:
            source.append(numbers[text], runs.encode())

    def _runs(self, note: Note, after: bool = False) -> str:
        """The remarks of a cell as runs of text, a blank line between two of them."""
        runs = []
        for number, remark in enumerate(note.remarks):
            heading, *others = (escape(_ESCAPE.sub("_x005F_", line)) for line in remark.lines)
            gap = "\n\n" if number or after else ""
            runs.append(self._run(f"{gap}{heading}\n", "<b/>") + self._run("\n".join(others)))
        return "".join(runs)

    def _run(self, escaped: str, more: str = "") -> str:
        text = f'<t xml:space="preserve">{escaped}</t>'
        return f'<r xmlns="{self._namespace}"><rPr>{more}{_FONT}</rPr>{text}</r>'

    def _boxes(self, notes: Sequence[Note]) -> None:
        if not notes:
            return
        part = self._drawing()
        data = self._rewriting.read(part)
        closing = data.rfind(_CLOSING)
        if closing < 0:
            raise Damaged(self._package.path, Message(f"部件{part}不完整", f"its part {part} is incomplete"))
        first = max((int(match[1]) for match in _SHAPE.finditer(data)), default=1024) + 1
        ruler = Ruler(self._root)
        boxes = "".join(
            box(number, note.spot, note.right, [line for remark in note.remarks for line in remark.lines], ruler)
            for number, note in enumerate(notes, first)
        )
        self._rewriting.put(part, data[:closing] + boxes.encode() + data[closing:])

    def _drawing(self) -> str:
        """The part of the boxes that the worksheet names; a new one where it names none."""
        named = self._root.find(f"{S}legacyDrawing")
        related = self._related.get(named.get(f"{R}id", "")) if named is not None else None
        if related is not None and related.target in self._package.archive:
            return related.target
        part = self._rewriting.free("xl/drawings/vmlDrawing{}.vml")
        self._rewriting.put(part, DRAWING)
        self._rewriting.declare_ending("vml", _DRAWING_TYPE)
        identity = self._rewriting.relate(self._part, "vmlDrawing", part)
        element = f'<legacyDrawing xmlns="{self._namespace}" xmlns:r="{self._links}" r:id="{identity}"/>'.encode()
        source = Source(self._sheet)
        numbers = {element: number for number, element in enumerate(self._root.iter())}
        behind = next((child for child in self._root if etree.QName(child).localname in _BEHIND), None)
        if named is not None:  # it names a part that is not there
            source.insert(source.opens[numbers[named]], element, len(source.whole(numbers[named])))
        elif behind is not None:
            source.insert(source.opens[numbers[behind]], element)
        else:
            source.append(0, element)
        self._rewriting.put(self._part, source.data())
        return part


def reference(spot: Spot) -> str:
    """(0, 0) → ``A1``."""
    row, column = spot
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row + 1}"
