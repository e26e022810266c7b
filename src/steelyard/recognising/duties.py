"""The duties that a department's overview names (主要职责是…), each with its place.

Only what an opening announces is read: a list that follows on the same line, or lines with numbers below it. A text
without such an opening names no duty that could be told apart from what else it says.
"""

import re
from collections.abc import Iterator

from steelyard.model import Form, Place

_OPENING = re.compile(
    r"(?:主要|部门|工作|基本|单位)?(?:职责|职能|工作任务)(?:和任务)?(?:是|为|有|包括|如下)?[:：]?|"
    r"主要工作(?:包括|有|是|为)[:：]?|(?<![\u4e00-\u9fff])主管|(?<=[局委厅办院会社站心])主管"
)
_ANNOUNCED = re.compile(r"(?:是|为|有|包括|如下|主管|[:：])[:：]?$")
_NUMBERED = re.compile(
    r"\s*(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|\d{1,2}\s*[.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是)"
)
_OTHER = re.compile(r"收支|预算|机构|编制|人员|资产|战略|目标|任务|项目|资金|内设|下设")
_PART = re.compile(r"[^；;。、，,\n]+")
_VERBS = (
    "负责|承担|参与|组织|指导|统筹|协调|拟订|拟定|制定|起草|贯彻|落实|执行|推进|推动|开展|实施|监督管理|监督|依法|统一|综合|主管|管理|"
    "承办|配合|协助|研究|规范|加强|做好|完成"
)
_LEAD = re.compile(rf"^(?:(?:{_VERBS}|和|及|并|全[省市县区]|本[省市县区]|辖区|的)+)")
_TAIL = re.compile(r"(?:等(?:方面|工作|职责|任务)?|的?(?:相关)?(?:工作|职责|事宜|方面|任务)+|的监督管理|的)+$")
_NO_DUTY = re.compile(r"下设|内设|设有|编制|^其他|交办|现有|万元|\d{4}年")
LEAST = 2  # characters of a duty without its verb


def duties(form: Form) -> tuple[Place, ...]:
    """The duties of a department's overview in reading order, each once; none for a project."""
    if form.kind == "project":
        return ()
    found: dict[str, Place] = {}
    for section in form.sections:
        if section.kind == "overview":
            for start, end in _announced(form.document.text, section.start + len(section.heading), section.end):
                for place in _parts(form.document.text, start, end):
                    found.setdefault(core(place.text), place)
    return tuple(found.values())


def core(duty: str) -> str:
    """What a duty is about: without its verb, the place and the words that every duty has."""
    return _TAIL.sub("", _LEAD.sub("", duty.strip()))


def _announced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where lists of duties begin and end: on the line of their opening, or on the numbered lines below it."""
    done = start
    for opening in _OPENING.finditer(text, start, end):
        if opening.start() < done or not _ANNOUNCED.search(opening[0]):
            continue
        line_end = _line_end(text, opening.end(), end)
        stop = text.find("。", opening.end(), line_end)
        numbered = _NUMBERED.match(text, opening.end(), line_end) is not None
        done = line_end if stop < 0 or numbered else stop
        if not text[opening.end() : line_end].strip():
            done = _lines_end(text, line_end, end)
        yield opening.end(), done


def _lines_end(text: str, start: int, end: int) -> int:
    """The end of the numbered lines that follow; a heading of another matter ends them."""
    done = start
    while done < end:
        line_end = _line_end(text, done + 1, end)
        line = text[done + 1 : line_end]
        if line.strip() and (not _NUMBERED.match(line) or (len(line) < 16 and _OTHER.search(line))):
            break
        done = line_end
    return done


def _line_end(text: str, start: int, end: int) -> int:
    found = text.find("\n", start, end)
    return end if found < 0 else found


def _parts(text: str, start: int, end: int) -> Iterator[Place]:
    for part in _PART.finditer(text, start, end):
        numbered = _NUMBERED.match(part[0])
        said = part[0][numbered.end() :] if numbered else part[0]
        words = said.strip()
        if _NO_DUTY.search(words):
            continue
        if len(core(words)) >= LEAST:
            at = part.end() - len(said) + said.index(words)
            yield Place(at, at + len(words), words)
