"""Many forms in several processes: results in order, few of them waiting, and a process that dies costs one form."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from steelyard.cli.running import Job, Outcome, failed, outcome
from steelyard.model import Message

AHEAD = 8  # forms for each process that are done or under way before the first of them is taken


def in_processes(paths: Sequence[str], job: Job, workers: int) -> Iterator[Outcome]:
    """All forms in the order of ``paths``."""
    at = 0
    while at < len(paths):
        pool = _pool(workers)
        try:
            for done in _in_order(pool, paths[at:], job, workers * AHEAD):
                yield done
                at += 1
            pool.shutdown()
        except BrokenProcessPool:  # one process died of one form; whether it was this one is found by trying it alone
            pool.shutdown()
            yield _alone(paths[at], job)
            at += 1
        except BaseException:
            _stop(pool)
            raise


def _pool(workers: int) -> ProcessPoolExecutor:
    import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all

    return ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent)


def _in_order(pool: ProcessPoolExecutor, paths: Sequence[str], job: Job, ahead: int) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque()
    for path in paths:
        waiting.append(pool.submit(outcome, job, path))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _alone(path: str, job: Job) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(outcome, job, path).result()
        except BrokenProcessPool:
            why = Message(
                f"处理“{path}”的进程异常终止，多半是内存不足或文件有害，已跳过。",
                f"The process working on “{path}” died, for want of memory or of a harmful file; it was left out.",
            )
            return failed(job, path, why, "Died")


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    for child in multiprocessing.active_children():
        child.terminate()
    pool.shutdown()
