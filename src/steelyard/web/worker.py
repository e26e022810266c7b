"""The work that reads and audits a form for the application, done apart from the server (``web.apart``).

It knows no framework and no database. Its answer is JSON: the results and reports in both languages, or why there are
none.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec

from steelyard.model import Audited, Lang, Message, Unknown
from steelyard.reporting.words import one_line, plain
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

    ``why`` is set, in both languages, where the form could not be done.
    """

    why: tuple[str, str] | None = None
    kind: str = ""
    told: dict[Lang, Told] = {}
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    score: str | None = None
    by_rule: str | None = None
    grade: str = ""


def audited_apart(path: Path, name: str) -> Answer:
    """Reads and audits the file at ``path`` in a process of its own; ``name`` is what its sender called it."""
    with auditing() as refused:
        answer = _audited_apart(path, name)
        refused += [name] if answer.why else []
    return answer


def _audited_apart(path: Path, name: str) -> Answer:
    try:
        return msgspec.json.decode(apart(_answer, str(path), name, seconds=SECONDS), type=Answer)
    except TimeoutError:
        zh = f"“{name}”在{SECONDS:g}秒内没有核查完，已停止。请检查文件是否异常庞大。"
        en = f"“{name}” was not done within {SECONDS:g} seconds and was given up. See whether it is unusually large."
        return Answer((zh, en))
    except Died:
        zh = f"核查“{name}”的进程异常终止，多半是内存不足或文件有害，没有保存。"
        en = f"The process working on “{name}” died, for want of memory or of a harmful file; nothing was kept."
        return Answer((zh, en))


def _answer(path: str, name: str) -> bytes:
    return msgspec.json.encode(audited(Path(path).read_bytes(), name))


def audited(data: bytes, name: str) -> Answer:
    """What an audit says of a file. Whatever goes wrong is in the answer, never raised."""
    from steelyard.auditing import audit
    from steelyard.reading import UnreadableDocument, read_bytes
    from steelyard.recognising import Unrecognised, recognise_all
    from steelyard.scoring import score

    try:
        forms = recognise_all(read_bytes(data, name))
        return _told(audit(score(forms[0]))) if len(forms) == 1 else _several(name, len(forms))
    except (UnreadableDocument, Unrecognised) as error:
        return Answer((error.message.zh, error.message.en))
    except MemoryError:
        much = Message(f"“{name}”需要的内存太多，没有核查。", f"“{name}” needs too much memory and was not audited.")
        return Answer((much.zh, much.en))
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Answer(
            (f"核查“{name}”时程序出错（{what}），没有保存。", f"A defect on “{name}” ({what}); nothing was kept.")
        )


def _several(name: str, many: int) -> Answer:
    """A unit files one form a year: what stands behind the first would go unseen."""
    zh = f"“{name}”里有{many}份自评表，一次只能交一份。请拆成单独的文件，上传其中的部门整体支出自评表。"
    en = f"“{name}” holds {many} forms, and one is taken at a time. Put each into a file and send the department's."
    return Answer((zh, en))


def _told(done: Audited) -> Answer:
    from steelyard.reporting import html, json_, verdict

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
    )


def _number(value: Decimal | Unknown) -> str | None:
    return None if isinstance(value, Unknown) else plain(value)
