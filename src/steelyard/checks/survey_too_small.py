"""问卷样本量不足 · Too few answers for the satisfaction that is claimed

查什么：台账里有满意度答卷的、表中或正文写明满意度调查份数的，样本量能否支持所填的满意度：95%置信水平下误差是否超过5个百分点；
误差不大的，置信区间是否仍跨过目标值。
为什么：20份问卷里少一个人不满意，满意度就差5个百分点；样本太小的满意度不能说明目标是否完成。
依据：比例的威尔逊置信区间；95%和5个百分点是本项目采用的通行标准，没有文件规定。抽查复核对没有调查依据的满意度不予给分。
例：回收问卷25份，满意度96%：误差约9.4个百分点，至少要72份。
怎么办：请补充调查或者说明抽样范围；对象总数不多、已全部调查的，写明总数；今后按需要的份数安排调查。

What: Where a ledger holds the answers, or their number is printed, can so many bear the satisfaction: is the margin at
95% confidence above 5 points, and if not, does the interval still reach below the target?
Why: Of 20 answers one more unhappy person is 5 points; so few do not tell whether the target was met.
Clause: The Wilson interval of a share; 95% and 5 points are usual and our own choice, prescribed by no document.
Reviewers give no points for satisfaction without a survey.
Example: 25 questionnaires, satisfaction 96%: a margin of about 9.4 points; 72 are needed at least.
Next: Ask for more answers or for the frame of the sample; where everybody was asked, print how many there are.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import where
from steelyard.checks._registry import NEXT, At, check
from steelyard.checks._surveys import Counted, asked, satisfaction_rows
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Scored, Skip, Verdict
from steelyard.quantity import half_up
from steelyard.surveying import MARGIN, enough, wilson

NOT_PRINTED = Message("没有写明满意度调查的样本量。", "How many were surveyed is not printed.")
NOT_RETURNED = Message("只写了发放问卷的份数，没有写回收份数。", "Only the questionnaires sent out are printed.")
NOT_WHOLE = Message(
    "调查写得不全，缺份数或者对应的满意度。", "A survey is printed without its answers or satisfaction."
)
EVERYBODY = Message("调查的是全部对象，没有抽样误差。", "Everybody was asked; nothing was sampled.")


@check("evidence", "doubt")
def survey_too_small(scored: Scored) -> Iterator[Verdict | At]:
    """Each survey that is printed or whose answers are in a ledger, then each row of satisfaction that has none."""
    told = set()
    for one, row in asked(scored):
        told.add(row.row if row else 0)
        yield _judged(one, row)
    for row in satisfaction_rows(scored.form):
        if row.row not in told:
            yield Skip(NOT_PRINTED)


def _judged(one: Counted, row: Indicator | None) -> Verdict | At:
    size, percent = one.issued if one.answers is None else one.answers, one.percent
    if one.whole or not size or percent is None or percent > 100:
        return Skip(EVERYBODY if one.whole else NOT_WHOLE)
    sample, target = wilson(percent / 100, size), _target(row)
    low, high, margin = (half_up(100 * bound, 1) for bound in (sample.low, sample.high, sample.margin))
    zh = f"满意度{percent}%依据{size}份答卷，95%置信水平下在{low}%—{high}%之间"
    en = f"Satisfaction of {percent}% rests on {size} answers: {low}% to {high}% at 95% confidence"
    if sample.margin > MARGIN:
        needed = enough(sample.share)
        zh = f"{zh}，误差约{margin}个百分点；误差不超过5个百分点至少要{needed}份。"
        message = Message(zh, f"{en}, a margin of {margin} points; 5 points take {needed}.")
        return _finding(message, one, row, size, needed)
    if one.answers is None:
        return Skip(NOT_RETURNED)
    if target is None or not sample.straddles(target):
        return Pass()
    needed = sample.needed_to_reach(target) or size
    zh = f"{zh}，不能断定已达到目标{100 * target:f}%；要能断定约需{needed}份。"
    message = Message(zh, f"{en}, which reaches below the target of {100 * target:f}%; to tell takes about {needed}.")
    return At("note", _finding(message, one, row, size, needed))


def _finding(message: Message, one: Counted, row: Indicator | None, size: int, needed: int) -> Finding:
    places = (one.place, *(where(row.actual) if row else ()))
    return Finding(message, NEXT, f"indicator:{row.row}.actual" if row else "text", places, f"{size}", f"{needed}")


def _target(row: Indicator | None) -> Decimal | None:
    wanted = row.quantity if row else None
    right = isinstance(wanted, Amount) and wanted.unit == "%" and wanted.op in (None, ">=", ">", "=")
    return wanted.value / 100 if right and isinstance(wanted, Amount) else None
