"""完成值没有佐证 · A result that no ledger shows

查什么：给出台账（--ledgers）时，得了分的数值型完成值，台账能否算出对应的数；算不出的，说明缺哪本台账、哪里不合要求。
为什么：没有佐证的完成值在抽查复核中不得分；数字从哪里来，应当在填表时就说得清。
依据：抽查复核的通行做法：无佐证材料的指标不予给分（见于地方复核工作表，没有全国性条文）。
例：“消费投诉处置率100%”得5分，文件夹里却没有投诉举报登记台账。
怎么办：请补齐所说的台账或者改正其中的错误后重新核对；确实没有记录的，改填能够证明的完成值。

What: With ledgers given, can they show each numeric result that earned points; if not, which one is missing or bad?
Why: Reviewers give no points for a result without evidence; where a number comes from should be known from the start.
Clause: Usual in spot checks: no evidence, no points (seen in local review sheets; no national clause).
Example: Five points for “100% of complaints disposed of”, and no register of complaints in the folder.
Next: Add the ledger or mend it, and check again; where there are no records, state a result that can be shown.
"""

from collections.abc import Iterator

from steelyard.checks._lines import where
from steelyard.checks._proofs import NO_EVIDENCE, about, proven
from steelyard.checks._registry import NEXT, check
from steelyard.model import Amount, Finding, Message, Pass, Scored, Skip, Unknown, Verdict
from steelyard.scoring.proving import NOT_A_NUMBER, Row, held

NO_POINTS = Message("该行没有得分，不需要佐证。", "The row earned no points, so that nothing need be shown.")


@check("evidence", "doubt")
def unevidenced_result(scored: Scored) -> Iterator[Verdict]:
    """Each row, and the execution line; without ledgers, nothing can be asked for."""
    if scored.evidence is None:
        yield Skip(NO_EVIDENCE)
    for row, label in proven(scored):
        yield _verdict(row, label)


def _verdict(row: Row, label: Message) -> Verdict:
    if not isinstance(row.result, Amount):
        return Skip(row.result.why if isinstance(row.result, Unknown) else row.stated_reason or NOT_A_NUMBER)
    if isinstance(row.score, Unknown) or row.score <= 0:
        return Skip(row.score.why if isinstance(row.score, Unknown) else NO_POINTS)
    if row.why_not is not None:
        return Skip(row.why_not)
    found = [held(row, one) for one in row.proofs]
    if any(one.claimed is not None for one in found):
        return Pass()
    whys = [one.why for one in found if one.why is not None]
    why = Message("".join(dict.fromkeys(one.zh for one in whys)), " ".join(dict.fromkeys(one.en for one in whys)))
    if any(one.state == "unlike" for one in found):
        return Skip(why)
    zh = f"{label.zh}完成值{row.printed.text}得{row.score}分，没有佐证：{why.zh}"
    en = f"{label.en} earned {row.score} for {row.printed.text}, which nothing shows: {why.en}"
    return Finding(Message(zh, en), NEXT, about(row), where(row.printed), row.printed.text)
