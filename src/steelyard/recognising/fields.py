"""What a form says of itself: title, year, organization, unit of money, and fields such as the grade."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from steelyard.model import Printed
from steelyard.recognising import words
from steelyard.recognising.cells import place
from steelyard.recognising.lines import Item, Line, Span
from steelyard.recognising.pieces import Piece, pairs

_TITLE = re.compile(r"(自评|评价|绩效).*(表|报告|情况)|(表|报告).*(自评|绩效)")
_NO_TITLE = re.compile(r"附件|公开\d+表|[:：。；]")
_YEAR = re.compile(r"(20\d\d)年?度|(20\d\d)年")
_FULL_YEAR = re.compile(r"(20\d\d)年?度")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_UNIT = re.compile(r"(?:金额)?单位\s*[:：]\s*(?:人民币)?(万元|亿元|千元|元)")
_MONEY = ("万元", "亿元", "千元", "元")
_VALUE = re.compile(r"\s{2,}|\t|\s+(?=[^\s:：]{2,10}(?:[(（][^()（）]*[)）])?[:：])")
# How the names of those who evaluate themselves end.
_UNITS = "局|委|厅|办|院|会|社|站|校|所|馆|队|园|场|中心|政府|办公室|办事处|机关|[传织战装]部|[中小大]学"
_TITLED = re.compile(  # 2023年度青石县林业局部门整体支出绩效自评报告
    r"(?:附[件表]\d*[:：]?)?(?:关于)?(?:20\d\d年?度?)?(?:关于)?"
    rf"([\u4e00-\u9fff()]{{1,24}}?(?:{_UNITS}))"
    r"(?=20\d\d年|关于|部门|单位|整体|项目|财政|预算|绩效|专项|[(]?本级|开展)"
)
_ALONE = re.compile(rf"(?:20\d\d年?度?)?([\u4e00-\u9fff()]{{2,24}}(?:{_UNITS}))(?:20\d\d年?度?)?(?:关于)?")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_COUNTS = ("数", "额", "量", "率", "面积", "比例")
_YEAR_BEHIND = re.compile(r"[\s(（]+20\d\d年度?[)）]?$")
_SEAL = re.compile(r"[(（](?:盖章|公章|签章|章)[)）]$")
_HEAD = 30  # lines of text at the head of a form among which its title and year are looked for


def title(found: Sequence[Piece]) -> str:
    """The line that names the form; without one, the first short line."""
    head = [piece.text for piece in found[:_HEAD] if len(piece.text) <= 60]
    named = [text for text in head if _TITLE.search(text) and not _NO_TITLE.search(text)]
    if named:
        return named[0]
    loose = [text for text in head if _TITLE.search(text) and not re.search(r"[。；]", text)]
    plain = [text for text in head if not _NO_TITLE.search(text)]
    return next(iter([*loose, *plain]), "")


def year(found: Sequence[Piece], items: Sequence[Item], name: str) -> int | None:
    """The year that the form is about: in its title, at its head, in a field, else the first 年度 in its text."""
    for text in (name, *(piece.text for piece in found[:_HEAD] if len(piece.text) <= 60 and _is_year_line(piece.text))):
        if match := _YEAR.search(_arabic(text)):
            return int(match[1] or match[2])
    for label, value in pairs(items):
        match = re.search(r"20\d\d", _arabic(value.text)) if words.field(label.text) == "year" else None
        if match:
            return int(match[0])
    for name, said in _named(found[:_HEAD], ()):
        match = re.match(r"\s*(20\d\d)年?\b", _arabic(said)) if words.field(name) == "year" else None
        if match:
            return int(match[1])
    return next((int(match[1]) for piece in found if (match := _FULL_YEAR.search(_arabic(piece.text)))), None)


def _is_year_line(text: str) -> bool:
    return bool(_FULL_YEAR.search(_arabic(text))) and not re.search(r"日期|时间|[。；]", text)


def _arabic(text: str) -> str:
    text = words.whole(text)
    return _CHINESE_YEAR.sub(lambda match: match[0].replace("二", "2").translate(_DIGITS), text)


def organization(found: Sequence[Piece], items: Sequence[Item], name: str) -> str:
    """Who evaluates itself: of the fields that name a unit, the one first in the lexicon; else as the title says."""
    wanted = words.lexicon().fields["organization"]
    best: dict[str, str] = {}
    for label, value in _named(found, items):
        word = words.plain(label)
        if word in wanted and value and words.plain(value) and value not in _MONEY:
            best.setdefault(word, _SEAL.sub("", _YEAR_BEHIND.sub("", value)))
    titled = _TITLED.match(_arabic(name))
    said = (titled[1] if titled else "") or _on_a_line(found, name)
    return next((best[word] for word in wanted if word in best), said)


def _on_a_line(found: Sequence[Piece], name: str) -> str:
    """A unit on a line of its own, above the title or above the day at the end."""
    for above, below in pairwise(found):
        if below.text == name or _DAY.fullmatch(_arabic(below.text)):
            alone = _ALONE.fullmatch(_arabic(above.text)) if len(above.text) <= words.LONGEST + 8 else None
            if alone:
                return alone[1]
    return ""


def _named(found: Sequence[Piece], items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Labels with their values: in one line of text, or in neighbouring cells."""
    for piece in found:
        if len(piece.raw) <= 200 and re.search("[:：]", piece.raw):
            for part in _VALUE.split(piece.raw):
                label, colon, value = re.sub("：", ":", part, count=1).partition(":")
                if colon and len(label) <= words.LONGEST:
                    yield label, words.said(value)
    for line in items:
        if isinstance(line, Line):
            for left, right in pairwise(line.printed):
                if len(left.text) <= words.LONGEST and words.field(right.text) is None and not _heads(right, line):
                    yield left.text, right.text


def _heads(cell: Span, line: Line) -> bool:
    """Whether a cell is a heading of numbers below it (单位名称 | 编制人数), and no value of the label beside it."""
    rows = line.table.rows
    below = rows[line.row + 1] if cell.text.endswith(_COUNTS) and line.row + 1 < len(rows) else ()
    return len(below) > cell.first and words.number(words.said(below[cell.first].text)) is not None


def money_unit(found: Sequence[Piece]) -> str:
    """The unit of money that the form states for all of it (单位：万元), or nothing."""
    return next((match[1] for piece in found if (match := _UNIT.search(piece.raw))), "")


def cell_field(items: Sequence[Item], wanted: str) -> Iterator[Printed]:
    """The printed values of one kind of field in the rows among ``items``."""
    for label, value in pairs(items):
        points = wanted == "total" and "分" in label.text  # 合计 may be that of anything
        kind = words.row_label(label.text) if points else words.field(label.text)
        if kind == wanted:
            yield Printed(value.text, place([value.cell], None, None, None))
