"""One record is changed: exactly the values that descend from it change."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledgers import on

from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.periods import period
from steelyard.model import Value
from steelyard.packs.ledgers import packs

PACK = packs()["complaints-and-reports"]
DAYS = st.dates(period("2022-11").first, period("2024-01").last).map(str)
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "accept_decision": st.sampled_from(["受理", "不予受理"]),
    "accept_at": DAYS,
    "mediation_start": DAYS,
    "paused_days": st.integers(0, 20),
    "end_at": DAYS,
    "end_kind": st.sampled_from(["达成协议", "撤回投诉", "终止调解"]),
    "recovered_amount": st.decimals(0, 10_000, places=2).map(str),
    "extended": st.booleans(),
    "filing_decision": st.sampled_from(["立案", "不予立案"]),
    "filing_at": DAYS,
    "told_at": DAYS,
    "real_name": st.booleans(),
    "odr_result": st.sampled_from(["和解", "未和解"]),
    "odr_end_at": DAYS,
}
RECORD = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(["12315", "12345", "ODR"]),
        "kind": st.sampled_from(["投诉", "举报"]),
        "received_at": DAYS,
    },
    optional=OPTIONAL,
)
Name = tuple[str, tuple[tuple[str, str], ...]]


def values(engine: Any, records: list[dict[str, Any]]) -> dict[Name, Value]:
    rows = {"complaints": [{"id": f"R{at}", **record} for at, record in enumerate(records)]}
    found = evaluate(PACK, on(engine, PACK, rows), period("2023"), records=True)
    return {(one.measure, one.group): one for one in found}


def part(one: Value | None, key: str) -> list[tuple[str | None, str | None]]:
    """What the record adds to numerator and denominator."""
    return [
        (record.numerator, record.denominator) for record in (one.records or () if one else ()) if record.key == key
    ]


def result(one: Value | None) -> Any:
    return None if one is None or not one.records else (one.numerator, one.denominator, one.value)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORD, min_size=2, max_size=8), RECORD, st.data())
def test_exactly_the_descendants_of_a_changed_record_change(
    duckdb: Any, records: list[dict[str, Any]], other: dict[str, Any], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(records) - 1))
    before = values(duckdb, records)
    after = values(duckdb, [*records[:at], other, *records[at + 1 :]])
    for name in before.keys() | after.keys():
        if PACK.measure(name[0]).shape.name == "change":
            continue  # two counts and their quotient: more of both may leave it as it was
        old, new = before.get(name), after.get(name)
        descends = part(old, f"R{at}") != part(new, f"R{at}")
        assert (result(old) != result(new)) == descends, name
