"""Paragraphs and tables of a Word document, in order, as they read after changes are accepted."""

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from steelyard.model import AsideKind
from steelyard.reading.building import Builder, Flow, Grid
from steelyard.reading.docx.inline import TELLING, Inline, Said, plain, whole
from steelyard.reading.docx.numbering import Numbering
from steelyard.reading.docx.styles import Style, is_on
from steelyard.reading.ooxml import MC, W

_P, _TBL, _TR, _TC, _SDT, _CHUNK = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}altChunk"
_TRPR, _BEFORE, _AFTER, _ROW_HIDDEN = f"{W}trPr", f"{W}gridBefore", f"{W}gridAfter", f"{W}hidden"
_TCPR, _SPAN, _MERGE, _OLD_MERGE = f"{W}tcPr", f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"
_CELL_DELETED = f"{W}cellDel"
_DELETED = (f"{W}del", f"{W}moveFrom")
_WRAPPERS = frozenset(
    (
        _SDT, f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo", f"{MC}AlternateContent",
        f"{MC}Choice", f"{MC}Fallback", *_DELETED,
    )
)  # fmt: skip
_TELLING_STYLES = (f"{W}pStyle", f"{W}rStyle")
_VAL = f"{W}val"


class Traced(NamedTuple):
    """A paragraph as read: so many characters of an automatic number, then pieces with the elements that say them."""

    paragraph: etree._Element
    label: int
    pieces: list[tuple[str, etree._Element]]


class Body:
    """Walks the main part of a Word file into a builder."""

    def __init__(
        self, builder: Builder, root: etree._Element, styles: dict[str, Style], numbering: Numbering, inline: Inline
    ) -> None:
        self._builder, self._styles, self._numbering, self._inline = builder, styles, numbering, inline
        self._telling = set(root.iter(_P, _TC)) if builder.traced else _telling(root, styles)
        self._marks = _marks(root)
        self._carried: str = ""  # text of paragraphs whose mark is deleted: they join the next one
        self._trail: list[Traced] | None = [] if builder.traced else None  # the paragraphs that are told next
        self.chunks = 0  # parts of other formats that Word would import; they are not read
        self.unnumbered = 0  # paragraphs counted in a list that the file does not define

    def blocks(self, parent: etree._Element, flow: Flow) -> None:
        """Add what stands in a body, a cell or a content control to ``flow``."""
        self._blocks(parent, flow)
        if self._carried:
            self._tell("", flow)

    def _blocks(self, parent: etree._Element, flow: Flow) -> None:
        # Looking at every child costs less than having the parser filter them by name.
        for element in parent:
            tag = element.tag
            if tag == _P:
                self._paragraph(element, flow)
            elif tag == _TBL:
                self._rows(element, flow.table(), flow)
            elif tag == _CHUNK:
                self.chunks += 1
            elif tag in _WRAPPERS:
                self._unwrap(element, flow, lambda inner: self._blocks(inner, flow))

    def _unwrap(self, element: etree._Element, flow: Flow, read: Callable[[etree._Element], None]) -> None:
        """Read through a content control, a tag or an accepted change; keep a rejected one beside the text."""
        if element.tag in _DELETED:
            flow.aside("deleted", whole(element))
        elif element.tag == f"{MC}AlternateContent":
            chosen = next(iter(element.iterchildren(f"{MC}Choice", f"{MC}Fallback")), None)
            if chosen is not None:
                read(chosen)
        else:
            read(element)

    def _paragraph(self, paragraph: etree._Element, flow: Flow) -> None:
        if paragraph not in self._telling:
            flow.paragraph(self._carried + plain(paragraph) if self._carried else plain(paragraph))
            self._carried = ""
            return
        text, beside, joined = self._read(paragraph)
        if self._trail is not None:
            pieces = self._inline.pieces()
            self._trail.append(Traced(paragraph, len(text) - sum(len(said) for said, _ in pieces), pieces))
        if joined:
            self._carried += text
        else:
            self._tell(text, flow)
        for kind, said in beside:
            flow.aside(kind, said)

    def _tell(self, text: str, flow: Flow) -> None:
        flow.paragraph(self._carried + text, origin=None if self._trail is None else tuple(self._trail))
        self._carried = ""
        if self._trail:
            self._trail = []

    def _read(self, paragraph: etree._Element) -> tuple[str, Said, bool]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return *self._inline.read(paragraph), False
        named = properties.find(f"{W}pStyle")
        name = named.get(_VAL, "") if named is not None else ""
        style = self._styles.get(name, Style())
        text, beside = self._inline.read(paragraph, style.hidden)
        joined = properties.find(f"{W}rPr/{W}del") is not None
        gone = not text and (joined or bool(beside))  # a paragraph that is deleted counts in no list
        return ("" if gone else self._label(properties, name, style)) + text, beside, joined

    def _label(self, properties: etree._Element, name: str, style: Style) -> str:
        number = properties.find(f"{W}numPr/{W}numId")
        level = properties.find(f"{W}numPr/{W}ilvl")
        listed = number.get(_VAL, "") if number is not None else style.number
        if listed in ("", "0"):
            return ""
        depth = style.depth
        if level is not None and level.get(_VAL, "") in set("012345678"):
            depth = int(level.get(_VAL, "0"))
        if depth is None:
            depth = self._numbering.depth(listed, name)
        label = self._numbering.label(listed, depth)
        self.unnumbered += label is None
        return label or ""

    def _rows(self, parent: etree._Element, grid: Grid, flow: Flow) -> None:
        for element in parent:
            if element.tag == _TR:
                self._row(element, grid, flow)
            elif element.tag in _WRAPPERS:
                self._unwrap(element, flow, lambda inner: self._rows(inner, grid, flow))

    def _row(self, row: etree._Element, grid: Grid, flow: Flow) -> None:
        before = after = 0
        for mark in self._marks.get(row, ()):
            if mark.tag == _BEFORE:
                before = _integer(mark, 0)
            elif mark.tag == _AFTER:
                after = _integer(mark, 0)
            elif mark.tag in _DELETED or is_on(mark):
                kind: AsideKind = "deleted" if mark.tag in _DELETED else "hidden"
                _last(grid, flow).aside(kind, whole(row))
                return
        grid.row()
        grid.skip(before)
        self._cells(row, grid, flow)
        grid.skip(after)

    def _cells(self, parent: etree._Element, grid: Grid, flow: Flow) -> None:
        for element in parent:
            tag = element.tag
            if tag == _TC:
                self._cell(element, grid, flow)
            elif tag in _WRAPPERS:
                self._unwrap(element, flow, lambda inner: self._cells(inner, grid, flow))

    def _cell(self, cell: etree._Element, grid: Grid, flow: Flow) -> None:
        span, above = 1, None
        marks = self._marks.get(cell)
        if marks is not None:
            named = {mark.tag: mark for mark in marks}
            if _CELL_DELETED in named:
                _last(grid, flow).aside("deleted", whole(cell))
                return
            span = _integer(named.get(_SPAN), 1)
            if _continues(named.get(_MERGE)):
                above = grid.grow(span)
            elif _continues(named.get(_OLD_MERGE)):
                above = grid.widen(span)
        if above is None:
            count = len(cell)
            if cell not in self._telling and (count == 1 or (count == 2 and cell[0].tag == _TCPR)):
                grid.cell(plain(cell), 1, span)
            else:
                self.blocks(cell, grid.cell(None, 1, span))
        elif plain(cell):  # a continued merge shows nothing of its own
            above.aside("hidden", whole(cell))


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and merge.get(_VAL, "continue") == "continue"


def _marks(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """What properties say of each row and cell, found in one search: most rows and cells have nothing to say."""
    marks: dict[etree._Element, list[etree._Element]] = {}
    for mark in root.iter(_SPAN, _MERGE, _OLD_MERGE, _CELL_DELETED, _BEFORE, _AFTER, _ROW_HIDDEN, *_DELETED):
        properties = mark.getparent()
        if properties is not None and properties.tag in (_TCPR, _TRPR):
            owner = properties.getparent()
            if owner is not None:
                marks.setdefault(owner, []).append(mark)
    return marks


def _telling(root: etree._Element, styles: dict[str, Style]) -> set[etree._Element]:
    """The paragraphs and cells that cannot be read the plain way. One search in the parser's own code finds them."""
    found: set[etree._Element] = set()
    for element in root.iter(*TELLING, *(_TELLING_STYLES if styles else ())):
        if element.tag in _TELLING_STYLES and element.get(_VAL, "") not in styles:
            continue
        found.update(element.iterancestors(_P, _TC))
    return found


def _last(grid: Grid, flow: Flow) -> Flow:
    """Where to note what stood at this place of the table: the cell before it."""
    for row in reversed(grid.rows):
        for cell in reversed(row):
            if cell is not None:
                return cell
    return flow


def _integer(element: etree._Element | None, otherwise: int) -> int:
    text = element.get(_VAL, "") if element is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else otherwise
