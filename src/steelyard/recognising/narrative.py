"""The narrative of a form: its headed sections."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from steelyard.model import Section
from steelyard.model.form import SectionKind
from steelyard.recognising import words
from steelyard.recognising.lines import Line, Span
from steelyard.recognising.pieces import Piece

_HEADING = r"\s*(?P<head>[^。；;，,]{2,24}?)[\s:：]*$"
_NUMBERED = re.compile(rf"(?:[一二三四五六七八九十]{{1,3}}、|第[一二三四五六七八九十]{{1,3}}部分[\s:：、]*){_HEADING}")
_LOWER = (  # numbers of the second and third level, which some narratives have at the first
    re.compile(rf"[(（][一二三四五六七八九十]{{1,3}}[)）][、.]?{_HEADING}"),
    re.compile(rf"\d{{1,2}}[.．、]{_HEADING}"),
)
# A line of a table of contents. A run is tried from where it begins, or its length would count twice.
_CONTENTS = re.compile(r"(?:(?<![.…·—\-_])[.…·—\-_]{2,}|(?<!\s)(?:\s\s|\t))\s*\d+$")
_NO_HEADING = re.compile(r"[。；，,（(]|^[一二三四五六七八九十]是")
_INLINE = re.compile(r"(?P<all>[一二三四五六七八九十]{1,3}、\s*(?P<head>[^：:。；;，,]{2,14}))[:：]\s*\S")
_TOLD = re.compile(r"[。；;，,].|^.{16,}")  # running text, and not a name or a figure
_SENTENCES = re.compile(r"^.{16,}[。；]")
_GOALS = ("目标", "任务", "计划")
_REACHED = ("情况", "结果")
_BARE = ("problems", "suggestions", "evaluation")  # kinds that a heading without a number may have


class _Head(NamedTuple):
    heading: str
    kind: SectionKind
    start: int
    end: int | None  # where the section ends, for one that is a row of a table


def sections(found: Sequence[Piece], breaks: Sequence[int]) -> tuple[Section, ...]:
    """The headed parts of the narrative; none reaches over one of ``breaks``, where a table block begins."""
    heads = list(_heads(found))
    last = {head.heading: head for head in heads}  # a table of contents names them all once before
    heads = [head for head in heads if last[head.heading] is head]
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


def running(found: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """The lines that tell something, each with where it begins: paragraphs, and cells that fill their row.

    Of a row of a label and its text, the text; of a row with goals and what came of them, the latter, which stands
    last; of any other row nothing, since its cells are figures of their own. Goals by themselves tell no result.
    """
    for piece in found:
        if piece.line is not None and _is_goal(piece, piece.line):
            continue
        if (
            piece.line is None
            or piece.alone
            or (len(piece.line.printed) == 2 and piece.label and _TOLD.search(piece.raw))
            or (len(piece.line.printed) > 2 and _is_outcome(piece, piece.line))
        ):
            yield piece.start, piece.raw


def _is_goal(piece: Piece, line: Line) -> bool:
    """Whether the label beside the piece, which may be merged down from a row above, announces goals or tasks."""
    beside = [span.text for span in line.spans if span.text and span.cell.end <= piece.start]
    word = words.plain(beside[-1]) if beside and len(beside[-1]) <= words.LONGEST else ""
    return word.endswith(_GOALS) or (words.row_label(word) == "goal" and not word.endswith(_REACHED))


def _is_outcome(piece: Piece, line: Line) -> bool:
    told = [span.cell for span in line.printed if _SENTENCES.search(span.text)]
    return len(told) > 1 and told[-1].start <= piece.start < told[-1].end


def _heads(found: Sequence[Piece]) -> Iterator[_Head]:
    numbered = _numbering(found)
    for line, group in groupby(found, key=lambda piece: piece.line):
        pieces = list(group)
        if line is None or pieces[0].alone:
            for piece in pieces:
                yield from _line_head(piece, numbered)
        elif len(line.printed) == 2:
            label, told = line.printed
            yield from _row_head(label, told, pieces[0].start, pieces[-1].end)


def _numbering(found: Sequence[Piece]) -> re.Pattern[str]:
    """How the sections are numbered: 一、 where any line is; else （一） or 1. where that heads two kinds."""
    alone = [piece.text for piece in found if piece.alone and len(piece.text) <= words.LONGEST + 6]
    if not any(_NUMBERED.match(text) for text in alone):
        for lower in _LOWER:
            kinds = {section_kind(match["head"]) for text in alone if (match := lower.match(text))}
            if len(kinds - {"other"}) > 1:
                return lower
    return _NUMBERED


def _line_head(piece: Piece, numbered: re.Pattern[str]) -> Iterator[_Head]:
    """A numbered heading on a line of its own, one followed by its text, or a usual heading without a number."""
    text = piece.text
    if _CONTENTS.search(piece.raw):
        return
    if match := numbered.match(text):
        yield _Head(text.rstrip(":： "), section_kind(match["head"]), piece.start, None)
    elif match := _INLINE.match(text):
        if section_kind(match["head"]) != "other":
            yield _Head(match["all"], section_kind(match["head"]), piece.start, None)
    elif 3 < len(text) <= 9 and section_kind(text) in _BARE and not words.field(text) and not _NO_HEADING.search(text):
        yield _Head(text.rstrip(":： "), section_kind(text), piece.start, None)


def _row_head(label: Span, told: Span, start: int, end: int) -> Iterator[_Head]:
    """A row of two cells, a label and its text (存在问题 | …)."""
    kind = section_kind(label.text)
    remark = kind == "other" and re.match("其他.*(说明|事项|问题)", label.text)
    heading = words.row_label(label.text) or words.column_role(label.text) not in (None, "note")
    if 3 < len(label.text) <= 14 and (kind != "other" or remark) and not heading and words.number(told.text) is None:
        yield _Head(label.text.rstrip(":："), kind, start, end)


def section_kind(heading: str) -> SectionKind:
    """What a section is about, by the words of its heading."""
    return next((kind for kind, parts in words.lexicon().sections.items() if any(p in heading for p in parts)), "other")
