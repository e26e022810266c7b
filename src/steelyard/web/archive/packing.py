"""Makes an archive: a snapshot of the rows in one transaction, then the files, then the manifest."""

import gzip
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

import steelyard
from steelyard.reviewing import verify
from steelyard.web import logbook, store
from steelyard.web.archive import schema
from steelyard.web.archive.looking import look
from steelyard.web.archive.manifest import (
    ABOUT,
    FORMAT,
    KEY,
    MANIFEST,
    About,
    ArchiveError,
    Logged,
    Manifest,
    Part,
    file_name,
    part_name,
)
from steelyard.web.archive.rows import line, rows

PIECE = 1_000_000  # bytes of a piece of a table, about
LEVEL = 6
Add = Callable[[str, Any, int], None]


def pack(target: Path) -> Manifest:
    """Writes the archive, reads it through once more, and only then gives it its name.

    A file that is missing from the store does not stop the rest from being kept: the manifest names it.

    :raises ArchiveError: the file is there already, or the database is not one of ours.
    :raises OSError: it cannot be written; what was written is removed.
    :raises django.db.DatabaseError: the database does not answer.
    """
    if target.exists():
        zh = f"“{target}”已经存在，备份不覆盖任何文件，请换一个文件名。"
        raise ArchiveError(zh, f"“{target}” is there already, and a backup overwrites nothing: give it another name.")
    own = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            manifest = _written(file)
            file.flush()
            os.fsync(file.fileno())
        if look(own) != manifest:
            raise ArchiveError("备份写出后读回不一致。", "The backup does not read back as it was written.")
        os.replace(own, target)
    finally:
        own.unlink(missing_ok=True)
    return manifest


def _written(file: Any) -> Manifest:
    now = timezone.localtime()
    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):

        def add(name: str, content: Any, size: int) -> None:
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = size, 0o600, int(now.timestamp())
            tar.addfile(info, content)
            tar.members.clear()  # type: ignore[attr-defined] # what was written needs no remembering

        with snapshot():
            about, parts, named, log = _tables(now, add)
        manifest = _files(about, parts, named, log, add)
        _whole(add, MANIFEST, msgspec.json.encode(manifest))
    return manifest


@contextmanager
def snapshot() -> Iterator[None]:
    """One state of the database for as long as it takes, without holding up who writes."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # a reader in WAL mode sees one state and locks nobody out
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _whole(add: Add, name: str, data: bytes) -> str:
    add(name, io.BytesIO(data), len(data))
    return sha256(data).hexdigest()


def _tables(now: datetime, add: Add) -> tuple[About, list[Part], set[bytes], Logged]:
    state = schema.applied()
    about = About(FORMAT, steelyard.__version__, now.isoformat(timespec="seconds"), connection.vendor, state)
    _whole(add, ABOUT, msgspec.json.encode(about))
    parts = [_key(add)]
    named: set[bytes] = set()
    for model in schema.models(state):
        files = schema.file_columns(model)
        for number, (data, many) in enumerate(_pieces(model, files, named), 1):
            name = part_name(model._meta.label_lower, number)
            parts.append(Part(name, _whole(add, name, data), many))
    return about, parts, named, logged()


def _key(add: Add) -> Part:
    return Part(KEY, _whole(add, KEY, (Path(settings.STEELYARD_DATA) / KEY).read_bytes()), 0)


def _pieces(model: Any, files: tuple[str, ...], named: set[bytes]) -> Iterator[tuple[bytes, int]]:
    """The rows of a table in pieces; the digests of files that they name go to ``named``."""
    piece, many = bytearray(), 0
    for row in rows(model):
        named.update(bytes.fromhex(row[column]) for column in files if row[column])
        piece += line(row)
        many += 1
        if len(piece) >= PIECE:
            yield bytes(piece), many
            piece, many = bytearray(), 0
    if many:
        yield bytes(piece), many


def logged() -> Logged:
    """The log as the database has it now."""
    entries, head = 0, ""

    def passing() -> Iterator[Any]:
        nonlocal entries, head
        for entry in logbook.entries():
            entries, head = entries + 1, entry.hash
            yield entry

    broken = list(verify(passing()))
    return Logged(entries, head, not broken)


def _files(about: About, parts: list[Part], named: set[bytes], log: Logged, add: Add) -> Manifest:
    """Every file of the store; those that came after the snapshot are kept, too, since nothing names them."""
    many = size = 0
    digests = sha256()
    for digest, path in store.every():
        with _whole_on_disk(path, digest) as file:
            if file is None:
                continue  # if it is named, it is missing
            length = file.seek(0, os.SEEK_END)
            file.seek(0)
            add(file_name(digest), file, length)
        digests.update(f"{digest}\n".encode())
        named.discard(bytes.fromhex(digest))
        many, size = many + 1, size + length
    missing = sorted(one.hex() for one in named)
    return Manifest(about, parts, many, size, digests.hexdigest(), log, missing)


@contextmanager
def _whole_on_disk(path: Path, digest: str) -> Iterator[BinaryIO | None]:
    """The file, open, so that it can be read whatever becomes of its name; ``None`` where it is gone or damaged."""
    with ExitStack() as opened:
        file = None
        with suppress(OSError):
            found = opened.enter_context(open(path, "rb"))
            file = found if file_digest(found, "sha256").hexdigest() == digest else None
        yield file
