"""What the ledgers give from the first day of a year to the end of each month: budget executed, results that grow."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from steelyard.measuring.evaluating import Ledgers, evaluate
from steelyard.measuring.monthly import spread
from steelyard.model import Message, MonthEnd, Period, Proof, Unknown, Value
from steelyard.packs import proving
from steelyard.packs.ledgers import packs
from steelyard.packs.measures import Count, Distinct, Sum

GROWING = (Count, Distinct, Sum)  # another shape grows towards its target only where its pack says so
NOTHING_EXECUTED = Unknown(
    Message("没有台账资料能算预算执行率。", "No ledger pack computes the rate of budget execution.")
)
Open = Callable[[str], Ledgers]
Match = tuple[int, proving.Proof]  # a row and a measure that proves it


def month_ends(
    year: int, executing: Sequence[proving.Proof], matches: Iterable[Match], open_: Open
) -> tuple[MonthEnd, ...]:
    """The twelve months of ``year``; ``executing`` are measures of budget execution, of which the first that has
    records is taken.

    After the month of a ledger's last record nothing is known, since a ledger that was not kept on is not a standstill.
    """
    spending = {(one.pack, one.measure.name) for one in executing}  # is no goal beside itself
    growing = [(row, one) for row, one in matches if _grows(one) and (one.pack, one.measure.name) not in spending]
    executed = [_through(one, year, open_) for one in executing]
    best = next((some for some in executed if any(_known(value) for value in some)), executed[0] if executed else None)
    results = [(row, one, _through(one, year, open_)) for row, one in growing]
    return tuple(
        MonthEnd(
            month,
            best[month - 1] if best else NOTHING_EXECUTED,
            tuple(
                Proof(row, one.pack, some[month - 1], scope=one.measure.scope)
                for row, one, some in results
                if any(map(_known, some))
            ),
        )
        for month in range(1, 13)
    )


def _grows(one: proving.Proof) -> bool:
    return one.measure.grows or isinstance(one.measure.shape, GROWING)


def _known(value: Value) -> bool:
    return not isinstance(value.value, Unknown)


def _through(one: proving.Proof, year: int, open_: Open) -> list[Value]:
    """The value of a measure at each month's end."""
    pack, ledgers = packs()[one.pack], open_(one.pack)
    last, title = _last(one, year, ledgers)
    found = []
    for month, period in enumerate(_periods(year), 1):
        (value,) = evaluate(pack, ledgers, period, only=(one.measure,))
        if last and month > last:
            zh = f"台账“{title.zh}”最后一条记录在{last}月。"
            en = f"The last record of the ledger “{title.en}” is of month {last}."
            value = replace(value, value=Unknown(Message(zh, en)), unrounded=None)
        found.append(value)
    return found


def _last(one: proving.Proof, year: int, ledgers: Ledgers) -> tuple[int, Message]:
    """The month of the last record that is counted, 0 where there is none, and the title of the ledger."""
    pack = packs()[one.pack]
    for months in spread(pack, one.measure, ledgers, Period(date(year, 1, 1), date(year, 12, 31))):
        ledger = pack.ledger(months.ledger.name)
        last = max((at for at, (_, many) in enumerate(months.counts, 1) if many), default=0)
        return last, Message(ledger.title, ledger.title_en)
    return 0, Message("", "")


def _periods(year: int) -> Iterator[Period]:
    for month in range(1, 13):
        after = date(year + month // 12, month % 12 + 1, 1)
        yield Period(date(year, 1, 1), after - timedelta(days=1))
