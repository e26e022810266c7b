"""``steelyard check`` and ``steelyard report``."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.cli.beside import beside
from steelyard.cli.files import forms, put, result, spare
from steelyard.cli.printing import closing, joined, progress, terminal_columns
from steelyard.cli.running import Job, Outcome, Shape, apart, outcome, outcomes
from steelyard.cli.streams import note
from steelyard.cli.targets import tables
from steelyard.cli.usage import UsageError, at_least_one, tell, unknown
from steelyard.model import Lang, Message

if TYPE_CHECKING:
    from steelyard.measuring import LedgerFolder

REPORTS: dict[str, Shape] = {
    ".html": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    ".json": "json",
}
FAILING = {"error": {"error"}, "doubt": {"error", "doubt"}, "never": set[str]()}


def check(options: argparse.Namespace, lang: Lang) -> int:
    """Checks every form; answers the exit status of the contract."""
    at_least_one(options.jobs)
    job, all_read = with_beside(job_of(options, _shape(options), lang), options.beside)
    paths = forms(options.paths, lambda why: tell(why, lang))
    if options.output:
        spare(options.output, [*paths, *options.targets, *(one.document.path for one in job.beside)])
        _spare_ledgers(options)
    seen: list[Outcome] = []
    with result(options.output) as write:
        done = told(outcomes(paths, job, options.jobs), options, lang)
        with progress(done, len(paths), lang) as shown:
            for part in joined(_noted(shown, seen), job, len(paths)):
                write(part)
        if job.shape == "text" and len(seen) > 1:
            write(closing(seen, lang))
    return _status(seen, options.fail_on) if all_read else 2


def report(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the report of one form; 0 when it is written, whatever was found, 2 where a form beside was not read."""
    ending = Path(options.output).suffix.lower()
    if ending not in REPORTS:
        raise UsageError(_no_such_report(ending))
    one_form(options.path, "report")
    job, all_read = with_beside(job_of(options, REPORTS[ending], lang), options.beside)
    spare_inputs(options, job)
    done = list(told(apart([outcome(job, options.path)]), options, lang))
    if done[0].error:
        return 2
    put(done[0].file or "".join(joined(done, job, 1)).encode(), options.output)
    written = Message(f"报告已写入 {options.output}", f"report written to {options.output}")
    note(*(one.verdict for one in done), written.say(lang))
    return 0 if all_read else 2


def one_form(path: str, command: str) -> None:
    """Refuse a folder where a command takes one form. Raises ``UsageError``."""
    if os.path.isdir(path):
        zh, en = f"“{path}”是文件夹，{command} 一次写一份表。", f"“{path}” is a folder; {command} takes one form."
        raise UsageError(Message(zh, en))


def _no_such_report(ending: str) -> Message:
    kind = Message(f"扩展名“{ending}”", f"the ending “{ending}”") if ending else Message("没有扩展名", "no ending")
    first, last = "、".join(list(REPORTS)[:-1]), list(REPORTS)[-1]
    return Message(
        f"报告的种类看文件扩展名（{kind.zh}），可写 {first} 或 {last}。",
        f"The ending of the file says which kind of report ({kind.en}); write {first.replace('、', ', ')} or {last}.",
    )


def _shape(options: argparse.Namespace) -> Shape:
    if options.format:
        return options.format  # type: ignore[no-any-return]
    by_ending: dict[str, Shape] = {".json": "json", ".jsonl": "jsonl"}
    return by_ending.get(Path(options.output or "").suffix.lower(), "text")


def job_of(options: argparse.Namespace, shape: Shape, lang: Lang) -> Job:
    """What the options ask for.

    :raises UsageError: a profile, a check or a folder is not there, or a table of targets cannot be read.
    """
    from steelyard.checks import checks
    from steelyard.packs.forms import profiles

    if options.profile is not None and options.profile not in profiles():
        raise unknown(Message("表样", "form profile"), options.profile, profiles())
    select, ignore = _names(options.select), _names(options.ignore)
    for name in (*select, *ignore):
        if name not in checks():
            raise unknown(Message("检查", "check"), name, checks())
    columns = None if options.output else terminal_columns()
    set_ = tables(options.targets)
    return Job(shape, lang, options.profile, select, ignore, columns, ledgers=_ledgers(options), targets=set_)


def _ledgers(options: argparse.Namespace) -> "LedgerFolder | None":
    """The folder of ledgers; that it is one is seen before any form is read."""
    if options.ledgers is None:
        if options.accept_bad_rows:
            zh = "--accept-bad-rows 要与 --ledgers 一起用：不计的是台账里的行。"
            raise UsageError(Message(zh, "--accept-bad-rows goes with --ledgers: the rows are those of ledgers."))
        return None
    from steelyard.measuring import LedgerFolder
    from steelyard.measuring.refusing import no_extra, no_folder

    if not os.path.isdir(options.ledgers):
        raise UsageError(no_folder(options.ledgers).message)
    if find_spec("ibis") is None:
        raise UsageError(no_extra().message)
    return LedgerFolder(options.ledgers, options.accept_bad_rows)


def spare_inputs(options: argparse.Namespace, job: Job) -> None:
    """Sees to it that the result of one form overwrites nothing it is made from. Raises ``UsageError``."""
    spare(options.output, [options.path, *options.targets, *(one.document.path for one in job.beside)])
    _spare_ledgers(options)


def _spare_ledgers(options: argparse.Namespace) -> None:
    if options.ledgers is not None:
        inside = [os.path.join(options.ledgers, name) for name in os.listdir(options.ledgers)]
        spare(options.output, inside, Message("台账", "a ledger"))


def with_beside(job: Job, paths: list[str]) -> tuple[Job, bool]:
    """The job with the forms that each form is held against, and whether all of them could be read."""
    others, all_read = beside(paths, lambda why: tell(why, job.lang))
    return job._replace(beside=others), all_read


def _names(given: list[str]) -> tuple[str, ...]:
    words = chain.from_iterable(part.replace("，", ",").split(",") for part in given)
    return tuple(word.strip() for word in words if word.strip())


def told(done: Iterator[Outcome] | list[Outcome], options: argparse.Namespace, lang: Lang) -> Iterator[Outcome]:
    """Passes outcomes on, telling on standard error of those that failed."""
    for one in done:
        if one.error:
            if one.defect and getattr(options, "debug", False):
                print(one.defect, file=sys.stderr)
            tell(one.error, lang)
        yield one


def _noted(done: Iterator[Outcome], seen: list[Outcome]) -> Iterator[Outcome]:
    """Keeps of each outcome what the end of the run needs, not its text."""
    for one in done:
        seen.append(one._replace(text="", defect=""))
        yield one


def _status(seen: list[Outcome], fail_on: str) -> int:
    levels = Counter("unreadable" if one.error else one.worst for one in seen)
    return 2 if levels["unreadable"] else int(any(levels[level] for level in FAILING[fail_on]))
