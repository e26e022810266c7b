"""The narrative of a form: its headed sections, and the score, grade and execution rate that it states."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from steelyard.model import Figure, Place, Printed, Section
from steelyard.model.form import SectionKind
from steelyard.recognising import words
from steelyard.recognising.cells import figure, unknown
from steelyard.recognising.pieces import Piece, in_text

GRADES = "优秀|良好|中等|较差|不合格|合格|优|良|中|差"
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分[\s:：、]*)\s*(?P<head>[^。；;，,]{2,24}?)[\s:：]*$")
_INLINE = re.compile(r"(?P<all>[一二三四五六七八九十]{1,3}、\s*(?P<head>[^：:。；;，,]{2,14}))[:：]\s*\S")
_BEHIND = r"(?=[”\"’」』）)。，,；;、！\s级等档次]|$)"
_GRADE = (
    re.compile(rf"(?:等级|等次|档次|级别|评级|结果|结论)(?:评定|确定|划分)?(?:为|是|属于|达到|[:：])?\s*[“\"‘「『]?(?P<it>{GRADES}){_BEHIND}"),
    re.compile(rf"[“\"‘「『](?P<it>{GRADES})[”\"’」』](?:等级|等次|档)"),
    re.compile(rf"\d\s*分\s*[，,、（(]?\s*(?:评为|属于?|自评为|评定为|为)?\s*[“\"‘「『]?(?P<it>{GRADES}){_BEHIND}"),
)  # fmt: skip
_SCORE = re.compile(
    r"(?:综合得分|自评得分|自评总分|自评总得分|自评价得分|评价得分|评价总分|最终得分|总得分|综合评分|综合评价得分|自评综合得分|自评分数?|总分|得分)"
    r"(?:共计|总计|合计)?(?:为|是|达到|达|[:：])?\s*(?P<it>\d+(?:\.\d+)?)\s*分"
)
_RATE = re.compile(r"(?:预算|资金|支出)?执行率(?:为|达到|达|是|[:：])?\s*(?P<it>\d+(?:\.\d+)?\s*[%％])")


class _Head(NamedTuple):
    heading: str
    kind: SectionKind
    start: int
    end: int | None  # where the section ends, for one that is a row of a table


def sections(found: Sequence[Piece], breaks: Sequence[int]) -> tuple[Section, ...]:
    """The headed parts of the narrative; none reaches over one of ``breaks``, where a table block begins."""
    heads = list(_heads(found))
    made = []
    for index, head in enumerate(heads):
        following = heads[index + 1].start if index + 1 < len(heads) else None
        stop = min((at for at in breaks if at > head.start), default=None)
        if following is not None and (stop is None or following <= stop):
            end = head.end if head.end is not None and head.end < following else following
        else:
            end = head.end or max(p.end for p in found if p.start >= head.start and (stop is None or p.start < stop))
        made.append(Section(head.heading, head.kind, head.start, end))
    return tuple(made)


def _heads(found: Sequence[Piece]) -> Iterator[_Head]:
    for index, piece in enumerate(found):
        if piece.line is not None and not piece.alone:
            following = found[index + 1] if index + 1 < len(found) else None
            if following is not None and following.line is piece.line:
                yield from _row_head(piece, found[index + 1 :])
            continue
        yield from _line_head(piece)


def _line_head(piece: Piece) -> Iterator[_Head]:
    """A numbered heading on a line of its own, one followed by its text, or a usual heading without a number."""
    text = piece.text
    if match := _NUMBERED.match(text):
        yield _Head(text.rstrip(":： "), section_kind(match["head"]), piece.start, None)
    elif match := _INLINE.match(text):
        if section_kind(match["head"]) != "other":
            yield _Head(match["all"], section_kind(match["head"]), piece.start, None)
    elif 3 < len(text) <= 9 and section_kind(text) in ("problems", "suggestions", "evaluation") and not words.field(text):
        if not re.search(r"[。；，,（(]|^[一二三四五六七八九十]是", text):
            yield _Head(text.rstrip(":： "), section_kind(text), piece.start, None)


def _row_head(label: Piece, rest: Sequence[Piece]) -> Iterator[_Head]:
    """A row of two cells, a label and its text (存在问题 | …)."""
    line = label.line
    if label.label or line is None or len(line.printed) != 2 or not 3 < len(label.text) <= 14:
        return
    kind = section_kind(label.text)
    remark = kind == "other" and re.match("其他.*(说明|事项|问题)", label.text)
    if (kind == "other" and not remark) or words.row_label(label.text) == "goal" or words.number(line.printed[1].text):
        return
    end = label.end
    for piece in rest:
        if piece.line is not line:
            break
        end = piece.end
    yield _Head(label.text.rstrip(":："), kind, label.start, end)


def section_kind(heading: str) -> SectionKind:
    """What a section is about, by the words of its heading."""
    return next((kind for kind, parts in words.lexicon().sections.items() if any(p in heading for p in parts)), "other")


def _first(found: Sequence[Piece], within: Sequence[Section], patterns: Sequence[re.Pattern[str]]) -> Printed | None:
    """The first match in the sections ``within``, else in all of the text."""
    inside = [piece for piece in found if any(part.start <= piece.start < part.end for part in within)]
    for group in (inside, found):
        for piece in group:
            for pattern in patterns:
                if match := pattern.search(piece.raw):
                    at = in_text(piece, match, "it")
                    return Printed(at.text, at)
    return None


def grade(found: Sequence[Piece], parts: Sequence[Section]) -> Printed:
    """The grade that the conclusion states (等级为“优秀”), empty where none is stated."""
    evaluation = [part for part in parts if part.kind == "evaluation"]
    return _first(found, evaluation, _GRADE) or Printed("")


def as_grade(printed: Printed) -> Printed | None:
    """A cell that prints a grade, alone or behind its label (自评等级：优), reduced to the grade."""
    match = re.fullmatch(rf"(?:.{{0,8}}(?:等级|等次|结果|评级|级别)[:：为]?)?\s*[“\"]?(?P<it>{GRADES})[”\"]?级?", printed.text)
    if match is None:
        return None
    at = printed.place
    if at is not None and at.end - at.start == len(at.text):
        at = Place(at.start + match.start("it"), at.start + match.end("it"), match["it"], at.table, at.row, at.column)
    return Printed(match["it"], at)


def stated_score(found: Sequence[Piece], parts: Sequence[Section]) -> Figure:
    """The score that the conclusion states (综合得分95分)."""
    evaluation = [part for part in parts if part.kind == "evaluation"]
    printed = _first(found, evaluation, (_SCORE,))
    return figure(printed, "score") if printed else unknown("正文没有写明得分。", "The narrative states no score.")


def execution_rate(found: Sequence[Piece]) -> Figure | None:
    """The execution rate that the narrative states."""
    printed = _first(found, (), (_RATE,))
    return figure(printed, "rate") if printed else None
