"""The budget execution rate: on the adjusted budget where its lines are known, else as the form states it."""

from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Amount, Execution, Form, Indicator, Message, Unknown
from steelyard.model.form import BudgetLine, Side, Stage
from steelyard.packs.forms import RuleChoice
from steelyard.packs.indicators import is_execution_rate
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Proportion
from steelyard.quantity import agrees, comparable
from steelyard.scoring.arithmetic import executed
from steelyard.scoring.comparing import alike
from steelyard.scoring.outcome import Outcome, around, bounds, rounded, unknown
from steelyard.scoring.shapes import apply

HUNDRED = Decimal(100)
RATE_UNITS = ("%", "")
NOTHING_KNOWN = Unknown(
    Message(
        "没有预算执行率，也没有可以算出它的预算数。", "Neither the execution rate nor the amounts behind it are there."
    )
)
NO_BUDGET = Unknown(
    Message("全年（调整后）预算数为0，执行率不能计算。", "The adjusted budget is 0, so there is no execution rate.")
)


class Spent(NamedTuple):
    """Executed amount and adjusted full-year budget, in one unit."""

    executed: Decimal
    budget: Decimal


def is_execution_row(row: Indicator) -> bool:
    """Whether the execution rule scores this row: so named, its target 100 % or blank, its result a rate or blank."""
    if not is_execution_rate(row.name.text):
        return False
    match row.quantity:
        case Amount(op=op, value=value, unit=unit):
            whole = value == HUNDRED and unit in RATE_UNITS and op not in ("<=", "<")
        case _:
            whole = not row.target.text.strip()
    return whole and (
        isinstance(row.result, Unknown) or (isinstance(row.result, Amount) and row.result.unit in RATE_UNITS)
    )


def execution_row(row: Indicator, form: Form, choice: RuleChoice) -> Outcome:
    """Scores an indicator row that is the form's execution rate.

    A row that prints the target 100 % is scored in proportion to it, which is the same arithmetic: that rule is named.
    """
    rate = stated_rate(row)
    if isinstance(rate, Unknown):
        return unknown(rate, choice.execution)
    own_target = isinstance(row.quantity, Amount) and isinstance(rule(choice.positive).shape, Proportion)
    stated = choice.positive if own_target else choice.execution
    return executed_outcome(rate, spent(form), row.weight.value, choice.execution, stated)


def stated_rate(row: Indicator) -> Decimal | Unknown:
    """The rate that such a row states, in percent, or why none can be read."""
    if not isinstance(row.result, Amount):
        return row.result if isinstance(row.result, Unknown) else NOTHING_KNOWN
    pair = alike(Amount(None, HUNDRED, "%"), row.result, row.name.text)
    return pair if isinstance(pair, Unknown) else pair[0]


def execution_line(line: Execution, form: Form, choice: RuleChoice) -> Outcome:
    """Scores the execution line of the funds block."""
    name = choice.execution
    return executed_outcome(form.execution_rate.value, spent(form), line.weight.value, name, name)


def spent(form: Form) -> Spent | Unknown:
    """The total of expenditure executed and budgeted; of revenue where the form has no expenditure side.

    The budget is the adjusted one, or the initial one where the form prints no other.
    """
    sides: tuple[Side, Side] = ("expenditure", "revenue")
    for side in sides:
        budget = _total(form, "adjusted", side) or _total(form, "initial", side)
        final = _total(form, "final", side)
        if budget is None or final is None:
            continue
        factor = comparable(final.unit, budget.unit)
        amount, base = final.amount.value, budget.amount.value
        if factor is not None and not isinstance(amount, Unknown) and not isinstance(base, Unknown):
            return Spent(amount * factor if factor != 1 else amount, base) if base > 0 else NO_BUDGET
    return NOTHING_KNOWN


def _total(form: Form, stage: Stage, side: Side) -> BudgetLine | None:
    totals = (line for line in form.budget if line.total and line.stage == stage and line.side == side)
    return next(totals, None)


def executed_outcome(
    rate: Decimal | Unknown, amounts: Spent | Unknown, weight: Decimal | Unknown, name: str, stated_name: str
) -> Outcome:
    """Points for a stated rate (in percent) and the amounts behind it.

    Where they agree, the stated rate is told unless it is printed too coarsely to give the same points; where they do
    not, the stated rate counts and the bounds span both. Of a budget of 0 there is no rate, whatever is stated.
    """
    exact = counted(rate, amounts)
    if isinstance(exact, Unknown):
        return unknown(exact, name)
    stated = None if isinstance(rate, Unknown) else Spent(rate, HUNDRED)
    known = [one for one in (stated, amounts) if isinstance(one, Spent)]
    agreed = len(known) == 2 and exact is amounts
    ratio = exact.executed / exact.budget
    if isinstance(weight, Unknown):
        return unknown(weight, name, ratio < 1, ratio)
    every = [_points(name, one, weight) for one in known]
    if agreed and rounded(every[0]) == rounded(every[1]):
        exact = known[0]
    near = around(stated.executed, "%", lambda rate: _points(name, Spent(rate, HUNDRED), weight)) if stated else ()
    low, high = bounds(*every, *near)
    points = rounded(_points(name, exact, weight))
    how = executed(*exact, weight)
    return Outcome(points, low, high, stated_name if exact is stated else name, how, ratio < 1, ratio)


def counted(rate: Decimal | Unknown, amounts: Spent | Unknown) -> Spent | Unknown:
    """What the points go by: the amounts where the stated rate agrees with them or is not known, else that rate."""
    if isinstance(rate, Unknown) or amounts is NO_BUDGET:
        return amounts
    if isinstance(amounts, Spent) and agrees(rate, HUNDRED * amounts.executed / amounts.budget):
        return amounts
    return Spent(rate, HUNDRED)


def _points(name: str, amounts: Spent, weight: Decimal) -> Decimal:
    points: Decimal = apply(rule(name), executed=amounts.executed, budget=amounts.budget, weight=weight)
    return points
