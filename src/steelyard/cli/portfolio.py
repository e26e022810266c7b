"""``steelyard portfolio``: many forms into a store, and questions to it."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steelyard.cli.files import ENDINGS, forms, no_form, spare
from steelyard.cli.printing import progress
from steelyard.cli.streams import note
from steelyard.cli.usage import UsageError, at_least_one, tell, unknown, unwritable
from steelyard.measuring.refusing import no_master
from steelyard.model import Lang, Message
from steelyard.portfolio.refusing import PortfolioError, no_analysis, no_extra, out_of_reach
from steelyard.processes import processors
from steelyard.reading import UnreadableDocument

if TYPE_CHECKING:
    from steelyard.portfolio.sources import Source

READING = Message("读取", "reading")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Reads, asks or describes; answers the exit status: 2 where a file gave no form.

    :raises UsageError: used wrongly, or a store that cannot be used.
    """
    if options.what == "schema" and options.hive is None:
        from steelyard.portfolio.describing import page

        sys.stdout.write(page())
        return 0
    if any(find_spec(name) is None for name in ("pyarrow", "duckdb", "ibis", "xlsxwriter")):
        raise UsageError(no_extra().message)
    if options.what == "schema":
        from steelyard.portfolio.describing import hive

        sys.stdout.write(hive(options.hive if "://" in options.hive else os.path.abspath(options.hive)))
        return 0
    try:
        return _read(options, lang) if options.what == "read" else _ask(options, lang)
    except PortfolioError as error:
        raise UsageError(error.message) from error
    except OSError as error:
        if options.output is None:
            raise
        raise unwritable(options.output, error) from error


@contextmanager
def _reached(address: str) -> Iterator[None]:
    """While a store is used: what goes wrong on the way to another machine is said of its address."""
    try:
        yield
    except OSError as error:
        if "://" not in address:
            raise
        raise out_of_reach(address, str(error)) from error


def _ask(options: argparse.Namespace, lang: Lang) -> int:
    from steelyard.portfolio.questions import question
    from steelyard.portfolio.storing import Store
    from steelyard.portfolio.tables import SHOWN, rendered, text
    from steelyard.reporting.writing import write

    asked = question(options.what)
    if any(find_spec(name) is None for name in getattr(asked, "NEEDS", ())):
        raise no_analysis()
    with _reached(options.store):
        store = Store.opened(options.store)
        answer = asked.ask(store, options)
    if options.output is None:
        sys.stdout.write(text(answer, lang, SHOWN if sys.stdout.isatty() else None))
        return 0
    if store.place.local is not None:
        spare(options.output, store.files("forms"), Message("汇总库", "the store"))
    write(rendered(answer, Path(options.output).suffix.lower(), lang), options.output)
    note(answer.sentence.say(lang))
    return 0


def _read(options: argparse.Namespace, lang: Lang) -> int:
    from steelyard.packs.forms import profiles
    from steelyard.portfolio import reading
    from steelyard.portfolio.naming import listed
    from steelyard.portfolio.places import place
    from steelyard.portfolio.storing import Store

    at_least_one(options.jobs)
    if options.profile is not None and options.profile not in profiles():
        raise unknown(Message("表样", "form profile"), options.profile, profiles())
    if options.engine != "spark" and options.master:
        raise UsageError(no_master().message)
    with _reached(options.output), _session(options) as spark:
        every = _sources(listed(options.paths), spark, lang)
        store = Store.begun(place(options.output, spark))
        with store.alone():
            store.swept()
            plan = reading.planned(store, every, reading.version(options.profile))
            total = sum(map(len, plan.chunks))
            if total or plan.stale:
                with progress(_one_by_one(_reader(options, spark())(store, plan)), total, lang, READING) as shown:
                    for _ in shown:
                        pass
    tell(_told(total, plan.known, plan.copies, options.output), lang)
    why = reading.unread(store)
    if why:
        tell(why, lang)
    return 2 if why else 0


def _sources(named: list[str], spark: Callable[[], Any], lang: Lang) -> "list[Source]":
    """Every file that is meant, sorted by name: of this machine, and at addresses."""
    from steelyard.portfolio.faraway import remotes
    from steelyard.portfolio.naming import archives, items

    far = [one for address in named if "://" in address for one in remotes(address, ENDINGS, spark)]
    near = [path for path in named if "://" not in path]
    inside = {path: archives(path) for path in near if os.path.isdir(path)}
    single = forms(near, lambda why: tell(why, lang))
    # A folder that holds no form stands for itself there; one that holds archives is not empty.
    found = [path for path in single if not inside.get(path)] + [one for some in inside.values() for one in some]
    every: dict[str, Source] = {one.name: one for one in items(found, ENDINGS, _refused)}
    every |= {one.name: one for one in far}
    return [every[name] for name in sorted(every)]


@contextmanager
def _session(options: argparse.Namespace) -> Iterator[Callable[[], Any]]:
    """What answers the Spark that is asked for, begun when it is first wanted; ``None`` where this machine reads."""
    with ExitStack() as stack:

        @cache
        def spark() -> Any:
            if options.engine != "spark":
                return None
            from steelyard.measuring.engines import session
            from steelyard.measuring.refusing import LedgerError

            try:
                return stack.enter_context(session(options.master or "local[*]"))
            except LedgerError as error:
                raise UsageError(error.message) from error

        yield spark


def _reader(options: argparse.Namespace, spark: Any) -> Callable[..., Iterator[int]]:
    """What reads a plan into a store: processes of this machine, or Spark."""
    from steelyard.portfolio import cluster, reading

    if spark is not None:
        return partial(cluster.carried_out, spark, profile=options.profile)
    return partial(reading.carried_out, profile=options.profile, many=options.jobs or processors())


def _one_by_one(done: Iterator[int]) -> Iterator[int]:
    """So many files at a time, as single ones: what the bar counts."""
    for many in done:
        yield from range(many)


def _refused(path: str) -> UnreadableDocument | None:
    """Why a path is not even opened, as an error of reading."""
    why = no_form(path)
    return None if why is None else NoForm(path, why)


class NoForm(UnreadableDocument):
    """A folder without forms, or a report of our own."""

    sentence = Message("{detail}", "{detail}")


def _told(read: int, known: int, copies: int, store: str) -> Message:
    more = f"，{known}份未变，没有重读" if known else ""
    more_en = f", {known} unchanged and not read again" if known else ""
    if copies:
        more += f"，{copies}份与别的文件内容相同，只读一次"
        more_en += f", {copies} the same as another file and read once"
    return Message(f"读入{read}个文件{more}；汇总库在{store}。", f"{read} files read{more_en}; the store is {store}.")
