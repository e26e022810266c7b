"""未达目标未说明原因 · A shortfall without a reason

查什么：实际完成值未达到指标值的行，说明（偏差原因）栏是否写明原因。
为什么：绩效自评的用处在于找出没有做到的事和原因；只写数不写原因，问题就留到下一年。
依据：财预〔2020〕10号：未完成绩效目标的，应当分析偏差原因、提出改进措施（原文待核）。
例：目标24家、完成21家，说明栏空白。
怎么办：请业务科室补写未完成的原因和改进措施；如目标定得不当，说明调整依据。

What: Where the result falls short of its target, does the column for reasons give one?
Why: A self-evaluation is there to find what was not done and why; a number without a reason leaves it to next year.
Clause: Cai Yu (2020) 10: analyse the deviation and say how it will be mended (original not seen).
Example: A target of 24 units, a result of 21, the column blank.
Next: Ask for the reason and the remedy; where the target was wrong, for the ground on which to change it.
"""

from collections.abc import Iterator

from steelyard.checks._lines import NO_NOTE_COLUMN, lines, reasonless, where
from steelyard.checks._mentions import reasons
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict

UNDECIDED = Message("不能由数值判断是否完成目标。", "Whether the target was reached cannot be told from the figures.")


@check("scoring", "doubt")
def unexplained_shortfall(scored: Scored) -> Iterator[Verdict]:
    """Every indicator row."""
    told = reasons(scored.form)
    for line in lines(scored):
        row = line.indicator
        if row is None:
            continue
        if line.short is None:
            yield Skip(UNDECIDED)
        elif not line.short:
            yield Pass()
        elif row.note.place is None:
            yield Skip(NO_NOTE_COLUMN)
        elif not reasonless(row.note.text) or row.name.text in told:
            yield Pass()
        else:
            target, actual = row.target.text, row.actual.text
            aim, aim_en = (f"目标{target}，", f" against a target of {target}") if target else ("", "")
            message = Message(
                f"{line.label.zh}{aim}实际{actual}，未达到目标，说明栏未写明原因。",
                f"{line.label.en} reached {actual}{aim_en} and gives no reason.",
            )
            yield Finding(message, NEXT, f"{line.about}.actual", where(row.actual, row.note), actual, target)
