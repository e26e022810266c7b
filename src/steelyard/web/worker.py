"""The work that reads and audits a form for the application, done apart from the server (``web.apart``).

It knows no framework and no database. Its answer is JSON: the results and reports in both languages, or why there are
none.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from steelyard.model import Audited, Form, Lang, Message, Unknown
from steelyard.model.words import in_short
from steelyard.reporting.words import one_line, plain
from steelyard.web.aims import Row, Shift, set_aims, shifts
from steelyard.web.apart import Died, apart
from steelyard.web.observing.counting import auditing

SECONDS = 60.0  # for one form, from the start of the process to its answer
LANGS: tuple[Lang, ...] = ("zh", "en")


class Told(msgspec.Struct, frozen=True):
    """What became of a form in one language: ``result`` is the contract's entry, ``page`` the report."""

    result: str
    page: str
    verdict: str


class Answer(msgspec.Struct, frozen=True):
    """What the process says: ``counts`` of findings by level, ``found`` by check.

    ``why`` is set, in both languages, where the form could not be done. ``moved`` are the targets that are not as they
    were set, ``None`` where none were given.
    """

    why: tuple[str, str] | None = None
    kind: str = ""
    told: dict[Lang, Told] = {}
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    score: str | None = None
    by_rule: str | None = None
    grade: str = ""
    moved: list[Shift] | None = None


def audited_apart(path: Path, name: str, targets: Sequence[Row] | None = None, year: int | None = None) -> Answer:
    """Reads and audits the file at ``path`` in a process of its own; ``name`` is what its sender called it.

    ``targets`` are those set for ``year``, which the form is held against.
    """
    with auditing() as refused:
        found = answered(_answer, path, name, targets, year)
        answer = Answer((found.zh, found.en)) if isinstance(found, Message) else msgspec.json.decode(found, type=Answer)
        refused += [name] if answer.why else []
    return answer


def answered(work: Callable[..., bytes], path: Path, name: str, *more: Any) -> bytes | Message:
    """What ``work`` answers of a file in a process of its own, or why there is no answer."""
    try:
        return apart(work, str(path), name, *more, seconds=SECONDS)
    except TimeoutError:
        zh = f"“{name}”在{SECONDS:g}秒内没有核查完，已停止。请检查文件是否异常庞大。"
        en = f"“{name}” was not done within {SECONDS:g} seconds and was given up. See whether it is unusually large."
        return Message(zh, en)
    except Died:
        zh = f"核查“{name}”的进程异常终止，多半是内存不足或文件有害，没有保存。"
        en = f"The process working on “{name}” died, for want of memory or of a harmful file; nothing was kept."
        return Message(zh, en)


def _answer(path: str, name: str, targets: Sequence[Row] | None, year: int | None) -> bytes:
    return msgspec.json.encode(audited(Path(path).read_bytes(), name, targets, year))


def audited(data: bytes, name: str, targets: Sequence[Row] | None = None, year: int | None = None) -> Answer:
    """What an audit says of a file. Whatever goes wrong is in the answer, never raised."""
    from steelyard.auditing import audit
    from steelyard.scoring import score

    form = the_form(data, name)
    if isinstance(form, Message):
        return Answer((form.zh, form.en))
    try:
        return _told(audit(score(form), aims=set_aims(targets, year)))
    except Exception as error:
        why = defect(name, error)
        return Answer((why.zh, why.en))


def the_form(data: bytes, name: str) -> Form | Message:
    """The one form of a file, or why there is none."""
    from steelyard.reading import UnreadableDocument, read_bytes
    from steelyard.recognising import Unrecognised, recognise_all

    try:
        forms = recognise_all(read_bytes(data, name))
        return forms[0] if len(forms) == 1 else _several(name, len(forms))
    except (UnreadableDocument, Unrecognised) as error:
        return error.message
    except Exception as error:
        return defect(name, error)


def defect(name: str, error: Exception) -> Message:
    """What is said of a file on which the program failed."""
    if isinstance(error, MemoryError):
        return Message(f"“{name}”需要的内存太多，没有核查。", f"“{name}” needs too much memory and was not audited.")
    what = in_short(error)
    return Message(f"核查“{name}”时程序出错（{what}），没有保存。", f"A defect on “{name}” ({what}); nothing was kept.")


def _several(name: str, many: int) -> Message:
    """A unit files one form a year: what stands behind the first would go unseen."""
    zh = f"“{name}”里有{many}份自评表，一次只能交一份。请拆成单独的文件，上传其中的部门整体支出自评表。"
    en = f"“{name}” holds {many} forms, and one is taken at a time. Put each into a file and send the department's."
    return Message(zh, en)


def _told(done: Audited) -> Answer:
    from steelyard.reporting import html, json_, verdict
    from steelyard.scoring.aims import aims_of, moves

    form = done.scored.form
    told = {
        lang: Told(json_.line(json_.entry(done, lang)), html.render(done, lang), verdict.line(done, lang))
        for lang in LANGS
    }
    levels = [finding.level for finding in done.findings]
    return Answer(
        kind=form.document.format,
        told=told,
        counts={level: levels.count(level) for level in ("error", "doubt", "note")},
        found=dict(sorted(Counter(finding.name for finding in done.findings).items())),
        score=_number(form.total.score.value),
        by_rule=_number(done.scored.by_rule.score),
        grade=one_line(form.grade.text),
        moved=None if done.scored.aims is None else shifts(moves(done.scored.aims, aims_of(form))),
    )


def _number(value: Decimal | Unknown) -> str | None:
    return None if isinstance(value, Unknown) else plain(value)
