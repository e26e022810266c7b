"""What is done with a unit's form: the acts, and what some of them bring along."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steelyard.model import Message
from steelyard.reviewing import ACTS, Refused
from steelyard.web import store
from steelyard.web.access import SYSTEM, opens, persons, the_case
from steelyard.web.acts import Outdated, against, do
from steelyard.web.models import Assignment, Case
from steelyard.web.pages import problem, text, whole
from steelyard.web.uploads import Unacceptable, kept_results, new_version, received, results
from steelyard.web.views.cases import OWN_PAGES, case_page, experts_to_ask
from steelyard.web.views.errors import too_large
from steelyard.web.worker import audited_apart

LEAST_EXPERTS = 2

OUTDATED = Message(
    "您打开页面之后，别人已经办理过这份表，您的操作没有执行。请查看最新情况后再办理。",
    "Somebody has acted on this form since you opened the page; your act was not done. Look at it again first.",
)
POINTS = Message("分数写0至100之间的数，最多两位小数。", "Points are a number from 0 to 100 with two decimals at most.")
TOO_FEW = Message(f"至少选{LEAST_EXPERTS}位专家。", f"Choose {LEAST_EXPERTS} experts at least.")


def acted(request: HttpRequest, one: Case, act: str, **settings: Any) -> HttpResponse:
    """Does an act and shows the case; where it may not be done, shows it with the reason and changes nothing."""
    seen = whole(request.POST.get("revision"))
    try:
        do(one.id, -1 if seen is None else seen, act, persons(request), **settings)
    except Outdated:
        return case_page(request, the_case(request, one.id), OUTDATED, 409)
    except Refused as no:
        return case_page(request, the_case(request, one.id), no.why, 403)
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
        return case_page(request, one, Message("还没有上传自评表。", "No form was handed in yet."), 403)
    if why := against(one, "audit", persons(request)):
        return case_page(request, one, why, 403)
    with store.incoming([store.load(version.sha256)]) as path:
        answer = audited_apart(path, version.name)
    if answer.why:
        return case_page(request, one, Message(*answer.why), 422)
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
    file = request.FILES.get("file")
    if why := against(one, "save", persons(request)):
        return case_page(request, one, why, 403)
    if request.META.get("steelyard.too_large"):
        return too_large(request)
    try:
        kept = received(file)
    except Unacceptable as no:
        return case_page(request, one, no.why, 422)

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
    chosen = experts_to_ask(one).filter(id__in=[given for given in request.POST.getlist("expert") if whole(given)])
    if why := against(one, "sample", persons(request)):
        return case_page(request, one, why, 403)
    if len(chosen) < LEAST_EXPERTS:
        return case_page(request, one, TOO_FEW, 400)

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
        return case_page(request, one, POINTS, 400)

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
        return case_page(request, one, POINTS, 400)

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
