"""Carries forms through all rooms, one by one or in processes: in order, and one bad file never ends the run."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from steelyard.cli.files import no_form
from steelyard.cli.targets import NoTargets, Table, aims_for
from steelyard.cli.usage import UsageError
from steelyard.model import Audited, Document, Evidence, Form, Lang, Level, Message

if TYPE_CHECKING:
    from steelyard.measuring import LedgerFolder

FEW = 8  # fewer forms than this are done before other processes have started


Shape = Literal["text", "json", "jsonl", "html", "docx", "xlsx", "pdf", "record"]
PAGES: frozenset[Shape] = frozenset({"html", "docx", "xlsx", "pdf"})  # reports of one form, with what months tell


class Job(NamedTuple):
    """What is to be done with each form. ``columns`` is the width of the terminal, ``None`` for plain text.

    ``beside`` are the forms that each is held against, ``targets`` the tables of what was set; ``ledgers`` prove its
    results.
    """

    shape: Shape
    lang: Lang
    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    columns: int | None = None
    beside: tuple[Form, ...] = ()
    ledgers: "LedgerFolder | None" = None
    targets: tuple[Table, ...] = ()


class Outcome(NamedTuple):
    """One form done: its printed result, the gravest level, the verdict in one line; or why there is none.

    A paper is bytes: ``file``, and no text.
    ``defect`` is the trace of an error of this program. ``nth`` says which form of how many in its file it is;
    ``more`` holds the others until they are told apart.
    """

    path: str
    text: str
    worst: Level | None
    verdict: str
    error: Message | None = None
    defect: str = ""
    nth: tuple[int, int] = (1, 1)
    more: tuple["Outcome", ...] = ()
    file: bytes = b""


def outcomes(paths: Sequence[str], job: Job, jobs: int | None) -> Iterator[Outcome]:
    """All forms in the order of ``paths``; ``jobs`` processes, ``None`` for as many as there are processors."""
    workers = _workers(len(paths), jobs)
    if workers > 1:
        import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all
        from steelyard.processes import in_processes

        yield from apart(in_processes(paths, partial(outcome, job), partial(_died, job), workers))
    else:
        yield from apart(outcome(job, path) for path in paths)


def _workers(forms: int, jobs: int | None) -> int:
    if jobs is None and forms < FEW:
        return 1
    from steelyard.processes import processors

    return min(forms, jobs or processors())


def apart(done: Iterable[Outcome]) -> Iterator[Outcome]:
    """Each form of files that hold several, one after another."""
    for one in done:
        yield one._replace(more=())
        yield from one.more


def outcome(job: Job, path: str) -> Outcome:
    """Reads, recognises, scores, audits and reports one file. Whatever goes wrong is in the outcome, never raised."""
    from steelyard import read

    def reported() -> Outcome:
        done = [_reported(job, path, one) for one in audits(job, read(path))]
        first, *more = (one._replace(nth=(nth, len(done))) for nth, one in enumerate(done, 1))
        return first._replace(more=tuple(more))

    return attempt(job, path, reported)


def attempt(job: Job, path: str, do: Callable[[], Outcome]) -> Outcome:
    """What comes of doing something with one file: the outcome, or why there is none. Only ``UsageError`` is raised."""
    from steelyard.papers import PaperError
    from steelyard.reading import UnreadableDocument
    from steelyard.recognising import Unrecognised

    if why := no_form(path):
        return failed(job, path, why, "NoForm")
    try:
        return do()
    except UsageError:
        raise
    except (UnreadableDocument, Unrecognised, PaperError, NoTargets) as error:
        return failed(job, path, error.message, type(error).__name__)
    except Exception as error:
        if (why := _bad_ledger(job, error)) is not None:
            return failed(job, path, why, "BadLedger")
        from steelyard.processes import defect

        return failed(job, path, defect(path, error), "Defect", traceback.format_exc())


def _bad_ledger(job: Job, error: Exception) -> Message | None:
    """Why the ledgers cannot be read, where that is the error."""
    if job.ledgers is None:
        return None
    from steelyard.measuring import LedgerError

    return error.message if isinstance(error, LedgerError) else None


def audits(job: Job, document: Document) -> list[Audited]:
    """Each form of the file; for a page that shows one form, the first, which says that there are others."""
    from steelyard import audit, recognise, recognise_all, score

    found = (recognise(document, job.profile),) if job.shape in PAGES else recognise_all(document, job.profile)
    return [
        audit(
            score(form),
            select=job.select,
            ignore=job.ignore,
            beside=job.beside,
            evidence=_evidence(job, form),
            aims=aims_for(form, job.targets),
        )
        for form in found
    ]


def _evidence(job: Job, form: Form) -> Evidence | None:
    if job.ledgers is None:
        return None
    found = job.ledgers.evidence(form)
    return replace(found, month_ends=job.ledgers.month_ends(form)) if job.shape in PAGES else found


def _reported(job: Job, path: str, audited: Audited) -> Outcome:
    from steelyard.reporting import verdict

    made = Outcome(path, "", verdict.worst(audited), verdict.line(audited, job.lang))
    if job.shape in ("docx", "xlsx", "pdf"):
        from steelyard.reporting import report

        return made._replace(file=report(audited, job.shape, job.lang))
    return made._replace(text=_said(job, audited))


def _said(job: Job, audited: Audited) -> str:
    if job.shape == "text":
        from steelyard.reporting import text

        return text.render(audited, job.lang, job.columns)
    if job.shape == "html":
        from steelyard.reporting import html

        return html.render(audited, job.lang)
    if job.shape == "record":
        from steelyard.publishing.records import record

        return _line(record(audited, job.lang))
    from steelyard.reporting import json_

    return _entry(job, json_.entry(audited, job.lang))


def failed(job: Job, path: str, why: Message, kind: str, defect: str = "") -> Outcome:
    """The outcome of a form that could not be done, and why."""
    from steelyard.reporting import json_

    said = _entry(job, json_.failure(path, why, kind, job.lang)) if job.shape in ("json", "jsonl") else ""
    return Outcome(path, said, None, "", why, defect)


def _died(job: Job, path: str) -> Outcome:
    from steelyard.processes import died

    return failed(job, path, died(path), "Died")


def _entry(job: Job, entry: dict[str, object]) -> str:
    from steelyard.reporting import json_

    return json_.piece(entry) if job.shape == "json" else _line(entry)


def _line(entry: dict[str, object]) -> str:
    from steelyard.reporting import json_

    return json_.line(entry) + "\n"
