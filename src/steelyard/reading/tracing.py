"""Reading that also tells where in the file everything stands: for whoever puts marks into the file itself."""

import hashlib

from steelyard.model import Document
from steelyard.reading.building import Builder, Origin
from steelyard.reading.dispatch import built
from steelyard.reading.errors import UnreadableDocument
from steelyard.reading.sniffing import kind_of

__all__ = ["Origin", "UnreadableDocument", "trace"]


def trace(data: bytes, path: str) -> tuple[Document, list[Origin]]:
    """The document as ``read_bytes`` gives it, and its origins in reading order.

    Only two readers tell them. Word files give for each paragraph of the text the tuple of ``docx.body.Traced`` that it
    was read from; workbooks give for each table a ``spreadsheets.sheets.Shown``.

    :raises UnreadableDocument: as ``read_bytes`` does.
    """
    builder = Builder(path, hashlib.sha256(data).hexdigest(), traced=True)
    return built(kind_of(data, path), data, builder), builder.origins
