"""Claimed beside computed, with the records behind each value; the ledgers; and what no ledger can prove."""

from collections.abc import Iterator

from steelyard.papers import Block, Cell
from steelyard.reporting.contents import Contents
from steelyard.reporting.evidence import EvidenceView, LedgerView, ProofView
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, listed, says, table

PROOF_HEADS = ("row", "indicator", "result_claimed", "result_computed", "held", "how", "ledger", "behind")
LEDGER_HEADS = ("ledger", "ledger_file", "records", "refused", "hash")
PROOFS = (4, 15, 10, 11, 9, 22, 12, 17)
LEDGERS = (18, 20, 8, 9, 45)


def evidence(shown: Contents, view: EvidenceView, t: Words) -> Iterator[Block]:
    """What the ledgers say."""
    yield says(t["evidence_note"], "note")
    if view.proofs:
        colon = "：" if shown.lang == "zh" else ": "
        yield table([t[key] for key in PROOF_HEADS], [_proof(one, colon) for one in view.proofs], PROOFS)
    if view.ledgers:
        yield says(t["ledgers"], "subheading")
        yield table([t[key] for key in LEDGER_HEADS], [_ledger(one) for one in view.ledgers], LEDGERS)
    yield from listed(view.unproven)


def _proof(one: ProofView, colon: str) -> tuple[Cell, ...]:
    return (
        figure(str(one.row or "")),
        cell(one.name),
        cell(one.claimed, align="center"),
        cell(one.computed, align="center", tone=TONES[one.level]),
        cell(one.verdict, align="center"),
        cell(f"{one.measure}{colon}{one.how}"),
        cell(one.ledgers),
        cell(one.keys),
    )


def _ledger(one: LedgerView) -> tuple[Cell, ...]:
    named = (cell(one.title), cell(one.file))
    if one.unread:
        return (*named, cell(one.unread, tone="bad", columns=3))
    return (*named, figure(str(one.records)), figure(str(one.refused)), cell(one.sha256))
