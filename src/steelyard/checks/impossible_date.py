"""日期不可能 · A date that cannot be

查什么：日历上没有的日期；结束早于开始；完工早于开工，验收早于完工；完成时间晚于填报日期、晚于期限却得满分；
完成时间在自评年度之后（疑点）。
为什么：时效指标靠日期计分，一个日期不可能，说明事情或分数不是据实填写。
依据：自评结果应当真实、客观（财预〔2020〕10号，原文待核）；复核中曾见验收早于完工五个月的表。
例：“2023年6月31日完成”；“2023年7月至2023年5月”。
怎么办：按合同、验收单等原始单据改正日期，再看时效指标的得分。

What: Days that no calendar has; spans that end before they begin; works finished before they were begun, or accepted
before they were finished; results after the day of filling in, after the year, or past the deadline with full marks.
Why: Timeliness is scored by dates; an impossible one was not taken from the records.
Clause: Results are to be true (Cai Yu (2020) 10, original not seen); reviewers met works accepted before they ended.
Example: “Finished on 31 June 2023”; “from July 2023 to May 2023”.
Next: Correct the date by contract and acceptance sheet, then look at the score of the row.
"""

import datetime
from collections.abc import Iterator

from steelyard.checks._dates import dates
from steelyard.checks._lines import Line, lines, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.checks._spans import ends_before_it_begins, filled_in_on
from steelyard.checks._text import part, passages, sentences
from steelyard.model import Deadline, Finding, Message, Pass, Period, Place, Scored, Verdict

NO_SUCH_DAY = Message("日历上没有这一天", "no calendar has this day")


@check("consistency", "error")
def impossible_date(scored: Scored) -> Iterator[Verdict | At]:
    """Every sentence and cell with a date in it; then the rows whose result is a date."""
    form = scored.form
    for passage in passages(form):
        for sentence in sentences(passage):
            yield from _written(sentence)
    filled_in = filled_in_on(form)
    for line in lines(scored):
        match line.indicator and line.indicator.result:
            case Deadline(date=day, year_given=True, day_given=exact):
                yield _reported(line, day, day if exact else day.replace(day=1), form.year, filled_in)
            case Period(first=first, last=day):
                yield _reported(line, day, first, form.year, filled_in)


def _written(sentence: Place) -> Iterator[Verdict]:
    found = list(dates(sentence.text))
    wrong = [(date.start, date.end, NO_SUCH_DAY) for date in found if not date.possible]
    wrong = wrong or list(ends_before_it_begins(found, sentence.text))
    if found and not wrong:
        yield Pass()
    for start, end, why in wrong:
        place = part(sentence, start, end)
        message = Message(f"“{place.text}”：{why.zh}。", f"“{place.text}”: {why.en}.")
        yield Finding(message, NEXT, f"indicator:{place.row}" if place.row else "text", (place,), place.text)


def _reported(
    line: Line, day: datetime.date, since: datetime.date, year: int | None, filled_in: datetime.date | None
) -> Verdict | At:
    row = line.indicator
    assert row is not None
    if filled_in and since > filled_in:
        zh = f"晚于填报日期{filled_in.year}年{filled_in.month}月{filled_in.day}日"
        en = f"is after {filled_in}, when the form was filled in"
    elif isinstance(row.quantity, Deadline | Period) and line.mark.short and line.score.value == line.weight.value:
        zh, en = f"晚于期限“{row.target.text}”，却得满分", f"is past {row.target.text}, yet scores full marks"
    elif year and since.year > year:
        zh, en = f"在自评年度{year}年之后", f"is after {year}, the year of the form"
    else:
        return Pass()
    message = Message(f"{line.label.zh}的完成时间{row.actual.text}{zh}。", f"{line.label.en}: {row.actual.text} {en}.")
    places = where(row.actual, row.target)
    finding = Finding(message, NEXT, f"{line.about}.actual", places, row.actual.text, row.target.text)
    return At("doubt", finding) if zh.startswith("在") else finding
