"""The first records behind a measure and how many there are, without bringing all of them."""

from collections.abc import Mapping
from typing import Any

from steelyard.measuring import compiling
from steelyard.measuring.compiling import Sources
from steelyard.measuring.evaluating import Ledgers
from steelyard.measuring.periods import a_year_before
from steelyard.model import Period, Record
from steelyard.packs.ledgers import Measure, Pack
from steelyard.packs.measures import Change


def behind(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period, most: int) -> tuple[int, tuple[Record, ...]]:
    """How many records are behind a measure, all groups together, and the first ``most`` of them by ledger and key.

    A record that counts for both sides of a ratio is one record.
    """
    if isinstance(measure.shape, Change):
        inner = pack.measure(measure.shape.of)
        years = [behind(pack, inner, ledgers, one, most) for one in (period, a_year_before(period))]
        return sum(many for many, _ in years), tuple(record for _, some in years for record in some)[:most]
    sources = Sources(ledgers.tables, {one.name: one for one in pack.ledgers}, ledgers.calendar)
    rows = compiling.behind(compiling.parts(measure, period), sources)
    rows = rows.filter(rows.numerator.notnull() | rows.denominator.notnull())
    sides = {side: rows[side].max() for side in ("numerator", "denominator")}
    merged = rows.aggregate(by=["ledger", "key"], **sides)
    first = ledgers.engine.to_pyarrow(merged.order_by(["ledger", "key"]).limit(most)).to_pylist()
    many = ledgers.engine.to_pyarrow(merged.count()).as_py()
    return many, tuple(_record(row) for row in first)


def _record(row: Mapping[str, Any]) -> Record:
    sides = (None if row[side] is None else str(row[side]) for side in ("numerator", "denominator"))
    return Record(row["ledger"], row["key"], *sides)
