"""Which files are meant by the paths of a command, and the file its result goes to."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from steelyard.cli.usage import UsageError, unwritable
from steelyard.model import Form, Message
from steelyard.reporting.own import own_report
from steelyard.reporting.writing import replacing, write

# In a folder, a file of another kind is no form; a file that is named is tried whatever its ending.
ENDINGS = frozenset(
    {".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et"}
    | {".html", ".htm", ".mht", ".mhtml", ".pdf", ".txt", ".md"}
)
TEXTS = frozenset({".txt", ".md"})  # of these, notes lie about in folders


def forms(paths: Iterable[str], passed_over: Callable[[Message], object]) -> list[str]:
    """The files meant, each once: those named, and every form in a folder, sorted.

    A folder that holds no form, or that may not be read, stands for itself: ``no_form`` says why. Texts without any
    table that lie in a folder (README.md, notes.txt) are no forms: ``passed_over`` is told of each.
    """
    found: dict[str, str] = {}
    for path in paths:
        for one in _inside(path, passed_over) if os.path.isdir(path) else [path]:
            found.setdefault(os.path.realpath(one), one)
    return list(found.values())


def no_form(path: str) -> Message | None:
    """Why ``path`` is not even tried: a folder without forms, or a report of our own; ``None`` for a file to read."""
    if os.path.isdir(path):
        if not os.access(path, os.R_OK | os.X_OK):
            return Message(f"没有权限读取文件夹“{path}”。", f"The folder “{path}” may not be read.")
        kinds = " ".join(sorted(ENDINGS))
        zh = f"文件夹“{path}”里没有自评表文件（可读取：{kinds}）。"
        return Message(zh, f"The folder “{path}” holds no form (read are {kinds}).")
    if own_report(path):
        zh = f"“{path}”是定盘星写出的核查报告，不是自评表，请核查原来的表。"
        return Message(zh, f"“{path}” is a report that steelyard wrote, not a form; check the form itself.")
    return None


def recognised(path: str) -> tuple[Form, ...]:
    """The forms of a file.

    :raises UsageError: it cannot be read, or holds none, and why.
    """
    from steelyard.reading import UnreadableDocument, read
    from steelyard.recognising import Unrecognised, recognise_all

    if why := no_form(path):
        raise UsageError(why)
    try:
        return recognise_all(read(path))
    except (UnreadableDocument, Unrecognised) as error:
        raise UsageError(error.message) from error


def _inside(folder: str, passed_over: Callable[[Message], object]) -> Iterator[str]:
    refused: list[str] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=lambda error: refused.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            lock_or_hidden = name.startswith((".", "~$"))
            if lock_or_hidden or Path(name).suffix.lower() not in ENDINGS:
                continue
            if why := _no_file(path):
                passed_over(why)
                continue
            if own_report(path):
                continue
            if _is_prose(path):
                zh = f"已跳过“{path}”：里面没有表格，不是自评表。"
                passed_over(Message(zh, f"“{path}” was passed over: it holds no table, so it is no form."))
                continue
            empty = False
            yield path
    yield from sorted(refused) or ([folder] if empty else [])


def _no_file(path: str) -> Message | None:
    """Why what has a form's name holds none: to open a pipe would be to wait for whoever may write to it."""
    if not os.path.exists(path) or os.path.isfile(path):
        return None
    zh = f"已跳过“{path}”：这是管道或设备，不是文件。"
    return Message(zh, f"“{path}” was passed over: it is a pipe or a device, no file.")


def _is_prose(path: str) -> bool:
    """Whether this is a text without any table. Whatever else is wrong with it, checking it will say."""
    from steelyard.reading import UnreadableDocument, read
    from steelyard.reading.errors import NoTable

    if Path(path).suffix.lower() not in TEXTS:
        return False
    try:
        read(path)
    except NoTable:
        return True
    except UnreadableDocument:
        pass
    return False


THE_FORM = Message("要核查的表", "the form itself")


def spare(output: str, inputs: Iterable[str], what: Message = THE_FORM) -> None:
    """Sees to it that the result does not overwrite ``what`` it is made from.

    :raises UsageError: ``output`` is one of ``inputs``.
    """
    target = os.path.realpath(output)
    for path in inputs:
        if os.path.realpath(path) == target or (os.path.exists(target) and _same(path, target)):
            raise UsageError(
                Message(
                    f"“{output}”就是{what.zh}，不能用结果覆盖它，请换一个文件名。",
                    f"“{output}” is {what.en} and is not overwritten; choose another name.",
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


def put(content: bytes, output: str) -> None:
    """Writes a file whole or not at all.

    :raises UsageError: it cannot be written, and why.
    """
    try:
        write(content, output)
    except OSError as error:
        raise unwritable(output, error) from error
