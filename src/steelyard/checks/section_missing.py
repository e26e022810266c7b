"""应有部分缺失 · A part of the report is missing

查什么：部门整体支出自评表的正文部分（概述、评价情况、主要绩效、存在问题、有关建议）是否齐全，标题之下是否有内容（绩效和收支可以列表）。
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

import re
from collections.abc import Iterator

from steelyard.checks._lines import shortened
from steelyard.checks._registry import NEXT, check
from steelyard.checks._sections import body, heads_a_table
from steelyard.checks._text import narrative
from steelyard.model import Finding, Message, Pass, Place, Scored, Section, Skip, Verdict
from steelyard.model.form import SectionKind
from steelyard.packs.forms import profiles

# Each part with words that stand for it in a heading of another kind or of several (存在问题及改进措施).
EXPECTED: dict[SectionKind, tuple[Message, str]] = {
    "overview": (Message("部门概述", "the department"), "概述|概况|基本情况|部门情况|单位情况|职责|职能|简介"),
    "evaluation": (
        Message("评价情况", "the evaluation"),
        "评价情况|评价工作|评价结论|评价结果|自评|预算执行|资金使用|收支",
    ),
    "results": (Message("主要绩效", "results"), "主要绩效|绩效目标|绩效情况|成效|完成情况|成果|履职|产出|效益"),
    "problems": (Message("存在问题", "problems"), "问题|不足|困难"),
    "suggestions": (Message("有关建议", "suggestions"), "建议|改进|措施|整改|打算|下一步|计划"),
}
_NUMBER = r"[（(第]?[\d一二三四五六七八九十]{1,2}(?:[)）、.．]|部分)"
_HEAD = re.compile(rf"{_NUMBER}[^。，,；;：:\d]{{2,16}}$")  # read as no section
_REMEDIES = re.compile(r"下一步|(?:建议|措施|打算)\s*[：:]")  # told at the end of the problems
FEWEST = 3  # a layout with fewer of them never was a report in parts
NO_NARRATIVE = Message("表样没有分部分的正文。", "The layout has no narrative in parts.")


@check("consistency", "doubt")
def section_missing(scored: Scored) -> Iterator[Verdict]:
    """Each part that is there, for its text; then each that is expected of a report, whose parts are numbered."""
    form = scored.form
    heads = [one.heading for one in form.sections] + [one.text for one in narrative(form) if _HEAD.match(one.text)]
    there = {one.kind for one in form.sections}
    there |= {kind for kind, (_, words) in EXPECTED.items() if any(re.search(words, head) for head in heads)}
    if any(one.kind == "problems" and _REMEDIES.search(body(form, one)) for one in form.sections):
        there.add("suggestions")
    parts = (
        {one.kind for one in form.sections} if any(re.match(_NUMBER, one.heading) for one in form.sections) else set()
    )
    if form.kind != "department" or len(parts & set(EXPECTED)) < FEWEST:
        yield Skip(NO_NARRATIVE)
        return
    for section in form.sections:
        yield Pass() if body(form, section) or heads_a_table(form, section) else _empty(section)
    for kind in profiles()[form.profile.name].sections:
        if kind not in there:
            name, _ = EXPECTED[kind]
            message = Message(f"正文缺少“{name.zh}”部分。", f"The narrative has no part on {name.en}.")
            yield Finding(message, NEXT, "text", ())


def _empty(section: Section) -> Finding:
    said = shortened(section.heading)
    place = Place(section.start, section.start + len(section.heading), section.heading)
    message = Message(f"“{said}”之下没有内容。", f"There is nothing under “{said}”.")
    return Finding(message, NEXT, "text", (place,), said)
