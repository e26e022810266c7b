"""得分合计有误 · The scores do not add up to their total

查什么：各行得分（含资金栏的预算执行得分）逐行相加，与合计行的得分比较；正文评价结论所写的得分也与之比较。
为什么：自评总分决定等级、公开和结果应用，总分与逐行得分不一致，整张表都不能采信。
依据：财预〔2020〕10号，自评总分为各项指标得分之和（原文待核）。
例：合计行写97，24行相加为99，评价结论也写97。
怎么办：逐行核对得分，改正合计行和评价结论，再看等级是否随之改变。

What: The scores of all rows (with the score of the execution line of the funds block) are added up and compared
with the total row, and with the score that the narrative concludes with.
Why: The total decides the grade and what is done with the result; a total that is no sum spoils the whole form.
Clause: Cai Yu (2020) 10: the total is the sum of the indicators' scores (original not seen).
Example: The total row says 97, the 24 rows add to 99; the conclusion says 97 as well.
Next: Check the scores row by row, correct the total row and the conclusion, and see whether the grade changes.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._apart import NO_ROWS, UNREAD, execution_unread
from steelyard.checks._closeness import closeness
from steelyard.checks._lines import where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Unknown, Verdict
from steelyard.quantity import trimmed

NOTHING = Message("表中没有得分合计，评价结论也没有得分。", "There is neither a total of scores nor a conclusion.")
TOTAL = Message("得分合计", "The scores total")
CONCLUSION = Message("评价结论的得分", "The concluding score")


@check("arithmetic", "error")
def score_total_misstated(scored: Scored) -> Iterator[Verdict | At]:
    """The total row against the rows, the conclusion against both: one finding where both say the same."""
    total, said = scored.form.total.score.value, scored.form.stated_score.value
    sums, added = _sums(scored), scored.summed.score
    exact = [*sums, total] if isinstance(total, Decimal) else sums
    if isinstance(total, Unknown) and isinstance(said, Unknown):
        yield Skip(NOTHING)
    elif sums and any(_unread(scored, one, sums[0]) for one in (total, said)):
        yield Skip(UNREAD)
    elif isinstance(total, Decimal) and sums and not _fits(total, sums):
        yield _finding(scored, TOTAL, total, sums[0])
        if isinstance(said, Decimal) and not _fits(said, exact):
            yield _finding(scored, CONCLUSION, said, sums[0])
    elif isinstance(said, Decimal) and exact and not _fits(said, exact):
        yield _finding(scored, CONCLUSION, said, exact[0])
    else:
        yield Pass() if sums else Skip(added.why if isinstance(added, Unknown) else NO_ROWS)


def _sums(scored: Scored) -> list[Decimal]:
    """The sum; and without the execution line, whose points some layouts leave out of both totals."""
    added, execution, form = scored.summed.score, scored.form.execution, scored.form
    apart = execution.score.value if execution else None
    if isinstance(added, Unknown) or not form.indicators:
        return []
    counted = isinstance(form.total.weight.value, Decimal) and form.total.weight.value == scored.summed.weight
    return [added, added - apart] if isinstance(apart, Decimal) and not counted else [added]


def _unread(scored: Scored, printed: Decimal | Unknown, added: Decimal) -> bool:
    """Whether points of a funds block that was not read can be what the printed score has more than the rows."""
    return isinstance(printed, Decimal) and 0 < printed - added <= (execution_unread(scored) or 0)


def _fits(printed: Decimal, exact: list[Decimal]) -> bool:
    return any(closeness(printed, value) == "same" for value in exact)


def _finding(scored: Scored, what: Message, stated: Decimal, computed: Decimal) -> Finding | At:
    form, added = scored.form, trimmed(computed)
    zh, en = f"{what.zh}写{stated}，逐行相加为{added}。", f"{what.en} is {stated}, but the rows add to {added}."
    said = form.stated_score.value
    if what is TOTAL and isinstance(said, Decimal):
        zh, en = f"{zh}评价结论写{said}分。", f"{en} The conclusion says {said}."
    places = where(form.total.score, form.stated_score)
    finding = Finding(Message(zh, en), NEXT, "total.score", places, str(stated), added)
    return At("doubt", finding) if closeness(stated, computed) == "rounded" else finding
