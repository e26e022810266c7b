"""The files that are meant: named, in folders, in archives, in lists."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from steelyard.model import Message
from steelyard.model.words import first_line
from steelyard.portfolio.refusing import no_list
from steelyard.portfolio.sources import too_large
from steelyard.portfolio.zipped import is_archive, members, read_member
from steelyard.reading import UnreadableDocument, limits
from steelyard.reading.errors import NotFound

LIST = ".list"


class Item(NamedTuple):
    """One file: on the disk, or a member of an archive. ``refused`` says why it is not even opened."""

    path: str
    member: str | None = None
    refused: UnreadableDocument | None = None

    @property
    def name(self) -> str:
        """As messages and the store name it."""
        return self.path if self.member is None else f"{self.path}!{self.member}"

    def data(self) -> bytes:
        """Its content. Raises the ``UnreadableDocument`` family."""
        if self.refused is not None:
            raise self.refused
        if self.member is not None:
            return read_member(self.path, self.member)
        try:
            with open(self.path, "rb") as file:
                data = file.read(limits.FILE_BYTES + 1)
        except (OSError, ValueError) as error:
            raise NotFound(self.path, Message("无法打开", "it does not open")) from error
        if len(data) > limits.FILE_BYTES:
            raise too_large(self.path)
        return data


def listed(paths: Iterable[str]) -> list[str]:
    """The paths with each list (``.list``, UTF-8, a path on each line, seen from the list's folder) written out.

    :raises PortfolioError: a list cannot be read.
    """
    found: list[str] = []
    for path in paths:
        found += _lines(path) if path.lower().endswith(LIST) and os.path.isfile(path) else [path]
    return found


def _lines(path: str) -> list[str]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise no_list(path, first_line(str(error))) from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line if "://" in line else os.path.join(os.path.dirname(path), line) for line in lines]


def archives(folder: str) -> list[str]:
    """The archives in a folder and below, sorted; hidden ones are left out."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(place, name) for name in names if is_archive(name) and not name.startswith(".")]
    return sorted(found)


def items(
    paths: Iterable[str], endings: Collection[str], no_form: Callable[[str], UnreadableDocument | None]
) -> list[Item]:
    """Every file of ``paths``, in archives too, each once, sorted by name; ``no_form`` says why one is not tried."""
    found = {item.name: item for path in paths for item in _items(path, endings, no_form)}
    return [found[name] for name in sorted(found)]


def _items(path: str, endings: Collection[str], no_form: Callable[[str], UnreadableDocument | None]) -> Iterator[Item]:
    if not is_archive(path):
        yield Item(path, refused=no_form(path))
        return
    try:
        inside = members(path, endings)
    except UnreadableDocument as error:
        yield Item(path, refused=error)
        return
    if not inside:
        yield Item(path, refused=NotFound(path, Message("压缩包里没有自评表文件", "the archive holds no form")))
    yield from (Item(path, name) for name in inside)
