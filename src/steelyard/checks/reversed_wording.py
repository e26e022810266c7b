"""措辞说反 · Wording that says the opposite

查什么：先说“不存在问题”随后又列出问题的句子和标题；“防止、避免、杜绝……不再发生”一类否定过头的句子。
为什么：多一个“不”字，意思就反了；公开以后，读者看到的是与事实相反的说法。
依据：自评报告应当内容完整、表述准确；复核规则把报告逻辑列入检查。
例：“工作中不存在突出问题，主要是：技术人员偏少。”，先否定后列举。
怎么办：通读该句，删去多余的否定词；确无问题的，不要再列举。

What: Sentences and headings that say there are no problems and then list them; doubled negations such as “prevent it
from not happening again”.
Why: One “not” too many turns the meaning round, and the public reads the opposite of the facts.
Clause: Reports are to be complete and exact; reviewers look at their logic.
Example: “There are no outstanding problems, mainly: too few engineers”, a denial and then a list.
Next: Read the sentence again and strike out the negation; where there is no problem, list none.
"""

import re
from collections.abc import Iterator

from steelyard.checks._registry import NEXT, check
from steelyard.checks._text import narrative, part
from steelyard.model import Finding, Message, Pass, Place, Scored, Section, Verdict

_NONE = (
    r"(?<!有)(?<!不是)(?<!并非)(?:不存在|没有(?:发现|存在)?|未(?:发现|存在)|无)(?:存在)?"
    r"(?:着|的|任何|一些|一定|明显|突出|重大|较大|主要|什么|以下|下列|如下|相关)*"
    r"(?:问题|不足|短板|困难|薄弱环节)(?:和|与|及|、|以及|或|的|不足|问题|短板|困难|薄弱环节|如下)*"
)
_MAINLY = r"(?:主要(?:是|有|为|表现|体现|存在|问题|包括)|具体(?:表现|体现|如下|是|为)|表现(?:为|在)|体现在)"
_FIRST = r"(?:一是|其一|首先|第一[，,、是]|（一）|\(一\)|1[.、．])"
_LISTED = re.compile(rf"{_NONE}(?:[，,：:\s]*{_MAINLY}|\s*[：:]\s*{_FIRST})")
_ANSWERED = r"(?:问题|不足|短板|困难)(?:和|及|与|、|不足|问题|短板)*\s*[：:]\s*(?:暂?无|没有)"  # 存在的问题：无。
_LISTED_UNDER_PROBLEMS = re.compile(rf"(?:{_NONE}|{_ANSWERED})[，,：:；;。\s]*(?:{_MAINLY}|{_FIRST})")
_HEADING = re.compile(rf"[一二三四五六七八九十\d（(、.．）)\s]*{_NONE}[：:\s]*")
_DOUBLED = re.compile(
    r"(?:防止|避免|杜绝|严防|防范|以免)(?!.{0,12}(?:确保|保证|力争|做到|实现))[^，,。；;：:\n]{0,20}?不(?:再)?(?:发生|出现|重演|复发)"
)
LISTED = Message("先说没有问题，随后又列出问题", "it says that there are no problems, and then lists them")
DOUBLED = Message("“防止”与“不发生”连用，意思相反", "to prevent what does not happen is the opposite of what is meant")


@check("consistency", "doubt")
def reversed_wording(scored: Scored) -> Iterator[Verdict]:
    """Every passage of the narrative, and every heading of a section."""
    text = scored.form.document.text
    problems = [section for section in scored.form.sections if section.kind == "problems"]
    for passage in narrative(scored.form):
        among = any(one.start <= passage.start < one.end for one in problems)
        pattern = _LISTED_UNDER_PROBLEMS if among else _LISTED
        found = [(*one.span(), LISTED) for one in pattern.finditer(passage.text)]
        found += [(*one.span(), DOUBLED) for one in _DOUBLED.finditer(passage.text)]
        yield from (_finding(part(passage, start, end), why) for start, end, why in found)
        if not found:
            yield Pass()
    for section in scored.form.sections:
        if _HEADING.fullmatch(section.heading) and _lists_something(text, section):
            yield _finding(Place(section.start, section.start + len(section.heading), section.heading), LISTED)


def _lists_something(text: str, section: Section) -> bool:
    body = text[section.start : section.end].strip().removeprefix(section.heading)
    return len(re.sub(r"[\s。.，,：:无暂]", "", body)) > 4


def _finding(place: Place, why: Message) -> Finding:
    said = " ".join(place.text.split())
    message = Message(f"“{said}”：{why.zh}。", f"“{said}”: {why.en}.")
    return Finding(message, NEXT, "text", (place,), said)
