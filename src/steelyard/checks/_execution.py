"""What a form says of its execution rate, and the accounts by which that can be judged."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from steelyard.checks._accounts import Account, accounts
from steelyard.checks._text import narrative, part
from steelyard.model import Amount, Form, Place
from steelyard.model.form import Side
from steelyard.packs.indicators import is_execution_rate
from steelyard.quantity import comparable, parse_number
from steelyard.recognising.execution_rates import rates_told

_SIDES: tuple[Side, ...] = ("expenditure", "revenue")


class Funds(NamedTuple):
    """The accounts of one side: ``base`` is the adjusted budget, or the initial one where no other is printed."""

    final: Account
    base: Account
    initial: Account | None


def funds(form: Form) -> Funds | None:
    """Of expenditure, or else of revenue; ``None`` where the final or the adjusted budget has no total above 0."""
    printed = {(one.stage, one.side): one for one in accounts(form) if one.total}
    found = {key: one for key, one in printed.items() if amounts(one)}
    for side in _SIDES:
        if ("adjusted", side) in printed and ("adjusted", side) not in found:
            continue  # there is an adjusted budget that cannot be read: the initial one is no base beside it
        initial = found.get(("initial", side))
        final, base = found.get(("final", side)), found.get(("adjusted", side), initial)
        if final and base:
            return Funds(final, base, initial)
    return None


def amounts(account: Account, unit: str = "") -> list[tuple[Decimal, Decimal]]:
    """The total, and the sum of the parts where that is another: which of them is wrong is another check's finding.

    In ``unit`` where one is given that the account's own can be turned into; each with what rounding may have moved.
    """
    if account.total is None or not (stated := account.amount(account.total)) or stated < 0:
        return []
    factor = (comparable(account.unit, unit) if unit else None) or Decimal(1)
    blur, added = account.blur(account.total), account.added()
    found = [stated] if not added or added < 0 or added == stated else [stated, added]
    return [(one * factor, blur * factor) for one in found]


def stated_rates(form: Form) -> Iterator[tuple[Decimal, Place | None]]:
    """Every execution rate that the form states, in percent: funds block, indicator rows, narrative."""
    rate, place = form.execution_rate.value, form.execution_rate.printed.place
    if isinstance(rate, Decimal):
        yield rate, place
    for row in form.indicators:
        if is_execution_rate(row.name.text) and isinstance(row.result, Amount) and row.result.unit == "%":
            yield row.result.value, row.actual.place
    for passage in narrative(form):
        for said in rates_told(passage.text):
            if isinstance(value := parse_number(said["number"]), Decimal):
                yield value, part(passage, *said.span("number"))
