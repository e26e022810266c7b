"""Forms that lie at an address of another file system (``hdfs://…``, ``s3://…``)."""

import posixpath
from collections.abc import Callable, Collection, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.places import Place, place
from steelyard.portfolio.refusing import no_forms, out_of_reach
from steelyard.portfolio.sources import Sent, Source, sent, too_large
from steelyard.portfolio.zipped import is_archive
from steelyard.reading import limits
from steelyard.reading.errors import NotFound


class Remote(NamedTuple):
    """One file at an address."""

    place: Place
    file: str
    size: int

    @property
    def name(self) -> str:
        """The address without its settings (``?…``), and the file."""
        return posixpath.join(self.place.address.partition("?")[0], self.file).rstrip("/")

    def data(self) -> bytes:
        """Its content. Raises the ``UnreadableDocument`` family."""
        if is_archive(self.name):
            raise NotFound(self.name, Message("远处的压缩包要先取到本机", "fetch an archive to this machine first"))
        if self.size > limits.FILE_BYTES:
            raise too_large(self.name)
        try:
            return self.place.read(self.file)
        except OSError as error:
            raise NotFound(self.name, Message("无法打开", "it does not open")) from error


class Fetched(Sequence[list[Sent]]):
    """Chunks with their content, each fetched by this process when it is asked for."""

    def __init__(self, chunks: Sequence[Sequence[Source]]) -> None:
        self._chunks = chunks

    def __getitem__(self, at: Any) -> Any:
        return [sent(source) for source in self._chunks[at]]

    def __len__(self) -> int:
        return len(self._chunks)


def remotes(address: str, endings: Collection[str], spark: Callable[[], Any]) -> list[Remote]:
    """The forms and archives at an address and below; the address itself where it is a file.

    :raises PortfolioError: it cannot be reached, or no form is there.
    """
    at = place(address, spark)
    try:
        files = at.files()
    except OSError as error:
        raise out_of_reach(address, str(error)) from error
    found = [Remote(at, name, size) for name, size in files.items() if not name or _may_be_form(name, endings)]
    if not found:
        raise no_forms(address, endings)
    return found


def _may_be_form(name: str, endings: Collection[str]) -> bool:
    path = PurePosixPath(name)
    return is_archive(name) or (path.suffix.lower() in endings and not path.name.startswith("~$"))
