"""Word 97–2003 (.doc) → document: our own reader of the published format, over the compound file."""

from itertools import pairwise

from steelyard.model import AsideKind
from steelyard.reading.building import Builder
from steelyard.reading.doc.body import write
from steelyard.reading.doc.container import (
    BOX_TEXTS,
    BOXES,
    COMMENT_TEXTS,
    COMMENTS,
    ENDNOTE_TEXTS,
    ENDNOTES,
    HEAD_BOXES,
    HEAD_TEXTS,
    HEADS,
    MAIN,
    NOTE_TEXTS,
    NOTES,
    Unsound,
    Word,
    opened,
)
from steelyard.reading.doc.story import Story
from steelyard.reading.errors import UnreadableDocument, WrongKind
from steelyard.reading.libreoffice import as_docx

_BESIDE: tuple[tuple[int, int, int, AsideKind], ...] = (
    (NOTES, NOTE_TEXTS, 4, "note"),
    (COMMENTS, COMMENT_TEXTS, 4, "comment"),
    (ENDNOTES, ENDNOTE_TEXTS, 4, "note"),
    (BOXES, BOX_TEXTS, 26, "text-box"),
    (HEADS, HEAD_TEXTS, 4, "header"),
)
_FOOTERS = (2, 3, 5)  # of the six that each section has, after six for the notes


def read(data: bytes, builder: Builder) -> None:
    """Read a Word 97–2003 file. Raises ``Encrypted``, ``WrongKind`` (Word 6 and 95) and ``Damaged``.

    A file that this reader refuses, but is all there, is converted by LibreOffice where that is installed.
    """
    try:
        _read(opened(data, builder.path), builder)
    except (Unsound, WrongKind) as error:
        converted = as_docx(data)
        if converted is None:
            raise
        builder.items.clear()
        _read_converted(converted, builder, error)


def _read_converted(converted: bytes, builder: Builder, error: UnreadableDocument) -> None:
    from steelyard.reading import docx

    try:
        docx.read(converted, builder)
    except UnreadableDocument:
        raise error from None
    builder.notice(
        "本文件由LibreOffice转换后读取，请与原文件核对内容是否完整。",
        "This file was read after LibreOffice converted it; compare with the file itself that nothing is missing.",
    )


def _read(word: Word, builder: Builder) -> None:
    story = Story(word)
    write(builder, story.paragraphs(*word.span(MAIN)))
    for part, place, step, kind in _BESIDE:
        for number, (start, end) in enumerate(_parts(word, part, place, step)):
            text = "\n".join(said.text for said in story.paragraphs(start, end)).strip()
            footer = part == HEADS and number >= 6 and number % 6 in _FOOTERS
            builder.aside("footer" if footer else kind, text)
    if word.lengths[HEAD_BOXES]:
        text = "\n".join(said.text for said in story.paragraphs(*word.span(HEAD_BOXES)))
        builder.aside("text-box", text.strip())


def _parts(word: Word, part: int, place: int, step: int) -> list[tuple[int, int]]:
    """Where each note, comment, box or head begins and ends."""
    start, end = word.span(part)
    raw = word.part(place) if end > start else b""
    count = (len(raw) - 4) // step + 1 if len(raw) >= 4 else 0
    bounds = [int.from_bytes(raw[at : at + 4], "little") + start for at in range(0, 4 * count, 4)]
    spans = [(first, last) for first, last in pairwise(bounds) if start <= first <= last <= end]
    return spans or ([(start, end)] if end > start else [])
