"""Counters that all processes of the server share, in memory that the first of them maps before the others fork.

Each process writes a slot of its own, so that nobody waits for anybody and a process that is killed holds no lock;
who reads adds the slots up. A slot that a new process takes over goes on counting, so that no counter falls. There is
no file behind it: a full disk stops no process here.
"""

import mmap
import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from time import perf_counter

SLOTS = 8  # processes at once; those beyond share the last
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds
BUCKETS = (*map(str, BOUNDS), "+Inf")
STATUSES = (200, 302, 304, 400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
OTHER = "other"
Key = tuple[str, ...]  # the name of a series, then the values of its labels


class Counters:
    """Numbers by their keys. Those not known from the beginning are not counted."""

    def __init__(self, views: Iterable[str]) -> None:
        self.views = frozenset(views)
        self._at = {key: at for at, key in enumerate(_keys(sorted({*views, OTHER})))}
        self._memory = mmap.mmap(-1, SLOTS * len(self._at) * 8)
        self._numbers = memoryview(self._memory).cast("d")
        self._slot = 0
        self._lock = threading.Lock()

    def sit(self, slot: int) -> None:
        """Takes the slot of this process."""
        self._slot = min(slot, SLOTS - 1)

    def add(self, counted: Iterable[tuple[Key, float]]) -> None:
        """Adds to several numbers at once."""
        base = self._slot * len(self._at)
        with self._lock:
            for key, amount in counted:
                self._numbers[base + self._at[key]] += amount

    def totals(self) -> Iterator[tuple[Key, float]]:
        """Every number of all processes together, in the order of the keys."""
        for key, at in self._at.items():
            yield key, sum(self._numbers[at + slot * len(self._at)] for slot in range(SLOTS))


def _keys(views: list[str]) -> Iterator[Key]:
    statuses = (*map(str, STATUSES), OTHER)
    yield from (("requests", view, status) for view, status in product(views, statuses))
    for view in views:
        yield from (("request_seconds", view, bound) for bound in (*BUCKETS, "sum"))
    yield from (("audits", outcome) for outcome in ("done", "refused"))
    yield from (("audit_seconds", bound) for bound in (*BUCKETS, "sum"))


_counters: Counters | None = None


def begin(views: Iterable[str]) -> Counters:
    """Maps the memory, before the server's processes fork. A process that never begins counts nothing."""
    global _counters
    _counters = Counters(views)
    return _counters


def counters() -> Counters | None:
    """Those of this process, if it counts."""
    return _counters


def answered(view: str, status: int, seconds: float) -> None:
    """Counts a request that was answered."""
    if _counters is None:
        return
    view = view if view in _counters.views else OTHER
    told = str(status) if status in STATUSES else OTHER
    _counters.add([(("requests", view, told), 1), *_timed(("request_seconds", view), seconds)])


@contextmanager
def auditing() -> Iterator[list[str]]:
    """Counts an audit and its seconds; who audits adds a word to the list if the file is refused."""
    began, refused = perf_counter(), list[str]()
    yield refused
    if _counters is not None:
        outcome = "refused" if refused else "done"
        _counters.add([(("audits", outcome), 1), *_timed(("audit_seconds",), perf_counter() - began)])


def _timed(name: Key, seconds: float) -> list[tuple[Key, float]]:
    return [((*name, BUCKETS[bisect_left(BOUNDS, seconds)]), 1), ((*name, "sum"), seconds)]
