"""What a failure of the server is called before those who met it, and whether it may pass by itself."""

import errno
from sqlite3 import SQLITE_FULL
from typing import NamedTuple

from django.db import InterfaceError, OperationalError

from steelyard.model import Message

UNAVAILABLE = 503
SECONDS_TO_WAIT = 30
POSTGRESQL_FULL = "53100"
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO))
BUSY = Message("系统暂时不能使用", "Unavailable")
BROKEN = Message("系统出错", "Failure")


class Failure(NamedTuple):
    """What is said: a heading, what it is and what to do, and the status, 503 where nobody has to mend the program."""

    heading: Message
    why: Message
    status: int


def failure(error: BaseException | None) -> Failure:
    """What an error means to whoever met it."""
    cause = error.__cause__ if error is not None else None
    full = getattr(cause, "sqlite_errorcode", 0) == SQLITE_FULL or getattr(cause, "sqlstate", "") == POSTGRESQL_FULL
    if full or (isinstance(error, OSError) and error.errno in FULL):
        zh = "服务器的磁盘已满或者不能写入，没有保存任何改动。请告诉管理员，腾出空间后再提交。"
        en = "The server's disk is full or read-only; nothing was changed. Tell the administrator, then try again."
        return Failure(BUSY, Message(zh, en), UNAVAILABLE)
    if isinstance(error, OperationalError | InterfaceError):
        zh = "数据库暂时连接不上，没有保存任何改动。请过一会儿再试；一再出现时请告诉管理员。"
        en = "The database does not answer now; nothing was changed. Try again in a while, and tell the administrator."
        return Failure(BUSY, Message(zh, en), UNAVAILABLE)
    zh = "系统处理这个请求时出错，没有保存任何改动。请稍后再试；一再出现时请把下面的编号告诉管理员。"
    en = "The system failed on this request; nothing was changed. If it fails again, tell the administrator its number."
    return Failure(BROKEN, Message(zh, en), 500)
