"""What the narrative concludes: the score, the grade and the execution rate that it states."""

import re
from collections.abc import Sequence

from steelyard.model import Figure, Indicator, Place, Printed, Section
from steelyard.recognising.cells import figure, known, unknown
from steelyard.recognising.execution_rates import rates_told
from steelyard.recognising.pieces import Piece, in_text
from steelyard.recognising.words import row_label

_GRADES = "优秀|良好|中等|较差|不合格|合格|优|良|中|差"
_QUOTE, _UNQUOTE = '[“"‘「『]', '[”"’」』]'
_BEHIND = r"(?=[”\"’」』）)。，,；;、！\s级等档次]|$)"
_GRADE = (
    re.compile(
        r"(?:等级|等次|档次|级别|评级|结果|结论)(?:评定|确定|划分)?(?:为|是|属于|达到|[:：])?\s*"
        rf"{_QUOTE}?(?P<it>{_GRADES}){_BEHIND}"
    ),
    re.compile(rf"{_QUOTE}(?P<it>{_GRADES}){_UNQUOTE}(?:等级|等次|档)"),
    re.compile(r"\d\s*分\s*[，,、（(]?\s*(?:评为|属于?|自评为|评定为|为)?\s*" rf"{_QUOTE}?(?P<it>{_GRADES}){_BEHIND}"),
)
_TICKED = re.compile(rf"(?P<it>{_GRADES})|(?P<tick>[☑√■✓✔☒])|[□☐○◯◻]|[(（]\s*[)）]")  # 优☑ 良□ 中□ 差□
_LABELLED = re.compile(
    rf"(?:.{{0,8}}(?:等级|等次|结果|评级|级别)[:：为）)]?)?\s*{_QUOTE}?(?P<it>{_GRADES}){_UNQUOTE}?级?"
)
_GRADED = re.compile("等级|等次|级别|评级|结论")
_SCORE = re.compile(  # not of a thing measured: 质量监测综合得分
    r"(?<![监检]测)(?<!考核)(?<!测评)(?<!测试)(?:(?:综合|自评|自评总|自评价|评价|最终|总|综合评价|自评综合)得分|(?:自评总|评价总|综合评|总)分|自评分数?|(?<!综合)得分)"
    r"(?:共计|总计|合计)?(?:为|是|达到|达|[:：])?\s*(?P<it>\d+(?:\.\d+)?)\s*分"
)
_TOTAL = re.compile(r"\s*(?P<label>[\u4e00-\u9fff（）()]{2,14})\s*[:：]\s*(?P<it>\d+(?:\.\d+)?)\s*(?:分|$|\s)")
_MONEY = re.compile(r"\d\s*(?:万|亿|千)?元")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_LAST_YEAR = re.compile(r"上年|去年|上一年|前年|往年|历年")
_LONGEST_LINE = 60  # characters; anything longer is text


def grade(found: Sequence[Piece], parts: Sequence[Section]) -> Printed:
    """The grade that the conclusion states (等级为“优秀”), empty where none is stated."""
    for piece in found:
        if _GRADED.search(piece.raw) and (match := _ticked(piece.raw)):
            at = in_text(piece, match, "it")
            return Printed(at.text, at)
    return _first(found, _evaluation(parts), _GRADE) or Printed("")


def _ticked(text: str) -> "re.Match[str] | None":
    """The one grade that is ticked among several, its box before or behind it; in no running text."""
    found = list(_TICKED.finditer(text)) if len(text) <= _LONGEST_LINE else []
    ticks = [index for index, one in enumerate(found) if one["tick"]]
    if len(ticks) != 1 or sum(one["it"] is not None for one in found) < 2:
        return None
    beside = ticks[0] + (-1 if found[0]["it"] else 1)
    return found[beside] if 0 <= beside < len(found) and found[beside]["it"] else None


def as_grade(printed: Printed) -> Printed | None:
    """A cell that prints a grade, alone or behind its label (自评等级：优), reduced to the grade."""
    match = _LABELLED.fullmatch(printed.text) or _ticked(printed.text)
    if match is None:
        return None
    return _part(printed, match)


def grade_within(printed: Printed) -> Printed | None:
    """The grade that a label of a sum tells with its figures (合计（自评得分100分，等级：优）)."""
    match = _GRADE[0].search(printed.text)
    return _part(printed, match) if match else None


def _part(printed: Printed, match: "re.Match[str]") -> Printed:
    """The grade of a match, with its own place where the cell is printed in one piece."""
    at = printed.place
    if at is not None and at.end - at.start == len(at.text) and at.text == printed.text:
        at = Place(at.start + match.start("it"), at.start + match.end("it"), match["it"], at.table, at.row, at.column)
    return Printed(match["it"], at)


def stated_score(found: Sequence[Piece], parts: Sequence[Section], year: int | None) -> Figure:
    """The score that the conclusion states (综合得分95分), not that of another year than ``year``."""
    printed = _first(found, _evaluation(parts), (_SCORE,), year)
    return figure(printed, "score") if printed else unknown("正文没有写明得分。", "The narrative states no score.")


def stated_total(found: Sequence[Piece]) -> Figure | None:
    """The total that stands on a line of its own, behind its label (自评总分：98.5分　等级：优)."""
    for piece in found:
        match = _TOTAL.match(piece.raw) if len(piece.raw) <= _LONGEST_LINE else None
        if match and row_label(match["label"]) == "total":
            at = in_text(piece, match, "it")
            return figure(Printed(at.text, at), "score")
    return None


def execution_rate(found: Sequence[Piece]) -> Figure | None:
    """The execution rate of the whole budget that the narrative states."""
    for piece in found:
        for match in rates_told(piece.raw):
            at = in_text(piece, match, "rate")
            return figure(Printed(at.text, at), "rate")
    return None


def rate_of_row(row: Indicator) -> Figure | None:
    """The rate that a row of that name prints: its percentage; not an amount of money (9.48万元（100%）)."""
    at = row.actual.place
    if _MONEY.search(row.actual.text):
        match = _PERCENT.search(row.actual.text)
        return figure(Printed(match[0], at), "rate") if match else None
    percent = any(mark in text.text for mark in "%％" for text in (row.actual, row.unit, row.target))
    rate = figure(row.actual, "rate")
    return rate if percent and known(rate) else None


def _evaluation(parts: Sequence[Section]) -> list[Section]:
    return [part for part in parts if part.kind == "evaluation"]


def _first(
    found: Sequence[Piece], within: Sequence[Section], patterns: Sequence[re.Pattern[str]], year: int | None = None
) -> Printed | None:
    """The first match in the sections ``within``, else in all of the text; with ``year``, none told of another one."""
    inside = [piece for piece in found if any(part.start <= piece.start < part.end for part in within)]
    for group in (inside, found):
        for piece in group:
            for pattern in patterns:
                for match in pattern.finditer(piece.raw):
                    if year is None or not _elsewhen(piece.raw[: match.start()], year):
                        at = in_text(piece, match, "it")
                        return Printed(at.text, at)
    return None


def _elsewhen(before: str, year: int) -> bool:
    """Whether the words ``before`` a figure, back to the last mark, name a year and not this one."""
    clause = re.split(r"[。；;，,、\n（(]", before)[-1]
    years = {int(found) for found in _YEAR.findall(clause)}
    return bool(_LAST_YEAR.search(clause)) or bool(years and year not in years)
