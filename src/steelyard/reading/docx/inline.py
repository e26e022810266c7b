"""The text of a paragraph as it reads after changes are accepted, and what was said beside it."""

from collections.abc import Callable

from lxml import etree

from steelyard.model import AsideKind
from steelyard.reading.docx.styles import Style, is_on
from steelyard.reading.docx.symbols import symbol
from steelyard.reading.ooxml import MC, W

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
T = f"{W}t"
_VAL = f"{W}val"
Said = list[tuple[AsideKind, str]]

# Anything that makes a paragraph, or a cell of one paragraph, read otherwise than as the text nodes in it.
TELLING = (
    *(
        f"{W}{name}"
        for name in (
            "br", "cr", "tab", "ptab", "noBreakHyphen", "sym", "del", "delText", "moveFrom", "vanish", "strike",
            "dstrike", "fldChar", "instrText", "ruby", "txbxContent", "numPr", "commentReference",
            "footnoteReference", "endnoteReference", "object", "drawing", "pict", "ins", "moveTo", "sdt", "customXml",
            "smartTag", "tbl", "altChunk",
        )
    ),
    f"{M}t",
    f"{MC}AlternateContent",
)  # fmt: skip
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "instrText", "delInstrText", "rt")
) | {f"{M}ctrlPr", f"{M}rPr"}


def plain(paragraph: etree._Element) -> str:
    """The text of a paragraph that holds nothing of ``TELLING``: the fast way, for nearly all of them.

    Text nodes outside of ``w:t`` are the blanks of indented XML. The parser drops most; the rest hold line ends.
    """
    text = etree.tostring(paragraph, method="text", encoding="unicode", with_tail=False)
    return _joined(paragraph) if "\n" in text else text


def _joined(region: etree._Element) -> str:
    return "".join(str(text) for text in region.itertext(T, f"{W}delText", with_tail=False))


def whole(region: etree._Element) -> str:
    """All text of a region, hidden and deleted text too: a line for each paragraph and for each row of a table."""
    lines: dict[etree._Element, list[str]] = {}
    for paragraph in region.iter(f"{W}p"):
        text = _joined(paragraph)
        line = paragraph
        for ancestor in paragraph.iterancestors():
            if ancestor.tag == f"{W}tr":
                line = ancestor
            if line is ancestor or ancestor is region:
                break
        if text.strip():
            lines.setdefault(line, []).append(text)
    return "\n".join("\t".join(texts) for texts in lines.values())


class Inline:
    """Reads one paragraph after another. A field that ends in a later paragraph shows its result in all of them.

    ``notes`` gives the text of a comment or note by the tag of its reference and its id.
    """

    def __init__(self, styles: dict[str, Style], notes: Callable[[str, str], tuple[AsideKind, str] | None]) -> None:
        self._styles, self._notes = styles, notes
        self._fields: list[bool] = []  # of every open field: whether its result has begun
        self._pieces: list[str] = []
        self._at: list[etree._Element] = []  # of every piece: the element that says it
        self._beside: list[tuple[AsideKind, str, int]] = []
        self._mode: AsideKind | None = None
        self._hidden = False
        self.objects = 0  # embedded objects met; what they hold is not read
        self._acts: dict[str, Callable[[etree._Element], None]] = {
            T: self._text, f"{W}delText": self._text, f"{M}t": self._text, f"{W}r": self._run,
            f"{W}tab": lambda at: self._put("\t", at), f"{W}ptab": lambda at: self._put("\t", at),
            f"{W}br": lambda at: self._put("\n", at), f"{W}cr": lambda at: self._put("\n", at),
            f"{W}noBreakHyphen": lambda at: self._put("-", at), f"{W}sym": self._symbol,
            f"{W}del": self._deleted, f"{W}moveFrom": self._deleted, f"{W}fldChar": self._field,
            f"{W}commentReference": self._note, f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note, f"{W}txbxContent": self._box, f"{W}object": self._object,
            f"{MC}AlternateContent": self._alternative,
        }  # fmt: skip

    def read(self, paragraph: etree._Element, hidden: bool = False) -> tuple[str, Said]:
        """Return the text as it reads and, in order, what stands beside it. ``hidden`` is what its style says."""
        self._pieces, self._at, self._beside, self._fields, self._hidden = [], [], [], [], hidden
        self._walk(paragraph)
        return "".join(self._pieces), [(kind, text) for kind, text, _ in self._beside]

    def pieces(self) -> list[tuple[str, etree._Element]]:
        """The text that was read last, in pieces, each with the element that says it."""
        return list(zip(self._pieces, self._at, strict=True))

    def _walk(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            act = self._acts.get(tag) if isinstance(tag, str) else None
            if act is not None:
                act(element)
            elif tag not in _SILENT:
                self._walk(element)

    def _put(self, text: str, at: etree._Element) -> None:
        if False in self._fields:  # part of an instruction
            return
        kind: AsideKind | None = self._mode or ("hidden" if self._hidden else None)
        if kind is None:
            self._pieces.append(text)
            self._at.append(at)
        else:
            self._say(kind, text)

    def _say(self, kind: AsideKind, text: str) -> None:
        """Join what a change or a hidden passage cut into runs, where nothing visible stands between."""
        at = len(self._pieces)
        if self._beside and self._beside[-1][0] == kind and self._beside[-1][2] == at:
            text = self._beside.pop()[1] + text
        self._beside.append((kind, text, at))

    def _text(self, element: etree._Element) -> None:
        if element.text:
            if element.tag == f"{W}delText" and self._mode is None:
                self._say("deleted", element.text)
            else:
                self._put(element.text, element)

    def _run(self, run: etree._Element) -> None:
        outer, mode = self._hidden, self._mode
        properties = run.find(f"{W}rPr")
        if properties is not None:
            struck = properties.find(f"{W}strike"), properties.find(f"{W}dstrike")
            if any(mark is not None and is_on(mark) for mark in struck):
                self._mode = self._mode or "deleted"  # crossed out by hand
            vanish = properties.find(f"{W}vanish")
            style = properties.find(f"{W}rStyle")
            if vanish is not None:
                self._hidden = is_on(vanish)
            elif style is not None and (known := self._styles.get(style.get(_VAL, ""))) is not None:
                self._hidden = outer or known.hidden
        self._walk(run)
        self._hidden, self._mode = outer, mode

    def _symbol(self, element: etree._Element) -> None:
        self._put(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")), element)

    def _deleted(self, element: etree._Element) -> None:
        outer, self._mode = self._mode, "deleted"
        self._walk(element)
        self._mode = outer

    def _field(self, element: etree._Element) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._put(_form_field(element), element)
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()

    def _note(self, element: etree._Element) -> None:
        if (said := self._notes(element.tag, element.get(f"{W}id", ""))) is not None:
            self._beside.append((*said, -1))

    def _box(self, element: etree._Element) -> None:
        self._beside.append(("text-box", whole(element), -1))

    def _object(self, element: etree._Element) -> None:
        self.objects += 1
        self._walk(element)

    def _alternative(self, element: etree._Element) -> None:
        """The same content twice, for newer and older programs: read once."""
        chosen = element.find(f"{MC}Choice")
        if chosen is None:
            chosen = element.find(f"{MC}Fallback")
        if chosen is not None:
            self._walk(chosen)


def _form_field(begin: etree._Element) -> str:
    """What an old form field shows that has no result text: a box, or the entry chosen from a list."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return "☑" if is_on(state if state is not None else box.find(f"{W}default")) else "☐"
    entries = begin.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    chosen = begin.find(f"{W}ffData/{W}ddList/{W}result")
    place = chosen.get(_VAL, "0") if chosen is not None else "0"
    return entries[int(place)].get(_VAL, "") if place.isdigit() and int(place) < len(entries) else ""
