"""Word files (.docx, .docm), read over the raw XML: what other libraries lose silently is what reviews turn on."""

from collections.abc import Iterator

from lxml import etree

from steelyard.model import AsideKind, Message
from steelyard.reading.building import Builder
from steelyard.reading.docx.body import Body
from steelyard.reading.docx.inline import Inline, whole
from steelyard.reading.docx.numbering import Numbering
from steelyard.reading.docx.styles import Style, telling_styles
from steelyard.reading.errors import Damaged, ImageOnly
from steelyard.reading.ooxml import Package, Related, W

_STYLED = (f"{W}pStyle", f"{W}rStyle")
_STYLE_END, _STYLE_HEAD = b"</w:style>", 200
_LISTED = f"{W}numPr"
_RUNNING = (f"{W}headerReference", f"{W}footerReference")
_REFERENCES: dict[str, tuple[str, str, AsideKind]] = {
    f"{W}commentReference": ("comments", f"{W}comment", "comment"),
    f"{W}footnoteReference": ("footnotes", f"{W}footnote", "note"),
    f"{W}endnoteReference": ("endnotes", f"{W}endnote", "note"),
}


def read(data: bytes, builder: Builder) -> None:
    """Read a Word file. Raises the ``UnreadableDocument`` family."""
    parts = _Parts(Package(data, builder.path))
    root = parts.main
    styles = parts.styles() if next(root.iter(*_STYLED), None) is not None else {}
    listed = bool(styles) or next(root.iter(_LISTED), None) is not None
    inline = Inline(styles, parts.note)
    body = Body(builder, root, styles, Numbering(parts.one("numbering") if listed else None), inline)
    running = next(root.iter(*_RUNNING), None) is not None
    for text in parts.running("header") if running else ():
        builder.aside("header", text)
    within = root.find(f"{W}body")
    if within is None:
        raise Damaged(builder.path, Message("正文部件不是Word正文", "its main part is no Word document"))
    body.blocks(within, builder)
    for text in parts.running("footer") if running else ():
        builder.aside("footer", text)
    _tell(builder, body, inline)
    if not any(root.itertext(f"{W}t", with_tail=False)) and parts.has_pictures():
        raise ImageOnly(builder.path)


def _tell(builder: Builder, body: Body, inline: Inline) -> None:
    if body.chunks:
        builder.notice(
            f"文中有{body.chunks}处外部内容（altChunk）要由Word打开后才并入正文，未读取。",
            f"{body.chunks} imported part(s) that only Word merges into the text were not read.",
        )
    if inline.objects:
        builder.notice(
            f"文中嵌有{inline.objects}个对象（如Excel表格），其中内容未读取。",
            f"{inline.objects} embedded object(s), such as a worksheet, were not read.",
        )
    if body.unnumbered:
        builder.notice(
            f"有{body.unnumbered}段使用了文件中没有定义的自动编号，编号未还原。",
            f"{body.unnumbered} paragraph(s) are numbered by a list that the file does not define; no number is shown.",
        )


class _Parts:
    """The parts of a Word file beside the main one, each parsed when it is first needed."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = package.main("word/document.xml")
        self.main = package.xml(self._part)
        self._related: dict[str, Related] | None = None
        self._notes: dict[str, dict[str, str]] = {}

    def one(self, kind: str) -> etree._Element | None:
        """The part of a kind, ``None`` where there is none."""
        return next((self._package.xml(part) for part in self._all(kind)), None)

    def _all(self, kind: str) -> Iterator[str]:
        if self._related is None:
            self._related = self._package.related(self._part)
        for related in self._related.values():
            if related.kind == kind and not related.external and related.target in self._package.archive:
                yield related.target

    def styles(self) -> dict[str, Style]:
        """Styles that hide or number text. Those of tables, most of the part in many files, are not looked at."""
        for part in self._all("styles"):
            first, *others = self._package.archive.read(part).split(_STYLE_END)
            kept = (piece for piece in others if b'w:type="table"' not in piece[:_STYLE_HEAD])
            return telling_styles(self._package.parsed(part, _STYLE_END.join([first, *kept])))
        return {}

    def note(self, tag: str, number: str) -> tuple[AsideKind, str] | None:
        """The text of the comment, footnote or endnote that a reference names."""
        part, element, kind = _REFERENCES[tag]
        if part not in self._notes:
            root = self.one(part)
            found = root.iter(element) if root is not None else ()
            self._notes[part] = {note.get(f"{W}id", ""): whole(note) for note in found}
        text = self._notes[part].get(number)
        return (kind, text) if text else None

    def running(self, kind: str) -> list[str]:
        """The different texts of headers or footers, blank ones left out."""
        return list(dict.fromkeys(text for part in self._all(kind) if (text := whole(self._package.xml(part)).strip())))

    def has_pictures(self) -> bool:
        return any("/media/" in name for name in self._package.archive.names)
