"""The scores of a form: by the rules where they decide, by a person within what they allow."""

from dataclasses import replace
from decimal import Decimal

from steelyard.filling.errors import FillError
from steelyard.filling.sheet import Row, Sheet
from steelyard.model import Form, Mark, Unknown
from steelyard.packs.forms import profiles
from steelyard.quantity import trimmed
from steelyard.scoring import score
from steelyard.scoring.totals import grade

ZERO = Decimal(0)


def scored(sheet: Sheet, form: Form) -> tuple[Sheet, str]:
    """``sheet`` with every score, its total and the grade; ``form`` is the sheet as it is read, without scores.

    :raises FillError: a judged row has no score, or a stated one is not what the rule gives or allows.
    """
    choice = profiles()[sheet.data.profile].rules
    _hundred(sheet, choice.full_marks)
    marks = {mark.row: mark for mark in score(form).marks}
    rows = tuple(replace(row, score=row_score(row, number, marks[number])) for number, row in enumerate(sheet.rows, 1))
    execution = None if sheet.execution_weight is None else execution_score(marks.get(0))
    total = sum((row.score or ZERO for row in rows), execution or ZERO)
    return replace(sheet, rows=rows, execution=execution, total=total), grade_of(sheet, total)


def grade_of(sheet: Sheet, total: Decimal) -> str:
    """The grade of a total by the profile's scale; empty where it gives none."""
    choice = profiles()[sheet.data.profile].rules
    word = grade(total, sheet.weight, choice.grades, choice.full_marks)
    return word if isinstance(word, str) else ""


def _hundred(sheet: Sheet, full_marks: Decimal) -> None:
    """The weights of a form add up to its full marks; those of the line of funds count."""
    execution = sheet.execution_weight or ZERO
    of_rows = sheet.weight - execution
    if sheet.weight != full_marks:
        zh = f"（另有预算执行{trimmed(execution)}分）" if execution else ""
        en = f" (besides {trimmed(execution)} for execution)" if execution else ""
        raise FillError(
            f"各项指标的分值合计{trimmed(of_rows)}{zh}，应为{trimmed(full_marks - execution)}，请调整 weight。",
            f"The weights add up to {trimmed(of_rows)}{en}; they must add up to {trimmed(full_marks - execution)}.",
        )


def row_score(row: Row, number: int, mark: Mark) -> Decimal:
    """The points of a row by its rule, or as a person gives them within what the rule allows.

    :raises FillError: a judged row has no score, or a stated one is not what the rule gives or allows.
    """
    stated = None if row.data.score is None else Decimal(row.data.score)
    label = f"第{number}项指标“{row.data.name}”"
    if isinstance(mark.points, Decimal):
        if stated is not None and stated != mark.points:
            how = mark.how
            raise FillError(
                f"{label}写得分{trimmed(stated)}，按规则是{trimmed(mark.points)}（{how.zh}）；"
                "删去 score 就按规则计算。",
                f"Indicator {number} states {trimmed(stated)}, the rule gives {trimmed(mark.points)} ({how.en}); "
                "without a score of its own it is reckoned.",
            )
        return mark.points
    low, high = (bound if isinstance(bound, Decimal) else edge for bound, edge in _room(row, mark))
    if stated is None:
        raise FillError(
            f"{label}要由人评分，请写 score（{trimmed(low)}到{trimmed(high)}之间）：{mark.points.why.zh}",
            f"Indicator {number} is scored by a person: give it a score from {trimmed(low)} to {trimmed(high)}."
            f" {mark.points.why.en}",
        )
    if not low <= stated <= high:
        raise FillError(
            f"{label}写得分{trimmed(stated)}，按规则只能在{trimmed(low)}到{trimmed(high)}之间。",
            f"Indicator {number} states {trimmed(stated)}; its rule allows {trimmed(low)} to {trimmed(high)}.",
        )
    return stated


def _room(row: Row, mark: Mark) -> tuple[tuple[Decimal | Unknown, Decimal], tuple[Decimal | Unknown, Decimal]]:
    return (mark.low, ZERO), (mark.high, row.weight)


def execution_score(mark: Mark | None) -> Decimal:
    """The points of the line of funds. Raises ``FillError`` where they cannot be reckoned."""
    if mark is None or isinstance(mark.points, Unknown):
        why = mark.points.why if mark and isinstance(mark.points, Unknown) else None
        raise FillError(
            f"预算执行率的得分算不出来{f'：{why.zh}' if why else '，请写 budget'}",
            f"The score of execution cannot be reckoned{f': {why.en}' if why else '; give the budget'}",
        )
    return mark.points
