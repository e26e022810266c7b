"""The paragraphs of a Word file as they read after changes are accepted, and what was said beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from steelyard.model import AsideKind
from steelyard.reading.doc.container import FONTS, Word
from steelyard.reading.doc.numbering import Numbering
from steelyard.reading.doc.properties import Looks, Setting, of_characters, of_paragraphs, setting
from steelyard.reading.docx.symbols import symbol

_END = re.compile("[\r\x07\x0c]")
_SPECIAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\xa0\ud800-\udfff]")
_BEGIN, _RESULT, _CLOSE = "\x13", "\x14", "\x15"  # of a field: its instruction, what it shows, its end
_PLAIN = {"\t": "\t", "\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "}  # line and column breaks, hyphen, blank
_READS = Looks()


@dataclass(slots=True)
class Said:
    """A paragraph: its text, what stands beside it, and what it is. ``struck`` tells that its end was deleted."""

    text: str
    setting: Setting
    beside: list[tuple[AsideKind, str]] = field(default_factory=list)
    struck: bool = False


class Story:
    """Reads paragraphs in order, because a field may begin in one and end in another."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.pages = of_paragraphs(word)
        self.looks = of_characters(word)
        self.starts = [start for start, _, _ in self.looks]
        self.fonts = _fonts(word.part(FONTS))
        self.numbering = Numbering(word)
        self.fields: list[bool] = []  # of every open field: whether its result has begun
        self.settings: dict[bytes, Setting] = {}

    def paragraphs(self, start: int, end: int) -> Iterator[Said]:
        """The paragraphs between two characters of the text."""
        self.fields.clear()
        text, at = self.word.text, start
        while at < end:
            mark = _END.search(text, at, end)
            stop = mark.start() if mark else end
            found = self.setting(stop if mark else end - 1)
            if mark and mark.group() == "\x07" and found.depth and not found.ends_row:
                found = replace(found, ends_cell=True)
            said = self.said(at, stop, found)
            if found.list > 0 and not found.ends_row:
                said.text = self.numbering.label(found.list, found.level) + said.text
            said.struck = mark is not None and any(look.deleted for _, _, look in self.between(stop, stop + 1))
            yield said
            at = stop + 1

    def setting(self, character: int) -> Setting:
        piece = self.word.piece(character)
        raw = self.pages.at(piece.byte(character)) + piece.modifier
        found = self.settings.get(raw)
        if found is None:
            found = self.settings[raw] = setting(raw, self.word.data)
        return found

    def between(self, start: int, end: int) -> list[tuple[int, int, Looks]]:
        """Runs that do not read as they stand, cut to ``start`` and ``end``."""
        found = []
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.looks) and self.looks[index][0] < end:
            first, last, look = self.looks[index]
            if last > start:
                found.append((max(first, start), min(last, end), look))
            index += 1
        return found

    def said(self, start: int, end: int, found: Setting) -> Said:
        text, runs = self.word.text, self.between(start, end)
        if not runs and not self.fields and not _SPECIAL.search(text, start, end):
            return Said(text[start:end], found)
        said, pieces, at = Said("", found), [], start
        for first, last, look in [*runs, (end, end, _READS)]:
            pieces.append(self.plain(text[at : max(first, at)], _READS))
            shown = self.plain(text[max(first, at) : last], look)
            if look.deleted or look.hidden:
                said.beside.append(("deleted" if look.deleted else "hidden", shown))
            else:
                pieces.append(shown)
            at = max(at, last)
        said.text = "".join(pieces)
        return said

    def plain(self, text: str, look: Looks) -> str:
        """The characters of a run as printed; fields show their results, pictures and marks of notes nothing."""
        kept = []
        for char in text:
            if char == _BEGIN:
                self.fields.append(False)
            elif char == _RESULT and self.fields:
                self.fields[-1] = True
            elif char == _CLOSE and self.fields:
                self.fields.pop()
            elif not all(self.fields):
                continue
            elif char == "(" and look.symbol:
                font, point = look.symbol
                kept.append(symbol(self.fonts[font] if font < len(self.fonts) else "", f"{point:x}"))
            elif char >= " " and char != "\xa0":
                kept.append(char)
            else:
                kept.append(_PLAIN.get(char, ""))
        shown = "".join(kept)
        if any("\ud800" <= char <= "\udfff" for char in shown):
            return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return shown


def _fonts(raw: bytes) -> list[str]:
    """The names of the fonts, by their number."""
    names, at = [], 4
    for _ in range(int.from_bytes(raw[:2], "little") if len(raw) > 4 else 0):
        if at >= len(raw):
            break
        size = raw[at]
        name = raw[at + 40 : at + 1 + size].decode("utf-16-le", "ignore")
        names.append(name.split("\0", 1)[0])
        at += 1 + size
    return names
