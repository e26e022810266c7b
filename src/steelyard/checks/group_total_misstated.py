"""分组小计有误 · The rows of a group do not add up to its subtotal

查什么：小计行或分组标题所带的分值（如“产出指标（50分）”），与该组各行权重、得分之和比较。
为什么：分组分值是制度规定的结构（如产出50、效益30、满意度10），组内相加不符，说明有行漏填、多填或放错组。
依据：财预〔2020〕10号关于自评指标权重结构的规定（原文待核）。
例：“效益指标（30分）”一组各行权重相加为28。
怎么办：核对该组各行，改正分值或小计；如有行放错组，移到相应的组。

What: A subtotal row, or the points that a group's heading carries (“output (50)”), against the rows of the group.
Why: The points of the groups are prescribed; a group that does not add up has lost, gained or misplaced a row.
Clause: Cai Yu (2020) 10 on how the points of a self-evaluation are divided (original not seen).
Example: The rows under “benefit (30)” carry 28 points.
Next: Check the rows of the group, correct the points or the subtotal, move a row that stands in the wrong group.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from steelyard.checks._closeness import closeness
from steelyard.checks._lines import reasonless, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Figure, Finding, Message, Pass, Scored, Skip, Subtotal, Unknown, Verdict
from steelyard.quantity import trimmed

UNREADABLE = Message("组内有行的分值无法读出。", "A row of the group has points that cannot be read.")


@check("arithmetic", "error")
def group_total_misstated(scored: Scored) -> Iterator[Verdict | At]:
    """Each printed subtotal, of weights and of scores."""
    execution = scored.form.execution
    own = [row for row in scored.form.indicators if row.part_of is None]
    weights, scores = {row.row: row.weight for row in own}, {row.row: row.score for row in own}
    if execution:
        weights[0], scores[0] = execution.weight, execution.score
    for group in scored.form.subtotals:
        yield from _verdict(group, "weight", group.weight, weights.get)
        yield from _verdict(group, "score", group.score, scores.get)


def _verdict(
    group: Subtotal, what: str, printed: Figure, figure: Callable[[int], Figure | None]
) -> Iterator[Verdict | At]:
    stated = printed.value
    if isinstance(stated, Unknown):
        if not reasonless(printed.printed.text):  # something is printed, and it is no number
            yield Skip(stated.why)
        return
    rows = (0, *group.rows) if group.execution else group.rows
    values = [found.value for row in rows if (found := figure(row)) is not None]
    added = [value for value in values if isinstance(value, Decimal)]
    if not added or len(added) < len(values):
        yield Skip(UNREADABLE)
        return
    total = sum(added, Decimal(0))
    if closeness(stated, total) == "same":
        yield Pass()
        return
    zh, en = ("权重", "weights") if what == "weight" else ("得分", "scores")
    message = Message(
        f"“{group.label}”的{zh}写{stated}，组内{len(added)}行相加为{trimmed(total)}。",
        f"The {en} of “{group.label}” are put at {stated}, but its {len(added)} rows add to {trimmed(total)}.",
    )
    finding = Finding(message, NEXT, f"group:{group.label}.{what}", where(printed), str(stated), trimmed(total))
    yield At("doubt", finding) if closeness(stated, total) == "rounded" else finding
