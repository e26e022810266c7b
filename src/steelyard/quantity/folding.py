"""White space as people leave it in forms, and characters that mean the same."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from steelyard.quantity.patterns import pattern

_CJK = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff01", "\uff60"), ("\uffe0", "\uffe6"))
_CJK_MARKS = frozenset("—―‘’“”…·─│")
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_SPACES = pattern(r"\s+")


def fold(text: str) -> str:
    """White space folded: none between two Chinese characters or marks, one space elsewhere, none at the ends.

    >>> fold(" 财务  管理 A  B ")
    '财务管理 A B'
    """
    shown = _INVISIBLE.sub("", text) if not text.isascii() else text
    words = shown.split()
    if len(words) < 2:
        return words[0] if words else ""
    folded = [words[0]]
    for before, after in pairwise(words):
        if not (_is_cjk(before[-1]) and _is_cjk(after[0])):
            folded.append(" ")
        folded.append(after)
    return "".join(folded)


def _is_cjk(character: str) -> bool:
    """Chinese characters, Chinese marks and full-width forms."""
    if character < "\u2e80":
        return character in _CJK_MARKS
    return any(first <= character <= last for first, last in _CJK) or character >= "\U00020000"


def is_ideograph(character: str) -> bool:
    """One Chinese character; nothing is none."""
    return "\u3400" <= character <= "\u9fff"


_SAME = {
    "-": "－−–—―‐‑‒─━﹣",
    "~": "～〜∼˜∽﹏",
    "≥": "≧⩾≮≩",
    "≤": "≦⩽≯≨",
    "=": "═﹦＝",
    ">": "﹥",
    "<": "﹤",
    "约": "≈",
    "%": "﹪٪",
    "/": "∕⁄",
    ",": "﹐",
    ":": "∶",
    "·": "•・‧∙⋅",
    "¥": "￥",
    "〇": "○◯",
    " ": "\u3000\t\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a",
    "\u00a0": "\u2009\u202f",
    "万": "萬",
    "亿": "億",
    "点": "點",
    "两": "兩",
    "负": "負",
    "几": "幾",
    "个": "個",
    "余": "餘",
    "贰": "貳",
    "陆": "陸",
    "叁": "參叄",
    "双": "雙",
    "对": "對",
    "块": "塊",
    "条": "條",
    "项": "項",
    "种": "種",
    "间": "間",
    "于": "於",
    "过": "過",
    "达": "達",
    "内": "內",
    "俩": "倆",
    "钱": "錢",
    "圆": "圓",
    "币": "幣",
}
_PLAIN = {0xFF01 + i: 0x21 + i for i in range(94)} | {
    ord(variant): plain for plain, variants in _SAME.items() for variant in variants
}
del _PLAIN[ord("，")]  # it groups digits and it ends clauses: whoever reads it has to tell


def plain(text: str) -> str:
    """``text`` in plain characters, one for one, so that offsets stay.

    Full-width forms become half-width (all but the comma), every dash ``-``, ≧ and ⩾ and ≮ (not less than) ``≥``,
    and the traditional characters of numbers and units simplified.
    """
    return text if text.isascii() else text.translate(_PLAIN)


_TIGHT = frozenset("<>=≤≥%‰℃/〇")
_BLANK = pattern("[ \\t\u00a0]++")


class Compact(NamedTuple):
    """Text in plain characters without the blanks that stand in the way, and the way back to where it came from."""

    text: str
    ends: tuple[int, ...]  # where in `text` blanks were taken out
    taken: tuple[int, ...]  # how many characters were, up to there

    def origin(self, at: int) -> int:
        """Where the character at ``at`` stood."""
        if not self.ends:
            return at
        cut = bisect_right(self.ends, at)
        return at + (self.taken[cut - 1] if cut else 0)


def compact(text: str) -> Compact:
    """``text`` in plain characters, blanks beside a Chinese character, an operator or ``%`` taken out."""
    shown = plain(text)
    parts: list[str] = []
    ends: list[int] = []
    taken: list[int] = []
    at = gone = 0
    for blank in _BLANK.finditer(shown):
        start, end = blank.span()
        if _is_tight(shown[start - 1 : start]) or _is_tight(shown[end : end + 1]):
            parts.append(shown[at:start])
            ends.append(start - gone)
            gone, at = gone + end - start, end
            taken.append(gone)
    return Compact("".join((*parts, shown[at:])) if ends else shown, tuple(ends), tuple(taken))


def _is_tight(character: str) -> bool:
    """Whether blanks beside ``character`` only stand in the way."""
    return is_ideograph(character) or character in _TIGHT
