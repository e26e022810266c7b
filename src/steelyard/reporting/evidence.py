"""Claimed beside computed: what ledgers say of each row, for text, page and JSON."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from steelyard.model import Amount, Evidence, Lang, LedgerRead, Level, Message, Proof, Record, Scored, Unknown
from steelyard.reporting.lines import Grid, Line, Piece
from steelyard.reporting.words import one_line, plain
from steelyard.scoring.proving import Held, Row, divided, doubted, held, ledger_of, rows

HEADS = (
    Message("行", "row"),
    Message("指标", "indicator"),
    Message("完成值", "result"),
    Message("台账算出", "computed"),
    Message("核对", "verdict"),
    Message("算法", "how"),
    Message("台账", "ledger"),
)
STATES = {
    "same": Message("相符", "holds"),
    "rounded": Message("取整后相符", "holds if rounded"),
    "different": Message("不符", "differs"),
    "unlike": Message("无法比较", "not comparable"),
    "unknown": Message("没有算出", "not computed"),
}
DOUBTED = Message("待核实", "to be asked")


class ProofView(NamedTuple):
    """One value beside the claim of its row; ``keys`` names the first of the records behind it and says how many."""

    row: int
    name: str
    claimed: str
    computed: str
    level: Level | None
    verdict: str
    how: str
    measure: str
    ledgers: str
    keys: str


class LedgerView(NamedTuple):
    """A ledger that was read, or ``unread`` and why."""

    title: str
    file: str
    sha256: str
    records: int
    refused: int
    unread: str


class EvidenceView(NamedTuple):
    """All that the page shows; ``unproven`` are rows that no ledger can prove, by reason."""

    proofs: list[ProofView]
    ledgers: list[LedgerView]
    unproven: list[str]


def evidence_view(scored: Scored, lang: Lang) -> EvidenceView | None:
    """The part of the page; ``None`` where no ledgers were given."""
    if scored.evidence is None:
        return None
    return EvidenceView(proof_views(scored, lang), ledger_views(scored.evidence, lang), unproven(scored, lang))


def proof_views(scored: Scored, lang: Lang) -> list[ProofView]:
    """Every value that was computed, or the reason why not, in the order of the rows."""
    if scored.evidence is None:
        return []
    return [_view(row, proof, lang) for row in rows(scored.form, scored.evidence) for proof in row.proofs]


def ledger_views(evidence: Evidence | None, lang: Lang) -> list[LedgerView]:
    """The ledgers that were read for the rows of the form."""
    return [
        LedgerView(
            title=_title(pack, one, lang),
            file=PurePath(one.origin).name,
            sha256=one.sha256,
            records=one.records,
            refused=one.refused,
            unread=one.unread.say(lang) if one.unread else "",
        )
        for pack, one in (evidence.ledgers if evidence else ())
    ]


def unproven(scored: Scored, lang: Lang) -> list[str]:
    """The rows with a number that no ledger can prove, and those of which it is known why, by reason."""
    reasons: dict[Message, list[int]] = {}
    for row, why in _unproven(scored):
        reasons.setdefault(why, []).append(row)
    zh = [f"第{'、'.join(map(str, some))}行：{why.zh}" for why, some in reasons.items()]
    en = [f"Row(s) {', '.join(map(str, some))}: {why.en}" for why, some in reasons.items()]
    return zh if lang == "zh" else en


def _unproven(scored: Scored) -> Iterator[tuple[int, Message]]:
    for row in rows(scored.form, scored.evidence) if scored.evidence else ():
        if row.why_not is not None and (row.stated_reason or isinstance(row.result, Amount)):
            yield row.row, row.why_not


def lines(scored: Scored, lang: Lang) -> Iterator[Piece]:
    """The part of the text: ledgers, the table, and the rows that have no measure."""
    for one in ledger_views(scored.evidence, lang):
        if one.unread:
            yield Line(one.unread, "error", 1)
            continue
        zh = f"{one.title}：{one.records}条记录（{one.file}，SHA-256 {one.sha256[:12]}…）"
        en = f"{one.title}: {one.records} record(s) ({one.file}, SHA-256 {one.sha256[:12]}…)"
        yield Line(Message(zh, en).say(lang), "dim", 1)
    views = proof_views(scored, lang)
    if views:
        heads = tuple(head.say(lang) for head in HEADS)
        yield Grid(heads, [_cells(one) for one in views], frozenset({0, 2, 3}), [one.level or "" for one in views])
    yield from (Line(one, "", 1) for one in unproven(scored, lang))


def entry(scored: Scored, evidence: Evidence, lang: Lang) -> dict[str, Any]:
    """The part of the JSON."""
    span = None if isinstance(evidence.period, Unknown) else evidence.period
    return {
        "period": span and [span.first.isoformat(), span.last.isoformat()],
        "ledgers": [_ledger(pack, one, lang) for pack, one in evidence.ledgers],
        "results": [_result(row, proof, lang) for row in rows(scored.form, evidence) for proof in row.proofs],
        "unproven": [{"row": row, "why": why.say(lang)} for row, why in _unproven(scored)],
    }


def _cells(one: ProofView) -> tuple[str, ...]:
    name = one_line(one.name, 30)
    return (str(one.row or ""), name, one.claimed, one.computed, one.verdict, one.how, one.ledgers)


def _view(row: Row, proof: Proof, lang: Lang) -> ProofView:
    value, found = proof.value, held(row, proof)
    return ProofView(
        row=row.row,
        name=row.name,
        claimed=row.printed.text,
        computed=_computed(row, proof, found),
        level=_level(row, proof, found),
        verdict=_verdict(row, proof, found).say(lang),
        how=_how(proof, found, lang),
        measure=value.title.say(lang),
        ledgers=("、" if lang == "zh" else ", ").join(_title(proof.pack, one, lang) for one in value.ledgers),
        keys=_keys(proof).say(lang),
    )


def _computed(row: Row, proof: Proof, found: Held) -> str:
    """The value in the unit of the claim where they can be compared, else in its own."""
    value = proof.value
    if isinstance(value.value, Unknown):
        return "—"
    if found.computed is None:
        return f"{plain(value.value)}{value.unit}"
    return f"{plain(found.computed)}{(isinstance(row.result, Amount) and row.result.unit) or value.unit}"


def _keys(proof: Proof) -> Message:
    first = [one.key for one in proof.value.records or ()]
    zh, en = "、".join(first), ", ".join(first)
    if proof.behind > len(first):
        return Message(f"{zh}等，共{proof.behind}条", f"{en}, … {proof.behind} in all")
    return Message(zh, en)


def _level(row: Row, proof: Proof, found: Held) -> Level | None:
    if found.state == "different":
        return "doubt" if doubted(row, proof, found) else "error"
    return "doubt" if found.state in ("rounded", "unknown") else None


def _verdict(row: Row, proof: Proof, found: Held) -> Message:
    doubtful = found.state == "different" and doubted(row, proof, found)
    return DOUBTED if doubtful else STATES[found.state]


def _how(proof: Proof, found: Held, lang: Lang) -> str:
    """The arithmetic (2 ÷ 4, 4条记录), or why there is none."""
    if found.why is not None:
        return found.why.say(lang)
    records = Message(f"{proof.behind}条记录", f"{proof.behind} record(s)").say(lang)
    both = (proof.value.numerator, proof.value.denominator)
    if not divided(proof) or both[0] is None or both[1] is None:
        return records
    spread = ""
    if proof.value.interval:
        low, high = map(plain, proof.value.interval)
        spread = Message(f" · 95%置信区间{low}—{high}", f" · 95% interval {low} to {high}").say(lang)
    return f"{plain(both[0])} ÷ {plain(both[1])} · {records}{spread}"


def _title(pack: str, ledger: LedgerRead, lang: Lang) -> str:
    return Message(ledger.title, ledger_of(pack, ledger.name).title_en).say(lang)


def _ledger(pack: str, one: LedgerRead, lang: Lang) -> dict[str, Any]:
    return {
        "pack": pack,
        "name": one.name,
        "file": PurePath(one.origin).name,
        "sha256": one.sha256 or None,
        "records": one.records,
        "bad_rows": one.refused,
        "bad_rows_left_out": one.accepted and bool(one.bad_rows),
        "error": one.unread.say(lang) if one.unread else None,
    }


def _result(row: Row, proof: Proof, lang: Lang) -> dict[str, Any]:
    value, found = proof.value, held(row, proof)
    told: dict[str, Any] = {
        "row": row.row,
        "claimed": row.printed.text,
        "measure": f"{proof.pack}/{value.measure}",
        "value": None if isinstance(value.value, Unknown) else plain(value.value),
        "unit": value.unit,
        "numerator": None if value.numerator is None else plain(value.numerator),
        "denominator": None if value.denominator is None else plain(value.denominator),
        "verdict": found.state,
        "doubted": doubted(row, proof, found),
        "ledgers": [one.name for one in value.ledgers],
        "records": {"count": proof.behind, "first": [_record(one) for one in value.records or ()]},
    }
    if found.why is not None:
        told["why"] = {"value" if isinstance(value.value, Unknown) else "verdict": found.why.say(lang)}
    return told


def _record(one: Record) -> list[str | None]:
    return [one.ledger, one.key, one.numerator, one.denominator]
