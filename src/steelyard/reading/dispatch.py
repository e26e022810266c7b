"""From a kind of file to its reader."""

from importlib import import_module
from types import ModuleType

from steelyard.model import Document, Message
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged, UnreadableDocument
from steelyard.reading.sniffing import Kind

# Parsers that may abort or hang. The others are bounded by the guards and read in the caller's process.
APART = frozenset[Kind](("xls", "doc", "pdf"))


def module_of(kind: Kind) -> ModuleType:
    """The module that reads a kind; heavy ones are imported when first needed."""
    return import_module(f"steelyard.reading.{'text' if kind == 'txt' else kind}")


def build(kind: Kind, data: bytes, path: str, sha256: str) -> Document:
    """Read ``data`` as ``kind`` in this process. Raises the ``UnreadableDocument`` family and ``MemoryError``.

    Whatever else a parser trips over is a damaged file to whoever handed it in; the cause stays attached.
    """
    return built(kind, data, Builder(path, sha256))


def built(kind: Kind, data: bytes, builder: Builder) -> Document:
    """Read ``data`` into ``builder``, as ``build`` does."""
    path = builder.path
    try:
        module_of(kind).read(data, builder)
        return builder.document(kind)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        cause = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
        detail = Message(f"解析出错：{cause}", f"its parser met {cause}")
        raise Damaged(path, detail) from error
