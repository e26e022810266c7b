"""Ledgers that give just what a form says: what would they guard, were one of its numbers changed?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from steelyard.model import Amount, Evidence, Form, Known, LedgerRead, Message, Period, Proof, Value
from steelyard.packs import proving
from steelyard.packs.ledgers import Measure, packs
from steelyard.packs.measures import Change
from steelyard.quantity import comparable
from steelyard.recognising.ties.recorded import with_ledgers


def agreeing(form: Form) -> Evidence:
    """Values for the rows that measures prove and the claims that name what a measure gives, all as the form has it."""
    assert form.year is not None
    period = Period(date(form.year, 1, 1), date(form.year, 12, 31))
    return Evidence("ledgers", period, proofs=tuple(_proofs(form, period)), known=tuple(_known(form, period)))


def _proofs(form: Form, period: Period) -> Iterator[Proof]:
    for row in form.indicators:
        if isinstance(row.result, Amount):
            for one in proving.proofs(row.name.text):
                value = _value(one.pack, one.measure, period, row.result.value, row.result.unit)
                if value and not one.measure.by:
                    yield Proof(row.row, one.pack, value, scope=one.measure.scope)


def _known(form: Form, period: Period) -> Iterator[Known]:
    """Each measure with the first claim that is tied to it once both say the same."""
    for pack, content in packs().items():
        for measure in content.measures:
            if not measure.by and not isinstance(measure.shape, Change):
                yield from list(_agreed(form, pack, measure, period))[:1]


def _agreed(form: Form, pack: str, measure: Measure, period: Period) -> Iterator[Known]:
    names = (*measure.proves, measure.title)
    cores = [proving.core(name) for name in names]
    pairs = {core[at : at + 2] for core in cores for at in range(len(core) - 1)}
    for claim in form.narrative.claims:
        near = form.document.text[max(0, claim.start - 40) : claim.end + 20]
        if not isinstance(claim.value, Decimal) or sum(pair in near for pair in pairs) < 2:
            continue
        if value := _value(pack, measure, period, claim.value, claim.unit):
            known = Known(pack, names, value, measure.scope)
            ties = with_ledgers(form, [known]).narrative.ties
            if any(tie.other.startswith("ledger:") and tie.outcome == "confirmed" for tie in ties):
                yield known


def _value(pack: str, measure: Measure, period: Period, stated: Decimal, unit: str) -> Value | None:
    factor = comparable(unit, measure.unit) if unit else None
    if factor is None:
        return None
    title, value = Message(measure.title, measure.title_en), stated * factor
    read = LedgerRead(packs()[pack].ledgers[0].name, packs()[pack].ledgers[0].title, "ledger.csv", "0" * 64, 1)
    return Value(measure.name, title, period, value, measure.unit, value, ledgers=(read,), unrounded=value)
