"""Reads an archive through: every part is what the manifest says, and nothing stands in it that the manifest omits."""

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import msgspec

from steelyard.web.archive.manifest import ABOUT, FORMAT, KEY, MANIFEST, About, ArchiveError, Manifest, Part, newer

MOST = 64_000_000  # bytes of a part that is read whole: what lies above was not written by us
CHUNK = 1 << 20
FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
TABLE = re.compile(r"tables/[a-z_]+\.[a-z_0-9]+/\d{6}\.jsonl")
Kind = TypeVar("Kind")


class Member(NamedTuple):
    """A part of the archive as it comes by: ``digest`` names a file of the store and is empty otherwise."""

    name: str
    digest: str
    content: IO[bytes]

    def chunks(self) -> Iterator[bytes]:
        """The content bit by bit, each time checked against its name once it is through.

        :raises ArchiveError: a file that is another than its name says.
        """
        hashed = sha256()
        while chunk := self.content.read(CHUNK):
            hashed.update(chunk)
            yield chunk
        if self.digest and hashed.hexdigest() != self.digest:
            raise damaged(self.name)

    def whole(self) -> bytes:
        """The content at once, of a part that is no file."""
        return self.content.read()


def damaged(where: str) -> ArchiveError:
    """Something that is not as it was written."""
    zh = f"备份已损坏（{where}），不能使用，请换另一份备份。"
    return ArchiveError(zh, f"The backup is damaged ({where}) and cannot be used; take another one.")


def members(path: Path) -> Iterator[Member]:
    """The parts of an archive in their order; each is to be read before the next is asked for.

    :raises ArchiveError: it is no archive of ours, or is damaged.
    :raises OSError: it cannot be read.
    """
    with open(path, "rb") as file, _readable(path), gzip.open(file) as plain:
        with tarfile.open(fileobj=plain, mode="r|") as tar:
            while (info := tar.next()) is not None:
                yield _member(info, tar.extractfile(info))
                tar.members.clear()  # type: ignore[attr-defined] # what went by needs no remembering
        while plain.read(CHUNK):  # to the end, where the sum of all is checked
            pass


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError) as error:
        raise damaged(f"{path.name}: {error}") from error


def _member(info: tarfile.TarInfo, content: IO[bytes] | None) -> Member:
    file = FILE.fullmatch(info.name)
    ours = file or TABLE.fullmatch(info.name) or info.name in (ABOUT, KEY, MANIFEST)
    if not ours or not info.isreg() or content is None or (not file and info.size > MOST):
        raise damaged(info.name[:80].encode("ascii", "backslashreplace").decode())
    return Member(info.name, file[2] if file else "", content)


def look(path: Path) -> Manifest:
    """The manifest of an archive, once every part of it was read and held against it.

    :raises ArchiveError: it is damaged, unfinished, no backup of ours, or of a newer version.
    :raises OSError: it cannot be read.
    """
    parts: list[Part] = []
    about: About | None = None
    manifest: Manifest | None = None
    files = size = 0
    digests = sha256()
    for member in members(path):
        if manifest is not None or (about is None) is not (member.name == ABOUT):
            raise damaged(member.name)
        if member.digest:
            size += sum(map(len, member.chunks()))
            files += 1
            digests.update(f"{member.digest}\n".encode())
            continue
        data = member.whole()
        if member.name == ABOUT:
            about = about_of(data)
        elif member.name == MANIFEST:
            manifest = _decoded(data, Manifest, MANIFEST)
        else:
            rows = 0 if member.name == KEY else data.count(b"\n")
            parts.append(Part(member.name, sha256(data).hexdigest(), rows))
    if manifest is None:
        raise damaged(MANIFEST)
    found: Any = (about, parts, files, size, digests.hexdigest())
    if found != (manifest.about, manifest.parts, manifest.files, manifest.bytes, manifest.digests):
        raise damaged(MANIFEST)
    return manifest


def about_of(data: bytes) -> About:
    """What the beginning of an archive says.

    :raises ArchiveError: it says nothing of the kind, or is of a later format.
    """
    format_ = _decoded(data, dict[str, Any], ABOUT).get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        raise newer(f"format {format_}")
    return _decoded(data, About, ABOUT)


def _decoded(data: bytes, kind: type[Kind], name: str) -> Kind:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise damaged(f"{name}: {error}") from error
