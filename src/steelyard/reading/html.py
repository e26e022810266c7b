"""Web pages and what Word, WPS, Excel and LibreOffice save as such, single-file pages (.mht) included."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from steelyard.model import AsideKind, Message
from steelyard.reading import limits
from steelyard.reading.building import Builder, Flow, Grid
from steelyard.reading.decoding import declared_in, decode
from steelyard.reading.errors import Damaged, Empty, TooLarge
from steelyard.reading.guards import check_length, check_tags
from steelyard.reading.whole import check_end

_SILENT = frozenset(
    ("script", "style", "head", "template", "object", "svg", "xml", "iframe", "map", "col", "colgroup", "title")
)
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "section", "article",
     "center", "form", "fieldset", "header", "footer", "main", "nav", "aside", "address", "figure", "hr", "ul", "ol",
     "dl", "caption", "legend", "body", "html", "details", "summary"),
)  # fmt: skip
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_ELEMENT = re.compile(r"mso-element\s*:\s*(comment|footnote|endnote|header|footer)", re.IGNORECASE)
_ELEMENTS: dict[str, AsideKind] = {
    "comment": "comment", "footnote": "note", "endnote": "note", "header": "header", "footer": "footer",
}  # fmt: skip
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)  # browsers show what follows; the parser would drop it
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes, builder: Builder) -> None:
    """Read a page. Raises the ``UnreadableDocument`` family."""
    check_length(data, builder.path)
    declared = ""
    if data[:5].lower() == b"mime-" or b"multipart/related" in data[:2048].lower():
        data, declared = _single_file(data, builder.path)
    text = _DECLARATION.sub("", decode(data, builder, declared or declared_in(data)))
    if not text.strip():
        raise Empty(builder.path)
    read_text(text, builder)


def read_text(text: str, builder: Builder) -> None:
    """Read a page that is decoded. Raises the ``UnreadableDocument`` family."""
    reader = _Reader(builder)
    reader.inside(_parsed(text, builder.path), builder)
    reader.flush(builder)
    check_end(text, builder)


def _single_file(data: bytes, path: str) -> tuple[bytes, str]:
    """The page of a single-file web page, and its encoding."""
    import email

    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    raise Damaged(path, Message("单一文件网页中没有网页正文", "there is no page in the single-file web page"))


def _parsed(text: str, path: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    data = _ENDS.sub("", text).encode("utf-8", errors="replace")
    check_tags(data, path, "HTML")
    root = etree.fromstring(data, parser)
    if root is None:
        raise Empty(path)
    # The parser drops what lies deeper than it goes, and says so only in its log.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise TooLarge(path, Message("标签嵌套过深", "its tags are nested too deep"))
    return root


class _Reader:
    """Walks the elements; text gathers into a paragraph until a block begins or ends."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._pieces: list[str] = []
        self._beside: list[tuple[AsideKind, str]] = []
        self._label = ""  # the number of a list item, printed with its first words
        self._kept = 0  # inside of how many elements white space counts

    def inside(self, parent: etree._Element, flow: Flow) -> None:
        """Read what ``parent`` holds into ``flow``; the last paragraph may stay open until ``flush``."""
        self._say(parent.text)
        number = _start(parent)
        for child in parent:
            if isinstance(child.tag, str):
                if child.tag == "li" and number is not None:
                    self.flush(flow)
                    self._label = f"{number}. "
                    number += 1
                self._element(child, child.tag, flow)
            self._say(child.tail)

    def flush(self, flow: Flow) -> None:
        """End the paragraph, if one is open."""
        text = "".join(self._pieces)
        if text.strip():
            lines = text.split("\n") if self._kept else (line.strip(" \t\r\f") for line in text.split("\n"))
            flow.paragraph(self._label + "\n".join(lines).strip("\n"))
            self._label = ""
        self._pieces = []
        for kind, said in self._beside:
            flow.aside(kind, said)
        self._beside = []

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not self._kept:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (not self._pieces or self._pieces[-1].endswith((" ", "\n"))):
                text = text[1:]
        if text:
            self._pieces.append(text)

    def _element(self, element: etree._Element, tag: str, flow: Flow) -> None:
        kind = _set_apart(element, tag)
        if kind is not None:
            self._beside.append((kind, _whole(element)))
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "table" and (cells := _laid_out(element)):
            for cell in cells:
                self.flush(flow)
                self.inside(cell, flow)
            self.flush(flow)
        elif tag == "table":
            self.flush(flow)
            for caption in element.iterchildren("caption"):
                self._element(caption, "caption", flow)
            self._rows(element, flow.table(), flow)
        elif tag in ("input", "select", "textarea"):
            self._say(_entered(element, tag))
        elif tag in _BLOCKS:
            self.flush(flow)
            self._kept += tag == "pre"
            self.inside(element, flow)
            self.flush(flow)
            self._kept -= tag == "pre"
        elif tag not in _SILENT:
            self.inside(element, flow)

    def _rows(self, parent: etree._Element, grid: Grid, flow: Flow) -> None:
        left = sum(1 for _ in parent.iterchildren("tr"))  # no cell reaches beyond its part of the table
        for child in parent:
            tag = child.tag
            if tag in ("thead", "tbody", "tfoot"):
                self._rows(child, grid, flow)
            elif tag == "tr":
                kind = _set_apart(child, "tr")
                if kind is not None:
                    flow.aside(kind, _whole(child))
                    continue
                grid.row()
                for cell in child:
                    if cell.tag in ("td", "th"):
                        self._cell(cell, grid, flow, left)
                left -= 1

    def _cell(self, cell: etree._Element, grid: Grid, flow: Flow, left: int) -> None:
        kind = _set_apart(cell, "td")
        if kind is not None:
            flow.aside(kind, _whole(cell))
            return
        down = _span(cell.get("rowspan"))
        draft = grid.cell(None, min(down, left) or left, _span(cell.get("colspan")))
        kept, self._kept = self._kept, 0
        self.inside(cell, draft)
        self.flush(draft)
        self._kept = kept


def _laid_out(table: etree._Element) -> list[etree._Element]:
    """The cells of a table that lays out a page, none of any other: what they hold stands on the page itself.

    Such a table has one row (menu | content), and in a cell several tables, or one that lays them out in its turn.
    """
    parts = (table, *table.iterchildren("thead", "tbody", "tfoot"))
    rows = list(islice((row for part in parts for row in part.iterchildren("tr")), 2))
    cells = list(rows[0].iterchildren("td", "th")) if len(rows) == 1 and _set_apart(rows[0], "tr") is None else []
    if table.find("caption") is not None or any(_set_apart(cell, "td") is not None for cell in cells):
        return []
    for cell in cells:
        within = list(islice(_directly(cell, table), 2))
        if len(within) > 1 or (within and _laid_out(within[0])):
            return cells
    return []


def _directly(cell: etree._Element, table: etree._Element) -> Iterator[etree._Element]:
    """The tables in a cell of ``table`` that are in no other one."""
    return (one for one in cell.iter("table") if next(one.iterancestors("table"), None) is table)


def _set_apart(element: etree._Element, tag: str) -> AsideKind | None:
    """Whether an element does not read as part of the page, and as what it is kept."""
    if tag == "del":
        return "deleted"
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        return "hidden"
    named = _ELEMENT.search(style) if style else None
    return _ELEMENTS[named[1].lower()] if named else None


def _whole(element: etree._Element) -> str:
    """All text of an element on one line, scripts and styles left out."""
    silent = ("script", "style")
    texts = [
        str(text)
        for node in element.iter()
        if isinstance(node.tag, str) and node.tag not in silent
        for text in ((node.text or ""), " " if node.tag in ("td", "th", "p", "br") else "", _tail(node, element))
    ]
    return _SPACES.sub(" ", "".join(texts)).strip()


def _tail(node: etree._Element, element: etree._Element) -> str:
    return (node.tail or "") if node is not element else ""


def _entered(element: etree._Element, tag: str) -> str:
    """What a form field of a page shows."""
    if tag == "textarea":
        return element.text or ""
    if tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return "、".join(_whole(option) for option in chosen)
    match element.get("type", "text").lower():
        case "checkbox" | "radio":
            return "☑" if element.get("checked") is not None else "☐"
        case "hidden" | "password" | "button" | "submit" | "reset" | "image" | "file":
            return ""
    return element.get("value", "")


def _start(parent: etree._Element) -> int | None:
    """The first number of an ordered list."""
    if parent.tag != "ol":
        return None
    start = parent.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def _span(value: str | None) -> int:
    """The rows or columns that a cell covers; 0 means down to the end."""
    digits = re.match(r"\s*(\d{1,9})", value or "1")
    return (int(digits[1]) or limits.SPAN) if digits else 1
