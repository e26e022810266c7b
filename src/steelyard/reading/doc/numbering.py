"""Automatic numbers of paragraphs in a Word file ([MS-DOC] §2.9.131 LSTF, §2.9.150 LVL, §2.9.124 LFO)."""

import struct
from dataclasses import dataclass, field

from steelyard.reading.doc.container import LIST_OVERRIDES, LISTS, Word
from steelyard.reading.docx.numbering import formatted

_LEVELS = 9
# Number formats in the order of their codes, as WordprocessingML names them.
_STYLES = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str  # characters below U+0009 stand for the numbers of the levels
    joined: bool  # nothing between number and text
    legal: bool  # outer numbers in digits
    restarts: int  # a number of a level below this one starts it anew


@dataclass(slots=True)
class _List:
    levels: list[_Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """A list as paragraphs refer to it, with other beginnings or forms for some levels."""

    base: _List
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, word: Word) -> None:
        self.uses: list[_Use] = []
        try:
            lists = _lists(word)
            self.uses = _uses(word.part(LIST_OVERRIDES), lists)
        except (struct.error, IndexError):
            return  # numbers are an ornament: without them the form still reads

    def label(self, number: int, depth: int) -> str:
        """Count one on and return what is printed before the text; empty where there is no such list."""
        if not 0 < number <= len(self.uses) or depth >= _LEVELS:
            return ""
        use = self.uses[number - 1]
        levels = {**dict(enumerate(use.base.levels)), **use.levels}
        level, counts = levels.get(depth), use.base.counts
        if level is None:
            return ""
        counts[depth] = use.starts.pop(depth, counts.get(depth, level.start - 1) + 1)
        for deeper in [deeper for deeper in counts if deeper > depth and levels[deeper].restarts > depth]:
            del counts[deeper]
        return _printed(level, levels, counts)


def _printed(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.style == "bullet":
        return ""
    pieces = []
    for char in level.text:
        depth = ord(char)
        if depth < _LEVELS and depth in levels:
            style = "decimal" if level.legal else levels[depth].style
            pieces.append(formatted(counts.get(depth, levels[depth].start), style))
        else:
            pieces.append(char)
    text = "".join(pieces)
    return f"{text} " if text and text[-1].isascii() and not level.joined else text


def _lists(word: Word) -> dict[int, _List]:
    """Lists by their number in the file. Their levels stand after the table, outside of its stated length."""
    offset, length = word.place(LISTS)
    if not length:
        return {}
    raw = word.table
    count = struct.unpack_from("<H", raw, offset)[0]
    at = offset + 2 + 28 * count
    lists: dict[int, _List] = {}
    for number in range(count):
        begin = offset + 2 + 28 * number
        simple = raw[begin + 26] & 1
        levels = []
        for depth in range(1 if simple else _LEVELS):
            level, at = _level(raw, at, depth)
            levels.append(level)
        lists[struct.unpack_from("<i", raw, begin)[0]] = _List(levels)
    return lists


def _level(raw: bytes, at: int, depth: int) -> tuple[_Level, int]:
    start, code, flags = struct.unpack_from("<iBB", raw, at)
    follow = raw[at + 15]
    characters, paragraph, limit = raw[at + 24], raw[at + 25], raw[at + 26]
    at += 28 + characters + paragraph
    length = struct.unpack_from("<H", raw, at)[0]
    text = raw[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    style = _STYLES[code] if code < len(_STYLES) else ("none" if code == 255 else "decimal")
    restarts = limit if flags & 8 else depth
    return _Level(start, style, text, follow == 2, bool(flags & 4), restarts), at + 2 + 2 * length


def _uses(raw: bytes, lists: dict[int, _List]) -> list[_Use]:
    if len(raw) < 4:
        return []
    count = min(struct.unpack_from("<I", raw)[0], (len(raw) - 4) // 16)
    uses, at = [], 4 + 16 * count
    for number in range(count):
        begin = 4 + 16 * number
        use = _Use(lists.get(struct.unpack_from("<i", raw, begin)[0], _List([])))
        at += 4
        for _ in range(raw[begin + 12]):
            start, flags = struct.unpack_from("<iI", raw, at)
            depth, at = flags & 15, at + 8
            if flags & 32:
                use.levels[depth], at = _level(raw, at, depth)
            elif flags & 16:
                use.starts[depth] = start
        uses.append(use)
    return uses
