"""Years that stand where a form must write its own."""

import re
from collections.abc import Iterator

from steelyard.checks._text import narrative, part
from steelyard.model import Form, Place

_YEAR = r"(?P<year>(?P<number>20\d\d)\s*年度?)"
_WHO = (
    r"(?:[一-鿿]{2,20}?[局委厅办会院心府处校所站队社]|(?:我|本)[一-鿿]{1,2}|[市县区省]级)?(?:机关|本级)?(?:部门|单位)?"
)
_AMOUNT = r"[^。；\d]{0,12}\d[\d,.]*\s*[万亿千]?元"
_LINE = re.compile(r"(?:[^\n<]|<(?!br>))+")  # a cell of Markdown has its line ends in words
_SENTENCE = re.compile(r"[^。！？\n]+")
_TITLE = re.compile(r"《[^》\n]*》|〔[^〕\n]*〕|[“\"][^”\"\n]{0,40}[”\"]")
_COMPARED = re.compile(
    r"较|(?<!占)比(?![例重率])|同期|上年|去年|上一年|前年|往年|历年|结转|以来|增长|下降|整改|反馈|应用|通报|参照|沿用|(?:[—–~～]|(?<!截)至)\s*20\d\d"
)
# A budget figure of the form: whatever its year, it must be the form's.
_MONEY = re.compile(
    rf"{_YEAR}{_WHO}(?P<stage>年初预算|调整后预算|全年(?:决算|预算)|决算|预算(?=收入|支出|总?数|总额))"
    rf"(?:收入|支出|总|数|安排){{0,2}}{_AMOUNT}"
)
_SCORE = re.compile(rf"{_YEAR}{_WHO}[^。，；]{{0,12}}绩效(?:自评价?|评价)[^。，；]{{0,8}}得分")
_FILED = re.compile(
    rf"{_YEAR}[一-鿿（）()]{{0,24}}?(?:整体支出|项目|专项)[一-鿿（）()]{{0,8}}绩效(?:自评价?|评价)[一-鿿]{{0,4}}(?:表|报告)$"
)
# What may also be told of the year to come, but not of one gone by.
_WHOLE = re.compile(rf"{_YEAR}{_WHO}整体支出")
_TASKS = re.compile(
    rf"[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、.．]\s*{_YEAR}(?:主要|重点|年度|主作|的)*(?:工作任务|任务|工作|绩效目标)"
)
_COUNTED = re.compile(rf"截[至止]{_YEAR}(?:12月31日|[底末])[^。；]{{0,20}}(?:编制|在职|在编|内设|下设)")
_PLAIN = re.compile(r"20\d\d(?=\s*年)")
_SAME_YEAR_LINE = re.compile(r"\s*[（(]?\s*(20\d\d)\s*年?度?\s*[)）]?\s*")
AHEAD = frozenset({"problems", "suggestions"})


def _own_years(form: Form) -> set[int]:
    """The year of the form, and one that stands alone in a line (（2023年度） below a title of the year of filing)."""
    years = {form.year} if form.year else set()
    lines = (_SAME_YEAR_LINE.fullmatch(one.text) for one in narrative(form) if len(one.text) <= 12)
    return years | {int(line[1]) for line in lines if line}


def other_years(form: Form) -> dict[int, list[Place]]:
    """Each year that is not the form's where the form's must stand, with its places."""
    found: dict[int, list[Place]] = {}
    for year, place in _other_years(form):
        found.setdefault(year, []).append(place)
    return found


def _other_years(form: Form) -> Iterator[tuple[int, Place]]:
    own = _own_years(form)
    if form.year is None:
        return
    ahead = [one for one in form.sections if one.kind in AHEAD]
    for passage in narrative(form):
        if "20" not in passage.text:
            continue
        text = _TITLE.sub(lambda title: "　" * len(title[0]), passage.text)
        plan = any(one.start <= passage.start < one.end for one in ahead)
        for line in _LINE.finditer(text):
            for sentence in _SENTENCE.finditer(text, *line.span()):
                for found in _stale(sentence[0], line[0], own, form.year, plan):
                    start = sentence.start()
                    yield int(found["number"]), part(passage, start + found.start("year"), start + found.end("year"))


def _stale(sentence: str, line: str, own: set[int], year: int, plan: bool) -> Iterator[re.Match[str]]:
    """The year of one sentence that tells of one year, compares nothing and names no year of the form's own."""
    years = set(_PLAIN.findall(sentence))
    if len(years) != 1 or _has(sentence, own) or _COMPARED.search(sentence):
        return
    seen: set[int] = set()
    for pattern in (_MONEY, _SCORE, _FILED, _WHOLE, _TASKS, _COUNTED):
        for found in pattern.finditer(sentence):
            number = int(found["number"])
            if number in own or found.start("year") in seen:
                continue
            to_come = number > year and (plan or pattern in (_WHOLE, _TASKS, _COUNTED))
            compared = pattern is _MONEY and any(
                re.search(f"{one}年[^。]{{0,60}}{found['stage']}", line) for one in own
            )
            if not to_come and not compared and not (pattern is _TASKS and found.start() > 1):
                seen.add(found.start("year"))
                yield found


def _has(text: str, years: set[int]) -> bool:
    return any(str(year) in text for year in years)
