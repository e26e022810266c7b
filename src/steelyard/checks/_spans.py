"""What dates of one text say together: from … to …, begun … and finished …, and the day a form was filled in."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from steelyard.checks._dates import Date, dates
from steelyard.checks._text import passages
from steelyard.model import Form, Message

_TO = re.compile(r"\s*(?:起)?(?:至|到|—{1,2}|–|-{1,2}|~|～|－{1,2})\s*")
_LIKE = r"[，,]?(?:日期|时间)?(?:为|：|:|于)?(?:正式|全面|已|全部|顺利|如期|按期|基本|实际|通过)*"
# What is done one after the other; what is written 竣工验收 is acceptance.
_STAGES = (
    r"(?:开工|动工|开建|启动建设|启动实施|启动|开始实施|开始)",
    r"(?:完工|竣工(?!验收)|建成|完成(?=[，。；;,]|$|建设|施工|全部|项目|工程))",
    r"(?:竣工验收|验收|交付使用|投入使用)",
)
_AFTER = [re.compile(_LIKE + verb) for verb in _STAGES]
_BEFORE = [re.compile(rf"{verb}(?:日期|时间)(?:为|：|:|于)?$") for verb in _STAGES]
_STEP = re.compile(
    "|".join((*_STAGES, r"日期|时间|正式|全面|全部|顺利|如期|按期|基本|实际|通过|并|于|后|为|已|[^一-鿿]"))
)
_FILLED_IN = re.compile(r"(?:填报|填表|填写|自评|评价|编制|报告|上报)(?:日期|时间)\s*[：:]?\s*(?=\d)")

REVERSED = Message("结束早于开始", "it ends before it begins")
TURNED_ROUND = Message("后一步早于前一步", "a later step comes before an earlier one")


def ends_before_it_begins(found: Sequence[Date], text: str) -> Iterator[tuple[int, int, Message]]:
    """The characters of each span that runs backwards. A date without a year may be of the next one: left alone."""
    dated = [date for date in found if date.year]
    for one, two in pairwise(dated):
        if _TO.fullmatch(text, one.end, two.start) and two.last < one.first:
            yield one.start, two.end, REVERSED
    staged = [(stage, date) for date in dated if (stage := _stage(text, date)) is not None]
    for (step, one), (stage, two) in pairwise(staged):
        if step < stage and two.last < one.first and _of_one_work(text[one.end : two.start]):
            yield one.start, two.end, TURNED_ROUND


def _of_one_work(between: str) -> bool:
    """Whether nothing but the two steps stands between two dates: no other work is named there."""
    return not _STEP.sub("", between)


def _stage(text: str, date: Date) -> int | None:
    ahead = text[max(0, date.start - 12) : date.start]
    stages = range(len(_STAGES))
    return next((at for at in stages if _AFTER[at].match(text, date.end) or _BEFORE[at].search(ahead)), None)


def filled_in_on(form: Form) -> datetime.date | None:
    """The day that the form gives as that of its filling in: 填报日期：2024年3月15日."""
    for passage in passages(form):
        for said in _FILLED_IN.finditer(passage.text):
            for date in dates(passage.text[said.end() : said.end() + 20]):
                if date.start == 0 and date.year and date.day and date.possible:
                    return datetime.date(date.year, date.month, date.day)
    return None
