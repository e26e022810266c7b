"""Files that prove a row's result: which are taken, kept by their hash, taken off the list but never lost."""

from pathlib import PurePath
from typing import NamedTuple

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from steelyard.model import Message
from steelyard.reviewing import Person, Refused
from steelyard.web import logbook, store
from steelyard.web.acts import against, entitled
from steelyard.web.models import Case, Evidence, User
from steelyard.web.uploads import Unacceptable, plain_name

BYTES = 20_000_000  # a file
MOST = 300  # files of a case, removed ones left out
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How files of an ending begin; texts begin anyhow, but hold no NUL.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": (_ZIP,),
    "xlsx": (_ZIP,),
    "doc": (_OLE,),
    "xls": (_OLE,),
    "wps": (_OLE, _ZIP),
    "et": (_OLE, _ZIP),
    "ofd": (_ZIP,),
    "csv": (b"",),
    "txt": (b"",),
}
_TEXTS = ("csv", "txt")
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
NO_ROW = Message("请选择这份材料证明哪项指标。", "Choose the indicator that this file proves.")
NO_FILE = Message("请先选择文件。", "Choose a file first.")
FULL = Message(f"一份表最多{MOST}份佐证材料，请合并后上传。", f"A form takes {MOST} files at most; put some together.")


class Proof(NamedTuple):
    """A file that is taken: what it is called, its kind by its ending, its content."""

    name: str
    kind: str
    data: bytes


def received(file: File | None) -> Proof:
    """A file as it was sent.

    :raises Unacceptable: there is none, it is too large or empty, or its content is not of the kind its name says.
    """
    if file is None or not file.name:
        raise Unacceptable(NO_FILE)
    name = plain_name(file.name)
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if kind not in BEGINNINGS:
        known = "、".join(BEGINNINGS)
        zh = f"“{name}”的扩展名不在可接收之列（{known}）。"
        raise Unacceptable(Message(zh, f"“{name}” has another ending than {', '.join(BEGINNINGS)}."))
    if not 0 < file.size <= BYTES:
        zh = f"“{name}”是空文件，或者超过{BYTES // 1_000_000} MB。"
        raise Unacceptable(Message(zh, f"“{name}” is empty, or larger than {BYTES // 1_000_000} MB."))
    data = file.read()
    if not data.startswith(BEGINNINGS[kind]) or (kind in _TEXTS and b"\0" in data):
        zh = f"“{name}”的内容不是 .{kind} 文件，请另存后再传。"
        raise Unacceptable(Message(zh, f"What is in “{name}” is no .{kind} file; save it anew."))
    return Proof(name, kind, data)


def add(case: Case, row: str, proof: Proof, user: User, people: tuple[Person, ...]) -> Evidence:
    """Keeps a file and lists it beside a row; logged with its hash.

    :raises Unacceptable: no row is named, or there are too many files.
    :raises Refused: the case is not open for filling in, or not by any of ``people``.
    """
    if not row:
        raise Unacceptable(NO_ROW)
    sha256 = store.keep(proof.data)
    with transaction.atomic():
        locked = _open(case, people)
        if Evidence.objects.filter(case=locked, removed_at=None).count() >= MOST:
            raise Unacceptable(FULL)
        made = Evidence.objects.create(
            case=locked, row=row, name=proof.name, kind=proof.kind, size=len(proof.data), sha256=sha256, by=user
        )
        by = entitled(locked, "save", people)
        logbook.append(by, "add-evidence", case.subject, reason=f"{row}：{proof.name}", seen=sha256)
    return made


def remove(one: Evidence, user: User, people: tuple[Person, ...]) -> None:
    """Takes a file off the list; the file stays in the store, and the log says who took it off.

    :raises Refused: the case is not open for filling in, or not by any of ``people``.
    """
    with transaction.atomic():
        locked = _open(one.case, people)
        gone = Evidence.objects.filter(id=one.id, removed_at=None).update(removed_at=timezone.now(), removed_by=user)
        if gone:
            by = entitled(locked, "save", people)
            logbook.append(by, "remove-evidence", locked.subject, reason=f"{one.row}：{one.name}", seen=one.sha256)


def _open(case: Case, people: tuple[Person, ...]) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).select_related("unit").get(id=case.id)
    if why := against(locked, "save", people):
        raise Refused(why)
    return locked
