"""The whole check: one form warm, the growth as rows double, the command's start-up, two processes against one."""

import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.forms import grown
from bench.timing import seconds, table
from steelyard import audit, read, recognise, score

SIZES = (50, 100, 200, 400, 800, 1600, 3200)
MANY = 200


def check(path: str) -> int:
    """Reads, recognises, scores and audits one form; how many findings it has."""
    return len(audit(score(recognise(read(path)))).findings)


def command(*words: str) -> None:
    """Runs a command to its end."""
    subprocess.run(words, check=True, capture_output=True)


def stages(forms: dict[str, Path]) -> None:
    """Milliseconds of each arrow, warm."""
    rows = []
    for name, path in forms.items():
        document = read(path)
        form = recognise(document)
        scored = score(form)
        parts = (
            seconds(read, path),
            seconds(recognise, document),
            seconds(score, form),
            seconds(audit, scored),
        )
        rows.append((name, *(f"{part * 1000:.2f}" for part in parts), f"{seconds(check, str(path)) * 1000:.2f}"))
    print("One form, warm, milliseconds")
    table(("form", "read", "recognise", "score", "audit", "whole check"), rows)


def growth() -> None:
    """The cost as rows double: linear if the last column stays level."""
    rows = []
    with TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.docx"
            path.write_bytes(grown(size))
            taken = seconds(check, str(path), runs=7)
            rows.append((f"{size:,}", f"{taken * 1000:.1f}", f"{taken / size * 1e6:.0f}"))
    print("The whole check as rows double")
    table(("rows", "ms", "µs a row"), rows)


def start_up(forms: dict[str, Path]) -> None:
    """Seconds of a whole command, from the shell and back."""
    steelyard = [sys.executable, "-m", "steelyard"]
    commands = {"--version": ["--version"], "checks": ["checks"]} | {
        f"check {name}": ["check", str(path), "--fail-on", "never"] for name, path in forms.items()
    }
    rows = []
    for name, words in commands.items():
        taken = seconds(command, *steelyard, *words, runs=9)
        rows.append((f"steelyard {name}", f"{taken:.3f}"))
    rows.append(("python -c pass (the floor)", f"{seconds(command, sys.executable, '-c', 'pass'):.3f}"))
    print("The command, start to end, seconds")
    table(("command", "s"), rows)


def processes(path: Path) -> None:
    """The same forms in one process and in two."""
    paths = [str(path)] * MANY
    start = time.perf_counter()
    for each in paths:
        check(each)
    one = time.perf_counter() - start
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        list(pool.map(check, paths[:4]))
        start = time.perf_counter()
        list(pool.map(check, paths, chunksize=10))
        two = time.perf_counter() - start
    rows = [("1", f"{MANY / one:.0f}", "1.00"), ("2", f"{MANY / two:.0f}", f"{one / two:.2f}")]
    print(f"{MANY} forms, read and audited")
    table(("processes", "forms/s", "× one"), rows)
