"""The totals of a scored form: its rows added up as stated, and by rule."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from steelyard.model import Mark, Message, RuleTotal, Sum, Unknown
from steelyard.packs.rules import rule
from steelyard.scoring.shapes import apply

NO_ROWS = Unknown(Message("表中没有指标行。", "The form has no indicator rows."))
SHOWN = 10  # row numbers named in a reason


def summed(marks: Sequence[Mark]) -> Sum:
    """Weights and claimed scores of all rows and the execution line; ``Unknown`` where one of them is."""
    return Sum(_sum(marks, [mark.weight for mark in marks], "分值", "weight"), _claims(marks))


def by_rule(marks: Sequence[Mark], grades: str, full_marks: Decimal) -> RuleTotal:
    """Rule points where they are known, else the claim, counted in ``undecided``.

    The grade is that of the score as it stands, at most ``full_marks``: weights that add up to more are the form's
    fault, and no rule says how to scale them. Where they add up to less there is no grade on that scale.
    """
    weight = _sum(marks, [mark.weight for mark in marks], "分值", "weight")
    taken = [mark.claimed if isinstance(mark.points, Unknown) else mark.points for mark in marks]
    score = _sum(marks, taken, "得分", "score")
    undecided = sum(isinstance(mark.points, Unknown) for mark in marks)
    return RuleTotal(weight, score, grade(score, weight, grades, full_marks), undecided)


def grade(score: Decimal | Unknown, weight: Decimal | Unknown, grades: str, full_marks: Decimal) -> str | Unknown:
    """The word that a scale gives to a score of ``full_marks``, at most; none where the weights add up to less."""
    if isinstance(score, Unknown):
        return score
    if isinstance(weight, Unknown):
        return weight
    if weight < full_marks:
        return Unknown(
            Message(
                f"分值合计{weight:f}，不足{full_marks:f}，不能按{full_marks:f}分制评定等级。",
                f"The weights add up to {weight:f}, less than {full_marks:f}, so that scale gives no grade.",
            )
        )
    word: str | None = apply(rule(grades), score=min(score, full_marks))
    return word or Unknown(Message("得分低于等级标准的下限。", "The score is below the lowest grade."))


def _claims(marks: Sequence[Mark]) -> Decimal | Unknown:
    return _sum(marks, [mark.claimed for mark in marks], "得分", "score")


def _sum(marks: Sequence[Mark], values: Iterable[Decimal | Unknown], zh: str, en: str) -> Decimal | Unknown:
    if not marks:
        return NO_ROWS
    total, missing, why = Decimal(0), [], None
    for mark, value in zip(marks, values, strict=True):
        if isinstance(value, Unknown):
            missing.append(mark.row)
            why = why or value.why
        else:
            total += value
    if not missing:
        return total
    if why and len(missing) == len(marks):
        return Unknown(Message(f"各行都没有可用的{zh}：{why.zh}", f"No row has a usable {en}: {why.en}"))
    return Unknown(_named(missing, zh, en))


def _named(rows: list[int], zh: str, en: str) -> Message:
    first = rows[:SHOWN]
    said = "、".join("预算执行行" if row == 0 else f"第{row}行" for row in first)
    said_en = ", ".join("the execution line" if row == 0 else f"row {row}" for row in first)
    more, more_en = (f"等{len(rows)}行", f" and {len(rows) - SHOWN} more") if len(rows) > SHOWN else ("", "")
    return Message(f"{said}{more}没有可用的{zh}。", f"There is no usable {en} in {said_en}{more_en}.")
