"""应有部分缺失 · A part of the report is missing

查什么：部门整体支出自评表的正文部分（概述、评价情况、主要绩效、存在问题、有关建议）是否齐全，标题之下是否有内容。
为什么：没有问题分析和改进措施的自评，只剩一张打分表，结果无从应用。
依据：财预〔2020〕10号：自评应当说明存在问题和改进措施（原文待核）；部分以表样为准。
例：“四、存在问题”之下没有文字。
怎么办：补写缺少的部分；确无内容的，写明情况和理由。

What: Whether the narrative parts of a department's form (overview, evaluation, results, problems, suggestions) are all
there and have something under their heading.
Why: Without problems and remedies a self-evaluation is a list of marks; nothing can be done with it.
Clause: Cai Yu (2020) 10: problems and remedies are to be told (original not seen); the layout decides on the parts.
Example: “4. Problems” with nothing under it.
Next: Write the part that is missing; where there is nothing to tell, say so and why.
"""

from collections.abc import Iterator

from steelyard.checks._lines import shortened
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Form, Message, Pass, Place, Scored, Section, Skip, Verdict
from steelyard.model.form import SectionKind

EXPECTED: dict[SectionKind, Message] = {
    "overview": Message("部门概述", "the overview"),
    "evaluation": Message("评价情况", "the evaluation"),
    "results": Message("主要绩效", "the results"),
    "problems": Message("存在问题", "the problems"),
    "suggestions": Message("有关建议", "the suggestions"),
}
NO_NARRATIVE = Message("表样没有正文部分。", "The layout has no narrative parts.")


@check("consistency", "doubt")
def section_missing(scored: Scored) -> Iterator[Verdict]:
    """Each expected part of a department's form that has narrative parts at all."""
    form = scored.form
    if form.kind != "department" or not form.sections:
        yield Skip(NO_NARRATIVE)
        return
    kinds = {section.kind for section in form.sections}
    for section in form.sections:
        yield Pass() if _body(form, section) else _empty(section)
    for kind, name in EXPECTED.items():
        if kind not in kinds:
            message = Message(f"正文缺少“{name.zh}”部分。", f"The narrative lacks {name.en}.")
            yield Finding(message, NEXT, "text", ())


def _empty(section: Section) -> Finding:
    said = shortened(section.heading)
    place = Place(section.start, section.start + len(section.heading), section.heading)
    return Finding(
        Message(f"“{said}”之下没有内容。", f"There is nothing under “{said}”."), NEXT, "text", (place,), said
    )


def _body(form: Form, section: Section) -> str:
    return form.document.text[section.start : section.end].strip().removeprefix(section.heading).strip()
