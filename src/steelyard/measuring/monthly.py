"""How the records of a running ledger spread over the months of a period."""

from collections.abc import Iterator

from steelyard.measuring.conditions import within
from steelyard.measuring.evaluating import Ledgers
from steelyard.model import Months, Period
from steelyard.packs.ledgers import Measure, Pack
from steelyard.packs.measures import Change, Count, Distinct, OnTimeShare, Rate, Ratio, Share, Sum


def spread(pack: Pack, measure: Measure, ledgers: Ledgers, period: Period) -> Iterator[Months]:
    """The months of each ledger of ``measure`` that gives values, by its counting date.

    A stock (``latest``), milestones and surveys have no months: they are not written as things happen.
    """
    for name, column in dict.fromkeys(_dates(pack, measure)):
        read = ledgers.read.get(name)
        if read is None or read.unread or (read.bad_rows and not read.accepted):
            continue
        rows = ledgers.tables[name]
        rows = rows.filter(within(rows[column], period)).mutate(year=rows[column].year(), month=rows[column].month())
        found = ledgers.engine.to_pyarrow(rows.aggregate(by=["year", "month"], records=rows.count())).to_pylist()
        counted = {(one["year"], one["month"]): one["records"] for one in found}
        months = tuple((f"{year:04}-{month:02}", counted.get((year, month), 0)) for year, month in _months(period))
        yield Months(read, pack.ledger(name).column(column).title, months)


def _dates(pack: Pack, measure: Measure) -> Iterator[tuple[str, str]]:
    match measure.shape:
        case Change(of=of):
            yield from _dates(pack, pack.measure(of))
        case Ratio(numerator=upper, denominator=lower) | Rate(numerator=upper, denominator=lower):
            yield from ((side.ledger, side.date) for side in (upper, lower) if side.date)
        case OnTimeShare(of=of, terms=terms):
            yield from ((of.ledger, term.start) for term in terms if term.start)
        case Count(of=of) | Distinct(of=of) | Sum(of=of) | Share(of=of):
            if of.date:
                yield of.ledger, of.date


def _months(period: Period) -> Iterator[tuple[int, int]]:
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
