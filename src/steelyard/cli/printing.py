"""How the results of one or of many forms come out: joined, summed up at the end, with a progress bar on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from steelyard.cli.running import FEW, Job, Outcome
from steelyard.model import Lang, Message

if TYPE_CHECKING:
    from rich.progress import Progress

Done = TypeVar("Done")
CHECKING = Message("核查", "checking")


def terminal_columns() -> int | None:
    """The width of the terminal that standard output is; ``None`` in a pipe or where colour is not wanted."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return None
    return max(40, shutil.get_terminal_size().columns)


def joined(done: Iterable[Outcome], job: Job, total: int) -> Iterator[str]:
    """The result as it is printed, part by part."""
    if job.shape == "json":
        from steelyard.reporting import json_

        yield from json_.document(one.text for one in done)
    elif job.shape == "text":
        yield from _numbered(done, total)
    else:
        yield from (one.text for one in done)


def _numbered(done: Iterable[Outcome], total: int) -> Iterator[str]:
    """Each form under its number where there are several: that of its file, and its own within the file."""
    number = 0
    for one in done:
        number += one.nth[0] == 1
        if one.error:
            continue
        within = _within(one)
        yield f"== {number}/{total}{within} ==\n{one.text}\n" if total > 1 or within else one.text


def _within(one: Outcome) -> str:
    """Which form of its file it is, where that holds several."""
    nth, many = one.nth
    return f" · {nth}/{many}" if many > 1 else ""


def closing(seen: Sequence[Outcome], lang: Lang) -> str:
    """After many forms: one line for each, then the count."""
    from steelyard.reporting.lines import Line, plain
    from steelyard.reporting.words import safe

    unread = Message("无法读取", "could not be read").say(lang)
    colon = "：" if lang == "zh" else ": "
    lines = [Line(f"{safe(one.path)}{_within(one)}{colon}{one.verdict or unread}") for one in seen]
    return plain([*lines, Line(""), Line(_counted(seen).say(lang))])


def _counted(seen: Sequence[Outcome]) -> Message:
    errors, doubts = (sum(one.worst == level for one in seen) for level in ("error", "doubt"))
    unread = sum(one.error is not None for one in seen)
    clean = len(seen) - errors - doubts - unread
    zh = [f"共 {len(seen)} 份", f"有错误 {errors} 份", f"只有疑点 {doubts} 份", f"无错误和疑点 {clean} 份"]
    en = [f"{len(seen)} forms", f"{errors} with errors", f"{doubts} with doubts only", f"{clean} with neither"]
    if unread:
        zh.append(f"无法读取 {unread} 份")
        en.append(f"{unread} could not be read")
    return Message("，".join(zh), ", ".join(en))


@contextmanager
def progress(done: Iterator[Done], total: int, lang: Lang, what: Message = CHECKING) -> Iterator[Iterator[Done]]:
    """The same outcomes; while they come, a bar on a terminal when there are many."""
    if total < FEW or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield done
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    words = TextColumn(what.say(lang))
    columns = (words, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    yield _advancing(bar, done, total)


def _advancing(bar: Progress, done: Iterator[Done], total: int) -> Iterator[Done]:
    # The first form is waited for without the bar: its thread must not be there yet when processes are forked.
    first = next(done)
    with bar:
        task = bar.add_task("", total=total, completed=1)
        yield first
        for one in done:
            bar.advance(task)
            yield one
