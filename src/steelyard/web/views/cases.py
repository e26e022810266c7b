"""A unit's form of a year: its page, its versions, and the acts on it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST
from msgspec import structs

from steelyard.model import Message
from steelyard.reviewing import ACTS, Entry, Person, Refused, sees
from steelyard.web import logbook, store
from steelyard.web.access import SYSTEM, opens, persons, the_case
from steelyard.web.acts import Outdated, do, possible
from steelyard.web.models import Assignment, Case, User
from steelyard.web.pages import page, problem, text, whole
from steelyard.web.uploads import Unacceptable, kept_results, new_version, received, results
from steelyard.web.views.errors import too_large
from steelyard.web.worker import audited_apart

OWN_PAGES = ("save", "sample", "score", "reconcile")  # acts whose form has more than a reason
LEAST_EXPERTS = 2

OUTDATED = Message(
    "您打开页面之后，别人已经办理过这份表，您的操作没有执行。请查看最新情况后再办理。",
    "Somebody has acted on this form since you opened the page; your act was not done. Look at it again first.",
)
POINTS = Message("分数写0至100之间的数，最多两位小数。", "Points are a number from 0 to 100 with two decimals at most.")
TOO_FEW = Message(f"至少选{LEAST_EXPERTS}位专家。", f"Choose {LEAST_EXPERTS} experts at least.")


@opens("signed in")
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The forms of one's own unit, and those that one reviews."""
    return page(request, "cases", {"found": own_cases(request)})


def own_cases(request: HttpRequest) -> list[Case]:
    """The cases that a filler or checker of a unit, or an expert, sees."""
    mine = Case.objects.select_related("unit", "version")
    places = [one.place for one in persons(request) if one.role in ("filler", "checker")]
    found = list(mine.filter(unit__path__in=places).order_by("-year", "unit__path"))
    if any(one.role == "expert" for one in persons(request)):
        assigned = mine.filter(assignments__expert=request.user).distinct()
        found += [one for one in assigned if one not in found and _reviews(request, one)]
    return found


def _reviews(request: HttpRequest, case: Case) -> bool:
    now = case.assignments.filter(round=case.round, expert=request.user).exists()
    return any(sees(one, case.unit.path, assigned=now, public=False) for one in persons(request))


@opens("signed in")
@require_GET
def case(request: HttpRequest, number: int) -> HttpResponse:
    """All about one form: its state, the acts that are possible now, its versions and its history."""
    return _case(request, the_case(request, number))


def _case(request: HttpRequest, one: Case, error: Message | None = None, status: int = 200) -> HttpResponse:
    people = persons(request)
    matter: dict[str, Any] = {
        **possible_acts(one, people),
        "versions": one.versions.order_by("-number").select_related("by"),
        "history": history(one, people),
        "reviews": reviews(one, people),
        "agreed": None if one.state == "sampled" and not oversight(people) else one.agreed,
        "error": error and error.say(request.lang),
    }
    return page(request, "case", matter, status)


def possible_acts(one: Case, people: Iterable[Person]) -> dict[str, Any]:
    """What the list of acts shows, on the page of a case and on that of its current version."""
    can = possible(one, people)
    return {
        "case": one,
        "can": can,
        "simple": [(name, ACTS[name].reason) for name in can if name not in OWN_PAGES],
        "experts": _experts(one) if "sample" in can else [],
    }


def oversight(people: Iterable[Person]) -> bool:
    """Whether the reader runs the review: others do not see who reviews, nor what they think, before they are told."""
    return any(person.role in ("officer", "administrator") for person in people)


def history(one: Case, people: Iterable[Person]) -> list[Entry]:
    """The entries of a case, the last first; reviewers stay unknown to one another and to the unit."""
    entries = list(logbook.entries(one.subject))[::-1]
    if oversight(people):
        return entries
    own = {person.id for person in people}
    hidden = {"sample", "reconcile"} if one.state == "sampled" else {"sample"}
    return [
        structs.replace(entry, reason="") if entry.act in hidden else entry
        for entry in entries
        if entry.act != "score" or entry.by in own
    ]


def reviews(one: Case, people: Iterable[Person]) -> list[Assignment]:
    """The reviews of this round that the reader may see: all, or their own."""
    found = Assignment.objects.filter(case=one, round=one.round).select_related("expert").order_by("id")
    return list(found if oversight(people) else found.filter(expert__username__in=[person.id for person in people]))


def _experts(one: Case) -> Any:
    """Experts who may be asked: none who has another role at the unit itself."""
    own = User.objects.filter(postings__place=one.unit, postings__role__in=("filler", "checker"))
    asked = User.objects.filter(postings__role="expert", is_active=True).exclude(id__in=own)
    return asked.distinct().order_by("name", "username")


def acted(request: HttpRequest, one: Case, act: str, **settings: Any) -> HttpResponse:
    """Does an act and shows the case; where it may not be done, shows it with the reason and changes nothing."""
    seen = whole(request.POST.get("revision"))
    try:
        do(one.id, -1 if seen is None else seen, act, persons(request), **settings)
    except Outdated:
        return _case(request, the_case(request, one.id), OUTDATED, 409)
    except Refused as no:
        return _case(request, the_case(request, one.id), no.why, 403)
    return redirect("case", one.id)


@opens("signed in")
@require_POST
def act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """An act that wants nothing but perhaps a reason."""
    one = the_case(request, number)
    if name not in ACTS or name in OWN_PAGES:
        return problem(request, Message(f"没有名为“{name}”的操作。", f"There is no act “{name}”."), 404)
    if name == "audit":
        return _audit(request, one)
    return acted(request, one, name, reason=text(request, "reason"))


def _audit(request: HttpRequest, one: Case) -> HttpResponse:
    """Audits the current version once more, with the program as it is now."""
    version = one.version
    if version is None:
        return _case(request, one, Message("还没有上传自评表。", "No form was handed in yet."), 403)
    if "audit" not in possible(one, persons(request)):
        return acted(request, one, "audit")
    answer = audited_apart(store.path(version.sha256), version.name)
    if answer.why:
        return _case(request, one, Message(*answer.why), 422)
    digests = kept_results(answer)

    def written(case: Case) -> None:
        for field, value in results(answer, digests).items():
            setattr(case.version, field, value)
        case.version.save()
        case.errors = case.version.errors

    return acted(request, one, "audit", change=written, seen=digests["result_zh"])


@opens("signed in")
@require_POST
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """A file handed in as the unit's form: kept and audited, then saved, both logged, in one transaction."""
    one = the_case(request, number)
    if "save" not in possible(one, persons(request)):
        return acted(request, one, "save")
    file = request.FILES.get("file")
    if request.META.get("steelyard.too_large"):
        return too_large(request)
    try:
        kept = received(file)
    except Unacceptable as no:
        return _case(request, one, no.why, 422)

    with transaction.atomic():
        answer = acted(
            request, one, "save", change=lambda case: new_version(case, kept, request.user), seen=kept.sha256
        )
        if answer.status_code == 302:
            do(one.id, None, "audit", [SYSTEM], change=_count, seen=kept.digests["result_zh"])
    return answer


def _count(case: Case) -> None:
    case.errors = case.version.errors


@opens("signed in")
@require_POST
def sample(request: HttpRequest, number: int) -> HttpResponse:
    """Draws a case for review and names its experts."""
    one = the_case(request, number)
    chosen = _experts(one).filter(id__in=[given for given in request.POST.getlist("expert") if whole(given)])
    if "sample" in possible(one, persons(request)) and len(chosen) < LEAST_EXPERTS:
        return _case(request, one, TOO_FEW, 400)

    def assigned(case: Case) -> None:
        for expert in chosen:
            Assignment.objects.create(case=case, expert=expert, round=case.round)

    names = "、".join(expert.username for expert in chosen)
    return acted(request, one, "sample", reason=names, change=assigned)


@opens("signed in")
@require_POST
def score(request: HttpRequest, number: int) -> HttpResponse:
    """An expert's points and opinion, which other experts do not see."""
    one = the_case(request, number)
    given, opinion = points(request), text(request, "reason")
    if given is None:
        return _case(request, one, POINTS, 400)

    def written(case: Case) -> None:
        own = Assignment.objects.filter(case=case, expert=request.user, round=case.round)
        own.update(points=given, opinion=opinion)

    return acted(request, one, "score", reason=f"{given}：{opinion}", change=written)


@opens("signed in")
@require_POST
def reconcile(request: HttpRequest, number: int) -> HttpResponse:
    """The score on which the experts were brought together, with the reason."""
    one = the_case(request, number)
    given, reason = points(request), text(request, "reason")
    if given is None:
        return _case(request, one, POINTS, 400)

    def written(case: Case) -> None:
        case.agreed = given

    return acted(request, one, "reconcile", reason=f"{given}：{reason}" if reason else "", change=written)


def points(request: HttpRequest) -> Decimal | None:
    """Points from 0 to 100 as typed, with two decimals at most, or ``None``."""
    typed = text(request, "points", 10)
    before, _, behind = typed.partition(".")
    if not (typed.isascii() and before.isdecimal() and (behind.isdecimal() or "." not in typed)) or len(behind) > 2:
        return None
    return value if (value := Decimal(typed)) <= 100 else None
