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
_BEGIN = r"(?:开工|动工|开建|启动建设|启动实施|启动|开始实施|开始)"
_FINISH = r"(?:完工|竣工|建成|交付使用|投入使用|验收|结束|完成(?=[，。；;,]|$|建设|施工|全部|项目|工程))"
_BEGUN_AFTER, _FINISHED_AFTER = re.compile(_LIKE + _BEGIN), re.compile(_LIKE + _FINISH)
_BEGUN_BEFORE, _FINISHED_BEFORE = (re.compile(rf"{verb}(?:日期|时间)(?:为|：|:|于)?$") for verb in (_BEGIN, _FINISH))
_FILLED_IN = re.compile(r"(?:填报|填表|填写|自评|评价|编制|报告|上报)(?:日期|时间)\s*[：:]?\s*(?=\d)")

REVERSED = Message("结束早于开始", "it ends before it begins")
FINISHED_FIRST = Message("完工早于开工", "it was finished before it was begun")


def ends_before_it_begins(found: Sequence[Date], text: str) -> Iterator[tuple[int, int, Message]]:
    """The characters of each span that runs backwards. A date without a year may be of the next one: left alone."""
    dated = [date for date in found if date.year]
    for one, two in pairwise(dated):
        if _TO.fullmatch(text, one.end, two.start) and two.last < one.first:
            yield one.start, two.end, REVERSED
    begun = next((date for date in dated if _says(text, date, _BEGUN_AFTER, _BEGUN_BEFORE)), None)
    for date in dated:
        finished = begun and date.start > begun.start and date.last < begun.first
        if begun and finished and _says(text, date, _FINISHED_AFTER, _FINISHED_BEFORE):
            yield begun.start, date.end, FINISHED_FIRST
            return


def _says(text: str, date: Date, after: re.Pattern[str], before: re.Pattern[str]) -> bool:
    return bool(after.match(text, date.end) or before.search(text[max(0, date.start - 12) : date.start]))


def filled_in_on(form: Form) -> datetime.date | None:
    """The day that the form gives as that of its filling in: 填报日期：2024年3月15日."""
    for passage in passages(form):
        for said in _FILLED_IN.finditer(passage.text):
            for date in dates(passage.text[said.end() : said.end() + 20]):
                if date.start == 0 and date.year and date.day and date.possible:
                    return datetime.date(date.year, date.month, date.day)
    return None
