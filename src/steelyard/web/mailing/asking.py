"""Which mails there are to be: rows in the transaction of the act that they tell of, or in that of the day's work."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from steelyard.web.listing import BEFORE_SUBMISSION
from steelyard.web.models import Address, Case, Deadline, Mail, Posting, User
from steelyard.web.queue.putting import put_all
from steelyard.web.watching import nearest

TOLD = {
    "return": "returned",
    "accept": "accepted",
    "accept-despite": "accepted",
    "ask-adjustment": "asked",
    "approve-adjustment": "approved",
    "refuse-adjustment": "refused",
}  # acts and the mails that tell of them
OFFICERS = frozenset(("asked",))  # mails that go to the bureau
DAYS = (7, 1)  # before a deadline, where nothing else was set
MOST_DAYS, MOST_NOTICES = 60, 5
ASKED = BEFORE_SUBMISSION - {"planning"}  # states in which a form is to come by the day that was set
PAST = 30  # days after a deadline from which on nobody is told that it has passed


def days(text: str) -> tuple[int, ...] | None:
    """Days as somebody sets them (``7,1``), the largest first; ``None`` where they cannot be read."""
    parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()]
    if len(parts) > MOST_NOTICES or not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        return None
    found = sorted({int(part) for part in parts}, reverse=True)
    return tuple(found) if all(day <= MOST_DAYS for day in found) else None


def tell(case: Case, act: str, entry: int) -> None:
    """The mails that tell of an act, by its entry of the log; none where nobody is told of such acts."""
    if kind := TOLD.get(act):
        told = officers(case) if kind in OFFICERS else readers([case])[case]
        _ask(Mail(key=f"{kind}:{entry}:{user}", user_id=user, case=case, kind=kind) for user in told)


def remind(today: date) -> int:
    """The mails of a day: deadlines that are near or have passed. How many there are, new or not."""
    asked = [mail for year in _years(today) for mail in _of_year(year, today)]
    _ask(asked)
    return len(asked)


def _years(today: date) -> Iterable[int]:
    found = Deadline.objects.filter(due__gte=date.fromordinal(today.toordinal() - PAST))
    return found.values_list("year", flat=True).distinct()


class _Day(NamedTuple):
    due: date
    notices: tuple[int, ...]


def _of_year(year: int, today: date) -> Iterable[Mail]:
    deadlines = Deadline.objects.filter(year=year).select_related("place", "notice")
    known = {one.place.path: _Day(one.due, notices(one)) for one in deadlines}
    cases = list(Case.objects.filter(year=year, state__in=ASKED).select_related("unit"))
    by_case = readers(cases)
    for case in cases:
        day = nearest(case.unit.path, known)
        if day is None or (sort := _sort(day, today)) is None:
            continue
        kind, what = sort
        for user in by_case[case]:
            key = f"{what}:{case.id}:{day.due}:{user}"
            yield Mail(key=key, user_id=user, case=case, kind=kind, due=day.due, days=(day.due - today).days)


def _sort(day: _Day, today: date) -> tuple[str, str] | None:
    """The text, and what it is sent for: the last of the notices that has come, or the day that has passed."""
    left = (day.due - today).days
    if left < 0:
        return ("late", "late") if left >= -PAST else None
    came = [notice for notice in day.notices if left <= notice]
    return ("due" if left else "today", f"due{min(came)}") if came else None


def notices(deadline: Deadline) -> tuple[int, ...]:
    """How many days before a deadline units are reminded."""
    set_ = getattr(deadline, "notice", None)
    return DAYS if set_ is None else days(set_.days) or ()


def readers(cases: Iterable[Case]) -> dict[Case, list[int]]:
    """The fillers and checkers of each case's unit who can and want to get mails."""
    units = {case.unit_id: case for case in cases}
    found: dict[Case, list[int]] = {case: [] for case in units.values()}
    held = _wanting().filter(role__in=("filler", "checker"), place__in=list(units))
    for unit, user in held.order_by("user").values_list("place", "user").distinct():
        found[units[unit]].append(user)
    return found


def officers(case: Case) -> list[int]:
    """Those of the nearest bureau above a case's unit who can and want to get mails."""
    held = _wanting().filter(role="officer").order_by("user").values_list("place__path", "user").distinct()
    by_place: dict[str, list[int]] = {}
    for path, user in held:
        by_place.setdefault(path, []).append(user)
    return nearest(case.unit.path.rpartition("/")[0], by_place) or []


def _wanting() -> QuerySet[Posting]:
    """The postings of those who can and want to get mails."""
    return Posting.objects.filter(user__in=Address.objects.filter(wanted=True, user__is_active=True).values("user"))


def _ask(mails: Iterable[Mail]) -> None:
    """Writes the rows that are not there yet, each with its task."""
    asked = list(mails)
    Mail.objects.bulk_create(asked, batch_size=500, ignore_conflicts=True)
    put_all("mail", {mail.key: {"key": mail.key} for mail in asked})


def address(user: User) -> Address | None:
    """Where somebody gets mails, if they do."""
    return Address.objects.filter(user=user).first()
