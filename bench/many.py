"""Made-up forms of all families in mixed kinds of file, read into a store: ``python -m bench.many --forms 20000``.

The same at a sixteenth of the size shows the growth; that one is also killed at random points and gone on with, and
must give the same store.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.generator.families import FAMILIES
from tests.generator.filing import file_in

from bench.portfolio import content
from bench.timing import table

FORMS, PART, CORES, KILLS = 1_600, 16, 2, 3
# What departments send: Word files most of all, then workbooks.
KINDS = ("docx", "docx", "docx", "docx", "xlsx", "xlsx", "pdf", "html", "xls", "txt")


class Read(NamedTuple):
    """A run of the command: seconds, CPU seconds of all its processes, megabytes of the largest."""

    seconds: float
    cpu: float
    megabytes: float


class Sized(NamedTuple):
    """A run over ``forms`` files: what it took, and the bytes of a file and of the store for each."""

    forms: int
    read: Read
    file_bytes: float
    store_bytes: float


def run(forms: int = FORMS) -> None:
    """Prints forms a second for both sizes, and whether the store of killed runs is the same."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        few = max(forms // PART, len(KINDS))
        rows = []
        for one in sized(place, (few, forms)):
            rate = one.forms / one.read.seconds
            cells = (one.read.cpu / one.forms * 1000, one.read.megabytes, one.store_bytes / 1000)
            speeds = (f"{one.read.seconds:.1f}", f"{rate:.1f}", f"{rate / CORES:.1f}")
            rows.append((f"{one.forms:,}", *speeds, f"{cells[0]:.0f}", f"{cells[1]:,.0f}", f"{cells[2]:.1f}"))
        print("Made-up forms of 19 layouts in mixed kinds of file, read and audited by two processes")
        heading = ("forms", "s", "forms/s", "of a core", "CPU ms a form", "peak MB of a process", "store kB a form")
        table(heading, rows)
        _killed(place / str(few), place / "store-killed", place / f"store-{few}")


def sized(place: Path, counts: Sequence[int]) -> Iterator[Sized]:
    """Forms for the last of ``counts``, read for each of them from a folder of that name into a store beside it."""
    _made(place / str(counts[-1]), counts[-1])
    every = sorted((place / str(counts[-1])).iterdir())
    for count in counts:
        source, store = place / str(count), place / f"store-{count}"
        if count != counts[-1]:
            source.mkdir()
            for path in every[:count]:
                os.link(path, source / path.name)
        read = _measured(source, store)
        kept = sum(one.stat().st_size for one in store.rglob("*.parquet"))
        yield Sized(count, read, sum(one.stat().st_size for one in every[:count]) / count, kept / count)


def _made(folder: Path, forms: int) -> None:
    folder.mkdir()
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(_one, ((folder, number) for number in range(forms)), chunksize=50))


def _one(asked: tuple[Path, int]) -> None:
    folder, number = asked
    families = list(FAMILIES)
    filed = file_in(folder, families[number % len(families)], KINDS[number % len(KINDS)], number)
    assert filed is not None
    filed.path.rename(folder / f"{random.Random(number).getrandbits(64):016x}{filed.path.suffix}")


def _command(forms: Path, store: Path) -> list[str]:
    words = ["portfolio", "read", str(forms), "-o", str(store), "--jobs", str(CORES)]
    return [sys.executable, "-m", "steelyard", *words]


def _measured(forms: Path, store: Path) -> Read:
    """A run, measured by a process of its own, so that peaks of others play no part."""
    code = (
        "import resource,subprocess,sys,time; began=time.perf_counter(); "
        "subprocess.run(sys.argv[1:], capture_output=True); used=resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(time.perf_counter()-began, used.ru_utime+used.ru_stime, used.ru_maxrss/1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, *_command(forms, store)], check=True, capture_output=True)
    return Read(*map(float, done.stdout.split()))


def _killed(forms: Path, store: Path, whole: Path) -> None:
    """The same forms, the run killed ``KILLS`` times after a random while."""
    chance = random.Random(20_261_128)
    for _ in range(KILLS):
        running = subprocess.Popen(_command(forms, store), start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1, 8))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    subprocess.run(_command(forms, store), check=False, capture_output=True)
    same = content(store) == content(whole)
    print(f"Killed {KILLS} times at random points and gone on with: {'the same store' if same else 'ANOTHER STORE'}\n")
    shutil.rmtree(store)
    assert same


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__)
    parser.add_argument("--forms", type=int, default=FORMS)
    run(parser.parse_args().forms)
