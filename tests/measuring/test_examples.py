"""The worked examples of every ledger pack, on the embedded engine."""

from decimal import Decimal
from typing import Any

import pytest
from tests.ledgers import arrow, on, shown

from steelyard.measuring import validating
from steelyard.measuring.engines import bring
from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.periods import period
from steelyard.measuring.raw import ROW
from steelyard.model import Unknown, Value
from steelyard.packs.ledgers import Example, Pack

EXAMPLES = [
    pytest.param(pack, example, id=f"{name}-{nth}")
    for name, pack in shown().items()
    for nth, example in enumerate(pack.examples, 1)
]


def said(values: list[Value]) -> str | dict[str, str]:
    """As an example says it: one number, ``unknown``, or one for each group."""
    told = {"|".join(text for _, text in one.group): _number(one) for one in values}
    return told[""] if list(told) == [""] else told


def _number(one: Value) -> str:
    return "unknown" if isinstance(one.value, Unknown) else f"{one.value:f}"


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_measures_give_what_the_examples_say(duckdb: Any, pack: Pack, example: Example) -> None:
    values = list(evaluate(pack, on(duckdb, pack, example.rows), period(example.period)))
    for name, expected in example.gives.items():
        assert said([one for one in values if one.measure == name]) == expected, name


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_the_records_behind_a_value_add_up_to_it(duckdb: Any, pack: Pack, example: Example) -> None:
    for one in evaluate(pack, on(duckdb, pack, example.rows), period(example.period), records=True):
        shape = pack.measure(one.measure).shape.name
        if shape in {"count", "share", "on-time-share", "top-share", "milestones"} and one.records:
            assert sum(1 for record in one.records if record.numerator) == one.numerator
        if shape == "sum" and one.records and one.numerator is not None:
            assert sum(Decimal(record.numerator) for record in one.records if record.numerator) == one.numerator


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_the_ledgers_would_take_the_records_of_the_examples(duckdb: Any, pack: Pack, example: Example) -> None:
    import pyarrow

    for name, rows in example.rows.items():
        ledger = pack.ledger(name)
        numbered = arrow(ledger, rows).append_column(ROW, pyarrow.array(range(len(rows)), pyarrow.int64()))
        table, faults = validating.typed(bring(duckdb, f"raw_{name}", numbered), ledger)
        assert validating.found(duckdb, table, faults) == []
        assert validating.doubles(duckdb, table, ledger) == []
