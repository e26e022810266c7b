"""Work in several processes: results in order, few of them waiting, and a process that dies costs one item.

Each process has a pipe of its own and works on one item at a time. So a process that dies is known with the item it
died of, and one that is killed can leave no lock behind for the others to wait on.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeVar

import steelyard
from steelyard.model import Message
from steelyard.model.words import in_short

AHEAD = 8  # items for each process that may be done before the first of them is taken
Item = TypeVar("Item")
Done = TypeVar("Done")


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def in_processes(
    items: Sequence[Item], work: Callable[[Item], Done], died: Callable[[Item], Done], many: int
) -> Iterator[Done]:
    """``work`` of all items in their order, ``many`` processes at it; ``died`` says what of one that ended a process.

    ``work`` never raises.
    """
    idle = [_started(work) for _ in range(many)]
    busy: dict[Connection, tuple[_Worker, int]] = {}
    done: dict[int, Done] = {}
    given = taken = 0
    try:
        while taken < len(items):
            while idle and given < min(len(items), taken + many * AHEAD):
                worker = idle.pop()
                worker.pipe.send(items[given])
                busy[worker.pipe] = worker, given
                given += 1
            ready = set(wait(list(busy)))
            for pipe in [pipe for pipe in busy if pipe in ready]:
                worker, number = busy.pop(pipe)
                try:
                    done[number] = worker.pipe.recv()
                except (EOFError, OSError):
                    worker.process.join()
                    done[number], worker = died(items[number]), _started(work)
                idle.append(worker)
            while taken in done:
                yield done.pop(taken)
                taken += 1
    finally:
        for worker in (*idle, *(worker for worker, _ in busy.values())):
            worker.process.kill()
            worker.process.join()


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def died(path: str) -> Message:
    """What is said of a file whose process ended before it answered."""
    return Message(
        f"处理“{path}”的进程异常终止，多半是内存不足或文件有害，已跳过。",
        f"The process working on “{path}” died, for want of memory or of a harmful file; it was left out.",
    )


def defect(path: str, error: Exception) -> Message:
    """What is said of a file on which this program went wrong."""
    what = in_short(error)
    version = steelyard.__version__
    return Message(
        f"处理“{path}”时程序自身出错（{what}）。请向项目报告，注明版本 {version}；加 --debug 可看到出错位置。",
        f"A defect of steelyard {version} on “{path}” ({what}). Please report it; --debug shows where.",
    )


def _started(work: Callable[[Any], Any]) -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    # A daemon ends with the program even if an interrupt came between two lines that hand it on.
    process = multiprocessing.Process(target=_work, args=(theirs, work, os.getpid()), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(pipe: Connection, work: Callable[[Any], Any], parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the parent, which ends this process
    while True:
        while not pipe.poll(1):
            if os.getppid() != parent:
                return
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(work(item))


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
