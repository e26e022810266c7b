"""What people do with the targets of a year, alike for the pages and the programs (as ``web.deeds`` for forms).

``revision`` is the case's as the doer saw it. ``Refused``, ``Outdated``, ``Unfit`` and ``Unacceptable`` are as there.
"""

from django.core.files.base import File
from django.http import HttpRequest

from steelyard.model import Message
from steelyard.web import store
from steelyard.web.access import persons
from steelyard.web.acts import do
from steelyard.web.aims import digest
from steelyard.web.deeds import Unfit, may, may_hand_in
from steelyard.web.models import Case, Targets
from steelyard.web.tables import table_apart
from steelyard.web.targets import Source, draft, of_last_year, open_table, settle
from steelyard.web.uploads import Unacceptable, named
from steelyard.web.watching import Said, course_of, keep, scheme_of


def hand_in(request: HttpRequest, one: Case, revision: int, file: File | None) -> None:
    """A table of targets handed in as a file; it waits to be confirmed.

    :raises TooLarge: it is over the limit.
    """
    may_hand_in(request, one, "draft-targets")
    file, name = named(file)
    with store.incoming(file.chunks()) as path:
        table = table_apart(path, name, one.year)
        if table.why:
            raise Unacceptable(Message(*table.why))
        source = Source(name, store.keep(path.read_bytes()), table)
    _drafted(request, one, revision, source)


def copy_last_year(request: HttpRequest, one: Case, revision: int) -> None:
    """Last year's indicators as the table that waits to be confirmed."""
    may(request, one, "draft-targets")
    source = of_last_year(one)
    if isinstance(source, Message):
        raise Unfit(source)
    _drafted(request, one, revision, source)


def _drafted(request: HttpRequest, one: Case, revision: int, source: Source) -> None:
    change = lambda case: draft(case, source, request.user)  # noqa: E731 - the line is the deed
    do(one.id, revision, "draft-targets", persons(request), seen=source.sha256, change=change)


def settle_table(request: HttpRequest, one: Case, revision: int, act: str, reason: str) -> None:
    """One of ``targets.SETTLING``: the table that waits is set, or asked for, taken back, approved, refused."""
    waiting = open_table(one)
    change = lambda case: settle(case, act, request.user, reason)  # noqa: E731 - the line is the deed
    seen = waiting.digest if waiting else ""
    do(one.id, revision, act, persons(request), reason=reason, seen=seen, change=change)


def report(request: HttpRequest, one: Case, revision: int, targets: Targets, month: int, said: Said) -> None:
    """What a unit reports of a month; red lights and goals that will be missed want a reason."""
    found = course_of(scheme_of(one), targets, said, month, one.year)
    if found.unexplained:
        raise Unfit(unexplained(found.unexplained))
    change = lambda case: keep(case, targets, month, said, found, request.user)  # noqa: E731 - the line is the deed
    do(one.id, revision, "monitor", persons(request), reason=f"{month}月", seen=digest(said), change=change)


def unexplained(rows: tuple[int, ...]) -> Message:
    """Says which rows want a reason."""
    zh = f"第{'、'.join(map(str, rows))}行亮红灯或者预计不能完成，请写明偏差原因。"
    return Message(zh, f"Rows {', '.join(map(str, rows))} are red or will miss their target: give the reason.")
