"""Which files are meant by the paths of a command, and the file its result goes to."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from steelyard.cli.usage import UsageError, unwritable
from steelyard.model import Message
from steelyard.reporting.writing import replacing

# In a folder, a file of another kind is no form; a file that is named is tried whatever its ending.
ENDINGS = frozenset({".docx", ".xlsx", ".xls", ".html", ".htm", ".pdf", ".doc", ".txt", ".md"})


def forms(paths: Iterable[str]) -> list[str]:
    """The files meant, each once: those named, and every form in a folder, sorted.

    :raises UsageError: a folder holds no form at all.
    """
    found: dict[str, str] = {}
    for path in paths:
        inside = list(_inside(path)) if os.path.isdir(path) else [path]
        if not inside:
            kinds = " ".join(sorted(ENDINGS))
            raise UsageError(
                Message(
                    f"文件夹“{path}”里没有自评表文件（可读取：{kinds}）。",
                    f"The folder “{path}” holds no form (read are {kinds}).",
                )
            )
        for one in inside:
            found.setdefault(os.path.realpath(one), one)
    return list(found.values())


def _inside(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            lock_or_hidden = name.startswith((".", "~$"))
            if not lock_or_hidden and Path(name).suffix.lower() in ENDINGS and not own_report(path):
                yield path


def own_report(path: str) -> bool:
    """Whether this is a report that this program wrote: it holds the form's tables, but it is no form."""
    if Path(path).suffix.lower() not in (".html", ".htm"):
        return False
    try:
        with open(path, "rb") as file:
            return b'<meta name="generator" content="steelyard ' in file.read(1024)
    except OSError:
        return False  # reading it will say what is wrong


def spare(output: str, inputs: Iterable[str]) -> None:
    """Sees to it that the result does not overwrite a form.

    :raises UsageError: ``output`` is one of ``inputs``.
    """
    target = os.path.realpath(output)
    for path in inputs:
        if os.path.realpath(path) == target or (os.path.exists(target) and _same(path, target)):
            raise UsageError(
                Message(
                    f"“{output}”就是要核查的表，不能用结果覆盖它，请换一个文件名。",
                    f"“{output}” is the form itself and is not overwritten; choose another name.",
                )
            )


def _same(path: str, target: str) -> bool:
    try:
        return os.path.samefile(path, target)
    except OSError:
        return False


@contextmanager
def result(output: str | None) -> Iterator[Callable[[str], object]]:
    """Takes the result piece by piece: into the file ``output``, whole or not at all, or to standard output.

    :raises UsageError: the file cannot be written, and why.
    """
    if output is None or output == "-":
        yield sys.stdout.write
        return
    try:
        with replacing(output) as file:
            yield lambda text: file.write(text.encode())
    except OSError as error:
        raise unwritable(output, error) from error
