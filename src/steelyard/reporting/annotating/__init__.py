"""Audited → the submitted file itself, with a remark beside each place that a finding names."""

import hashlib
from collections.abc import Sequence
from importlib import import_module

from steelyard.model import Audited, Lang, Message
from steelyard.reading import UnreadableDocument
from steelyard.reporting.annotating.remarks import remarks

WRITERS = {"docx": "word", "xlsx": "workbook"}


class NotAnnotated(UnreadableDocument):
    """A kind of file that holds no remarks, or a file that is not the one that was checked; ``detail`` is why."""

    sentence = Message("无法在“{path}”中加批注：{detail}。", "Cannot annotate “{path}”: {detail}.")


def annotate(audits: Sequence[Audited], data: bytes, lang: Lang = "zh") -> bytes:
    """``data``, the bytes of the file that ``audits`` (the forms in it) were read from, with their findings as remarks.

    A Word file gets review comments, a workbook gets notes on cells. Everything else in the file stays as it is, byte
    for byte; a file without findings is returned unchanged. The same findings give the same bytes.

    :raises NotAnnotated: the file is of another kind, or not the one that was checked.
    :raises UnreadableDocument: it cannot be read.
    """
    document = audits[0].scored.form.document
    check_kind(document.format, document.path)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        why = Message("文件在核查之后变了，请重新运行", "the file changed since it was checked; run the command again")
        raise NotAnnotated(document.path, why)
    said = remarks(audits, lang)
    if not said:
        return data
    writer = import_module(f"{__name__}.{WRITERS[document.format]}")
    annotated: bytes = writer.annotate(data, document.path, said)
    return annotated


def check_kind(kind: str, path: str) -> None:
    """Refuse a file of a kind that holds no remarks. Raises ``NotAnnotated``."""
    if kind not in WRITERS:
        zh = "只有 .docx 和 .xlsx 文件能加批注。请另存为其中一种再试，或用 steelyard report 写核查报告"
        en = "only .docx and .xlsx files can be; save it as one of them, or use steelyard report"
        raise NotAnnotated(path, Message(zh, en))
