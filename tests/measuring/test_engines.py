"""The same measures give the same values on DuckDB and on Spark, and round the halves of the shared table alike."""

import os
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import on, shown

from steelyard.measuring.engines import bring
from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.periods import period
from steelyard.measuring.values import Totals, number
from steelyard.packs.measures import Rows, Sum

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
ROUNDING = Path(__file__).parents[1] / "quantity" / "rounding.toml"


# Each shape is in one of these, and so are two ledgers of one measure and a name with a hyphen; Spark takes seconds for
# each measure. STEELYARD_ALL_PACKS=1 compares every pack.
FEW = {"shapes", "complaints-and-reports", "double-random-inspections"}


def test_both_engines_give_the_same_values_with_the_same_records(duckdb: Any, cluster: Any) -> None:
    every = os.environ.get("STEELYARD_ALL_PACKS") == "1"
    for pack in (pack for name, pack in shown().items() if every or name in FEW):
        for example in pack.examples:
            asked = period(example.period)
            one = list(evaluate(pack, on(duckdb, pack, example.rows), asked, records=True))
            other = list(evaluate(pack, on(cluster, pack, example.rows), asked, records=True))
            assert one == other, pack.title


@pytest.mark.parametrize("engine", ["duckdb", "cluster"])
def test_sums_of_every_engine_round_half_up(engine: str, request: pytest.FixtureRequest) -> None:
    import pyarrow

    backend = request.getfixturevalue(engine)
    cases = tomllib.loads(ROUNDING.read_text(encoding="utf-8"))["case"]
    columns = {
        f"c{at}": pyarrow.array([Decimal(case["value"])], pyarrow.decimal128(28, 7)) for at, case in enumerate(cases)
    }
    table = bring(backend, "halves", pyarrow.table(columns))
    [sums] = backend.to_pyarrow(table.aggregate(**{name: table[name].sum() for name in columns})).to_pylist()
    for at, case in enumerate(cases):
        found = number(Sum(of=Rows(ledger="x"), column="x"), Totals(sums[f"c{at}"], Decimal(1)), case["places"])
        assert found == Decimal(case["rounded"]), case["why"]
