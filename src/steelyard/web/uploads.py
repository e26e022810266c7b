"""A form that is handed in: bounded while it comes, read apart, kept on the disk, then named in the database."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

import msgspec
from django.core.files.base import File
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.urls import reverse

from steelyard.model import Message
from steelyard.reporting.words import safe
from steelyard.web import store
from steelyard.web.access import passes
from steelyard.web.aims import Row
from steelyard.web.models import Case, User, Version
from steelyard.web.settings import ARCHIVE_BYTES, UPLOAD_BYTES
from steelyard.web.targets import set_for
from steelyard.web.worker import Answer, audited_apart

KINDS = {".docx", ".xlsx", ".xls", ".pdf", ".doc", ".wps", ".et", ".html", ".htm", ".mht", ".txt", ".md"}
LONGEST_NAME = 120


def most(request: HttpRequest) -> int:
    """How large a file may be: an archive of forms is an officer's, and larger than a form."""
    return ARCHIVE_BYTES if request.path == reverse("bulk") and passes(request, "officer") else UPLOAD_BYTES


_TOO_LARGE = "steelyard.too_large"


def too_much(request: HttpRequest) -> bool:
    """Whether a file of the request was over the limit: nothing of it was kept, and what stood behind it not read."""
    return bool(request.META.get(_TOO_LARGE))


class Limited(TemporaryFileUploadHandler):
    """Writes what comes to a temporary file and stops at the limit, whatever size was declared."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes one chunk."""
        if start + len(raw_data) > most(self.request):
            self.request.META[_TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


class Unacceptable(Exception):  # noqa: N818 — an answer, not a fault
    """A file that is not taken; ``why`` says what to do."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.en)


class Kept(NamedTuple):
    """A file that was read and audited and lies in the store with its results."""

    name: str
    size: int
    sha256: str
    answer: Answer
    digests: dict[str, str]


def plain_name(name: str) -> str:
    """The last part of what a sender calls a file, printable, its ending kept, of bounded length."""
    last = PurePath(safe(name).replace("\\", "/").replace("\n", " ").replace("\t", " ")).name.strip(" .")
    stem, ending = (last, "") if "." not in last else tuple(last.rsplit(".", 1))
    return f"{stem[:LONGEST_NAME]}.{ending[:10]}" if ending else stem[:LONGEST_NAME]


def named(file: File | None) -> tuple[File, str]:
    """A file that is there, and its plain name.

    :raises Unacceptable: there is none, or its ending is that of another kind.
    """
    if file is None or not file.name:
        raise Unacceptable(Message("请先选择文件。", "Choose a file first."))
    return file, _fit(plain_name(file.name))


def _fit(name: str) -> str:
    if PurePath(name).suffix.lower() not in KINDS:
        zh = f"“{name}”的扩展名不在可接收之列，请上传 Word、Excel、PDF、网页或文本文件。"
        raise Unacceptable(Message(zh, f"“{name}” has another ending: send a Word, Excel, PDF, HTML or text file."))
    return name


def received(file: File | None, case: Case) -> Kept:
    """Reads and audits a file as the form of ``case`` in a process of its own and keeps it with its results.

    :raises Unacceptable: there is no file, its ending or content is of another kind, or it cannot be read.
    """
    file, name = named(file)
    return taken(name, file.chunks(), set_for(case), case.year)


def taken(name: str, chunks: Iterable[bytes], targets: Sequence[Row] | None = None, year: int | None = None) -> Kept:
    """Reads and audits what is called ``name``, held against the targets of ``year`` where there are any.

    :raises Unacceptable: its ending or content is of another kind, or it cannot be read.
    """
    with store.incoming(chunks) as path:
        answer = audited_apart(path, _fit(name), targets, year)
        if answer.why:
            raise Unacceptable(Message(*answer.why))
        data = path.read_bytes()
        return Kept(name, len(data), store.keep(data), answer, kept_results(answer))


def kept_results(answer: Answer) -> dict[str, str]:
    """The results and reports in the store; their digests by the names of ``Version``'s fields."""
    digests = {}
    for lang, told in answer.told.items():
        digests[f"result_{lang}"] = store.keep(told.result.encode())
        digests[f"page_{lang}"] = store.keep(told.page.encode())
    return digests


def results(answer: Answer, digests: dict[str, str]) -> dict[str, Any]:
    """What an audit gave, by the names of ``Version``'s fields."""
    counts = {f"{level}s": count for level, count in answer.counts.items()}
    verdicts = {f"verdict_{lang}": told.verdict for lang, told in answer.told.items()}
    moved = None if answer.moved is None else msgspec.to_builtins(answer.moved)
    scores = {"score": answer.score, "by_rule": answer.by_rule, "grade": answer.grade, "found": answer.found}
    return {**digests, **verdicts, **counts, **scores, "moved": moved}


def new_version(case: Case, kept: Kept, by: User) -> None:
    """Makes ``kept`` the current version of a case; the caller's transaction carries it."""
    add_version(case, fields(kept), by)


def fields(kept: Kept) -> dict[str, Any]:
    """What a version tells of its file, by the names of ``Version``'s fields; plain values."""
    own = {"name": kept.name, "kind": kept.answer.kind, "size": kept.size, "sha256": kept.sha256}
    return {**own, **results(kept.answer, kept.digests)}


def add_version(case: Case, told: dict[str, Any], by: User) -> None:
    """Makes a file of which ``fields`` told the current version of a case; the caller's transaction carries it."""
    last = case.versions.order_by("-number").first()
    case.version = Version.objects.create(case=case, number=last.number + 1 if last else 1, by=by, **told)


def count(case: Case) -> None:
    """What an audit changes of a case: the number of its errors."""
    case.errors = case.version.errors
