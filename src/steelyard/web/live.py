"""What is done with a draft apart from the server (``web.apart``): checked, written, begun; and a file annotated.

It knows no framework and no database, and decides nothing: it asks the core and says what came of it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from steelyard.filling.drafts import Found, Gap, Tried, begun, corrected, data_of, tried, typed, words
from steelyard.model import Lang, Message, Unknown
from steelyard.model.words import in_short
from steelyard.quantity import trimmed
from steelyard.web.aims import Row, set_aims
from steelyard.web.apart import Died, apart

CHECK_SECONDS = 15.0
FILE_SECONDS = 60.0


GONE = Message(
    "这处已经改过，或者内容有变，没有可以采纳的更正。请看最新的核查结果。",
    "This was changed meanwhile; there is no such correction now. See the findings as they are.",
)


class Item(msgspec.Struct, frozen=True):
    """A gap or a finding: ``at`` are the parts of the page where it is told, ``cells`` the addresses it names.

    ``accept`` is the key of the correction that is offered, blank where none is.
    """

    level: str
    text: str
    step: str
    at: list[str]
    cells: list[str]
    accept: str = ""
    stated: str = ""
    computed: str = ""


class RowCheck(msgspec.Struct, frozen=True):
    """An indicator: its number in the draft, and the points that its rule gives, with the arithmetic."""

    number: int
    points: str
    how: str


class Check(msgspec.Struct, frozen=True):
    """How a draft stands, in one language; unknown figures are blank. ``unread`` says why nothing is known."""

    items: list[Item] = []
    rows: list[RowCheck] = []
    score: str = ""
    weight: str = ""
    by_rule: str = ""
    rate: str = ""
    grade: str = ""
    unread: str = ""


class Done(msgspec.Struct, frozen=True):
    """What came of a file: its ``content``, or ``why`` there is none. ``notes`` tell what is amiss."""

    content: bytes = b""
    why: tuple[str, str] | None = None
    notes: list[tuple[str, str]] = []


def check(content: bytes, lang: Lang, targets: Sequence[Row] | None, year: int) -> Check:
    """How the draft stands beside the ``targets`` set for ``year``; where that cannot be told, ``unread`` says why.

    Never raises.
    """
    late = Message("实时核查没有完成，已保存的内容不受影响。", "The live check did not finish; what was saved is safe.")
    try:
        return msgspec.json.decode(apart(_check, content, lang, targets, year, seconds=CHECK_SECONDS), type=Check)
    except (TimeoutError, Died):
        return Check(unread=late.say(lang))


def written(content: bytes) -> Done:
    """The official form of a draft as a Word file."""
    return _done(_written, content)


def accepted(content: bytes, key: str) -> Done:
    """The draft with the correction of that key made; ``notes`` say what was changed."""
    return _done(_accepted, content, key)


def begin(path: Path, name: str, year: int, same_year: bool, profile: str) -> Done:
    """A draft begun from the file at ``path``; ``content`` is its JSON."""
    return _done(_begun, str(path), name, year, same_year, profile)


def annotated(path: Path, name: str, lang: Lang, targets: Sequence[Row] | None, year: int) -> Done:
    """The file at ``path`` with its findings as remarks beside the places they name, as ``worker`` finds them."""
    return _done(_annotated, str(path), name, lang, targets, year)


def _done(work: Callable[..., bytes], *matter: Any) -> Done:
    try:
        return msgspec.json.decode(apart(work, *matter, seconds=FILE_SECONDS), type=Done)
    except TimeoutError:
        zh = f"{FILE_SECONDS:g}秒内没有完成，已停止，没有改动。"
        return Done(why=(zh, f"It was not done within {FILE_SECONDS:g} seconds and was given up; nothing was changed."))
    except Died:
        zh = "处理文件的进程异常终止，多半是内存不足或文件有害，没有改动。"
        en = "The process died, for want of memory or of a harmful file; nothing was changed."
        return Done(why=(zh, en))


def _told(work: Callable[[], Done]) -> bytes:
    """What ``work`` answers; whatever goes wrong is in the answer."""
    from steelyard.filling import FillError
    from steelyard.papers import PaperError
    from steelyard.reading import UnreadableDocument
    from steelyard.recognising import Unrecognised

    try:
        return msgspec.json.encode(work())
    except (FillError, PaperError, UnreadableDocument, Unrecognised) as error:
        return msgspec.json.encode(Done(why=(error.message.zh, error.message.en)))
    except Exception as error:
        what = in_short(error)
        return msgspec.json.encode(
            Done(why=(f"程序出错（{what}），没有改动。", f"A defect ({what}); nothing was changed."))
        )


def _written(content: bytes) -> bytes:
    from steelyard.filling import fill
    from steelyard.papers import write

    return _told(lambda: Done(write(fill(data_of(typed(content))).paper, "docx")))


def _accepted(content: bytes, key: str) -> bytes:
    from steelyard.filling import FillError

    def work() -> Done:
        draft = typed(content)
        for one in tried(draft).findings:
            if one.correction and one.correction.key == key:
                offered, finding = one.correction, one.finding
                places = [words(draft, edit.address) for edit in offered.edits]
                what = f"{offered.stated} → {offered.computed} ({finding.name})"
                zh, en = "、".join(one.zh for one in places), ", ".join(one.en for one in places)
                return Done(msgspec.json.encode(corrected(draft, offered)), notes=[(f"{zh}：{what}", f"{en}: {what}")])
        raise FillError(*GONE)

    return _told(work)


def _begun(path: str, name: str, year: int, same_year: bool, profile: str) -> bytes:
    def work() -> Done:
        made = begun(Path(path).read_bytes(), name, year=year, same_year=same_year, profile=profile)
        return Done(msgspec.json.encode(made.draft), notes=[(note.zh, note.en) for note in made.notes])

    return _told(work)


def _annotated(path: str, name: str, lang: Lang, targets: Sequence[Row] | None, year: int) -> bytes:
    from steelyard.auditing import audit
    from steelyard.reading import read_bytes
    from steelyard.recognising import recognise_all
    from steelyard.reporting.annotating import annotate
    from steelyard.scoring import score

    def work() -> Done:
        data, aims = Path(path).read_bytes(), set_aims(targets, year)
        forms = recognise_all(read_bytes(data, name))
        return Done(annotate([audit(score(form), aims=aims) for form in forms], data, lang))

    return _told(work)


def _check(content: bytes, lang: Lang, targets: Sequence[Row] | None, year: int) -> bytes:
    from steelyard.filling import FillError

    try:
        return msgspec.json.encode(checked(tried(typed(content), set_aims(targets, year)), lang))
    except FillError as error:
        return msgspec.json.encode(Check(unread=error.message.say(lang)))
    except Exception as error:
        what = in_short(error)
        said = Message(f"实时核查时程序出错（{what}）。", f"A defect in the live check ({what}).")
        return msgspec.json.encode(Check(unread=said.say(lang)))


def checked(found: Tried, lang: Lang) -> Check:
    """What the page shows of a draft that was tried."""
    items = [*(_finding(one, lang) for one in found.findings), *(_gap(one, lang) for one in found.gaps)]
    rows = [RowCheck(row.number, _figure(row.mark.points), row.mark.how.say(lang)) for row in found.rows if row.mark]
    scored = found.scored
    return Check(
        items,
        rows,
        _figure(found.total),
        _figure(scored.summed.weight if scored else None),
        _figure(scored.by_rule.score if scored else None),
        _figure(found.rate),
        found.grade,
        found.unread.say(lang) if found.unread else "",
    )


def _figure(value: Decimal | Unknown | None) -> str:
    return trimmed(value) if isinstance(value, Decimal) else ""


def _finding(one: Found, lang: Lang) -> Item:
    finding, offered = one.finding, one.correction
    return Item(
        finding.level,
        finding.message.say(lang),
        finding.next_step.say(lang),
        _parts(one.addresses),
        list(one.addresses),
        *((offered.key, offered.stated, offered.computed) if offered else ()),
    )


def _gap(one: Gap, lang: Lang) -> Item:
    return Item("gap", one.message.say(lang), "", _parts((one.address,)), [one.address])


def _parts(addresses: tuple[str, ...]) -> list[str]:
    """The parts of the page where something is told: rows, sections, tables; ``all`` for the form as a whole."""
    return list(dict.fromkeys(part for address in addresses if (part := _part(address)))) or ["all"]


def _part(address: str) -> str:
    part, _, rest = address.partition(".")
    if part == "indicators" and rest:
        return f"{part}.{rest.partition('.')[0]}"
    if part == "narrative":
        return address
    return part if part in ("card", "budget", "values", "indicators") else ""
