"""台账不完整 · A ledger that is not whole

查什么：给出台账（--ledgers）时，所用台账有没有不合要求的行（缺主键、主键重复、必填项为空、外键找不到、日期和数字写错、
前后日期矛盾），文件能不能用，有没有整月没有记录，或者没有记到年底。文件夹里有不认识的表，作为提示。
为什么：缺记录的台账算出来的数不可靠：少登一个月，件数偏低；不登逾期的，完成率偏高。
依据：台账的格式见台账资料；连续登记的台账，按记录均匀发生计，空月的可能不足千分之一的，才列为疑点（本项目采用的标准）。
例：全年1276条记录，10月以后一条也没有。
怎么办：请按所说的行和列改正或者补登；确实没有发生的月份，在说明里写明。

What: With ledgers given, files that cannot be used (a required column is not there), bad rows (keys missing, doubled or
unknown, required cells empty, bad dates and numbers, dates that contradict each other), whole months without a record,
an end before the year's. Unknown tables in the folder are a note.
Why: What is computed from a gap is no evidence: a lost month lowers counts, unlisted late cases raise rates.
Clause: The pack fixes the columns; empty months are a doubt if even records leave them with a chance below 1 in 1000.
Example: 1276 records in the year, none of them after October.
Next: Mend the rows and columns named or enter what is missing; where nothing happened in a month, say so.
"""

from collections.abc import Iterator
from math import comb, log

from steelyard.checks._proofs import NO_EVIDENCE, bad_rows, unasked
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, LedgerRead, Message, Months, Pass, Scored, Skip, Verdict

LEAST, RUNNING, BEGUN = -log(1000), 6, 3
NAME_IT = Message(
    "请核对文件名；台账的名称用 steelyard explain 查看。", "Is its name right? steelyard explain tells them."
)
NOT_RUNNING = Message("台账不是逐月登记的，空月说明不了什么。", "The ledger is not kept by the month.")


@check("evidence", "error")
def ledger_incomplete(scored: Scored) -> Iterator[Verdict | At]:
    """Each ledger behind a row: its rows, then its months; then files that are no ledger."""
    evidence = scored.evidence
    if evidence is None:
        yield Skip(NO_EVIDENCE)
        return
    for _, ledger in evidence.ledgers:
        yield _ledger(ledger)
    for why in unasked(evidence):
        yield Skip(why)
    for months in evidence.months:
        yield _months(months)
    for name in evidence.strangers:
        zh, en = (
            f"“{name}”不是台账资料里的任何一本台账，没有用到。",
            f"“{name}” is no ledger of any pack and was not used.",
        )
        yield At("note", Finding(Message(zh, en), NAME_IT, f"ledger:{name}", ()))


def _ledger(ledger: LedgerRead) -> Verdict | At:
    if ledger.unread is not None:
        return Finding(ledger.unread, NEXT, f"ledger:{ledger.name}", ())
    if not ledger.bad_rows:
        return Pass()
    finding = Finding(bad_rows(ledger), NEXT, f"ledger:{ledger.name}", (), str(ledger.refused))
    return At("doubt", finding) if ledger.accepted else finding


def _months(found: Months) -> Verdict | At:
    empty = [month for month, many in found.counts if not many]
    filled, whole = len(found.counts) - len(empty), len(found.counts)
    if not empty:
        return Pass()
    tail = filled >= BEGUN and not any(many for _, many in found.counts[filled:])
    if not tail and filled < RUNNING:
        return Skip(NOT_RUNNING)
    others = found.total - max(many for _, many in found.counts)  # a budget is entered in one month for all
    chance = log(1 if tail else comb(whole - 1, filled - 1)) + others * log((filled - 1) / (whole - 1))
    if chance > LEAST and not (tail and filled >= RUNNING):
        return Pass()
    span = f"{empty[0]}—{empty[-1]}" if tail and len(empty) > 1 else "、".join(empty)
    end = Message("（至年底）", " (to the end of the year)") if tail else Message("", "")
    zh = f"台账“{found.ledger.title}”按“{found.column}”有{found.total}条记录，{span}{end.zh}没有一条。"
    en = f"Ledger “{found.ledger.name}” has {found.total} records by “{found.column}”, none in {span}{end.en}."
    return At("doubt", Finding(Message(zh, en), NEXT, f"ledger:{found.ledger.name}", ()))
