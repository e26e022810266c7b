"""Puts a site into its folder whole or not at all, and never in the place of files that this program did not write.

``.steelyard-site`` in the folder lists every file with its hash. A folder without it, or with a file that it does not
list or that was changed since, belongs to somebody else and is left alone.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from steelyard.model import Message

MARKER = ".steelyard-site"


class NotOurs(Exception):  # noqa: N818 - what the folder is
    """The folder holds what this program did not write; ``message`` names the first such file."""

    def __init__(self, folder: str, name: str) -> None:
        super().__init__(folder, name)
        self.message = Message(
            f"“{folder}”里的“{name}”不是公开时写出的文件（或已被改动），不能替换这个文件夹；"
            "请换一个文件夹，或先把它移走。",
            f"“{name}” in “{folder}” was not written by publishing, or was changed since, "
            "so the folder is not replaced; choose another folder, or move it away.",
        )


def put(files: Mapping[str, bytes], folder: str | os.PathLike[str]) -> None:
    """Writes ``files`` beside ``folder`` and swaps.

    :raises NotOurs: the folder holds what this program did not write.
    :raises OSError: it cannot be written.
    """
    target = Path(os.path.realpath(folder))
    check(target, str(folder))
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    before = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        for path, content in files.items():
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        (beside / MARKER).write_text(_listed(files), encoding="utf-8")
        if target.exists():
            os.replace(target, before)
        try:
            os.replace(beside, target)
        except OSError:
            with suppress(OSError):
                os.replace(before, target)
            raise
        shutil.rmtree(before, ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def check(target: Path, name: str) -> None:
    """Sees to it that ``target`` may be replaced.

    :raises NotOurs: it holds what this program did not write.
    :raises OSError: it is a file.
    """
    if not target.exists():
        return
    inside = sorted(path for path in target.rglob("*") if path.is_symlink() or not path.is_dir())
    marker = target / MARKER
    known = set(marker.read_text(encoding="utf-8").splitlines()) if marker.is_file() else set()
    if not target.is_dir():
        raise NotADirectoryError(20, "Not a directory", name)
    for path in inside:
        relative = path.relative_to(target).as_posix()
        if path != marker and (path.is_symlink() or _line(relative, path.read_bytes()) not in known):
            raise NotOurs(name, relative)


def _listed(files: Mapping[str, bytes]) -> str:
    return "".join(f"{_line(path, content)}\n" for path, content in sorted(files.items()))


def _line(path: str, content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {path}"
