"""Additions to one XML part of an Office file, byte by byte: whatever is not added stays as it was written.

A parse that only counts tells where the n-th element begins and ends; nothing is ever written out of a tree.
"""

import codecs
import re
from xml.parsers import expat

_START = re.compile(rb"<([^\s/>]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")


class Source:
    """The bytes of a part that is known to be well-formed, and what is to be added to them.

    Elements are named by their number in document order, the root being 0; ``opens`` and ``closes`` hold where their
    tags begin. For an element that is one empty tag only ``opens`` does.
    """

    def __init__(self, data: bytes) -> None:
        self._codec = _codec(data)
        self.text = data if self._codec == "utf-8" else data.decode(self._codec).encode()
        self.opens: list[int] = []
        self.closes: list[int] = []
        self._edits: list[tuple[int, int, bytes]] = []
        self._count()

    def _count(self) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        opens, closes, within = self.opens, self.closes, list[int]()

        def start(_name: str, _attributes: object) -> None:
            within.append(len(opens))
            opens.append(parser.CurrentByteIndex)
            closes.append(-1)

        def end(_name: str) -> None:
            closes[within.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.Parse(self.text, True)

    def is_empty_tag(self, number: int) -> bool:
        return self.start_tag(number).endswith(b"/>")

    def name(self, number: int) -> str:
        """The name of an element as it is written, with its prefix."""
        match = _START.match(self.text, self.opens[number])
        assert match is not None
        return match[1].decode()

    def content(self, number: int) -> int:
        """Where the start tag of an element ends."""
        match = _START.match(self.text, self.opens[number])
        assert match is not None
        return match.end()

    def end(self, number: int) -> int:
        """Where an element ends."""
        return self.text.index(b">", self.closes[number]) + 1 if not self.is_empty_tag(number) else self.content(number)

    def start_tag(self, number: int) -> bytes:
        return self.text[self.opens[number] : self.content(number)]

    def whole(self, number: int) -> bytes:
        """An element as it is written."""
        return self.text[self.opens[number] : self.end(number)]

    def insert(self, at: int, addition: bytes, skipping: int = 0) -> None:
        """Add bytes at an offset, in place of so many; those for one offset stand in the order of the calls."""
        self._edits.append((at, skipping, addition))

    def append(self, number: int, addition: bytes) -> None:
        """Add content at the end of an element, once; one that is an empty tag is opened for it."""
        if self.is_empty_tag(number):
            closing = f"</{self.name(number)}>".encode()
            self.insert(self.content(number) - 2, b">" + addition + closing, skipping=2)
        else:
            self.insert(self.closes[number], addition)

    def data(self) -> bytes:
        """The part with all additions, in the encoding it came in."""
        pieces: list[bytes] = []
        at = 0
        for where, skipping, addition in sorted(self._edits, key=lambda edit: edit[0]):
            pieces += (self.text[at:where], addition)
            at = where + skipping
        pieces.append(self.text[at:])
        text = b"".join(pieces)
        return text if self._codec == "utf-8" else text.decode().encode(self._codec, "xmlcharrefreplace")


def _codec(data: bytes) -> str:
    """The encoding of a part; the mark at its beginning, if any, is kept as a character."""
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0":
        return "utf-16-be"
    match = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    return codecs.lookup(match[1].decode()).name if match else "utf-8"
