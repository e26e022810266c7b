"""How the checks of evidence speak of rows, values and ledgers."""

from collections.abc import Iterator

from steelyard.checks._lines import label
from steelyard.model import BadRow, Evidence, LedgerRead, Message, Proof, Scored
from steelyard.scoring.proving import Row, divided, ledger_of, rows

NO_EVIDENCE = Message(
    "没有给出台账，完成值未与台账核对。", "No ledgers were given, so results were not held against any."
)
LEFT_OUT = Message("这些行没有计入。", "They were left out.")
NOT_COMPUTED = Message("因此不能据以计算。", "So nothing is computed.")
FEW = 5  # bad rows that one finding tells; ``steelyard measure`` lists them


def proven(scored: Scored) -> Iterator[tuple[Row, Message]]:
    """Every result, with the words for its row; nothing where no evidence was given."""
    if scored.evidence is None:
        return
    named = {one.row: label(one) for one in scored.form.indicators}
    for row in rows(scored.form, scored.evidence):
        yield row, named.get(row.row, Message("预算执行情况一行", "The line of budget execution"))


def about(row: Row) -> str:
    """What a finding of the row is about."""
    return f"indicator:{row.row}.actual" if row.row else "execution_rate"


def behind(proof: Proof) -> Message:
    """台账“投诉举报登记台账”4条记录，2÷4."""
    value = proof.value
    zh = "、".join(f"“{one.title}”" for one in value.ledgers)
    en = ", ".join(f"“{ledger_of(proof.pack, one.name).title_en}”" for one in value.ledgers)
    zh, en = f"台账{zh}{proof.behind}条记录", f"ledger {en}, {proof.behind} record(s)"
    if value.numerator is not None and divided(proof):
        zh = f"{zh}，{value.numerator:f}÷{value.denominator:f}"
        en = f"{en}, {value.numerator:f} ÷ {value.denominator:f}"
    return Message(zh, en)


def bad_rows(ledger: LedgerRead) -> Message:
    """台账“…”有2行不合要求：第5行“收到日期”没有填；…。因此不能据以计算。"""
    shown, more = list(map(_told, ledger.bad_rows[:FEW])), len(ledger.bad_rows) - FEW
    zh = f"台账“{ledger.title}”有{ledger.refused}行不合要求：{'；'.join(one.zh for one in shown)}"
    en = f"Ledger “{ledger.name}” has {ledger.refused} bad row(s): {'; '.join(one.en for one in shown)}"
    zh, en = (f"{zh}；另有{more}处", f"{en}; {more} more") if more > 0 else (zh, en)
    end = LEFT_OUT if ledger.accepted else NOT_COMPUTED
    return Message(f"{zh}。{end.zh}", f"{en}. {end.en}")


def _told(bad: BadRow) -> Message:
    column = f"“{bad.column}”" if bad.column else ""
    where = f"row {bad.row} {column}".rstrip()
    return Message(f"第{bad.row}行{column}{bad.cause.zh}", f"{where} {bad.cause.en}")


def unasked(evidence: Evidence) -> Iterator[Message]:
    """Keys that were looked for in no ledger, because the one that they point to was not given."""
    read = [(pack, ledger) for pack, ledger in evidence.ledgers if ledger.unread is None]
    given = {(pack, ledger.name) for pack, ledger in read}
    for pack, ledger in read:
        for key in ledger_of(pack, ledger.name).foreign_keys:
            if (pack, key.reference.resource) not in given:
                other = ledger_of(pack, key.reference.resource)
                zh = f"没有台账“{other.title}”，“{ledger.title}”所引用的编号无从核对。"
                yield Message(zh, f"Without ledger “{other.name}”, the keys of “{ledger.name}” cannot be looked up.")
