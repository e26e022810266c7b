"""Characters with their places → lines → paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

from steelyard.reading.pdf.shapes import Glyph, Rule

OPENING = frozenset("（(《〈“‘【〔「『[｛{")  # never at the end of a line
CLOSING = frozenset("）)》〉”’】〕」』]｝}，。、；：？！,.;:?!%％‰℃…—·～~/／")  # never at the beginning
STOPS = frozenset("。；：！？;:")
HEADING = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）](?!\d)")
STRIKES = 500  # lines looked at on one page
FIGURES = frozenset("0123456789.,")
HOLDING = frozenset("-–/~～_@&")  # a word may break after these without a space having been there


_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LARGER = 1.3  # times: a heading beside its text, but not figures beside Chinese characters


@dataclass(slots=True)
class Line:
    """One printed line. ``spaced`` tells that it ends in a space that is printed."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    first: float  # width of the first piece that cannot be broken: a word, or a character with its brackets
    last: float  # width of the last word
    spaced: bool = False

    @property
    def mid(self) -> float:
        return (self.y0 + self.y1) / 2


def dense(char: str) -> bool:
    """Whether the character belongs to writing without spaces between words (CJK and its punctuation)."""
    return (char >= "⺀" and not "ꀀ" <= char < "豈") or "‐" <= char <= "⁞" or char == "·"


def lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines that the characters of one cell (or of what is printed beside the tables) form, from the top."""
    rows = _columns(glyphs) or in_rows(glyphs)
    return [line for row in rows if (line := _line(row)) is not None]


def in_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by line of print, from the top, those of a line from the left."""
    rows: list[list[Glyph]] = []
    upper = lower = 0.0
    for glyph in sorted(glyphs, key=_middle):
        middle = _middle(glyph)
        if rows and (upper <= middle <= lower or glyph.y0 <= (upper + lower) / 2 <= glyph.y1):
            rows[-1].append(glyph)
            high = glyph.y1 - glyph.y0
            if high > lower - upper and high < 1.6 * (lower - upper):
                upper, lower = glyph.y0, glyph.y1
        else:
            rows.append([glyph])
            shrink = (glyph.y1 - glyph.y0) * 0.1
            upper, lower = glyph.y0 + shrink, glyph.y1 - shrink
    for row in rows:
        row.sort(key=_left)
    return rows


_left = itemgetter(1)


def _middle(glyph: Glyph) -> float:
    return (glyph[2] + glyph[4]) / 2


def _columns(glyphs: Sequence[Glyph]) -> list[list[Glyph]] | None:
    """Writing that runs up or down in several columns or turned on its side; ``None`` for level writing."""
    if len(glyphs) < 3 or len(glyphs) > 200:
        return None
    steps = [(b.x0 - a.x0, _middle(b) - _middle(a)) for a, b in pairwise(glyphs)]
    upward = sum(y < 0 for _, y in steps)
    downward = len(steps) - upward
    if any(abs(x) >= abs(y) for x, y in steps) or min(upward, downward) > len(steps) // 3:
        return None
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=_left):
        if columns and glyph.x0 <= (columns[-1][0].x0 + columns[-1][0].x1) / 2:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    if upward > downward:  # turned to the left: read from below
        return [sorted(column, key=_middle, reverse=True) for column in columns]
    return [sorted(column, key=_middle) for column in reversed(columns)]


def _line(row: list[Glyph]) -> Line | None:
    while row and row[0].text == " ":
        del row[0]
    end = len(row)
    while end and row[end - 1].text == " ":
        end -= 1
    if not end:
        return None
    spaced = end < len(row)
    upright = row[end - 1].y0 < row[0].y1 and row[0].y0 < row[end - 1].y1
    kept = _once(row[:end]) if upright else row[:end]
    size = max(glyph.y1 - glyph.y0 for glyph in kept)
    text = _spaced(kept, size) if upright else "".join(glyph.text for glyph in kept)
    y0, y1 = min(glyph.y0 for glyph in kept), max(glyph.y1 for glyph in kept)
    x0, x1 = kept[0].x0, max(glyph.x1 for glyph in kept)
    return Line(text, x0, y0, x1, y1, size, _head(kept), _tail(kept), spaced)


def _once(row: list[Glyph]) -> list[Glyph]:
    """Without characters printed a second time on the same spot to make them bold."""
    kept = row[:1]
    for glyph in row[1:]:
        before = kept[-1]
        if glyph.text != before.text or glyph.x0 - before.x0 > 0.3 * (before.x1 - before.x0) or glyph.text == " ":
            kept.append(glyph)
    return kept


def _spaced(row: list[Glyph], size: float) -> str:
    pieces = [row[0].text]
    for before, glyph in pairwise(row):
        gap = glyph.x0 - before.x1
        if gap > 0.15 * size and glyph.text != " " and pieces[-1] != " ":
            tight = not dense(before.text[-1]) and not dense(glyph.text[0])
            if gap > (0.17 if tight else 1.2) * size:
                pieces.append(" ")
        pieces.append(glyph.text)
    return "".join(pieces)


def _head(row: list[Glyph]) -> float:
    """How much room the line before would have needed to take in the first piece of this one."""
    end = 0
    while end < len(row) - 1 and row[end].text in OPENING:
        end += 1
    if not dense(row[end].text):
        while end + 1 < len(row) and row[end + 1].text != " " and not dense(row[end + 1].text):
            end += 1
    while end + 1 < len(row) and (row[end + 1].text in CLOSING or row[end].text in "/／"):
        end += 1
    after = row[end + 1].x0 if end + 1 < len(row) else 0.0  # some files state narrower glyphs than they print
    return max(row[end].x1, after) - row[0].x0


def _tail(row: list[Glyph]) -> float:
    start = len(row) - 1
    while start and not dense(row[start - 1].text) and row[start - 1].text != " ":
        start -= 1
    return row[-1].x1 - row[start].x0


@dataclass(slots=True)
class Measure:
    """The room that lines were set in: from ``left`` to ``right``, the padding not included."""

    left: float
    right: float

    def centred(self, rows: Sequence[Line]) -> bool:
        """Whether every line that leaves room stands in the middle."""
        room = self.right - self.left
        return all(
            abs((line.x0 - self.left) - (self.right - line.x1)) < max(2.5, 0.6 * line.size)
            for line in rows
            if line.x1 - line.x0 < room - 0.5 * line.size
        )

    def middle(self, line: Line) -> bool:
        """Whether a line stands alone in the middle, as a title does: too far in for an indent."""
        before, behind = line.x0 - self.left, self.right - line.x1
        return before > 3.5 * line.size and abs(before - behind) < max(2.5, 0.6 * line.size)

    def broke(self, line: Line, below: Line, centred: bool, doubt: float = 1.0) -> bool:
        """Whether ``below`` begins a new paragraph: its first word would have fitted on ``line``.

        ``doubt`` is the room to spare, in characters: punctuation may have moved a character or two down.
        """
        before = line.x0 - self.left
        size = min(line.size, below.size)
        free = self.right - line.x1 + (before if centred else min(before, 0.0))
        return free - below.first > doubt * size


def paragraphs(rows: Sequence[Line], measure: Measure) -> list[str]:
    """Lines joined into paragraphs, by what would have fitted, by indents and by distances."""
    if not rows:
        return []
    left = max(min(line.x0 for line in rows), measure.left)
    pitch = median([below.mid - line.mid for line, below in pairwise(rows)]) if len(rows) > 2 else 0.0
    centred = measure.centred(rows)
    indents = [not centred and 0.9 * line.size < line.x0 - left < 3.5 * line.size for line in rows]
    styled = any(indented and not before for before, indented in pairwise(indents))
    found = [[rows[0].text]]
    for (line, below), (before, indented) in zip(pairwise(rows), pairwise(indents), strict=True):
        far = below.mid - line.mid > max(1.6 * pitch, 2.2 * min(line.size, below.size))
        # Where paragraphs are indented, a line that is not begins none, whatever room the line before it leaves.
        doubt = 4.0 if styled and not indented else 1.0
        headed = HEADING.match(below.text) and line.text[-1] in STOPS
        headed = headed or (not centred and _apart(line, below, measure))
        broke = headed or (indented and not before) or measure.broke(line, below, centred, doubt)
        if far or (broke and below.text[0] not in CLOSING):
            found.append([below.text])
        else:
            found[-1] += [between(line, below, measure), below.text]
    return ["".join(pieces) for pieces in found]


def _apart(line: Line, below: Line, measure: Measure) -> bool:
    """Whether two lines are set differently: in clearly another size, one in the middle, or the head of a section."""
    small, large = sorted((line.size, below.size))
    if large > _LARGER * small or measure.middle(line) != measure.middle(below):
        return True
    return bool(_SECTION.match(below.text)) and measure.right - line.x1 > 1.5 * line.size


def between(line: Line, below: Line, measure: Measure) -> str:
    """What stood between two lines before the text was set: a space or nothing."""
    before, after = line.text[-1], below.text[0]
    if line.spaced:
        return " "
    if dense(before) or dense(after) or before in HOLDING or after in CLOSING:
        return ""
    if before in FIGURES and after in FIGURES and measure.right - line.x1 < 0.5 * line.size:
        return ""  # a number broken where the line was full
    return "" if line.last + below.first > measure.right - measure.left else " "


def struck_out(glyphs: Sequence[Glyph], level: Sequence[Rule]) -> list[Glyph]:
    """Characters with a line drawn through their middle that is no longer than they are together."""
    found: list[Glyph] = []
    for rule in level[:STRIKES]:
        under = [
            glyph
            for glyph in glyphs
            if rule.lo - 1 <= (glyph.x0 + glyph.x1) / 2 <= rule.hi + 1
            and 0.25 < (rule.at - glyph.y0) / (glyph.y1 - glyph.y0 + 0.01) < 0.75
        ]
        if sum(glyph.x1 - glyph.x0 for glyph in under) > 0.6 * (rule.hi - rule.lo):
            found += under
    return found
