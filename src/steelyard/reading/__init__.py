"""Reading: file → ``Document``. What a file is, is told by its content; what cannot be read says why."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.model import Message
from steelyard.reading.errors import NotFound, UnreadableDocument

if TYPE_CHECKING:
    from steelyard.model import Document

__all__ = ["UnreadableDocument", "load", "read", "read_bytes"]


def read(path: str | Path) -> "Document":
    """Read a form: docx, xlsx, xls, html (also mht), pdf, doc, txt, md, or exported data (json).

    Raises ``UnreadableDocument``, whose ``message`` is one sentence that names the file and the cause: there
    is no such file, it is empty, encrypted, damaged, of another kind, too large, or holds no table.
    """
    return read_bytes(load(path), str(path))


def load(path: str | Path) -> bytes:
    """The bytes of a file, no more than may be read. Raises ``NotFound``."""
    from steelyard.reading.limits import FILE_BYTES

    try:
        with open(path, "rb") as file:
            return file.read(FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(str(path), Message("没有这个文件", "there is no such file")) from error
    except IsADirectoryError as error:
        raise NotFound(str(path), Message("这是文件夹，不是文件", "it is a folder, not a file")) from error
    except (OSError, ValueError) as error:
        raise NotFound(str(path), Message("无法打开", "it does not open")) from error


def read_bytes(data: bytes, path: str) -> "Document":
    """Read a form that is in memory; ``path`` is the name that messages and the document carry."""
    from dataclasses import replace

    from steelyard.reading.dispatch import APART, build
    from steelyard.reading.guards import check_size
    from steelyard.reading.sniffing import kind_of, misnamed
    from steelyard.reading.worker import read_apart, too_much_memory

    check_size(len(data), path)
    kind = kind_of(data, path)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        document = (read_apart if kind in APART else build)(kind, data, path, sha256)
    except MemoryError as error:
        raise too_much_memory(path) from error
    wrong = misnamed(kind, path)
    return replace(document, notices=(*document.notices, wrong)) if wrong else document
