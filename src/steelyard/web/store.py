"""Files under their own SHA-256: written to the disk before the database names them, never changed, never lost."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings

from steelyard.web.settings import INCOMING

BEING_MADE = 3_600  # seconds for which a file may be somebody's work
DIGEST = re.compile("[0-9a-f]{64}")


def folder() -> Path:
    """Where the files are."""
    return Path(settings.STEELYARD_DATA) / "files"


def path(digest: str) -> Path:
    """Where the file of a digest is or would be."""
    return folder() / digest[:2] / digest


@contextmanager
def incoming(chunks: Iterable[bytes]) -> Iterator[Path]:
    """A file that has come in, for as long as it takes to look at it."""
    handle, name = tempfile.mkstemp(dir=Path(settings.STEELYARD_DATA) / INCOMING)
    try:
        with open(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder to make a file in, from which it can be moved into the store."""
    with tempfile.TemporaryDirectory(dir=Path(settings.STEELYARD_DATA) / INCOMING) as name:
        yield Path(name)


def keep(data: bytes) -> str:
    """Keeps ``data``; answers its digest once it is on the disk for certain."""
    digest = sha256(data).hexdigest()
    target = path(digest)
    with suppress(FileNotFoundError):
        os.utime(target)  # it is wanted from now on: ``remove`` leaves it
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for parent in (target.parent, folder()):
        _sync(parent)
    return digest


def adopt(arrived: Path) -> str:
    """Keeps a file that has come in (``incoming``), moved and never held in memory; answers its digest."""
    with arrived.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    target = path(digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(arrived, target)
    for parent in (target.parent, folder()):
        _sync(parent)
    return digest


def load(digest: str) -> bytes:
    """What is kept under a digest.

    :raises OSError: the file is gone, or is another than its name says.
    """
    data = path(digest).read_bytes()
    if sha256(data).hexdigest() != digest:
        raise OSError(f"the file {digest} was changed on the disk")
    return data


def remove(digest: str) -> None:
    """Removes a file that nothing names. One that was kept within the hour stays: its row may be yet to come."""
    target = path(digest)
    aside = target.with_name(f".{digest}.gone")
    if _young(target):
        return
    os.replace(target, aside)
    if _young(aside):  # somebody has kept it in between
        os.replace(aside, target)
    else:
        aside.unlink()


def _young(file: Path) -> bool:
    return file.stat().st_mtime >= time.time() - BEING_MADE


def every() -> Iterator[tuple[str, Path]]:
    """All that is kept: digest and path, in the order of the digests, one shelf at a time."""
    for shelf in sorted(folder().glob("[0-9a-f][0-9a-f]")):
        for one in sorted(shelf.iterdir()):
            if DIGEST.fullmatch(one.name):
                yield one.name, one


def put_back(digest: str, chunks: Iterable[bytes]) -> None:
    """Keeps what comes under ``digest``; whether it is what its name says is for ``chunks`` to find out."""
    target = path(digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = target.with_name(f".{digest}")
    with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(chunks)
    os.replace(own, target)


def tidy() -> None:
    """Removes what a server that was killed left half-written; what is younger than an hour may be another's work."""
    since = time.time() - BEING_MADE
    for left in (*Path(settings.STEELYARD_DATA).glob(f"{INCOMING}/*"), *folder().glob("*/.*")):
        if left.stat().st_mtime >= since:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def usable() -> bool:
    """Whether a file can be written."""
    try:
        with incoming([b"steelyard"]):
            return True
    except OSError:
        return False


def _sync(directory: Path) -> None:
    """Puts the names of a folder on the disk."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
