"""等级与得分不符 · A grade that the score does not reach

查什么：自评等级（优、良、中、差）是否与总分在等级标准中的位置一致；标准以表样所用规则为准。
为什么：等级决定预算安排和结果应用，高报一级就是高报成绩。
依据：财预〔2020〕10号：90分以上为优，80至90分为良，60至80分为中，60分以下为差（原文待核）。
例：总分89.50写“优”，应为“良”。
怎么办：先核对总分，再按等级标准改正等级。

What: Whether the grade in words is the one that the scale of the layout gives to the stated score.
Why: The grade decides what happens to the budget; one grade too high is a result claimed that is not there.
Clause: Cai Yu (2020) 10: from 90 excellent, from 80 good, from 60 fair, below that poor (original not seen).
Example: 89.50 called excellent; it is good.
Next: Check the total first, then give the grade that the scale says.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Form, Message, Pass, Printed, Scored, Skip, Verdict
from steelyard.packs.forms import profiles
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Grade, Grades

NO_GRADE = Message("表中没有写明等级。", "The form states no grade.")
NO_SCORE = Message("没有可读的总分，等级无法核对。", "There is no total score to judge the grade by.")
UNKNOWN = Message("所写等级不在本表样的等级标准之内。", "The grade is none of the words of this layout's scale.")


@check("scoring", "error")
def grade_off_scale(scored: Scored) -> Iterator[Verdict]:
    """The grade against the score it stands beside: that of the conclusion, or else of the total row."""
    form = scored.form
    scale = rule(profiles()[form.profile.name].rules.grades).shape
    score, printed = _score(form)
    word = (
        next((one for one in scale.grades if _means(one, form.grade.text)), None) if isinstance(scale, Grades) else None
    )
    if not form.grade.text:
        yield Skip(NO_GRADE)
    elif score is None or not isinstance(scale, Grades):
        yield Skip(NO_SCORE)
    elif word is None:
        yield Skip(UNKNOWN)
    elif (right := next((one for one in scale.grades if score >= one.at_least), scale.grades[-1])) == word:
        yield Pass()
    else:
        zh = f"总分{score}，等级写“{form.grade.text}”，按等级标准应为“{right.name}”。"
        en = f"The score is {score} and the grade “{form.grade.text}”; the scale gives “{right.name}”."
        places = where(form.grade, printed)
        yield Finding(Message(zh, en), NEXT, "grade", places, form.grade.text, right.name)


def _score(form: Form) -> tuple[Decimal | None, Printed | None]:
    for figure in (form.stated_score, form.total.score):
        if isinstance(figure.value, Decimal):
            return figure.value, figure.printed
    return None, None


def _means(grade: Grade, word: str) -> bool:
    said = word.strip("“”\"'「」 ").removesuffix("等次").removesuffix("等级").removesuffix("级")
    return said == grade.name or said in grade.synonyms
