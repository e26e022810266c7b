"""Writes a result to a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """An open file beside ``path`` that takes its place when the block ends well, and vanishes when it does not.

    A pipe or a device is written directly, since it cannot be replaced.

    :raises OSError: the folder is not there, or may not be written.
    """
    given, target = Path(path), Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(path))
    if given.exists() and not given.is_file():  # by the name given: a pipe that is /dev/stdout has no other
        with given.open("wb") as direct:
            yield direct
        return
    beside = target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            yield file
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def write(content: str | bytes, path: str | os.PathLike[str]) -> None:
    """Writes ``content`` (text as UTF-8) to ``path``; a file that was there is replaced in one step.

    :raises OSError: the folder is not there, or may not be written.
    """
    with replacing(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)
