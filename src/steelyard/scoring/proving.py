"""Holds what a form claims of a row against what ledgers say of it, at the precision that is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from steelyard.model import Amount, Evidence, Form, Indicator, Message, Printed, Proof, Result, Target, Unknown
from steelyard.quantity import comparable, half_up, named_trend, places
from steelyard.scoring.comparing import alike

if TYPE_CHECKING:
    from steelyard.packs.ledgers import Ledger, Measure

EXECUTION = Message("预算执行率", "execution rate")
NONE_KNOWN = Message(
    "没有台账资料能证明这个指标，见 steelyard packs。", "No ledger pack proves this indicator; see steelyard packs."
)
NOT_A_NUMBER = Message("完成值是定性的说法，不由台账计算。", "The result is said in words, which no ledger computes.")
NOT_A_CHANGE = Message(
    "完成值是增减的幅度，台账算出的是本期的数，不能比较。",
    "The result is a change, the ledgers give the number itself.",
)
NO_QUOTIENT = ("count", "distinct", "sum", "latest", "change")
HUNDRED = Decimal(100)
_SCALED = re.compile(r"(\d+(?:\.(\d+))?)\s*(万|亿)")  # 5.2万件 is 52000件 as near as a thousand
_DIGITS = {"万": 4, "亿": 8}

State = Literal["same", "rounded", "different", "unlike", "unknown"]


@dataclass(frozen=True, slots=True)
class Row:
    """One claimed result and what ledgers say of it; ``row`` 0 is the scored line of budget execution.

    ``why_not`` says why no ledger can prove it; ``None`` where there are proofs.
    """

    row: int
    name: str
    result: Result
    target: Target | None
    printed: Printed
    unit: str
    score: Decimal | Unknown
    proofs: tuple[Proof, ...]
    why_not: Message | None

    @property
    def stated_reason(self) -> Message | None:
        """Why the indicator cannot be computed from any ledger, where that is known."""
        return None if self.why_not == NONE_KNOWN else self.why_not


class Held(NamedTuple):
    """How a claim stands to a value: the same as printed, the same only when ``rounded`` to a whole number, different,
    of another kind (``unlike``), or ``unknown``. Both numbers are in the unit of the claim; ``why`` where they are not.
    """

    state: State
    claimed: Decimal | None = None
    computed: Decimal | None = None
    why: Message | None = None


def rows(form: Form, evidence: Evidence) -> Iterator[Row]:
    """Every result of the form, the execution line first."""
    proofs: dict[int, list[Proof]] = {}
    for proof in evidence.proofs:
        proofs.setdefault(proof.row, []).append(proof)
    unprovable = {one.row: one.why for one in evidence.unprovable}
    if isinstance(evidence.period, Unknown):
        unprovable = dict.fromkeys((0, *(one.row for one in form.indicators)), evidence.period.why)
    if form.execution is not None:
        some, why = tuple(proofs.get(0, ())), unprovable.get(0, NONE_KNOWN)
        yield _execution(form, form.execution.score.value, some, None if some else why)
    for one in form.indicators:
        some, why = tuple(proofs.get(one.row, ())), unprovable.get(one.row, NONE_KNOWN)
        yield _row(one, some, None if some else why)


def _execution(form: Form, score: Decimal | Unknown, proofs: tuple[Proof, ...], why: Message | None) -> Row:
    rate = form.execution_rate
    result = Amount(None, rate.value, "%") if isinstance(rate.value, Decimal) else rate.value
    return Row(0, EXECUTION.zh, result, None, rate.printed, "", score, proofs, why)


def _row(one: Indicator, proofs: tuple[Proof, ...], why: Message | None) -> Row:
    return Row(
        one.row, one.name.text, one.result, one.quantity, one.actual, one.unit.text, one.score.value, proofs, why
    )


def held(row: Row, proof: Proof) -> Held:
    """The claim of ``row`` against one proof of it."""
    if not isinstance(row.result, Amount):
        return Held("unlike", why=row.result.why if isinstance(row.result, Unknown) else NOT_A_NUMBER)
    value, exact = proof.value, proof.value.unrounded
    if isinstance(value.value, Unknown):
        return Held("unknown", why=value.value.why)
    assert exact is not None, "a value that is known is known before it is rounded"
    changes = measure_of(proof).shape.name == "change"
    if row.result.trend and not changes:
        return Held("unlike", why=NOT_A_CHANGE)
    stated = _signed(row.result, row.name) if changes else row.result.value
    if comparable(value.unit, row.result.unit) is None:
        return Held("unlike", why=_units(row.result.unit, value.unit))
    both = alike(Amount(None, stated, row.result.unit), Amount(None, exact, value.unit), row.name)
    if isinstance(both, Unknown):
        return Held("unlike", why=_units(row.result.unit, value.unit))
    computed, claimed = both
    return _compared(row, claimed, computed, max(places(claimed), places(value.value)))


def doubted(row: Row, proof: Proof, found: Held) -> bool:
    """Whether a difference may lie in what is counted, so that a person must ask: in the scope, or in the measure."""
    return found.state == "rounded" or bool(proof.scope) or len(row.proofs) > 1


def divided(proof: Proof) -> bool:
    """Whether the value is a quotient of its two sides."""
    return bool(proof.value.denominator) and measure_of(proof).shape.name not in NO_QUOTIENT


def measure_of(proof: Proof) -> "Measure":
    """The measure that gave a proof."""
    from steelyard.packs.ledgers import packs  # not read for forms without ledgers

    return packs()[proof.pack].measure(proof.value.measure)


def ledger_of(pack: str, name: str) -> "Ledger":
    """A ledger of a pack."""
    from steelyard.packs.ledgers import packs

    return packs()[pack].ledger(name)


def _compared(row: Row, claimed: Decimal, exact: Decimal, shown: int) -> Held:
    step = _step(row.printed.text + row.unit, claimed)
    if step is not None:
        return Held("same" if half_up(exact, step) == claimed else "different", claimed, half_up(exact, shown))
    computed, finer = half_up(exact, shown), half_up(exact, max(shown, 2))
    if half_up(exact, places(claimed)) != claimed:
        return Held("different", claimed, computed)
    hidden = _hides(row, claimed, finer)
    return Held("rounded" if hidden else "same", claimed, computed if computed == finer else finer)


def _step(printed: str, claimed: Decimal) -> int | None:
    """To how many decimals a number of 万 or 亿 is printed (-3 for 5.2万); ``None`` for another number."""
    if f"{claimed:f}" in printed.replace(",", ""):
        return None  # 52000件（5.2万件）
    for number, decimals, scale in _SCALED.findall(printed):
        if Decimal(number).scaleb(_DIGITS[scale]) == claimed:
            return len(decimals) - _DIGITS[scale]
    return None


def _hides(row: Row, claimed: Decimal, computed: Decimal) -> bool:
    """Whether only rounding makes of the result the 100 % or the target that is claimed."""
    if places(claimed) or not isinstance(row.result, Amount):
        return False
    if row.result.unit == "%" and computed < HUNDRED <= claimed:
        return True
    if not isinstance(row.target, Amount):
        return False
    aim, ceiling = row.target.value, row.target.op in ("<=", "<")
    return claimed <= aim < computed if ceiling else computed < aim <= claimed


def _signed(result: Amount, name: str) -> Decimal:
    """A change as ledgers count it: what went down is negative."""
    down = (result.trend or named_trend(name)) == "down"
    return -result.value if down and result.value > 0 else result.value


def _units(claimed: str, computed: str) -> Message:
    zh = f"完成值的单位（{claimed or '无'}）与台账算出的单位（{computed}）不同，不能比较。"
    return Message(zh, f"The result ({claimed or 'no unit'}) and the ledgers ({computed}) have different units.")
