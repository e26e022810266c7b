"""Drafts in the database: every save is kept, and none is written over one that its writer has not seen."""

import hashlib
import zlib
from collections.abc import Iterable

import msgspec
from django.core.files.base import ContentFile
from django.db import transaction

from steelyard.filling.drafts import Typed, typed
from steelyard.model import Message
from steelyard.reviewing import Person, Refused
from steelyard.web import live, logbook
from steelyard.web.acts import against, entitled
from steelyard.web.deeds import Unfit
from steelyard.web.models import Case, Draft, Saved, User


class Conflict(Exception):  # noqa: N818 — an answer, not a fault
    """Somebody has saved the draft since; ``last`` is their save, ``cells`` what it says otherwise, where known."""

    def __init__(self, last: Saved, cells: tuple[str, ...] = ()) -> None:
        self.last, self.cells = last, cells
        super().__init__(f"revision {last.revision} is newer")


def last_save(case: Case) -> Saved | None:
    """The draft of a case as it is now; ``None`` where none was begun."""
    draft = Draft.objects.filter(case=case).first()
    return draft and _last(draft)


def _last(draft: Draft) -> Saved:
    return Saved.objects.select_related("by").get(draft=draft, revision=draft.revision)


def save(
    case: Case, revision: int | None, draft: Typed, user: User, people: Iterable[Person], what: str, detail: str = ""
) -> Saved:
    """Keeps ``draft`` as the next save, and answers it; where nothing has changed, the last one.

    ``revision`` is that of the save it was made from, 0 where there was none. One save at a time: the case is locked.

    :raises Conflict: there is a newer save than ``revision``; nothing was kept.
    :raises Refused: the case is not open for filling in, or not by any of ``people``.
    """
    text = content(draft)
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("unit").get(id=case.id)
        if why := against(locked, "save", people):
            raise Refused(why)
        own, _ = Draft.objects.get_or_create(case=locked)
        last = _last(own) if own.revision else None
        if last and last.content == text:
            return last
        if last and last.revision != revision:
            raise Conflict(last)
        own.revision += 1
        own.save()
        return Saved.objects.create(
            draft=own, revision=own.revision, packed=zlib.compress(text), what=what, detail=detail, by=user
        )


def begin(case: Case, revision: int, draft: Typed, user: User, people: Iterable[Person], source: str) -> Saved:
    """Begins the draft of a case, or begins it anew; the log says from what.

    :raises Conflict: somebody has saved or begun it since.
    :raises Refused: the case is not open for filling in, or not by any of ``people``.
    """
    people = tuple(people)
    with transaction.atomic():
        made = save(case, revision, draft, user, people, "begin", source)
        logbook.append(entitled(case, "save", people), "begin-draft", case.subject, reason=source, seen=digest(made))
    return made


def as_file(case: Case, saved: Saved) -> ContentFile:
    """The official form of a save as a Word file, to be handed in as one that was uploaded.

    :raises Unfit: it cannot be written yet; the sentence says what is missing.
    """
    done = live.written(saved.content)
    if done.why:
        raise Unfit(Message(*done.why))
    return ContentFile(done.content, f"{case.unit.name}{case.year}年度自评表.docx")


def content(draft: Typed) -> bytes:
    """A draft as it is kept."""
    return msgspec.json.encode(draft)


def digest(saved: Saved) -> str:
    """The SHA-256 of a save's content."""
    return hashlib.sha256(saved.content).hexdigest()


def read(saved: Saved) -> Typed:
    """The draft of a save."""
    return typed(saved.content)
