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
    Word,
    opened,
)
from steelyard.reading.doc.story import Story

_BESIDE: tuple[tuple[int, int, int, AsideKind], ...] = (
    (NOTES, NOTE_TEXTS, 4, "note"),
    (COMMENTS, COMMENT_TEXTS, 4, "comment"),
    (ENDNOTES, ENDNOTE_TEXTS, 4, "note"),
    (BOXES, BOX_TEXTS, 26, "text-box"),
    (HEADS, HEAD_TEXTS, 4, "header"),
)
_FOOTERS = (2, 3, 5)  # of the six that each section has, after six for the notes


def read(data: bytes, builder: Builder) -> None:
    """Read a Word 97–2003 file. Raises ``Encrypted``, ``WrongKind`` (Word 6 and 95) and ``Damaged``."""
    word = opened(data, builder.path)
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
