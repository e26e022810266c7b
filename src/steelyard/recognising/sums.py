"""Rows of sums: which row is one, and what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from steelyard.model import Figure, Printed, Subtotal, Total
from steelyard.packs.forms import Role
from steelyard.recognising import words
from steelyard.recognising.cells import absent, figure, known, printed, unknown
from steelyard.recognising.columns import Columns
from steelyard.recognising.concluding import as_grade, grade_within
from steelyard.recognising.fitting import Placed
from steelyard.recognising.lines import Line, Span

_ENDS = ("合计", "总计", "总分", "总得分", "总评分", "综合得分", "小计")
_POINTS = re.compile(r"[(\[](?:满分|共|计)?[:为]?(\d+(?:\.\d+)?)分?[)\]]|满分[:为]?(\d+(?:\.\d+)?)分?")
_SUMMED = re.compile(r"(?:得分|分值)?(?:合计|小计|总计|总分|得分)$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_STRONG = ("总分", "总计", "总得分", "总评分", "综合得分")


@dataclass(frozen=True)
class SumRow:
    """A row of sums and the number of the indicator row before it."""

    head: Span
    line: Line
    weight: Figure
    score: Figure
    grade: Printed
    after: int

    @property
    def label(self) -> str:
        """What the row is called."""
        return self.head.text

    def goes_on(self, line: Line) -> bool:
        """Whether ``line`` holds the figures of this row, which prints only their headings (总分值, 总得分)."""
        if (
            known(self.weight)
            or known(self.score)
            or line.table is not self.line.table
            or line.row != self.line.row + 1
        ):
            return False
        texts = [span.text for span in line.printed]
        return bool(texts) and all(words.number(text) is not None or as_grade(Printed(text)) for text in texts)

    @property
    def partial(self) -> bool:
        """Whether the label says that only a part is summed."""
        return words.plain(self.label).endswith(("小计", "分项合计", "分类合计"))


def sum_label(line: Line, columns: Columns) -> Span | None:
    """The label of a row of sums; beside it stand numbers, dashes, a grade or a remark, but no name and no target."""
    spans = line.printed
    at = next((i for i, span in enumerate(spans[:3]) if words.row_label(span.text) in ("total", "subtotal")), None)
    exact = at is not None
    if at is None and (columns.has("weight") or columns.has("score")):
        at = next((i for i, span in enumerate(spans[:2]) if _ends_as_sum(span.text)), None)
    if at is None:
        return None
    lone = all(words.row_label(span.text) == "block" for span in spans[:at])
    rest = [span.text for span in spans[at + 1 :]]
    numbers = [i for i, text in enumerate(rest) if words.number(text) is not None]
    texts = [i for i, text in enumerate(rest) if i not in numbers and not words.blank(text) and not _harmless(text)]
    before = [i for i in texts if not numbers or i < numbers[-1]]  # a name or a target; a remark comes last
    return None if before or len(texts) > 1 or len(numbers) > (4 if exact and lone else 2) else spans[at]


def _harmless(text: str) -> bool:
    if words.row_label(text) in ("total", "subtotal") or words.field(text) == "grade" or _labels(text):
        return True
    return as_grade(Printed(text)) is not None


def _labels(text: str) -> Role | None:
    """Which figure a label within a row of sums announces (总分 | 100 | 得分 | 98)."""
    role = words.column_role(text)
    return role if role in ("weight", "score") else None


def _ends_as_sum(text: str) -> bool:
    word = words.plain(re.split(r"[:：]", text)[0])
    return words.row_label(word) == "total" or (2 < len(word) <= 14 and word.endswith(_ENDS))


def sum_row(line: Line, label: Span, columns: Columns, placed: Placed, after: int) -> SumRow:
    """Read a row of sums: by its columns where they hold numbers, else the numbers in their order."""
    number = after + 1
    beside = [span for span in line.printed if span is not label and words.number(span.text) is not None]
    found = _by_label(line, number) or _by_column(line, label, columns, placed, number)
    printed_here = len(beside) or len(_scores_in(label.text)) + known(found.get("weight"))
    if sum(map(known, found.values())) < min(columns.has("weight") + columns.has("score"), printed_here):
        found |= _in_order(line.table.number, number, beside or [label], columns)
    missing = unknown("合计行没有填写。", "The total row leaves it blank.")
    grade = next((span for span in line.printed if span is not label and as_grade(Printed(span.text))), None)
    told = printed((grade,) if grade else (), line.table.number, number, "grade")
    if grade is None:
        told = grade_within(printed((label,), line.table.number, number, "grade")) or told
    return SumRow(
        label,
        line,
        found.get("weight", missing if columns.has("weight") else absent("weight")),
        found.get("score", missing if columns.has("score") else absent("score")),
        told,
        after,
    )


def _by_label(line: Line, row: int) -> dict[str, Figure]:
    """The figures of a row that prints a label before each of two: what is no score is the weight."""
    pairs = [(a, b) for a, b in pairwise(line.printed) if words.number(b.text) is not None]
    if len(pairs) != 2 or any(words.number(a.text) is not None or words.blank(a.text) for a, _ in pairs):
        return {}
    scores = [_labels(label.text) == "score" or "得分" in words.whole(label.text) for label, _ in pairs]
    if scores.count(True) != 1:
        return {}
    roles = ["score" if score else "weight" for score in scores]
    found = zip(roles, (value for _, value in pairs), strict=True)
    return {role: figure(printed((value,), line.table.number, row, role), role) for role, value in found}


def _by_column(line: Line, label: Span, columns: Columns, placed: Placed, row: int) -> dict[str, Figure]:
    """The figures under weight and score; one cell under both is the score, and the label may tell the weight."""
    found: dict[str, Figure] = {}
    score, weight = columns.index("score"), columns.index("weight")
    for role, index in (("score", score), ("weight", weight)):
        under = () if index is None else placed[index]
        if under and label not in under and not (role == "weight" and score is not None and under == placed[score]):
            found[role] = figure(printed(under, line.table.number, row, role), role)
    points = _POINTS.search(words.whole(label.text))
    if points and not known(found.get("weight")):
        told = printed((label,), line.table.number, row, "weight")
        found["weight"] = figure(Printed(points[1] or points[2], told.place), "weight")
    return found


def _in_order(table: int, row: int, cells: Sequence[Span], columns: Columns) -> dict[str, Figure]:
    """The numbers of ``cells`` as weight and score; a single one is the score, where scores are given."""
    texts = [
        Printed(digits, printed((span,), table, row, "score").place)
        for span in cells
        for digits in ([span.text] if words.number(span.text) is not None else _scores_in(span.text))
    ]
    if len(texts) == 1:
        role = "score" if columns.has("score") or not columns.has("weight") else "weight"
        return {role: figure(texts[0], role)}
    return {role: figure(text, role) for role, text in zip(("weight", "score"), texts, strict=False)}


def _scores_in(label: str) -> list[str]:
    """The numbers of a label that are not the points to be had (总分：98分（满分100分））."""
    text = words.whole(label)
    return _DIGITS.findall(_POINTS.sub(" ", text))


def conclude(sums: Sequence[SumRow], groups: Sequence[Sequence[str]]) -> tuple[Total, tuple[Subtotal, ...], Printed]:
    """The total of the form, its subtotals, the grade printed beside the total; ``groups`` are those of each row."""
    count = len(groups)
    whole = [row for row in sums if not row.partial]
    if not whole and sums and len(sums) == 1 and sums[0].after == count:
        whole = list(sums)  # the only sum of all rows, called 小计
    total = max(whole, key=_strength, default=None)
    subtotals, since = [], 0
    for row in sums:
        if row is total or not (known(row.weight) or known(row.score)):
            continue
        first = since if row.partial else 0
        rows = _named(row.label, groups) or tuple(range(first + 1, row.after + 1)) or tuple(range(1, count + 1))
        subtotals.append(Subtotal(row.label, rows, row.weight, row.score, "执行" in row.label))
        since = row.after
    if total is None:
        none = unknown("本表没有合计行。", "This form has no total row.")
        return Total(none, none), tuple(subtotals), Printed("")
    grade = next((row.grade for row in (total, *whole) if row.grade.text), Printed(""))
    return Total(total.weight, total.score), tuple(subtotals), grade


def _named(label: str, groups: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The rows of the group that the label of a sum names (产出指标合计)."""
    stem = _SUMMED.sub("", words.plain(label))
    if len(stem) < 2:
        return ()
    return tuple(
        row for row, path in enumerate(groups, 1) if any(words.plain(group).startswith(stem) for group in path)
    )


def _strength(row: SumRow) -> tuple[int, int, int]:
    """The total is the sum with most figures, of them the one called 总分 rather than 合计, of them the last."""
    strong = words.plain(row.label).endswith(_STRONG)
    return (known(row.weight) + known(row.score), int(strong), row.after)
