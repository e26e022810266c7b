"""How a rule meets a row, as far as no choice of rules changes it: what columns need to score it again."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model import Amount, Deadline, Form, Indicator, Mark, Period, Rank, Unknown, Wording
from steelyard.portfolio.schema import SCALED_DIGITS, SCALED_PLACES, WEIGHT_DIGITS, WEIGHT_PLACES
from steelyard.quantity.rounding import WIDE
from steelyard.scoring.execution import counted, is_execution_row, spent, stated_rate
from steelyard.scoring.judging import claimed
from steelyard.scoring.numbers import compared, falls_short
from steelyard.scoring.standards import standard

Kind = Literal["number", "execution", "judged", "met", "unsaid", "beyond"]


@dataclass(frozen=True, slots=True)
class Case:
    """See the columns of ``rows`` of the same names; ``unsaid`` has its reason in ``why``."""

    kind: Kind
    way: str | None = None
    result: Decimal | None = None
    aim: Decimal | None = None
    rate: bool = False
    in_proportion: bool = False
    state: str | None = None
    why: Unknown | None = None


def fits(value: Decimal, digits: int, places: int) -> bool:
    """Whether a column of so many digits, so many of them after the point, holds ``value`` exactly."""
    _, figures, exponent = value.normalize(WIDE).as_tuple()
    if not isinstance(exponent, int):
        return False
    return -exponent <= places and len(figures) + exponent <= digits - places


def case(row: Indicator, form: Form, mark: Mark) -> Case:
    """The case of an indicator row; ``mark`` is what its own profile's rules made of it."""
    if is_execution_row(row):
        rate = stated_rate(row)
        return Case("unsaid", why=rate) if isinstance(rate, Unknown) else _execution(rate, form, row.weight.value)
    match row.quantity:
        case Amount():
            return _number(row, row.quantity, mark)
        case Deadline() | Period() if not isinstance(row.result, Wording | Rank):
            return _settled(mark)
        case Wording() | Rank() | Deadline() | Period():
            if isinstance(row.result, Unknown):
                return Case("unsaid", why=row.result)
            return Case("judged", "qualitative", state=claimed(row))
    return _settled(mark)


def line_case(form: Form) -> Case:
    """The case of the execution line of the funds block."""
    assert form.execution is not None
    return _execution(form.execution_rate.value, form, form.execution.weight.value)


def _number(row: Indicator, target: Amount, mark: Mark) -> Case:
    found = compared(row, target)
    if isinstance(found, Unknown):
        return Case("unsaid", why=found)
    rough = target.rough and falls_short(found.pair, found.way)
    if found.opposite or rough:
        return _settled(mark)
    result, aim, unit = found.pair
    kind = _within("number", result, aim, row.weight.value)
    return Case(kind, found.way, result, aim, unit == "%", standard(row) == "proportion")


def _execution(rate: Decimal | Unknown, form: Form, weight: Decimal | Unknown) -> Case:
    exact = counted(rate, spent(form))
    if isinstance(exact, Unknown):
        return Case("unsaid", why=exact)
    kind = _within("execution", exact.executed, exact.budget, weight)
    return Case(kind, "execution", exact.executed, exact.budget, rate=True)


def _settled(mark: Mark) -> Case:
    """A row whose points are the whole weight, or undecided, whatever rules are chosen."""
    if isinstance(mark.points, Unknown):
        return Case("unsaid", why=mark.points)
    return Case("met" if _light(mark.weight) else "beyond")


def _within(kind: Kind, result: Decimal, aim: Decimal, weight: Decimal | Unknown) -> Kind:
    small = all(fits(one, SCALED_DIGITS, SCALED_PLACES) for one in (result, aim))
    return kind if small and _light(weight) else "beyond"


def _light(weight: Decimal | Unknown) -> bool:
    return isinstance(weight, Unknown) or fits(weight, WEIGHT_DIGITS, WEIGHT_PLACES)
