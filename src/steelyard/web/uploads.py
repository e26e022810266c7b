"""A form that is handed in: bounded while it comes, read apart, kept on the disk, then named in the database."""

from pathlib import PurePath
from typing import Any, NamedTuple

import msgspec
from django.core.files.base import File
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from steelyard.model import Message
from steelyard.reporting.words import safe
from steelyard.web import store
from steelyard.web.models import Case, User, Version
from steelyard.web.settings import UPLOAD_BYTES
from steelyard.web.targets import set_for
from steelyard.web.worker import Answer, audited_apart

KINDS = {".docx", ".xlsx", ".xls", ".pdf", ".doc", ".wps", ".et", ".html", ".htm", ".mht", ".txt", ".md"}
LONGEST_NAME = 120


class Limited(TemporaryFileUploadHandler):
    """Writes what comes to a temporary file and stops at the limit, whatever size was declared."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes one chunk."""
        if start + len(raw_data) > UPLOAD_BYTES:
            self.request.META["steelyard.too_large"] = True
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
    name = plain_name(file.name)
    if PurePath(name).suffix.lower() not in KINDS:
        zh = f"“{name}”的扩展名不在可接收之列，请上传 Word、Excel、PDF、网页或文本文件。"
        raise Unacceptable(Message(zh, f"“{name}” has another ending: send a Word, Excel, PDF, HTML or text file."))
    return file, name


def received(file: File | None, case: Case) -> Kept:
    """Reads and audits a file as the form of ``case`` in a process of its own and keeps it with its results.

    :raises Unacceptable: there is no file, its ending or content is of another kind, or it cannot be read.
    """
    file, name = named(file)
    with store.incoming(file.chunks()) as path:
        answer = audited_apart(path, name, set_for(case), case.year)
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
    last = case.versions.order_by("-number").first()
    case.version = Version.objects.create(
        case=case,
        number=last.number + 1 if last else 1,
        name=kept.name,
        kind=kept.answer.kind,
        size=kept.size,
        sha256=kept.sha256,
        by=by,
        **results(kept.answer, kept.digests),
    )
