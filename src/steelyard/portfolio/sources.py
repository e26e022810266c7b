"""One file as it is read, wherever it comes from."""

import hashlib
from typing import NamedTuple, Protocol

from steelyard.model import Message
from steelyard.reading import UnreadableDocument, limits
from steelyard.reading.errors import TooLarge


class Source(Protocol):
    """A file with the name by which messages and the store know it."""

    @property
    def name(self) -> str: ...
    def data(self) -> bytes:
        """Its content. Raises the ``UnreadableDocument`` family."""
        ...


class Sent(NamedTuple):
    """A file on its way to another process: its name and content, or why it has none."""

    name: str
    content: bytes
    refused: UnreadableDocument | None

    def data(self) -> bytes:
        """Its content. Raises the ``UnreadableDocument`` family."""
        if self.refused is not None:
            raise self.refused
        return self.content


def sent(source: Source) -> Sent:
    """The file with its content."""
    try:
        return Sent(source.name, source.data(), None)
    except UnreadableDocument as error:
        return Sent(source.name, b"", error)


def sha256(source: Source) -> str | None:
    """Of its content; ``None`` where that cannot be had, which reading it will say."""
    try:
        return hashlib.sha256(source.data()).hexdigest()
    except UnreadableDocument:
        return None


def too_large(name: str) -> TooLarge:
    """The refusal of a file that is larger than any form."""
    megabytes = limits.FILE_BYTES // 1_000_000
    return TooLarge(name, Message(f"文件超过{megabytes} MB", f"a file of more than {megabytes} MB"))
