"""The same measures on four engines, each in a process of its own: ``python -m bench.engines ENGINE FILE``.

Prints one line of JSON: seconds, peak memory in megabytes, and what each measure adds up to.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from steelyard.measuring import parse_period
from steelyard.measuring.deadlines import calendar_rows
from steelyard.packs.calendars import working_days
from steelyard.packs.ledgers import packs

PACK = packs()["complaints-and-reports"]
PERIOD = parse_period("2023")
BY_HAND = Path(__file__).with_name("handwritten.sql")
# The measures under the names of their two sides in the query written by hand.
NAMES = {
    "received": "complaints-received",
    "decided": "decided-on-time",
    "accepted": "accepted-share",
    "refused": "complaints-refused",
    "disposed": "disposed-on-time",
    "mediated": "mediated-share",
    "recovered": "recovered-amount",
    "settled": "odr-settled-share",
    "odr": "odr-on-time",
    "filed": "filed-share",
    "told": "told-on-time",
}
Sums = dict[str, str]


def _flat(values: Any) -> Sums:
    """Our values as the query written by hand names them."""
    of = {(one.measure, *(text for _, text in one.group)): one for one in values}
    found = {f"{short}_n": str(of[name,].numerator) for short, name in NAMES.items()}
    found |= {f"{short}_d": str(of[name,].denominator) for short, name in NAMES.items()}
    found["received_before_n"] = str(of["received-against-last-year",].denominator)
    channels = {key[1]: one for key, one in of.items() if key[0] == "complaints-by-channel"}
    return found | {f"channel {name}": str(one.numerator) for name, one in channels.items()}


def ours(file: Path) -> Sums:
    """Ibis on DuckDB, over a ledger that is known to be sound."""
    from steelyard.measuring.engines import embedded

    return _evaluated(embedded(), file)


def checked(file: Path) -> Sums:
    """The same, with every row held against the schema first."""
    from steelyard.measuring.evaluating import evaluate
    from steelyard.measuring.opening import opened

    return _flat(evaluate(PACK, opened(PACK, file.parent), PERIOD))


def spark(file: Path) -> Sums:
    """Ibis on a local Spark."""
    from steelyard.measuring.engines import session
    from steelyard.measuring.engines import spark as connect

    with session("local[*]") as found:
        sums = _evaluated(connect(found), file)
        java = found.sparkContext._gateway.proc.pid
        lines = Path(f"/proc/{java}/status").read_text().splitlines()
        sums["memory"] = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return sums


def _evaluated(engine: Any, file: Path) -> Sums:
    from steelyard.measuring.evaluating import evaluate, with_calendar
    from steelyard.model import LedgerRead

    table = engine.read_parquet(str(file), table_name="complaints")
    read = {"complaints": LedgerRead("complaints", "", str(file), "", 1)}
    return _flat(evaluate(PACK, with_calendar(engine, {"complaints": table}, read), PERIOD))


def by_hand(file: Path) -> Sums:
    """One query in DuckDB's own SQL."""
    import duckdb
    import pyarrow

    by_day, by_number = map(pyarrow.table, calendar_rows(working_days()))
    with duckdb.connect() as database:
        database.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
        database.register("cal_days", by_day)
        database.register("cal_working_days", by_number)
        database.execute(f"CREATE VIEW complaints AS FROM '{file}'")
        [row] = database.execute(BY_HAND.read_text(encoding="utf-8")).to_arrow_table().to_pylist()
    return _with_channels(row)


def polars(file: Path) -> Sums:
    """Polars, streaming."""
    from bench.in_polars import row

    return _with_channels(row(file, calendar_rows(working_days())))


def _with_channels(row: dict[str, Any]) -> Sums:
    """Counts without a denominator have none in the query, and a denominator of 0 in ours."""
    channels = row.pop("by_channel")
    found = {"received_d": "0", "refused_d": "0"} | {name: str(value) for name, value in row.items()}
    return found | {f"channel {one['channel']}": str(one["n"]) for one in channels}


ENGINES: dict[str, Callable[[Path], Sums]] = {
    "ours": ours,
    "by-hand": by_hand,
    "polars": polars,
    "spark": spark,
    "checked": checked,
}


def main() -> None:
    start = time.perf_counter()
    try:
        sums = ENGINES[sys.argv[1]](Path(sys.argv[2]))
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + int(sums.pop("memory", 0))
    print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1024, "sums": sums}))


if __name__ == "__main__":
    main()
