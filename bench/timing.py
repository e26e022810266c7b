"""Times a piece of work: the median of warm runs."""

import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[..., object], *args: object, runs: int = 15, budget: float = 6.0) -> float:
    """Median seconds of ``work(*args)``, after one warm-up call; stops early when the budget is spent."""
    work(*args)
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < runs and (not times or time.perf_counter() - begun < budget):
        start = time.perf_counter()
        work(*args)
        times.append(time.perf_counter() - start)
    return median(times)


def table(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Prints rows under a heading, columns aligned."""
    widths = [max(len(row[column]) for row in (heading, *rows)) for column in range(len(heading))]
    for row in (heading, tuple("-" * width for width in widths), *rows):
        first, *rest = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *rest)))
    print()
