"""What a form tells in its own words, sentence by sentence, made comparable: names, years and numbers left aside."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from steelyard.model import Cell, Form, Indicator, Paragraph, Place, Table, TextPart
from steelyard.recognising.bodies import Body, body_of

# Parts that tell what only this unit did and met this year; duties and methods are the same each year, and elsewhere.
_TOLD: dict[str, TextPart] = {"results": "results", "problems": "problems", "suggestions": "suggestions"}
_LEAST = 8  # characters of a sentence that says anything
_LONG_CELL = 30  # characters of a cell that tells something

_RUNNING = re.compile("[，。；]")  # no title, no field
_REACHED = re.compile("完成|实现|达成|情况")
_SENTENCE = re.compile(r"(?:[^。！？；;\n\t<]|<(?!br>))+")
_LISTED = re.compile(r"^[\s（(]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、.．]|是)\s*")
_OURS = re.compile(r"(?:[我本全]|全体)(?:[省市县区州镇乡局委厅办院校会社站]|街道|中心|单位|部门|系统)")
_PRINTED = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?[%万亿]*")
_DATED = re.compile(r"20\d\d(?:[—–~-]20\d\d)?年度?|〔\d+〕\d+号|第\d+")
# What everybody writes: where a rule is cited, how the evaluation was made, what the budget was, what to fill in.
_COMMON = re.compile(
    r"^\s*(?:依据|根据|按照|遵照)[^，。]{0,40}《|"
    r"(?:相关性|重要性|可比性|科学规范|公[开平]公正|绩效相关|重点核查)[^。]{0,60}原则|"
    r"(?:年初|调整后?|全年)预算[^。]{0,60}元|决算[^。]{0,60}元|预算执行率[^。]{0,30}\d|"
    r"综合(?:得分|评分)|评价(?:思路|方法|指标体系|结论|等级)|"
    r"(?:简要|具体|详细|如实|据实)(?:说明|填写)|填[写报表]|^\s*(?:备?注|说明)[：:\d]"
)
_STOCK = re.compile(
    r"(?:坚持)?以?习近平新时代中国特色社会主义思想(?:为指导)?|"
    r"(?:深入)?(?:学习|贯彻|落实|宣传)*党的(?:十八|十九|二十)大(?:[和及]历次全会)?精神|"
    r"习近平总书记[^，。]{0,20}?(?:重要讲话|重要指示|重要论述|批示)(?:和|及|指示|批示|精神)*|"
    r"[“\"]?两个(?:确立|维护)[”\"]?|[“\"]?四个(?:意识|自信|全面)[”\"]?|"
    r"(?:坚持)?以人民为中心的?(?:发展思想)?|新发展理念|新发展格局|高质量发展"
)


class Sentence(NamedTuple):
    """One sentence. ``key`` is what is compared; ``part`` and ``heading`` tell where it stands, ``nth`` counts on."""

    part: TextPart
    heading: str
    place: Place
    key: str
    numbers: tuple[str, ...]
    nth: int


def told(form: Form) -> tuple[Sentence, ...]:
    """The sentences of a form that are its own to write, in reading order."""
    own, made = body_of(form), list[Sentence]()
    for part, heading, place in _passages(form):
        for found in _SENTENCE.finditer(place.text):
            text = found[0].strip()
            if _COMMON.search(text):
                continue
            plain = unicodedata.normalize("NFKC", _LISTED.sub("", text))
            key = _key(plain, own)
            if len(key) >= _LEAST:
                start = place.start + found.start() + found[0].index(text)
                at = Place(start, start + len(text), text, *place_of(place))
                made.append(Sentence(part, heading, at, key, _numbers(plain), len(made)))
    return tuple(made)


def place_of(place: Place) -> tuple[int | None, int | None, str | None]:
    """Table, row and column of a place."""
    return place.table, place.row, place.column


def _key(text: str, own: Body) -> str:
    text = _STOCK.sub("", _DATED.sub("", text))
    for name in (own.name, own.place, own.stem, own.kind):
        if len(name) > 1:
            text = text.replace(name, "某")
    text = _PRINTED.sub("0", _OURS.sub("某", text))
    return re.sub(r"某{2,}", "某", re.sub(r"[\W_]+", "", text))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(found[0].replace(",", "") for found in _PRINTED.finditer(_DATED.sub("", text)))


def _passages(form: Form) -> Iterator[tuple[TextPart, str, Place]]:
    text = form.document.text
    found = [(one, _TOLD[one.kind]) for one in form.sections if one.kind in _TOLD and not _aim(one.heading)]
    for section, part in found:
        start = section.start + len(section.heading)
        yield part, section.heading, Place(start, section.end, text[start : section.end])
    if not found:
        yield from (("text", "", place) for place in _unheaded(form))
    for row in form.indicators:
        if row.note.place is not None:
            yield "reason", f"{row.row}", row.note.place


def _aim(heading: str) -> bool:
    """Whether a heading is over what is to be reached: aims are set from above, the same for many."""
    return "目标" in heading and not _REACHED.search(heading)


def _unheaded(form: Form) -> Iterator[Place]:
    """Of a form without headed parts: its text before the tables, and the cells that tell something at length."""
    text = form.document.text
    first = min((table.start for table in form.document.tables), default=len(text))
    other = [one for one in form.sections if one.kind in ("overview", "evaluation")]
    rows = {place.start for row in form.indicators for place in _places(row)}
    for block in form.document.blocks:
        for one in [block] if isinstance(block, Paragraph) else _cells(block):
            apart = any(part.start <= one.start < part.end for part in other)
            fits = isinstance(one, Cell) or (one.end <= first and _RUNNING.search(one.text))
            if fits and not apart and one.start not in rows:
                yield Place(one.start, one.end, text[one.start : one.end])


def _places(row: Indicator) -> Iterator[Place]:
    for printed in (*row.groups, row.name, row.target, row.actual, row.note, row.standard):
        if printed.place is not None:
            yield printed.place


def _cells(table: Table) -> Iterator[Cell]:
    """Of each row the long cell at its end; an aim stands before what was reached, or behind a label of its own."""
    for number, row in enumerate(table.rows):
        own = [cell for at, cell in enumerate(row) if (cell.row, cell.column) == (number, at)]
        long = [cell for cell in own if cell.end - cell.start >= _LONG_CELL]
        if long and not (len(long) == 1 and row and _aim(row[0].text)):
            yield long[-1]
