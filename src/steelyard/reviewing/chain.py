"""An append-only log: each entry holds the hash of the one before it, so that no entry can be changed or dropped.

An entry is one line of JSON (UTF-8, keys in order, no white space). ``hash`` is the SHA-256 of the line without it;
``previous`` is the hash of the entry before, 64 noughts for the first. Somebody who rewrites the whole log from an
entry on goes unnoticed unless a later hash was kept elsewhere: a bureau publishes the last one (``--head``).
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from steelyard.model import Message

NOTHING = "0" * 64


class LogError(ValueError):
    """A line that is no entry; ``message`` names the line."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        self.message = Message(f"日志第{line}行{zh}", f"line {line} of the log {en}")
        super().__init__(self.message.en)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One act: who (``by``, in which ``role``), when, on what (``subject``), why, and what was ``seen``.

    ``seen`` is the SHA-256 of what the person had before them: the form, the ledgers, the opinion. ``at`` is a time
    with its zone; it never runs backwards along the log.
    """

    number: int
    at: str
    by: str
    role: str
    act: str
    subject: str
    reason: str
    seen: str
    previous: str
    hash: str


class Break(NamedTuple):
    """Where a log does not hold: the line, from 1, and what is wrong there."""

    line: int
    what: Message


def chained(
    last: Entry | None, *, at: datetime, by: str, role: str, act: str, subject: str, reason: str = "", seen: str = ""
) -> Entry:
    """The entry that follows ``last``.

    :raises ValueError: ``at`` has no zone, or lies before the last entry.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be logged")
    if last is not None and at < datetime.fromisoformat(last.at):
        raise ValueError(f"the clock stands before the last entry, {last.at}")
    fields: dict[str, Any] = {
        "number": last.number + 1 if last else 1,
        "at": at.isoformat(),
        "by": by,
        "role": role,
        "act": act,
        "subject": subject,
        "reason": reason,
        "seen": seen,
        "previous": last.hash if last else NOTHING,
    }
    return Entry(**fields, hash=_hash(fields))


def write_log(entries: Iterable[Entry]) -> Iterator[str]:
    """One line of JSON for each entry."""
    return (_line(msgspec.structs.asdict(entry)) + "\n" for entry in entries)


def read_log(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a written log, unverified.

    :raises LogError: a line that is no entry.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield msgspec.json.decode(line, type=Entry, strict=True)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise LogError(number, f"不是一条记录：{error}。", f"is no entry: {error}") from error


def verify(entries: Iterable[Entry], head: str = "") -> Iterator[Break]:
    """Where the chain does not hold; ``head`` is a hash that must be in it, kept from an earlier day."""
    last: Entry | None = None
    met = not head
    line = 0
    for line, entry in enumerate(entries, 1):
        fields = msgspec.structs.asdict(entry)
        stated = fields.pop("hash")
        if stated != _hash(fields):
            yield Break(line, Message("内容与自身的校验值不符，记录被改动过", "was changed: its hash is another"))
        if entry.previous != (last.hash if last else NOTHING):
            yield Break(line, Message("与上一条记录接不上，中间有记录被删改", "does not follow the entry before it"))
        if entry.number != (last.number + 1 if last else 1):
            yield Break(line, Message(f"序号{entry.number}不连续", f"has number {entry.number} out of turn"))
        if last and entry.at and _later(last.at, entry.at):
            yield Break(line, Message("时间早于上一条记录", "is earlier than the entry before it"))
        met = met or stated == head
        last = entry
    if not met:
        zh = "没有以前留存的校验值，后面的记录被删除或者整体改写过"
        yield Break(line, Message(zh, "does not lead past the hash that was kept: entries were dropped or rewritten"))


def _later(one: str, other: str) -> bool:
    try:
        return datetime.fromisoformat(one) > datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return True


def _hash(fields: dict[str, Any]) -> str:
    return sha256(_line(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
