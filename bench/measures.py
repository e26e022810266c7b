"""All measures of a pack over made-up records, side by side: ``python -m bench.measures --records 1000000,10000000``.

Every engine runs in a process of its own and must add up to the same sums as the query written by hand.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import records
from bench.timing import table

LABELS = {
    "by-hand": "DuckDB SQL written by hand",
    "ours": "steelyard (Ibis on DuckDB)",
    "polars": "Polars, streaming",
    "spark": "steelyard on local Spark",
    "checked": "steelyard, every row checked first",
}
SMALL = 200_000
HEADING = ("engine", "s", "records/s", "peak MB", "× by hand", "s × last size")


def run(sizes: tuple[int, ...] = (SMALL,), engines: tuple[str, ...] = tuple(LABELS), keep: Path | None = None) -> None:
    """Prints a table for each size; ``keep`` is a folder in which the records stay for another run."""
    before: dict[str, float] = {}
    for size in sizes:
        with TemporaryDirectory() as folder:
            place = keep / str(size) if keep else Path(folder)
            place.mkdir(parents=True, exist_ok=True)
            file = place / "complaints.parquet"
            found = _measured(file if file.exists() else records.write(place, size), engines)
            print(f"All measures of complaints-and-reports over {size:,} records ({file.stat().st_size >> 20:,} MB)")
            table(HEADING, [_line(name, found, size, before) for name in engines])
            before = {name: one["seconds"] for name, one in found.items() if "seconds" in one}


def _measured(file: Path, engines: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    found = {name: apart(name, file) for name in engines}
    sums = {name: one["sums"] for name, one in found.items() if "sums" in one}
    for one in sums.values():
        first = next(iter(sums.values()))
        assert one == first, {
            key: (first.get(key), one.get(key)) for key in one | first if first.get(key) != one.get(key)
        }
    return found


def apart(name: str, file: Path) -> dict[str, Any]:
    """What an engine took over a file, in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.engines", name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _line(name: str, found: dict[str, dict[str, Any]], size: int, before: dict[str, float]) -> tuple[str, ...]:
    one = found[name]
    if "missing" in one:
        return LABELS[name], one["missing"], "", "", "", ""
    seconds = one["seconds"]
    hand = found.get("by-hand", {}).get("seconds")
    growth = f"{seconds / before[name]:.1f}" if name in before else ""
    times = f"{seconds / hand:.2f}" if hand else ""
    return LABELS[name], f"{seconds:.1f}", f"{size / seconds:,.0f}", f"{one['megabytes']:,.0f}", times, growth


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.measures", description=__doc__)
    parser.add_argument("--records", default=str(SMALL), help="how many records, sizes parted by commas")
    parser.add_argument("--engines", default=",".join(LABELS), help=", ".join(LABELS))
    parser.add_argument("--keep", type=Path, help="a folder in which the made-up records stay")
    chosen = parser.parse_args()
    run(tuple(map(int, chosen.records.split(","))), tuple(chosen.engines.split(",")), chosen.keep)


if __name__ == "__main__":
    main()
