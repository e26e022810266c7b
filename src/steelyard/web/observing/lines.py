"""Lines of log that name nobody: what happened, where in the program, how long it took; never what was sent or said.

What others write to a log may hold names and addresses (a database quotes the row that it refuses), so that a line
has the words of a message without what was filled into them, and of an error its kind and its places in the program.
"""

import errno
import json
import logging
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, Literal

Format = Literal["text", "json"]
REQUEST: ContextVar[str] = ContextVar("REQUEST", default="")  # the number of the request that is being answered
OWN_WORDS = ("gunicorn.error",)  # logs whose messages are fixed words
PLACES = 8  # of an error, the innermost


class Lines(logging.Formatter):
    """One line an event: JSON, or text for people at a terminal."""

    def __init__(self, kind: Format = "text") -> None:
        super().__init__()
        self.kind = kind

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": at, "level": record.levelname.lower(), **_told(record)}
        if self.kind == "json":
            return json.dumps(told, ensure_ascii=False)
        fixed = " ".join(str(told.pop(key)) for key in ("time", "level", "event"))
        return " ".join([fixed, *(f"{key}={_spoken(value)}" for key, value in told.items())])


def _told(record: logging.LogRecord) -> dict[str, Any]:
    matter: Mapping[str, Any] | None = getattr(record, "matter", None)
    told: dict[str, Any] = {"event": record.msg, **matter} if matter is not None else {"event": record.name}
    if record.name in OWN_WORDS and isinstance(record.msg, str):
        told["message"] = record.msg
    if record.exc_info and record.exc_info[1]:
        told["error"] = fault(record.exc_info[1])
    if number := REQUEST.get():
        told["request"] = number
    return told


def fault(error: BaseException) -> dict[str, Any]:
    """An error without its words: its kind, what the system calls it, where it came from."""
    places = traceback.extract_tb(error.__traceback__)[-PLACES:]
    told: dict[str, Any] = {"kind": type(error).__name__}
    if isinstance(error, OSError) and error.errno:
        told["errno"] = errno.errorcode.get(error.errno, str(error.errno))
    if error.__cause__ is not None:
        told["cause"] = type(error.__cause__).__name__
    told["at"] = [f"{'/'.join(PurePath(one.filename).parts[-2:])}:{one.lineno} {one.name}" for one in places]
    return told


def _spoken(value: Any) -> str:
    text = str(value)
    return text if text.isprintable() and " " not in text and '"' not in text else json.dumps(value, ensure_ascii=False)
