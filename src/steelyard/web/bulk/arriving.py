"""An archive that comes in: held against the guards, kept, and each of its files put into the queue."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from steelyard.model import Message
from steelyard.portfolio import zipped
from steelyard.reading import UnreadableDocument
from steelyard.reviewing import Person
from steelyard.web import logbook, store
from steelyard.web.models import Batch, Member, Place, User
from steelyard.web.queue.putting import put_all
from steelyard.web.uploads import KINDS, Unacceptable, plain_name

MOST = 2_000  # files in one archive
OTHER = Message("扩展名不在可接收之列。", "It has the ending of no form.")


def arrived(name: str, chunks: Iterable[bytes], place: Place, year: int, user: User, officer: Person) -> Batch:
    """Keeps an archive and puts its files into the queue; one transaction, one entry of the log.

    :raises Unacceptable: it is refused as a whole; nothing was kept.
    """
    shown = plain_name(name)
    with store.incoming(chunks) as path:
        forms, rest = _looked_at(path, shown)
        digest = store.adopt(path)
    with transaction.atomic():
        _not_twice(shown, digest, place, year)
        batch = Batch.objects.create(place=place, year=year, by=user, name=shown, sha256=digest)
        Member.objects.bulk_create(_members(batch, forms, rest), batch_size=500)
        waiting = batch.members.filter(state="waiting").values_list("id", flat=True)
        put_all("audit", {str(member): {"member": member} for member in waiting})
        logbook.append(officer, "bulk-upload", batch.subject, reason=f"{place.path}#{year}", seen=digest)
    return batch


def _not_twice(shown: str, digest: str, place: Place, year: int) -> None:
    """An archive that is under way is not begun once more, as by a second click."""
    same = Batch.objects.filter(sha256=digest, place=place, year=year, settled=False, cancelled=False).first()
    if same is not None:
        zh = f"“{shown}”已经在办理（第{same.id}批），请等它结束。"
        raise Unacceptable(Message(zh, f"“{shown}” is under way as batch {same.id}; wait until that has ended."))


def _looked_at(path: Path, shown: str) -> tuple[list[str], list[str]]:
    try:
        forms = zipped.members(str(path), KINDS)
        rest = zipped.others(str(path), KINDS)
    except UnreadableDocument as error:
        raise Unacceptable(renamed(error, shown)) from error
    if not forms:
        zh = f"压缩包“{shown}”里没有自评表文件，请核对后重新上传。"
        raise Unacceptable(Message(zh, f"The archive “{shown}” holds no form; check it and send it again."))
    if len(forms) + len(rest) > MOST:
        zh = f"压缩包“{shown}”里有{len(forms) + len(rest)}个文件，一次最多{MOST}个，请分成几个压缩包。"
        en = f"The archive “{shown}” holds {len(forms) + len(rest)} files, and {MOST} is the most; send it in parts."
        raise Unacceptable(Message(zh, en))
    return forms, rest


def renamed(error: UnreadableDocument, shown: str) -> Message:
    """What an error says of a file, called as its sender calls it: where the store keeps it is nobody's matter."""
    path, detail = error.args
    return type(error)(str(path).replace(str(path).partition("!")[0], shown), detail).message


def _members(batch: Batch, forms: list[str], rest: list[str]) -> Iterable[Member]:
    for number, path in enumerate(sorted(forms + rest), 1):
        member = Member(batch=batch, number=number, path=path, state="waiting")
        if path in rest:
            member.state = "refused"
            member.because(OTHER)
        yield member
