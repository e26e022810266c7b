"""What a row under a header is, by what it prints: an indicator, running text, the line of execution, a band."""

import re
from collections.abc import Sequence
from itertools import chain

from steelyard.packs.forms import Role
from steelyard.recognising import words
from steelyard.recognising.columns import Columns
from steelyard.recognising.fitting import Placed
from steelyard.recognising.lines import Line
from steelyard.recognising.narrative import section_kind

_FOOT = re.compile(r"(?:注|备注|说明|填表说明|填报说明|附注)\s*\d*\s*[:：.、]|[（(]?(?:续表|接上页|转下页)")
_BAND = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]+\)?[、.]?)?[\u4e00-\u9fff]{2,12}(?:指标|目标)(?:\(\d+(?:\.\d+)?分?\))?"
)
_FIRST_LEVEL = re.compile(r"[（(一二三四五六七八九十\d）)、.]*(?:产出|效益|效果|满意度|成本|投入|过程|管理|履职)")
_REMARK = re.compile("其他.*(?:说明|事项|问题)")
_EXECUTION = re.compile("执行(?:率|情况|得分|$)")
_NOTHING = frozenset({"", "不适用", "不涉及", "无此项"})
_TOLD = frozenset({"problems", "suggestions", "evaluation"})
_FIELDS = frozenset({"people", "grade", "project", "organization", "year"})


def states_something(columns: Columns, placed: Placed) -> bool:
    """Whether the row prints a target, a result or a weight; without a name it takes more than a mark for nothing."""
    texts = _texts(columns, placed, "target", "initial", "actual", "weight")
    nameless = is_mark("".join(span.text for span in placed[columns.name]))
    return any(not is_mark(text) if nameless else text for text in texts)


def is_mark(text: str) -> bool:
    """Whether a cell prints nothing, or a mark or word that stands for nothing (—, 无, 不适用)."""
    return words.blank(text) or words.plain(text) in _NOTHING


def is_text(line: Line, columns: Columns, placed: Placed) -> bool:
    """Whether the row is running text, a label with its text, a field or a signature, and no indicator."""
    first, target = line.printed[0], columns.index("target")
    name = placed[columns.name]
    if name and target is not None and name[-1] in placed[target]:
        return True  # one cell over name and target
    if _FOOT.match(first.text) or words.field(first.text) == "people":  # a telephone number is no score
        return True
    if any(words.number(text) is not None for text in _texts(columns, placed, "weight", "score")):
        return False
    if words.field(first.text) in _FIELDS or _tells(line, columns, placed):
        return True
    if len(line.printed) == 1 and first not in chain.from_iterable(placed[columns.name :]):
        return not words.plain(first.text).endswith("指标")  # a label of a group on a filler row
    return not line.merged and len(line.printed) <= 2 and len(line.spans) < len(columns.header.headings)


def _tells(line: Line, columns: Columns, placed: Placed) -> bool:
    """Whether a row without a name is a label and its text: a conclusion, problems, measures, remarks."""
    label, *rest = (span.text for span in line.printed)
    told = section_kind(label) in _TOLD or bool(_REMARK.match(label))
    if told and len(rest) == 1 and (len(rest[0]) > words.LONGEST or "。" in rest[0]):
        return True
    named = [span for span in placed[columns.name] if span.text]
    if named and columns.name and placed[0] == placed[columns.name] and len(line.printed) <= 2:  # over all its columns
        return section_kind(named[0].text) in _TOLD or bool(_REMARK.match(named[0].text))
    if named:
        return False
    return (told and len(rest) <= 1) or any(len(text) > words.LONGEST or "。" in text for text in (label, *rest))


def is_execution(line: Line, columns: Columns, placed: Placed) -> bool:
    """Whether the row is the label of budget execution, over all columns up to the values, and its points."""
    label, *rest = line.printed
    wide = columns.name > 0 and label in placed[0] and label in placed[columns.name]
    stated = [text for text in _texts(columns, placed, "target", "initial", "actual") if text != label.text]
    points = [words.number(span.text) is not None for span in rest]
    named = _EXECUTION.search(words.plain(label.text)) is not None
    return wide and named and not any(stated) and any(points) and all(points)


def is_band(line: Line, columns: Columns, placed: Placed, levels: Sequence[int]) -> bool:
    """Whether the row is one cell with the label of a group (一、产出指标（50分）) over all ``levels`` of groups."""
    if len(line.printed) != 1:
        return False
    cell = line.printed[0]
    over = any(cell in under for under in placed[: columns.name + 1]) and any(
        cell in under for under in placed[columns.name + 1 :]
    )
    heads = [columns.header.headings[index].text for index in levels]
    lower = bool(heads) and not any("一级" in head for head in heads) and bool(_FIRST_LEVEL.match(cell.text))
    short = not line.merged and len(line.spans) < len(columns.header.headings)  # a format that merges none
    above = lower and (short or cell in placed[levels[0]])
    return (len(line.spans) == 1 or over or above) and bool(_BAND.fullmatch(words.whole(cell.text)))


def _texts(columns: Columns, placed: Placed, *roles: Role) -> list[str]:
    found = [columns.index(role) for role in roles]
    return ["".join(span.text for span in placed[index]) for index in found if index is not None]
