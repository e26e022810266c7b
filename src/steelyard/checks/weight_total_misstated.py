"""权重合计有误 · The weights do not add up to their total

查什么：各行权重（含资金栏的预算执行分值）逐行相加，与合计行所写的权重合计比较，再与本表样的满分比较。
为什么：权重合计有误，总分就不在百分制上，等级、排名和部门间比较都失去依据。
依据：财预〔2020〕10号，单位自评指标权重合计为100分（原文待核，以表样满分为准）。
例：合计行写100，24行相加为102。
怎么办：逐行核对权重，改正多写或少写的行，再按改正后的权重重算得分和等级。

What: The weights of all rows (with the points of the execution line of the funds block) are added up and compared with
the total row, and with the full marks of the layout.
Why: With a wrong total the score is not out of a hundred, so that grade, rank and comparison lose their footing.
Clause: Cai Yu (2020) 10: the weights of a unit's self-evaluation add to 100 (original not seen; the layout decides).
Example: The total row says 100, the 24 rows add to 102.
Next: Check the weights row by row, correct them, and work out score and grade again.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._apart import NO_ROWS, UNREAD, counts_apart, execution_unread, missing_points
from steelyard.checks._closeness import closeness
from steelyard.checks._lines import unread, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Unknown, Verdict
from steelyard.packs.forms import profiles
from steelyard.quantity import trimmed


@check("arithmetic", "error")
def weight_total_misstated(scored: Scored) -> Iterator[Verdict | At]:
    """The printed total against the rows, or else the rows against the full marks: one finding for one defect."""
    added, stated = scored.summed.weight, scored.form.total.weight.value
    full = profiles()[scored.form.profile.name].rules.full_marks
    if isinstance(added, Unknown) or not scored.form.indicators:
        yield Skip(added.why if isinstance(added, Unknown) else NO_ROWS)
    elif execution_unread(scored):
        yield Skip(UNREAD)
    elif isinstance(stated, Decimal) and not _fits(scored, stated, added):
        yield _against_rows(scored, stated, added)
    elif added == full:
        yield Skip(why) if (why := unread(scored.form.total.weight)) else Pass()
    else:
        zh = f"各行权重相加为{trimmed(added)}，不是满分{trimmed(full)}。"
        en = f"The weights add to {trimmed(added)}, not to the full marks of {trimmed(full)}."
        if points := missing_points(scored):
            zh = f"{zh}表中没有预算执行情况的分值，相差的{trimmed(points)}分如属该项，应予列出或说明。"
            en = f"{en} The missing {trimmed(points)} may be those of budget execution, which the form does not print."
        printed = str(stated) if isinstance(stated, Decimal) else None
        finding = _finding(scored, Message(zh, en), printed, trimmed(full if printed else added))
        yield At("note", finding) if points else finding


def _fits(scored: Scored, stated: Decimal, added: Decimal) -> bool:
    """Some layouts leave the points of the execution line out of both totals of the indicators."""
    return closeness(stated, added) == "same" or (_apart(scored, stated, added) and not _scores_count_it(scored))


def _apart(scored: Scored, stated: Decimal, added: Decimal) -> bool:
    return (line := scored.form.execution) is not None and counts_apart(stated, added, line.weight.value)


def _scores_count_it(scored: Scored) -> bool:
    """Whether the total of the scores counts the execution line."""
    execution, total, added = scored.form.execution, scored.form.total.score.value, scored.summed.score
    if execution is None or not isinstance(total, Decimal) or not isinstance(added, Decimal):
        return False
    return execution.score.value != 0 and closeness(total, added) == "same"


def _against_rows(scored: Scored, stated: Decimal, added: Decimal) -> Finding | At:
    zh = f"权重合计写{stated}，逐行相加为{trimmed(added)}。"
    en = f"The weights total is {stated}, but the rows add to {trimmed(added)}."
    if _apart(scored, stated, added):
        zh, en = f"{zh}得分合计已含预算执行一行，权重合计也应含。", f"{en} The scores total counts it all."
    finding = _finding(scored, Message(zh, en), str(stated), trimmed(added))
    return At("doubt", finding) if closeness(stated, added) == "rounded" else finding


def _finding(scored: Scored, says: Message, stated: str | None, computed: str) -> Finding:
    return Finding(says, NEXT, "total.weight", where(scored.form.total.weight), stated, computed)
