"""Word 97–2003 files from a few lines, for tests of their reader: the parts of the format that forms use.

Written from the published description ([MS-DOC], [MS-CFB]), with the offsets spelled out once more, so that the
reader is held against something other than itself.
"""

import struct
from dataclasses import dataclass, field

TEXT = 0x800  # where the text begins in the stream
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)


@dataclass
class Para:
    """Runs of text with their properties, the properties of the paragraph, and the mark that ends it."""

    runs: list[tuple[str, bytes]]
    properties: bytes = b""
    mark: str = "\r"
    struck: bool = False
    ansi: bool = False  # stored with one byte a character


def p(*runs: str | tuple[str, bytes], **options: bool) -> Para:
    return Para([(run, b"") if isinstance(run, str) else run for run in runs], **options)


def listed(text: str, number: int = 1, level: int = 0) -> Para:
    return Para([(text, b"")], struct.pack("<HhHB", 0x460B, number, 0x260A, level))


def inside(depth: int) -> bytes:
    return struct.pack("<HBHi", 0x2416, 1, 0x6649, depth)


def row(*cells: str | list[Para], edges: tuple[int, ...], flags: tuple[int, ...] = (), depth: int = 1) -> list[Para]:
    """A table row; ``flags`` are those of its cells: 1 first and 2 further of a merge across, 0x60 and 0x20 down."""
    said: list[Para] = []
    nested = depth > 1
    for cell in cells:
        content = [p(cell)] if isinstance(cell, str) else list(cell)
        for paragraph in content:
            if b"\x49\x66" not in paragraph.properties:
                paragraph.properties += inside(depth)
        content[-1].mark = "\r" if nested else "\x07"
        content[-1].properties += struct.pack("<HB", 0x244B, 1) if nested else b""
        said += content
    flags = (*flags, *[0] * len(cells))[: len(cells)]
    cells_told = b"".join(struct.pack("<HH", flag, 0) + bytes(16) for flag in flags)
    told = struct.pack(f"<B{len(edges)}h", len(cells), *edges) + cells_told
    end = inside(depth) + struct.pack("<HB", 0x244C if nested else 0x2417, 1)
    return [*said, Para([], end + struct.pack("<HH", 0xD608, len(told) + 1) + told, "\r" if nested else "\x07")]


@dataclass
class Parts:
    """Other texts of the file, and its tables: index in the header → bytes."""

    notes: list[Para] = field(default_factory=list)
    heads: list[Para] = field(default_factory=list)
    tables: dict[int, bytes] = field(default_factory=dict)
    after: bytes = b""  # at the end of the table stream, outside of any stated length


def word(*paragraphs: Para | list[Para], parts: Parts | None = None, version: int = 0xC1, flags: int = 0) -> bytes:
    """A Word file."""
    parts = parts or Parts()
    flat = [one for item in paragraphs for one in (item if isinstance(item, list) else [item])]
    every = [*flat, *parts.notes, *parts.heads]
    text, bounds, pieces = _text(every)
    body = bytearray(bytes(TEXT) + text)
    tables = {33: _pieces(pieces)}
    for index, runs in ((13, _runs(every, bounds, True)), (12, _runs(every, bounds, False))):
        body += bytes(-len(body) % 512)
        numbers = []
        for start in range(0, len(runs), 8):  # few enough for one page each
            numbers.append((runs[start][0], len(body) // 512))
            body += _page(runs[start : start + 8], paragraphs=index == 13)
        ends = [first for first, _ in numbers] + [runs[-1][1]]
        tables[index] = struct.pack(f"<{len(ends)}I{len(numbers)}I", *ends, *(number for _, number in numbers))
    tables |= parts.tables
    stream = b""
    for index, content in tables.items():
        struct.pack_into("<II", body, 154 + 8 * index, len(stream), len(content))
        stream += content
    struct.pack_into("<HH", body, 0, 0xA5EC, version)
    struct.pack_into("<H", body, 10, 0x0200 | flags)
    struct.pack_into("<H", body, 152, 93)
    struct.pack_into("<3i", body, 76, *(_length(said) for said in (flat, parts.notes, parts.heads)))
    return compound({"WordDocument": bytes(body), "1Table": stream + parts.after})


def _length(said: list[Para]) -> int:
    return sum(len(text) for one in said for text, _ in one.runs) + len(said)


def _text(every: list[Para]) -> tuple[bytes, list[list[tuple[int, int]]], list[tuple[int, int, bool]]]:
    """The bytes of the text; where each run and mark lies; and the pieces (first character, byte, packed)."""
    text, bounds, pieces, character = b"", [], [], 0
    for one in every:
        if not pieces or pieces[-1][2] != one.ansi:
            pieces.append((character, TEXT + len(text), one.ansi))
        places = []
        for part in [*(run for run, _ in one.runs), one.mark]:
            raw = part.encode("cp1252" if one.ansi else "utf-16-le")
            places.append((TEXT + len(text), TEXT + len(text) + len(raw)))
            text += raw
            character += len(part)
        bounds.append(places)
    return text, bounds, [*pieces, (character, 0, False)]


def _pieces(pieces: list[tuple[int, int, bool]]) -> bytes:
    table = struct.pack(f"<{len(pieces)}I", *(start for start, _, _ in pieces))
    for _, byte, packed in pieces[:-1]:
        table += struct.pack("<HIH", 0, byte * 2 | 0x40000000 if packed else byte, 0)
    return struct.pack("<BI", 2, len(table)) + table


def _runs(every: list[Para], bounds: list[list[tuple[int, int]]], paragraphs: bool) -> list[tuple[int, int, bytes]]:
    if paragraphs:
        return [(places[0][0], places[-1][1], one.properties) for one, places in zip(every, bounds, strict=True)]
    found = []
    for one, places in zip(every, bounds, strict=True):
        looks = [*(look for _, look in one.runs), DELETED if one.struck else b""]
        found += [(first, last, look) for (first, last), look in zip(places, looks, strict=True) if last > first]
    return found


def _page(runs: list[tuple[int, int, bytes]], paragraphs: bool) -> bytes:
    page, free = bytearray(512), 510
    places = b""
    for _, _, properties in runs:
        if paragraphs:
            told = struct.pack("<H", 0) + properties
            told += bytes(len(told) % 2)
            told = struct.pack("<BB", 0, len(told) // 2) + told
        else:
            told = struct.pack("<B", len(properties)) + properties
        free = (free - len(told)) & ~1
        page[free : free + len(told)] = told
        places += struct.pack("<B", free // 2) + bytes(12 if paragraphs else 0)
    starts = struct.pack(f"<{len(runs) + 1}I", *(first for first, _, _ in runs), runs[-1][1])
    page[: len(starts) + len(places)] = starts + places
    page[511] = len(runs)
    return bytes(page)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each long enough to lie in sectors of its own."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(content: bytes) -> int:
        content += bytes(-len(content) % 512)
        first = len(sectors)
        sectors.extend(content[at : at + 512] for at in range(0, len(content), 512))
        chain.extend([*range(first + 1, len(sectors)), END])
        return first

    entries = []
    for name, content in streams.items():
        content += bytes(max(4096 - len(content), 0))
        entries.append((name, 2, put(content), len(content)))
    directory = _entry("Root Entry", 5, END, 0, child=1)
    for number, (name, kind, first, size) in enumerate(entries, start=1):
        directory += _entry(name, kind, first, size, right=number + 1 if number < len(entries) else FREE)
    root = put(directory)
    fats = -(-(len(sectors) + 2) // 128)
    first_fat = len(sectors)
    table = [*chain, *[FAT] * fats]
    table += [FREE] * (fats * 128 - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, root, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *(first_fat + n if n < fats else FREE for n in range(109)))
    return head + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, right, child)
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
