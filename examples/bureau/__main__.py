"""``python -m examples.bureau OUT --records 1000 --kind csv --fault late=annual-reports/enterprises-reported``."""

import argparse
import resource
import time
from pathlib import Path

from examples.bureau.building import FAULTS, build, bureau

from steelyard.measuring import measure, parse_period


def main() -> int:
    """Writes the form and its ledgers; with ``--measure`` holds every result against them."""
    parser = argparse.ArgumentParser(prog="python -m examples.bureau", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--fault", action="append", default=[], metavar="KIND=PACK/MEASURE", help=", ".join(FAULTS))
    parser.add_argument("--measure", action="store_true")
    asked = parser.parse_args()
    faults = [tuple(one.split("=", 1)) for one in asked.fault]
    if wrong := [one for one in faults if len(one) != 2 or one[0] not in FAULTS]:
        parser.error(f"no such fault: {'='.join(wrong[0])}; there are: {', '.join(FAULTS)}")
    start, said = time.perf_counter(), bureau()
    try:
        copies, total = build(said, asked.out, records=asked.records, seed=asked.seed, kind=asked.kind, faults=faults)
    except ValueError as error:
        parser.error(str(error))
    print(f"{total} records ({copies} copies) in {time.perf_counter() - start:.1f} s, {peak()} MB at most")
    if not asked.measure:
        return 0
    start, period = time.perf_counter(), parse_period(said.period)
    values = {
        (name, value.measure): value.value
        for name in sorted({row.pack for row in said.rows})
        for value in measure(name, asked.out, period).values
        if not value.group
    }
    differ = [row for row in said.rows if values[row.pack, row.measure] != row.stated(copies)]
    for row in differ:
        print(f"{row.pack}/{row.measure}: stated {row.stated(copies)}, computed {values[row.pack, row.measure]}")
    exact = len(said.rows) - len(differ)
    print(f"{exact} of {len(said.rows)} exact in {time.perf_counter() - start:.1f} s, {peak()} MB at most")
    return 1 if differ else 0


def peak() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
