"""得分超过权重 · A score above the weight of its row

查什么：每一行（含资金栏的预算执行一行）的得分是否超过该行权重。
为什么：一项指标最多得满分；超出的分数会抬高总分，掩盖其他行的扣分。
依据：财预〔2020〕10号的计分办法，各项得分以权重为上限（原文待核）；一体化系统保存时也校验得分不大于分值。
例：权重10的一行得分写99。
怎么办：改正得分或权重，再核对合计。

What: Whether any row, the execution line of the funds block included, scores more than its weight.
Why: A row can earn full marks at most; what exceeds them lifts the total and hides points lost elsewhere.
Clause: Cai Yu (2020) 10: the weight is the ceiling (original not seen); the budget system refuses to save such a row.
Example: A row of weight 10 with a score of 99.
Next: Correct the score or the weight, then check the totals.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import UNREADABLE, scored_lines, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict


@check("scoring", "error")
def score_above_weight(scored: Scored) -> Iterator[Verdict]:
    """Every scored line."""
    for line in scored_lines(scored):
        weight, score = line.weight.value, line.score.value
        if not isinstance(weight, Decimal) or not isinstance(score, Decimal):
            yield Skip(UNREADABLE)
        elif score <= weight:
            yield Pass()
        else:
            message = Message(
                f"{line.label.zh}得分{score}，超过权重{weight}。",
                f"{line.label.en} scores {score}, more than its weight of {weight}.",
            )
            places = where(line.score, line.weight)
            yield Finding(message, NEXT, f"{line.about}.score", places, str(score), str(weight))
