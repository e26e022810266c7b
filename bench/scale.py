"""What a country costs: ``python -m bench.scale`` measures forms and records at three sizes and prints a model.

What a form or a record costs is the difference between the two larger sizes, so that starting plays no part. Hours
are processor time over all cores; what does not spread over machines is printed apart.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import many, records
from bench.measures import apart
from bench.timing import table

FORMS, RECORDS = (100, 400, 1_600), (1_000_000, 4_000_000, 16_000_000)
COUNTRY = (1_000_000, 1_000_000_000)
MACHINES, CORES = (1, 10, 100), 16


class Cost(NamedTuple):
    """Of one form or record: core seconds, bytes at rest; and the megabytes of a process, which do not grow."""

    seconds: float
    bytes: float
    megabytes: float


def run(forms: tuple[int, ...] = FORMS, lines: tuple[int, ...] = RECORDS) -> None:
    """Prints what was measured, and what it makes of a country on 1, 10 and 100 machines."""
    with TemporaryDirectory() as folder:
        form, record = _form(Path(folder), forms), _record(Path(folder), lines)
    print(f"A form: {form.seconds * 1000:.1f} ms of a core, {form.bytes / 1000:.1f} kB of file and store")
    print(f"A record: {record.seconds * 1e6:.2f} µs of a core, {record.bytes:.0f} bytes of Parquet\n")
    work = COUNTRY[0] * form.seconds, COUNTRY[1] * record.seconds
    rest = (COUNTRY[0] * form.bytes + COUNTRY[1] * record.bytes) / 1e9
    rows = [
        (
            f"{machines}",
            f"{work[0] / (machines * CORES) / 60:,.1f}",
            f"{work[1] / (machines * CORES) / 60:,.1f}",
            f"{rest / machines:,.1f}",
            f"{CORES * form.megabytes / 1000:.1f}",
        )
        for machines in MACHINES
    ]
    print(f"{COUNTRY[0]:,} forms and {COUNTRY[1]:,} records, machines of {CORES} cores, shared out evenly")
    table(
        ("machines", "minutes for the forms", "minutes for the records", "GB at rest each", "GB of memory each"), rows
    )


def _form(folder: Path, counts: tuple[int, ...]) -> Cost:
    found = list(many.sized(folder, counts))
    shown = [(f"{one.forms:,}", f"{one.read.cpu:.1f}", f"{one.read.megabytes:.0f}") for one in found]
    table(("forms", "CPU s", "peak MB of a process"), shown)
    few, most = found[-2:]
    cpu = (most.read.cpu - few.read.cpu) / (most.forms - few.forms)
    return Cost(cpu, most.file_bytes + most.store_bytes, max(one.read.megabytes for one in found))


def _record(folder: Path, counts: tuple[int, ...]) -> Cost:
    shown, found = [], []
    for count in counts:
        place = folder / f"records-{count}"
        place.mkdir()
        file = records.write(place, count)
        one = apart("ours", file)
        found.append((count, one["seconds"] * many.CORES, file.stat().st_size))
        shown.append((f"{count:,}", f"{one['seconds']:.1f}", f"{one['megabytes']:.0f}"))
    table(("records", "s on two cores", "peak MB"), shown)
    (few, before, _), (most, after, size) = found[-2:]
    return Cost((after - before) / (most - few), size / most, float(shown[-1][2]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--forms", default=",".join(map(str, FORMS)), help="three sizes, parted by commas")
    parser.add_argument("--records", default=",".join(map(str, RECORDS)), help="three sizes, parted by commas")
    given = parser.parse_args()
    run(*(tuple(map(int, one.split(","))) for one in (given.forms, given.records)))


if __name__ == "__main__":
    main()
