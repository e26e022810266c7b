"""The streams of a Word 97–2003 file: its header, its tables of offsets, its text.

After [MS-DOC], the published description of the format: the FIB (§2.5), the piece table (§2.8.35, §2.9.38).
"""

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

import olefile

from steelyard.model import Message
from steelyard.reading import limits
from steelyard.reading.errors import Damaged, Encrypted, WrongKind

MAIN, NOTES, HEADS, _, COMMENTS, ENDNOTES, BOXES, HEAD_BOXES = range(8)  # the parts of the text, in their order

# Places of (offset, length) pairs in the header.
NOTE_TEXTS, COMMENT_TEXTS, HEAD_TEXTS, ENDNOTE_TEXTS, BOX_TEXTS = 3, 5, 11, 47, 56
CHARACTER_PAGES, PARAGRAPH_PAGES, FONTS, PIECES, LISTS, LIST_OVERRIDES = 12, 13, 15, 33, 73, 74

_PAIRS = 154  # where these begin
_COUNTS = 76  # where the lengths of the parts begin
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


class Piece(NamedTuple):
    """A run of the text that lies together in the file: characters ``start`` to ``end``, from byte ``offset`` on."""

    start: int
    end: int
    offset: int
    width: int  # bytes a character
    modifier: bytes  # properties for the whole piece, left by quick saving

    def byte(self, character: int) -> int:
        return self.offset + (character - self.start) * self.width


@dataclass(slots=True)
class Word:
    """A Word file opened. ``text`` is that of all parts, one character each, special ones included."""

    path: str
    main: bytes
    table: bytes
    data: bytes
    lengths: tuple[int, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    text: str = ""
    _starts: list[int] = field(default_factory=list)

    def place(self, number: int) -> tuple[int, int]:
        """Offset and length in the table stream, as the pair of that number in the header tells them."""
        at = _PAIRS + 8 * number
        if at + 8 > min(len(self.main), 154 + 8 * struct.unpack_from("<H", self.main, 152)[0]):
            return 0, 0
        offset, length = struct.unpack_from("<II", self.main, at)
        return offset, length

    def part(self, number: int) -> bytes:
        """What the pair of that number points to, empty where there is none."""
        offset, length = self.place(number)
        if length and offset + length > len(self.table):
            raise unsound(self.path)
        return self.table[offset : offset + length]

    def span(self, part: int) -> tuple[int, int]:
        """Where a part of the text begins and ends."""
        start = sum(self.lengths[:part])
        return start, start + self.lengths[part]

    def piece(self, character: int) -> Piece:
        return self.pieces[bisect_right(self._starts, character) - 1]

    def load(self) -> None:
        """Read the piece table and the text."""
        self.lengths = struct.unpack_from("<8i", self.main, _COUNTS)
        if min(self.lengths) < 0 or sum(self.lengths) > len(self.main):
            raise unsound(self.path)
        self.pieces = _pieces(self)
        self._starts = [piece.start for piece in self.pieces]
        self.text = "".join(_characters(self.main, piece) for piece in self.pieces)
        if not self.pieces or len(self.text) < sum(self.lengths):
            raise unsound(self.path)


class Unsound(Damaged):
    """A file that is all there, but whose parts contradict each other."""


def unsound(path: str) -> Unsound:
    return Unsound(path, Message("内部结构不一致", "its inner structure does not hold together"))


def opened(data: bytes, path: str) -> Word:
    """Open a Word file. Raises ``Encrypted``, ``WrongKind`` for Word 6 and 95, and ``Damaged``."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = _stream(ole, "WordDocument")
            if len(main) < 512:
                raise unsound(path)
            magic, version = struct.unpack_from("<HH", main)
            flags = struct.unpack_from("<H", main, 10)[0]
            if magic != 0xA5EC or version < 0xC1:
                raise WrongKind(path, Message("Word 6.0/95文件", "a Word 6.0 or 95 file"))
            if flags & 0x8100:
                raise Encrypted(path)
            table = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
            word = Word(path, main, table, _stream(ole, "Data"))
    except OSError as error:
        raise Damaged(path, Message("文件不完整", "part of the file is missing")) from error
    word.load()
    return word


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        return b""
    found: bytes = ole.openstream(name).read(limits.FILE_BYTES)
    return found


def _pieces(word: Word) -> list[Piece]:
    clx = word.part(PIECES)
    modifiers: list[bytes] = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        length = struct.unpack_from("<H", clx, at + 1)[0]
        modifiers.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if at + 5 > len(clx) or clx[at] != 2:
        raise unsound(word.path)
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    pieces: list[Piece] = []
    for number in range(count):
        offset, modifier = struct.unpack_from("<IH", plc, 4 * (count + 1) + 8 * number + 2)
        start, end, packed = bounds[number], bounds[number + 1], bool(offset & 0x4000_0000)
        offset, width = (offset & 0x3FFF_FFFF, 2) if not packed else ((offset & 0x3FFF_FFFF) // 2, 1)
        expected = pieces[-1].end if pieces else 0
        if start != expected or end < start or offset + (end - start) * width > len(word.main):
            raise unsound(word.path)
        pieces.append(Piece(start, end, offset, width, _modifier(modifier, modifiers)))
    if sum(piece.end - piece.start for piece in pieces) > len(word.main):
        raise unsound(word.path)
    return pieces


def _modifier(code: int, modifiers: list[bytes]) -> bytes:
    """The properties that a piece carries: by number, or one short one of its own."""
    if code & 1:
        return modifiers[code >> 1] if code >> 1 < len(modifiers) else b""
    known = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}
    kind = known.get((code >> 1) & 0x7F)
    return struct.pack("<HB", kind, code >> 8) if kind else b""


def _characters(main: bytes, piece: Piece) -> str:
    """The text of a piece, exactly one character for each that the file counts: halves of rare ones stay halves."""
    count = piece.end - piece.start
    raw = main[piece.offset : piece.offset + count * piece.width]
    if piece.width == 1:
        return raw.decode("latin-1").translate(_WINDOWS)
    text = raw.decode("utf-16-le", "surrogatepass")
    return text if len(text) == count else "".join(map(chr, struct.unpack(f"<{count}H", raw)))
