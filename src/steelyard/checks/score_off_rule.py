"""得分与规则不符 · A score that the rule does not give

查什么：按表样的规则、得分系数或完成情况自述的档次（部分达成、未达成等）重算每行得分，与自评得分比较。
为什么：同样的完成情况得不同的分，自评就失去可比性；凭印象给分、扣分是复核中最常见的问题。
依据：财预〔2020〕10号：定量指标按完成比例计分，定性指标分三档（原文待核）；地方规则以表样所附为准。
例：预算执行率90.91%、权重4，按比例应得3.64分，自评得3分。
怎么办：按规则改正得分；确有规则以外的理由的，在说明栏写明所依据的条款和算法。

What: Each score is worked out again by the layout's rule, its coefficient, or the band that its result names.
Why: If one result earns different points here and there, scores cannot be compared.
Clause: Cai Yu (2020) 10: measured rows in proportion, judged rows in three bands (original not seen).
Example: 90.91% executed at a weight of 4 earns 3.64, but 3 is claimed.
Next: Correct the score; if there is a reason outside the rule, write down the clause and the arithmetic.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._closeness import closeness
from steelyard.checks._lines import Line, reasonless, scored_lines, where
from steelyard.checks._own_rule import explains, product, reckons
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Unknown, Verdict, Wording
from steelyard.quantity import trimmed

BY_COEFFICIENT = Message("权重×得分系数", "weight × coefficient")
OVER = Message(
    "超额完成的行可按偏离度酌减，规则没有给出幅度。", "How much an overshoot costs is left open by the rule."
)


@check("scoring", "error")
def score_off_rule(scored: Scored) -> Iterator[Verdict | At]:
    """Every scored line that its coefficient, its rule or its own words can decide."""
    for line in scored_lines(scored):
        claimed, mark, stated = line.score.value, line.mark, product(line)
        if isinstance(claimed, Unknown):
            yield Skip(claimed.why)
        elif stated is not None and closeness(claimed, stated, least=1) == "different":
            yield _finding(line, claimed, trimmed(stated), BY_COEFFICIENT)
        elif isinstance(mark.points, Decimal):
            yield _exact(line, claimed, mark.points)
        elif isinstance(mark.low, Decimal) and isinstance(mark.high, Decimal) and _names_its_band(line):
            inside, band = mark.low <= claimed <= mark.high, f"{trimmed(mark.low)}～{trimmed(mark.high)}"
            yield Pass() if inside else _finding(line, claimed, band, mark.how)
        else:
            yield Skip(mark.points.why) if stated is None else Pass()


def _exact(line: Line, claimed: Decimal, points: Decimal) -> Verdict | At:
    bounds = [bound for bound in (points, line.mark.low, line.mark.high) if isinstance(bound, Decimal)]
    fits = {closeness(claimed, bound, least=1) for bound in bounds}
    if "same" in fits or min(bounds) <= claimed <= max(bounds) or explains(line, claimed):
        return Pass()
    over = line.mark.short is False and isinstance(ratio := line.mark.ratio, Decimal) and ratio > 1
    if over and claimed < points and not reasonless(line.note.text):
        return Skip(OVER)
    rounded = "rounded" in fits and claimed != line.weight.value  # no rounding makes a missed target full marks
    return _finding(line, claimed, trimmed(points), line.mark.how, rounded)


def _finding(line: Line, claimed: Decimal, points: str, how: Message, rounded: bool = False) -> Finding | At:
    band = points.replace("～", " to ")  # its points are not told twice
    zh = f"{line.label.zh}得分{claimed}，按规则应得{points}分（{how.zh.removesuffix(f'，{points}分')}）。"
    en = f"{line.label.en} claims {claimed}, the rule gives {band} ({how.en.removesuffix(f': {band} points')})."
    if own := reckons(line) and how is not BY_COEFFICIENT:
        zh, en = f"{zh}该行另有评分标准，请按其核对。", f"{en} The row has a standard of its own: go by that."
    if rounded:
        zh, en = f"{zh}如果本单位得分一律取整数，则可以解释。", f"{en} Rounding to whole points would explain it."
    finding = Finding(Message(zh, en), NEXT, f"{line.about}.score", where(line.score), str(claimed), points)
    return At("doubt", finding) if rounded or own else finding


def _names_its_band(line: Line) -> bool:
    row = line.indicator
    return bool(row and isinstance(row.result, Wording) and row.result.met and row.actual.text != row.target.text)
