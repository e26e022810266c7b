"""完成值与台账不符 · A result that its ledger contradicts

查什么：给出台账（--ledgers）时，把每行完成值与台账按同一口径算出的数比较，精确到表上所写的位数；多填、少填都指出。
台账的范围可能与部门不同的、几种算法结果不一的、取整才凑成目标的，列为疑点。正文里说同一件事的数也与台账核对，
不同的列为疑点，因为正文的口径未必与台账的算法相同。
为什么：完成值应当来自记录；与记录不符的完成值，不论高低，都说明自评没有按台账填报。
依据：绩效自评的数据应当真实、有据可查（财预〔2020〕10号，原文待核）。
例：表上写举报和投诉受理完成率100%，台账中本期到期4件、按期完成2件，为50%。
怎么办：请按台账改正完成值和得分；台账不全的，补齐记录后重新核对；口径不同的，在说明栏写明。

What: With ledgers given, each result against what they give, to the decimals that are printed; too high and too low.
A doubt where the ledgers may cover other bodies, where measures differ, or where only rounding reaches the target.
Numbers of the narrative that tell of the same thing are held against them too: a doubt, as a text may count otherwise.
Why: Results should come from records; one that does not, high or low, was not taken from them.
Clause: The data of self-evaluations must be true and traceable (Cai Yu (2020) 10, original not seen).
Example: 100% decided on time is claimed; of 4 complaints due in the year, 2 were: 50%.
Next: Correct result and score by the ledger; if the ledger is not whole, complete it; say so where scopes differ.
"""

from collections.abc import Iterator

from steelyard.checks._lines import where
from steelyard.checks._proofs import NO_EVIDENCE, about, behind, proven
from steelyard.checks._registry import NEXT, At, check
from steelyard.checks._tied import recorded
from steelyard.model import Amount, Finding, Message, Pass, Proof, Scored, Skip, Verdict
from steelyard.quantity import trimmed
from steelyard.scoring.proving import Held, Row, doubted, held


@check("evidence", "error")
def result_contradicts_ledger(scored: Scored) -> Iterator[Verdict | At]:
    """Each row, the execution line, and what the narrative says in numbers, against the values that ledgers give."""
    if scored.evidence is None:
        yield Skip(NO_EVIDENCE)
    for row, label in proven(scored):
        if row.why_not is not None:
            yield Skip(row.why_not)
        for proof in row.proofs:
            yield _verdict(row, label, proof, held(row, proof))
    yield from recorded(scored.form)


def _verdict(row: Row, label: Message, proof: Proof, found: Held) -> Verdict | At:
    if found.claimed is None or found.computed is None:
        return Skip(found.why or NO_EVIDENCE)
    if found.state == "same":
        return Pass()
    gap, shown = found.claimed - found.computed, behind(proof)
    way = Message("高", "above") if gap > 0 else Message("低", "below")
    unit, computed = row.result.unit if isinstance(row.result, Amount) else "", trimmed(found.computed)
    unit = unit or proof.value.unit
    zh = f"{label.zh}填{row.printed.text}，台账算出{computed}{unit}（{shown.zh}），所填偏{way.zh}{trimmed(abs(gap))}。"
    en = f"{label.en} states {row.printed.text}, the ledgers give {computed}{unit} ({shown.en}): "
    en = f"{en}{trimmed(abs(gap))} {way.en} them."
    for one in _doubts(row, proof, found):
        zh, en = f"{zh}{one.zh}", f"{en} {one.en}"
    message = Message(zh, en)
    finding = Finding(message, NEXT, about(row), where(row.printed), trimmed(found.claimed), computed)
    return At("doubt", finding) if doubted(row, proof, found) else finding


def _doubts(row: Row, proof: Proof, found: Held) -> Iterator[Message]:
    if found.state == "rounded":
        yield Message("四舍五入取整后才相同，请写明小数。", "Only rounding makes them the same: print the decimals.")
    if proof.scope:
        yield Message(
            f"台账范围{proof.scope}，可能与部门口径不同。", "The ledgers may cover more bodies than the form."
        )
    if len(row.proofs) > 1:
        zh = f"这个指标有{len(row.proofs)}种算法，这是“{proof.value.title.zh}”，请确认口径。"
        yield Message(zh, f"There are {len(row.proofs)} measures of it; this is “{proof.value.title.en}”.")
