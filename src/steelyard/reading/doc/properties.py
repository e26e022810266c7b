"""Properties of characters, paragraphs and table rows in a Word file ([MS-DOC] §2.6, §2.9.33, §2.9.177)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from steelyard.reading.doc.container import CHARACTER_PAGES, PARAGRAPH_PAGES, Word

_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of a property's value, by the upper three bits of its number; 0: told by itself
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615


@dataclass(slots=True)
class Looks:
    """How characters look: what an editor struck out or hid, and characters of symbol fonts."""

    deleted: bool = False
    hidden: bool = False
    symbol: tuple[int, int] | None = None  # number of the font, code point

    def __bool__(self) -> bool:
        return self.deleted or self.hidden or self.symbol is not None


@dataclass(slots=True)
class Row:
    """Where the cells of a table row stand: the lines between them in twips, and the merges of each."""

    edges: tuple[int, ...] = ()
    merged: list[bool] = field(default_factory=list)  # belongs to the cell on its left
    below: list[bool] = field(default_factory=list)  # belongs to the cell above it


@dataclass(slots=True)
class Setting:
    """What a paragraph is: in which depth of tables, whether it ends a cell or a row, its place in a list."""

    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    row: Row | None = None
    list: int = 0
    level: int = 0


def properties(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The numbers and values of a list of properties; what is cut off at the end is left out."""
    at, end = 0, len(raw)
    while at + 2 < end:
        number = raw[at] | raw[at + 1] << 8
        at += 2
        size = _SIZES[number >> 13]
        if not size:
            if number == _DEFINE_TABLE:
                size, at = (raw[at] | raw[at + 1] << 8) - 1 if at + 1 < end else end, at + 2
            elif number == _CHANGE_TABS and raw[at] == 255:
                return  # only paragraphs without a place in tables have so many tab stops
            else:
                size, at = raw[at], at + 1
        if size < 0 or at + size > end:
            return
        yield number, raw[at : at + size]
        at += size


def looks(raw: bytes) -> Looks:
    """What the properties of a run of characters say."""
    found = Looks()
    for number, value in properties(raw):
        if number == 0x0800:
            found.deleted = value[0] == 1
        elif number == 0x083C:
            found.hidden = value[0] & 1 == 1
        elif number == 0x6A09:
            found.symbol = struct.unpack("<HH", value)
    return found


def setting(raw: bytes, data: bytes) -> Setting:
    """What the properties of a paragraph say; ``data`` is the stream where long ones are kept."""
    found, inside, depth = Setting(), False, 0
    long = [value for number, value in properties(raw) if number in (0x6645, 0x6646, 0x646B)]
    for offset in (struct.unpack("<I", value)[0] for value in long[:2]):
        length = int.from_bytes(data[offset : offset + 2], "little")
        raw = raw + data[offset + 2 : offset + 2 + length]
    for number, value in properties(raw):
        if number == 0x2416:
            inside = value[0] != 0
        elif number in (0x2417, 0x244C):
            found.ends_row = found.ends_row or value[0] != 0
        elif number == 0x244B:
            found.ends_cell = value[0] != 0
        elif number == 0x6649:
            depth = max(struct.unpack("<i", value)[0], 0)
        elif number == 0x460B:
            found.list = struct.unpack("<h", value)[0]
        elif number == 0x260A:
            found.level = value[0]
        elif number == _DEFINE_TABLE:
            found.row = _row(value)
        elif found.row is not None:
            _change(found.row, number, value)
    found.depth = max(depth, 1) if inside or depth else 0
    return found


def _row(value: bytes) -> Row:
    count = value[0] if value else 0
    if count > 64 or len(value) < 1 + 2 * (count + 1):
        return Row()
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    flags = []
    for number in range(count):
        at = 1 + 2 * (count + 1) + 20 * number
        flags.append(int.from_bytes(value[at : at + 2], "little"))
    return Row(edges, _merged([flag & 3 for flag in flags]), [flag & 0x60 == 0x20 for flag in flags])


def _merged(flags: list[int]) -> list[bool]:
    """Which cells belong to the one on their left. Programs disagree on which of two flags marks the first of them."""
    merged, first = [], 0
    for flag in flags:
        merged.append(bool(first and flag and flag != first))
        first = first if flag and first else flag
    return merged


def _change(row: Row, number: int, value: bytes) -> None:
    """Merges told after the row was defined."""
    if number == 0xD62B and len(value) >= 2 and value[0] < len(row.below):
        row.below[value[0]] = value[1] & 3 == 1
    elif number == 0x5624:
        for cell in range(value[0] + 1, min(value[1], len(row.merged))):
            row.merged[cell] = True
    elif number == 0x5625:
        for cell in range(value[0], min(value[1], len(row.merged))):
            row.merged[cell] = False


class Pages:
    """Properties by place in the file. Each page of 512 bytes tells those of some runs of bytes."""

    def __init__(self, word: Word, place: int, paragraphs: bool) -> None:
        plc = word.part(place)
        count = max((len(plc) - 4) // 8, 0)
        numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: list[bytes] = []
        for number in numbers:
            at = (number & 0x3FFFFF) * _PAGE
            page = word.main[at : at + _PAGE]
            if len(page) == _PAGE:
                self._load(page, paragraphs)

    def _load(self, page: bytes, paragraphs: bool) -> None:
        count, step = page[-1], 13 if paragraphs else 1
        if 4 * (count + 1) + step * count >= _PAGE:
            return
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = page[4 * (count + 1) + step * number] * 2
            self.starts.append(bounds[number])
            self.ends.append(bounds[number + 1])
            self.values.append(_value(page, at, paragraphs) if at else b"")

    def at(self, byte: int) -> bytes:
        """The properties of the run that holds ``byte``."""
        number = bisect_right(self.starts, byte) - 1
        return self.values[number] if number >= 0 and byte < self.ends[number] else b""


def _value(page: bytes, at: int, paragraphs: bool) -> bytes:
    size = page[at]
    if not paragraphs:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 3 : at + 2 * size]
    return page[at + 4 : at + 2 + 2 * page[at + 1]]


def of_paragraphs(word: Word) -> Pages:
    return Pages(word, PARAGRAPH_PAGES, paragraphs=True)


def of_characters(word: Word) -> list[tuple[int, int, Looks]]:
    """Runs of characters that do not simply read as they stand: first and last character, and how they look."""
    pages = Pages(word, CHARACTER_PAGES, paragraphs=False)
    cache: dict[bytes, Looks] = {}
    runs = sorted(zip(pages.starts, pages.ends, pages.values, strict=True))
    starts = [start for start, _, _ in runs]
    found = []
    for piece in word.pieces:
        first, last = piece.offset, piece.byte(piece.end)
        index = max(bisect_right(starts, first) - 1, 0)
        while index < len(runs) and runs[index][0] < last:
            start, end, value = runs[index]
            raw = value + piece.modifier
            look = cache.get(raw)
            if look is None:
                look = cache[raw] = looks(raw)
            if look and end > first:
                low, high = max(start, first) - first, min(end, last) - first
                found.append((piece.start + low // piece.width, piece.start + -(-high // piece.width), look))
            index += 1
    return found
