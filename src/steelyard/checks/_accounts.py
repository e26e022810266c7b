"""The budget of a form by stage and side: one total and the parts that make it up."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from steelyard.model import BudgetLine, Form, Message
from steelyard.model.form import Side, Stage
from steelyard.quantity import comparable, places

_NAMES: dict[tuple[Stage, Side], Message] = {
    ("initial", "revenue"): Message("年初预算收入", "Initial budget revenue"),
    ("initial", "expenditure"): Message("年初预算支出", "Initial budget expenditure"),
    ("adjusted", "revenue"): Message("调整后预算收入", "Adjusted budget revenue"),
    ("adjusted", "expenditure"): Message("调整后预算支出", "Adjusted budget expenditure"),
    ("final", "revenue"): Message("决算收入", "Final revenue"),
    ("final", "expenditure"): Message("决算支出", "Final expenditure"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """``total`` is ``None`` where none is printed. Amounts are in ``unit``, that of the total or the first part."""

    stage: Stage
    side: Side
    total: BudgetLine | None
    parts: tuple[BudgetLine, ...]
    complete: bool  # whether all the parts that there may be are printed, an empty cell standing for none

    @property
    def name(self) -> Message:
        return _NAMES[self.stage, self.side]

    @property
    def about(self) -> str:
        return f"budget:{self.stage}.{self.side}"

    @property
    def unit(self) -> str:
        return (self.total or self.parts[0]).unit

    def amount(self, line: BudgetLine) -> Decimal | None:
        """The amount of ``line`` in the account's unit; ``None`` where it is not a number or its unit does not fit."""
        factor, value = comparable(line.unit, self.unit), line.amount.value
        return value * factor if isinstance(value, Decimal) and factor is not None else None

    def added(self) -> Decimal | None:
        """The parts added up; ``None`` where there are none, or one of them cannot be had."""
        amounts = [amount for part in self.parts if (amount := self.amount(part)) is not None]
        return sum(amounts, Decimal(0)) if amounts and len(amounts) == len(self.parts) else None

    def lacks_parts(self, total: Decimal, added: Decimal) -> bool:
        """Whether parts that are not printed, or cannot be read, may be what ``added`` lacks of ``total``."""
        whole = self.complete and all(self.amount(part) is not None for part in self.parts)
        return added < total and not whole and not same_digits(total, added)

    def step(self, line: BudgetLine) -> Decimal:
        """The last place that ``line`` prints, in the account's unit: 0.01 for 750.05, 1 for 750."""
        value, factor = line.amount.value, comparable(line.unit, self.unit)
        return (factor or Decimal(1)).scaleb(-places(value) if isinstance(value, Decimal) else 0)

    def blur(self, line: BudgetLine) -> Decimal:
        """By how much rounding may have moved the amount of ``line``; a whole number counts as exact."""
        value = line.amount.value
        return self.step(line) / 2 if isinstance(value, Decimal) and places(value) else Decimal(0)


def accounts(form: Form) -> Iterator[Account]:
    """One account for each stage and side, in the order in which the form prints them."""
    gathered: dict[tuple[Stage, Side], list[BudgetLine]] = {}
    for line in form.budget:
        gathered.setdefault((line.stage, line.side), []).append(line)
    sources = {(line.side, line.name) for line in form.budget if not line.total}
    for (stage, side), found in gathered.items():
        total = next((line for line in found if line.total), None)
        parts = tuple(line for line in found if not line.total)
        tabled = all(line.amount.printed.place and line.amount.printed.place.table for line in parts)
        rows = [name for of, name in sources if of == side]
        yield Account(stage, side, total, parts, len(parts) > 1 or (tabled and len(rows) > 1))


def same_digits(one: Decimal, two: Decimal) -> bool:
    """The same digits in another order: a slip of the hand rather than something left out."""
    return sorted(f"{one:f}") == sorted(f"{two:f}")


def total(form: Form, stage: Stage, side: Side) -> BudgetLine | None:
    """The line with the total of one stage and side."""
    return next((line for line in form.budget if line.total and (line.stage, line.side) == (stage, side)), None)
