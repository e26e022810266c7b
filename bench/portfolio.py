"""Reading into a store, one process and two: ``python -m bench.portfolio --forms 200``.

Each run is a command of its own, from the shell and back, into a store of its own; the stores must be the same.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.forms import EXAMPLE
from bench.timing import table

FORMS = 200


def run(forms: int = FORMS) -> None:
    """Prints forms a second, and the peak memory of the largest process."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _written(place / "forms", forms)
        rows = []
        for jobs in (1, 2):
            before = _cpu()
            seconds = _read(place, jobs)
            cpu = _cpu() - before
            rows.append((str(jobs), f"{seconds:.1f}", f"{forms / seconds:.0f}", f"{cpu:.1f}", f"{_peak():,.0f}"))
        assert content(place / "store-1") == content(place / "store-2")
        began = time.perf_counter()
        _command("read", str(place / "forms"), "-o", str(place / "store-1"))
        again = time.perf_counter() - began
        size = sum(file.stat().st_size for file in (place / "store-1").rglob("*.parquet"))
        print(f"{forms:,} forms (the example) into a store of {size / forms / 1000:.1f} kB a form, start to end")
        table(("processes", "s", "forms/s", "CPU s", "peak MB of a process so far"), rows)
        print(f"Once more, nothing to read: {again:.1f} s\n")


def _written(folder: Path, forms: int) -> None:
    """Copies of the example that differ in their bytes and in nothing that is read."""
    folder.mkdir()
    for number in range(forms):
        path = folder / f"{number:06}.docx"
        shutil.copy(EXAMPLE, path)
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = f"{number}".encode()


def _read(place: Path, jobs: int) -> float:
    began = time.perf_counter()
    _command("read", str(place / "forms"), "-o", str(place / f"store-{jobs}"), "--jobs", str(jobs))
    return time.perf_counter() - began


def _command(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "steelyard", "portfolio", *words], check=True, capture_output=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def content(store: Path) -> dict[str, bytes]:
    """The Parquet files of a store, by their names."""
    return {str(file.relative_to(store)): file.read_bytes() for file in store.rglob("*.parquet")}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.portfolio", description=__doc__)
    parser.add_argument("--forms", type=int, default=FORMS)
    run(parser.parse_args().forms)


if __name__ == "__main__":
    main()
