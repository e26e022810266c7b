"""Carries forms through all rooms, one by one or in processes: in order, and one bad file never ends the run."""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Literal, NamedTuple

from steelyard import __version__
from steelyard.model import Audited, Lang, Level, Message

FEW = 8  # fewer forms than this are done before other processes have started


Shape = Literal["text", "json", "jsonl", "html"]


class Job(NamedTuple):
    """What is to be done with each form. ``columns`` is the width of the terminal, ``None`` for plain text."""

    shape: Shape
    lang: Lang
    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    columns: int | None = None


class Outcome(NamedTuple):
    """One form done: its printed result, the gravest level, the verdict in one line; or why there is none.

    ``defect`` is the trace of an error of this program.
    """

    path: str
    text: str
    worst: Level | None
    verdict: str
    error: Message | None = None
    defect: str = ""


def outcomes(paths: Sequence[str], job: Job, jobs: int | None) -> Iterator[Outcome]:
    """All forms in the order of ``paths``; ``jobs`` processes, ``None`` for as many as there are processors."""
    workers = min(len(paths), jobs or (_processors() if len(paths) >= FEW else 1))
    if workers > 1:
        yield from _in_processes(paths, job, workers)
    else:
        yield from (outcome(job, path) for path in paths)


def outcome(job: Job, path: str) -> Outcome:
    """Reads, recognises, scores, audits and reports one form. Whatever goes wrong is in the outcome, never raised."""
    from steelyard.reading import UnreadableDocument

    try:
        audited = _audited(job, path)
        return _reported(job, path, audited)
    except UnreadableDocument as error:
        return _failed(job, path, error.message, type(error).__name__)
    except Exception as error:
        return _failed(job, path, _defect(path, error), "Defect", traceback.format_exc())


def _audited(job: Job, path: str) -> Audited:
    from steelyard import audit, read, recognise, score

    form = recognise(read(path), job.profile)
    return audit(score(form), select=job.select, ignore=job.ignore)


def _reported(job: Job, path: str, audited: Audited) -> Outcome:
    from steelyard.reporting import verdict

    return Outcome(path, _said(job, audited), verdict.worst(audited), verdict.line(audited, job.lang))


def _said(job: Job, audited: Audited) -> str:
    if job.shape == "text":
        from steelyard.reporting import text

        return text.render(audited, job.lang, job.columns)
    if job.shape == "html":
        from steelyard.reporting import html

        return html.render(audited, job.lang)
    from steelyard.reporting import json_

    return _entry(job, json_.entry(audited, job.lang))


def _failed(job: Job, path: str, why: Message, kind: str, defect: str = "") -> Outcome:
    from steelyard.reporting import json_

    said = _entry(job, json_.failure(path, why, kind, job.lang)) if job.shape in ("json", "jsonl") else ""
    return Outcome(path, said, None, "", why, defect)


def _entry(job: Job, entry: dict[str, object]) -> str:
    from steelyard.reporting import json_

    return json_.piece(entry) if job.shape == "json" else json_.line(entry) + "\n"


def _defect(path: str, error: Exception) -> Message:
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Message(
        f"处理“{path}”时程序自身出错（{what}）。请向项目报告，注明版本 {__version__}；加 --debug 可看到出错位置。",
        f"A defect of steelyard {__version__} on “{path}” ({what}). Please report it; --debug shows where.",
    )


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(paths: Sequence[str], job: Job, workers: int) -> Iterator[Outcome]:
    at = 0
    while at < len(paths):
        pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent)
        try:
            for done in pool.map(partial(outcome, job), paths[at:]):
                yield done
                at += 1
            pool.shutdown()
        except BrokenProcessPool:  # one worker died of one form; which one it was is found by trying it alone
            yield _alone(paths[at], job)
            at += 1
        except BaseException:
            _stop(pool)
            raise


def _alone(path: str, job: Job) -> Outcome:
    with ProcessPoolExecutor(1, initializer=_leave_interrupts_to_the_parent) as pool:
        try:
            return pool.submit(outcome, job, path).result()
        except BrokenProcessPool:
            why = Message(
                f"处理“{path}”的进程异常终止，多半是内存不足或文件有害，已跳过。",
                f"The process working on “{path}” died, for want of memory or of a harmful file; it was left out.",
            )
            return _failed(job, path, why, "Died")


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for child in multiprocessing.active_children():
        child.terminate()
