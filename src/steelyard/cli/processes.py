"""Many forms in several processes: results in order, few of them waiting, and a process that dies costs one form.

Each process has a pipe of its own and works on one form at a time. So a process that dies is known with the form it
died of, and one that is killed can leave no lock behind for the others to wait on.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from steelyard.cli.running import Job, Outcome, failed, outcome
from steelyard.model import Message

AHEAD = 8  # forms for each process that may be done before the first of them is taken


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def in_processes(paths: Sequence[str], job: Job, many: int) -> Iterator[Outcome]:
    """All forms in the order of ``paths``, ``many`` processes at work."""
    idle = [_started(job) for _ in range(many)]
    busy: dict[Connection, tuple[_Worker, int]] = {}
    done: dict[int, Outcome] = {}
    given = taken = 0
    try:
        while taken < len(paths):
            while idle and given < min(len(paths), taken + many * AHEAD):
                worker = idle.pop()
                worker.pipe.send(paths[given])
                busy[worker.pipe] = worker, given
                given += 1
            ready = set(wait(list(busy)))
            for pipe in [pipe for pipe in busy if pipe in ready]:
                worker, number = busy.pop(pipe)
                done[number], left = _result(worker, paths[number], job)
                idle.append(left)
            while taken in done:
                yield done.pop(taken)
                taken += 1
    finally:
        for worker in (*idle, *(worker for worker, _ in busy.values())):
            worker.process.kill()
            worker.process.join()


def _started(job: Job) -> _Worker:
    import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all

    ours, theirs = multiprocessing.Pipe()
    # A daemon ends with the program even if an interrupt came between two lines that hand it on.
    process = multiprocessing.Process(target=_work, args=(theirs, job, os.getpid()), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _result(worker: _Worker, path: str, job: Job) -> tuple[Outcome, _Worker]:
    """What became of a form, and who is free for the next: a fresh process where this one died."""
    try:
        done: Outcome = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        why = Message(
            f"处理“{path}”的进程异常终止，多半是内存不足或文件有害，已跳过。",
            f"The process working on “{path}” died, for want of memory or of a harmful file; it was left out.",
        )
        return failed(job, path, why, "Died"), _started(job)
    return done, worker


def _work(pipe: Connection, job: Job, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the parent, which ends this process
    while True:
        while not pipe.poll(1):
            if os.getppid() != parent:
                return
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(outcome(job, path))


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """While a process starts, so that an interrupt does not meet it before it has turned its own ear off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
