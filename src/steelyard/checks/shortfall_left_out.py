"""未完成事项未提及 · A shortfall that the report leaves out

查什么：没有达到目标的指标，既没有在本行说明原因，正文“存在问题”“有关建议”等部分也没有提到。
为什么：表里有缺口、文中说成绩，问题就被略过；自评报告的用处恰在于此。
依据：财预〔2020〕10号：分析未完成原因并提出改进措施（原文待核）；复核规则要求问题与表内数据对应。
例：管网改造目标40公里、完成26公里，说明空白，正文的问题部分只谈技术人员偏少。
怎么办：在问题部分补写该项缺口、原因和整改安排。

What: Rows that fall short of their target, give no reason themselves, and are not spoken of in the narrative's parts on
problems and suggestions.
Why: Gaps in the table and successes in the text: the problem is passed over, and problems are what the report is for.
Clause: Cai Yu (2020) 10: reasons and remedies (original not seen); reviewers match problems with the figures.
Example: 26 of 40 km of pipes renewed, no note; the problems part speaks of too few engineers only.
Next: Add the gap, its reason and the remedy to the part on problems.
"""

from collections.abc import Iterator

from steelyard.checks._lines import lines, reasonless, where
from steelyard.checks._mentions import Mentions, reasons
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict

NO_PART = Message("表中没有谈问题的正文部分。", "The form has no narrative part on problems.")
UNDECIDED = Message("不能由数值判断是否完成目标。", "Whether the target was reached cannot be told from the figures.")


@check("consistency", "doubt")
def shortfall_left_out(scored: Scored) -> Iterator[Verdict]:
    """Every indicator row that falls short."""
    form = scored.form
    parts = [one for one in form.sections if one.kind in ("problems", "suggestions")]
    explained = reasons(form)
    names = (row.name.text for row in form.indicators)
    spoken_of = Mentions((form.document.text[one.start : one.end] for one in parts), names)
    for line in lines(scored):
        row = line.indicator
        if row is None:
            continue
        told = row.name.text in spoken_of or row.name.text in explained
        if not parts:
            yield Skip(NO_PART)
        elif line.short is None:
            yield Skip(UNDECIDED)
        elif told or not line.short or not reasonless(row.note.text):
            yield Pass()
        else:
            target, actual = row.target.text, row.actual.text
            message = Message(
                f"{line.label.zh}目标{target}，实际{actual}，说明栏未写原因，正文的问题和建议部分也未提及。",
                f"{line.label.en} reached {actual} against {target}; neither its row nor the report says why.",
            )
            yield Finding(message, NEXT, f"{line.about}.actual", where(row.actual, row.name), actual, target)
