"""Automatic numbers of paragraphs: 一、 （一） 1. ① as Word prints them before the text."""

from dataclasses import dataclass, field

from lxml import etree

from steelyard.reading.ooxml import W

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_LEVELS = 9


def chinese(number: int) -> str:
    """Counting numerals up to 9999: 10 → 十, 21 → 二十一, 105 → 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    printed, gap = "", False
    for place, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if digit:
            printed += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = not digit and bool(printed)
    return printed[1:] if printed.startswith("一十") else printed


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value) if number < 5000 else (0, number)
        printed += letters * count
    return printed


def _letter(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB: Word repeats the letter."""
    turns, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * min(turns + 1, 10)


def _within(first: str, count: int, number: int) -> str:
    """The number as one character of a run that starts at ``first``; plain digits beyond its end."""
    return chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def formatted(number: int, style: str) -> str:
    """``number`` in a ``w:numFmt``; one of the dozens of other styles comes out in plain digits."""
    match style:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord("０") + int(digit)) for digit in str(number))
        case "upperRoman" | "lowerRoman":
            return _roman(number) if style == "upperRoman" else _roman(number).lower()
        case "upperLetter" | "lowerLetter":
            return _letter(number) if style == "upperLetter" else _letter(number).lower()
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return _within("①", 20, number)
        case "decimalEnclosedParen":
            return _within("⑴", 20, number)
        case "decimalEnclosedFullstop":
            return _within("⒈", 20, number)
        case "ideographEnclosedCircle":
            return _within("㊀", 10, number)
        case "ideographTraditional":
            return _STEMS[(number - 1) % 10]
        case "ideographZodiac":
            return _BRANCHES[(number - 1) % 12]
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
        case _ if "ounting" in style:  # chineseCounting, chineseCountingThousand, japaneseCounting, taiwanese…
            return chinese(number)
    return str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    joined: bool  # nothing between number and text
    legal: bool  # outer numbers in digits, whatever their own style
    restarts: int  # a number of a level below this one starts it anew


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of ``numbering.xml``, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        for abstract in root.iterchildren(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            levels = self._abstract[name] = {}
            for element in abstract.iterchildren(f"{W}lvl"):
                depth = _integer(element.get(f"{W}ilvl"), 0)
                levels[depth] = _level(element, depth)
                style = element.find(f"{W}pStyle")
                if style is not None:
                    self._by_style[name, style.get(f"{W}val", "")] = depth
        for element in root.iterchildren(f"{W}num"):
            made = self._lists[element.get(f"{W}numId", "")] = _List(_value(element, "abstractNumId"))
            for override in element.iterchildren(f"{W}lvlOverride"):
                depth = _integer(override.get(f"{W}ilvl"), 0)
                if (start := _value(override, "startOverride")) != "":
                    made.starts[depth] = _integer(start, 1)
                if (level := override.find(f"{W}lvl")) is not None:
                    made.levels[depth] = _level(level, depth)

    def depth(self, number: str, style: str) -> int:
        """The level that a paragraph style stands for in a list."""
        made = self._lists.get(number)
        return self._by_style.get((made.abstract, style), 0) if made else 0

    def label(self, number: str, depth: int) -> str | None:
        """Count one on and return what is printed before the text; ``None`` where the file defines no such list."""
        made = self._lists.get(number)
        if made is None or not 0 <= depth < _LEVELS:
            return None
        levels = {**self._abstract.get(made.abstract, {}), **made.levels}
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(made.abstract, {})
        if depth in made.starts and (number, depth) not in self._begun:
            counts[depth] = made.starts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > depth]:
            if deeper not in levels or levels[deeper].restarts > depth:
                del counts[deeper]
        return _printed(level, levels, counts)


def _printed(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.style == "bullet":
        return ""
    text = level.text
    for depth in range(_LEVELS):
        if f"%{depth + 1}" in text and depth in levels:
            style = "decimal" if level.legal and levels[depth].style != "decimalZero" else levels[depth].style
            text = text.replace(f"%{depth + 1}", formatted(counts.get(depth, levels[depth].start), style))
    return f"{text} " if text and text[-1].isascii() and not level.joined else text


def _level(element: etree._Element, depth: int) -> _Level:
    return _Level(
        start=_integer(_value(element, "start"), 0),
        style=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        joined=_value(element, "suff") == "nothing",
        legal=element.find(f"{W}isLgl") is not None,
        restarts=_integer(_value(element, "lvlRestart"), depth),
    )


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
