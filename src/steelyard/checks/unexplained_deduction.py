"""扣分未说明原因 · Points taken off without a reason

查什么：得分低于权重的行，说明（偏差原因）栏是否写明原因；空白、“无”、“酌情扣分”不算原因。
为什么：没有原因的扣分无法复核，也看不出下一年该改什么。
依据：财预〔2020〕10号：未完成目标的，应当说明偏差原因和改进措施（原文待核）；复核规则把“酌情扣分”列为问题。
例：指标值100%、完成值100%，得分却少1分，说明栏空白。
怎么办：在说明栏写明扣分的原因、依据和改进措施；没有理由的，恢复应得的分。

What: Where the score is below the weight, does the column for reasons give one? A blank, “none” or “deducted as
appropriate” is no reason.
Why: A deduction without a reason cannot be reviewed, and nobody learns from it what to change.
Clause: Cai Yu (2020) 10: reasons and remedies for what was not reached (original not seen); reviewers list it.
Example: 100% of a target of 100%, one point off, the column blank.
Next: Write down reason, ground and remedy; where there is none, restore the points.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import NO_NOTE_COLUMN, UNREADABLE, reasonless, scored_lines, where
from steelyard.checks._mentions import reasons
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Unknown, Verdict
from steelyard.quantity import trimmed

# One province asks for the reason of weak spending only below this rate; above it the arithmetic is the reason.
EXECUTED_WELL = Decimal("0.9")


@check("scoring", "doubt")
def unexplained_deduction(scored: Scored) -> Iterator[Verdict]:
    """Every scored line."""
    told = reasons(scored.form)
    for line in scored_lines(scored):
        weight, score = line.weight.value, line.score.value
        if not isinstance(weight, Decimal) or not isinstance(score, Decimal):
            yield Skip(UNREADABLE)
        elif score >= weight or (not line.row and _well_executed(score, weight, line.mark.points)):
            yield Pass()
        elif line.note.place is None:
            yield Skip(NO_NOTE_COLUMN)
        elif not reasonless(line.note.text) or line.name in told:
            yield Pass()
        else:
            lost = trimmed(weight - score)
            written = f"只写“{line.note.text}”" if line.note.text else "空白"
            message = Message(
                f"{line.label.zh}扣{lost}分（权重{weight}，得分{score}），说明栏{written}，未写明原因。",
                f"{line.label.en} loses {lost} of {weight} points and gives no reason.",
            )
            places = where(line.score, line.note)
            yield Finding(message, NEXT, f"{line.about}.score", places, str(score), str(weight))


def _well_executed(score: Decimal, weight: Decimal, points: Decimal | Unknown) -> bool:
    return isinstance(points, Decimal) and score == points >= weight * EXECUTED_WELL
