"""A command used wrongly: one clear sentence, the nearest name that exists, exit status 2."""

import errno
from collections.abc import Iterable

from steelyard.cli.streams import note
from steelyard.model import Lang, Message


class UsageError(Exception):
    """The command cannot be carried out as it was given."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def tell(message: Message, lang: Lang) -> None:
    """Says on standard error what went wrong, or was passed over."""
    note(f"steelyard: {message.say(lang)}")


def unknown(what: Message, name: str, known: Iterable[str]) -> UsageError:
    """No such ``what`` (a check, a profile, a command): names the nearest that there is."""
    from difflib import get_close_matches

    names = list(known)
    tail = name.rsplit("/", 1)[-1]
    near = [other for other in names if other.endswith("/" + tail)] or get_close_matches(name, names, n=1, cutoff=0.4)
    zh, en = (f"，是否要写“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else ("。", ".")
    return UsageError(Message(f"没有名为“{name}”的{what.zh}{zh}", f"There is no {what.en} “{name}”{en}"))


def at_least_one(jobs: int | None) -> None:
    """Raises ``UsageError`` where ``--jobs`` asks for no process at all."""
    if jobs is not None and jobs < 1:
        raise UsageError(Message("--jobs 至少为 1。", "--jobs is at least 1."))


_CAUSES = {
    errno.ENOENT: Message("文件夹不存在", "there is no such folder"),
    errno.ENOTDIR: Message("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: Message("这是一个文件夹", "it is a folder"),
    errno.EACCES: Message("没有写入权限", "permission denied"),
    errno.EPERM: Message("没有写入权限", "permission denied"),
    errno.EROFS: Message("所在磁盘只读", "the disk is read-only"),
    errno.ENOSPC: Message("磁盘已满", "the disk is full"),
    errno.EBADF: Message("已经关闭", "it is closed"),
    errno.ENAMETOOLONG: Message("文件名太长", "the name is too long"),
}


def unwritable(path: str, error: OSError) -> UsageError:
    """The result cannot be written to ``path``, and why."""
    system = error.strerror or str(error)
    cause = _CAUSES.get(error.errno or 0, Message(system, system))
    return UsageError(Message(f"无法写入“{path}”：{cause.zh}。", f"Cannot write “{path}”: {cause.en}."))


def unreadable(path: str, error: OSError) -> UsageError:
    """The file ``path`` cannot be opened, and why."""
    system = error.strerror or str(error)
    reasons = {
        errno.ENOENT: Message("没有这个文件", "there is no such file"),
        errno.EACCES: Message("没有读取权限", "permission denied"),
    }
    cause = reasons.get(error.errno or 0) or _CAUSES.get(error.errno or 0, Message(system, system))
    return UsageError(Message(f"打不开“{path}”：{cause.zh}。", f"Cannot open “{path}”: {cause.en}."))
