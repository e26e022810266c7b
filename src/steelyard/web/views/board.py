"""The bureau's board: who is late, returned or flagged, and the opening of a year."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steelyard.model import Message
from steelyard.monitoring.lights import WORDS as COLOURS
from steelyard.packs.monitoring import schemes
from steelyard.reviewing import ACTS
from steelyard.web.access import acting_as, opens, overseen, the_place
from steelyard.web.listing import chosen, grades, lines, states, tallies, years
from steelyard.web.mailing.asking import DAYS, MOST_DAYS, MOST_NOTICES, days
from steelyard.web.pages import day, page, problem, text, whole
from steelyard.web.standing import kinds, of_board
from steelyard.web.watching import summed
from steelyard.web.years import FIRST_YEAR, LAST_YEAR, evaluate_all, open_for, plan_for

FIELDS = ("state", "only", "grade", "finding", "q", "sort")
PER_PAGE = 100
WHICH_YEAR = Message(
    f"请填写{FIRST_YEAR}至{LAST_YEAR}之间的年度和提交期限。",
    f"Give a year from {FIRST_YEAR} to {LAST_YEAR} and the day by which forms are due.",
)
WHICH_DAYS = Message(
    f"提前提醒的天数写成 7,1 的样子，最多{MOST_NOTICES}个，每个不超过{MOST_DAYS}天；不提醒就留空。",
    f"Write the days before as 7,1: {MOST_NOTICES} at most, none over {MOST_DAYS}; leave it empty for none.",
)

NOBODY_WAITS = Message(
    "这个范围内没有可以转入自评的单位：没有处于目标编制或者执行中的，或者都有目标调整等待批复。",
    "There is no self-evaluation to open below this place: no unit sets targets or has a year that runs, or all of "
    "them have an adjustment of targets that is to be decided first.",
)


@opens("officer")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The units below the officer in a year: all of them counted and drawn, those that were asked for listed."""
    places = overseen(request, "officer")
    known = years(places)
    year = whole(request.GET.get("year"), FIRST_YEAR, LAST_YEAR) or (known[0] if known else None)
    found = lines(places, year, timezone.localdate()) if year else []
    asked = {field: request.GET.get(field, "")[:60] for field in FIELDS}
    matter: dict[str, Any] = {
        "year": year,
        "years": known,
        "asked": asked,
        "found": Paginator(chosen(found, asked), PER_PAGE).get_page(request.GET.get("page")),
        "kinds": kinds(found),
        "pictures": [drawing.svg for drawing in of_board(found, request.lang)],
        "tallies": tallies(found),
        "states": list(states(found).items()),
        "grades": grades(found),
        "places": places.filter(files=False).order_by("path"),
        "remind": ",".join(map(str, DAYS)),
        "sorted_by": _sorter(request),
        "schemes": schemes(),
        "lights_by_month": summed(line.reports for line in found),
        "colours": {name: words.say(request.lang) for name, words in COLOURS.items()},
        "waiting": sum(line.case.state in ACTS["open-evaluation"].froms and not line.adjusting for line in found),
    }
    return page(request, "board", matter)


def _sorter(request: HttpRequest) -> Any:
    """The query by which a page like this one is sorted by a column; twice the same column turns the order round."""

    def query(column: str) -> str:
        asked = request.GET.copy()
        asked.pop("page", None)
        asked["sort"] = f"-{column}" if asked.get("sort") == column else column
        return f"?{asked.urlencode()}"

    return query


@opens("officer")
@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    """Opens a year for every unit below a place, with targets or with forms, and sets by when they are due."""
    place = the_place(request, request.POST.get("place", ""), "officer")
    year, due = whole(request.POST.get("year"), FIRST_YEAR, LAST_YEAR), day(request.POST.get("due", ""))
    scheme = request.POST.get("scheme", "general")
    if year is None or due is None or scheme not in schemes():
        return problem(request, WHICH_YEAR, 400)
    if (remind := days(text(request, "remind", 41))) is None:
        return problem(request, WHICH_DAYS, 400)
    if request.POST.get("begin") == "planning":
        plan_for(place, year, due, scheme, acting_as(request, "officer", place.path))
    else:
        open_for(
            place, year, due, acting_as(request, "officer", place.path), remind if "remind" in request.POST else None
        )
    return redirect(f"{reverse('board')}?year={year}")


@opens("officer")
@require_POST
def evaluate_year(request: HttpRequest) -> HttpResponse:
    """Opens the self-evaluation of all units below a place that have set targets or were asked to."""
    place = the_place(request, request.POST.get("place", ""), "officer")
    year, due = whole(request.POST.get("year"), FIRST_YEAR, LAST_YEAR), day(request.POST.get("due", ""))
    if year is None or due is None:
        return problem(request, WHICH_YEAR, 400)
    if not evaluate_all(place, year, due, acting_as(request, "officer", place.path)):
        return problem(request, NOBODY_WAITS, 409)
    return redirect(f"{reverse('board')}?year={year}")
