"""得分与规则不符 · A score that the rule does not give

查什么：按表样所用的计分规则，由指标值和实际完成值重算每一行得分，与自评得分比较；定性指标只在结果自述“部分达成”
“未达成”等档次时，看得分是否在该档之内；有得分系数的，权重乘系数应等于得分。
为什么：同样的完成情况得不同的分，自评就失去可比性；凭印象扣分或给分是复核中最常见的问题。
依据：财预〔2020〕10号：定量指标按完成比例计分，定性指标分三档（原文待核）；地方规则以表样所附为准。
例：预算执行率93.58%、权重2，按比例应得1.87分，自评得1分。
怎么办：按规则改正得分；确有规则以外的理由的，在说明栏写明所依据的条款和算法。

What: Each score is worked out again by the rule of the layout. A judged row is compared only where its result names its
own band (partly reached, not reached). With a coefficient, weight × coefficient must be the score.
Why: If the same result earns different points, scores cannot be compared; points by impression are a reviewer's first find.
Clause: Cai Yu (2020) 10: measured rows in proportion, judged rows in three bands (original not seen); local rules by layout.
Example: 93.58% executed at a weight of 2 earns 1.87, but 1 is claimed.
Next: Correct the score; if there is a reason outside the rule, write down the clause and the arithmetic.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._closeness import closeness
from steelyard.checks._lines import Line, lines, plain, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Unknown, Verdict, Wording
from steelyard.quantity import half_up

NO_SCORE = Message("该行没有可读的得分。", "The row has no score that can be read.")
JUDGED = Message("定性指标由人评定，结果没有写明达成档次。", "The row is judged by a person, and its result names no band.")


@check("scoring", "error")
def score_off_rule(scored: Scored) -> Iterator[Verdict | At]:
    """Every scored line that its rule, its own words or its coefficient can decide."""
    for line in lines(scored):
        claimed, mark = line.score.value, line.mark
        if isinstance(claimed, Unknown):
            yield Skip(NO_SCORE)
        elif isinstance(mark.points, Decimal):
            yield _exact(line, claimed, mark.points, mark.how)
        elif isinstance(mark.low, Decimal) and isinstance(mark.high, Decimal) and _says_its_band(line):
            inside = mark.low <= claimed <= mark.high
            yield Pass() if inside else _banded(line, claimed, mark.low, mark.high)
        elif (product := _coefficient(line)) is not None:
            how = Message("得分系数×权重", "coefficient × weight")
            yield _exact(line, claimed, product, how)
        else:
            yield Skip(mark.points.why if mark.low is mark.high else JUDGED)
