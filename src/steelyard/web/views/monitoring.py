"""The course of a unit's year (运行监控): what it reports at a month's end, its lights, and their drawing."""

import re
from decimal import Decimal
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steelyard.model import Aim, Amount, Lang, Message, Unknown
from steelyard.monitoring import Course, usual_way
from steelyard.monitoring.lights import WORDS, Way
from steelyard.packs.monitoring import Scheme
from steelyard.quantity import fold, half_up, parse_number
from steelyard.reporting.charts.progress import progress_chart
from steelyard.reporting.monitored import checkpoints
from steelyard.web import aiming
from steelyard.web.access import opens, persons, the_case
from steelyard.web.acts import against, possible
from steelyard.web.aims import Reported, Row, aims_in, rows_in
from steelyard.web.deeds import Unfit
from steelyard.web.models import Case, Progress, Targets
from steelyard.web.pages import page, text, whole
from steelyard.web.targets import in_force
from steelyard.web.views.acting import acted
from steelyard.web.watching import Said, courses, last_reports, months_due, scheme_of, told

NOT_DUE = Message(
    "这个月不在监控月份之内，或者还没有结束。", "This month is not one to be reported, or is not over yet."
)
NOTHING = Message("没有填写任何内容。", "Nothing was filled in.")
NO_MONEY = Message(
    "支出和预算写不小于0的数，单位万元，不写单位。",
    "Spending and budget are numbers not below 0 in 10,000 yuan, without a unit.",
)
WAYS: tuple[Way, ...] = get_args(Way)
PLAIN = re.compile(r"[0-9,]+(\.[0-9]+)?")
LONGEST = 200


@opens("signed in")
@require_safe
def monitoring(request: HttpRequest, number: int) -> HttpResponse:
    """The months of a unit's year, and the one that was asked for."""
    return monitoring_page(request, the_case(request, number), whole(request.GET.get("month"), 1, 12))


def monitoring_page(
    request: HttpRequest,
    one: Case,
    month: int | None = None,
    typed: Said | None = None,
    error: Message | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a month; with what was typed and what stood against it, where a report was refused."""
    scheme, reports, targets = scheme_of(one), last_reports(one), in_force(one)
    due = months_due(scheme, one.year, timezone.localdate())
    month = month or next((each for each in due if each not in reports), None) or (max(reports) if reports else None)
    found, report = courses(scheme, reports, one.year), reports.get(month) if month else None
    # Rows are known by their numbers, which another table of targets may give to other rows.
    said = typed or (told(report) if report and targets and report.targets_id == targets.id else None)
    can = possible(one, persons(request))
    matter: dict[str, Any] = {
        "case": one,
        "scheme": scheme.title_en if request.lang == "en" else scheme.title,
        "scheme_note": scheme.note_en if request.lang == "en" else scheme.note,
        "months": [(each, each in reports) for each in sorted({*due, *reports})],
        "month": month,
        "report": report,
        "course": _shown(found[report.month], report) if report else None,
        "drawing": _drawing(scheme, found, request.lang),
        "fields": _fields(targets, said, one.year) if targets and month in due and "monitor" in can else [],
        "money": _money(request, said),
        "colours": {name: words.say(request.lang) for name, words in WORDS.items()},
        "error": error and error.say(request.lang),
    }
    return page(request, "monitoring", matter, status)


def _shown(found: Course, report: Progress) -> dict[str, Any]:
    """The table of a month: each row with its target, what was said of it, and its light; then spending."""
    standing, rows = found.watch.standing, {row.row: row for row in rows_in(report.targets.rows)}
    lights = {one.row: light for one, light in zip(found.watch.watched, standing.goals, strict=True)}
    reasons = dict(found.watch.unwatched)
    reported = {one.row: one for one in told(report).rows}
    return {
        "rows": [
            (row, reported.get(at, Reported(at)), lights.get(at), reasons.get(at), found.short.get(at) is True)
            for at, row in rows.items()
        ],
        "standing": standing,
        "progress": None if isinstance(standing.progress, Unknown) else half_up(standing.progress, 2),
        "executed": None if isinstance(standing.executed, Unknown) else half_up(standing.executed, 2),
    }


def _drawing(scheme: Scheme, found: dict[int, Course], lang: Lang) -> str:
    """Goals and spending against time, as far as months were reported."""
    if not found:
        return ""
    return progress_chart([one.watch.standing for one in found.values()], lang, checkpoints=checkpoints(scheme))


def _fields(targets: Targets, said: Said | None, year: int) -> list[tuple[Row, Reported, Way | None]]:
    """What the form asks of each target: what was said of it, and how it is watched if nothing is said of that.

    The way is ``None`` where there is nothing to choose: limits stay limits, words and days are not watched.
    """
    rows = rows_in(targets.rows)
    before = {one.row: one for one in said.rows} if said else {}
    usual = dict(zip((row.row for row in rows), map(_choice, aims_in(rows, year)), strict=True))
    return [(row, before.get(row.row, Reported(row.row)), usual[row.row]) for row in rows]


def _money(request: HttpRequest, said: Said | None) -> tuple[str, str]:
    """Spending and budget as their fields show them: what was typed, or what was reported."""
    if request.method == "POST":
        return text(request, "spent", 30), text(request, "budget", 30)
    spent, budget = ("" if one is None else f"{one:f}" for one in ((said.spent, said.budget) if said else (None, None)))
    return spent, budget


def _choice(aim: Aim) -> Way | None:
    way = usual_way(aim)
    return way if isinstance(aim.quantity, Amount) and way != "ceiling" else None


@opens("signed in")
@require_POST
def report_progress(request: HttpRequest, number: int, month: int) -> HttpResponse:
    """What a unit reports of a month."""
    one = the_case(request, number)
    targets = in_force(one)
    if why := against(one, "monitor", persons(request)):
        return monitoring_page(request, one, error=why, status=403)
    if targets is None or month not in months_due(scheme_of(one), one.year, timezone.localdate()):
        return monitoring_page(request, one, error=NOT_DUE, status=403)
    rows = rows_in(targets.rows)
    said = _said(request, rows)

    def show(request: HttpRequest, one: Case, error: Message, status: int) -> HttpResponse:
        typed = _typed(request, rows) if in_force(one) == targets else None
        return monitoring_page(request, one, month, typed, error, status)

    def deed(revision: int) -> None:
        if isinstance(said, Message):
            raise Unfit(said)
        aiming.report(request, one, revision, targets, month, said)

    return acted(request, one, deed, show, f"{reverse('monitoring', args=(one.id,))}?month={month}")


def _typed(request: HttpRequest, rows: list[Row]) -> Said:
    """What was typed of the rows."""
    found = []
    for row in rows:
        so_far, expected = (text(request, f"{field}-{row.row}", LONGEST) for field in ("so-far", "expected"))
        way = next((one for one in WAYS if one == request.POST.get(f"way-{row.row}")), None)
        found.append(Reported(row.row, so_far, expected, text(request, f"reason-{row.row}"), way))
    return Said(tuple(found), None, None)


def _said(request: HttpRequest, rows: list[Row]) -> Said | Message:
    """The report as it was typed, or what is wrong with it."""
    found = _typed(request, rows)
    money = [_amount(text(request, field, 30)) for field in ("spent", "budget")]
    if any(isinstance(one, Message) for one in money):
        return NO_MONEY
    spent, budget = (one if isinstance(one, Decimal) else None for one in money)
    if spent is None and budget is None and not any(one.so_far or one.expected or one.reason for one in found.rows):
        return NOTHING
    return Said(found.rows, spent, budget)


def _amount(typed: str) -> Decimal | Message | None:
    """A plain number: one with a unit may be in another than is asked for."""
    if not typed:
        return None
    value = parse_number(typed) if PLAIN.fullmatch(fold(typed)) else NO_MONEY
    return value if isinstance(value, Decimal) else NO_MONEY
