"""The API as a whole: its document, where it stands, what it answers where something may not be done."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from steelyard.filling import FillError
from steelyard.model import Message
from steelyard.reviewing import Refused
from steelyard.web.access import Door, opens
from steelyard.web.acts import Outdated
from steelyard.web.api.shapes import Problem
from steelyard.web.deeds import TooLarge, Unfit
from steelyard.web.drafts import Conflict
from steelyard.web.limits import TooMany
from steelyard.web.uploads import Unacceptable, too_much
from steelyard.web.views.beginning import NotBegun
from steelyard.web.views.errors import OUTDATED, bad, missing, told, too_large, too_many

ROOT = "api/v1/"
DOORS: dict[str, Door] = {}  # by the name of the function behind the address
MALFORMED = Message(
    "请求不合格式，没有办理。请按 fields 逐项改正。", "The request is not as described; see “fields”. Nothing was done."
)
ABOUT = Message(
    "与网页同样的内容和权限，供程序使用。金额和分数一律是十进制数的字符串，没有的值是 null。",
    "What the pages show and do, with the same rights, for programs. Every amount is a string that holds a decimal; "
    "a value that cannot be had is null.",
)


class Readable(JSONRenderer):
    """Chinese as Chinese."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Bearer(HttpBearer):
    """Says in the document what the gate asked for (``gate.admitted``)."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The user whom the gate let in."""
        return request.user if request.user.is_authenticated else None


api = NinjaAPI(
    title="定盘星 steelyard",
    version="1",
    description=f"{ABOUT.zh}\n\n{ABOUT.en}",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    renderer=Readable(),
)
READING, WRITING = (422, 429), (400, 403, 404, 409, 413, 422, 429)
View = Callable[..., Any]


def offers(route: str, door: Door, about: Message, answer: Any, *, method: str = "GET", status: int = 200) -> Any:
    """Puts a function at an address of the API, behind a door.

    ``answer`` is the shape of what it gives; a mapping from a kind of content to a schema where it is no JSON.
    """
    plain = isinstance(answer, Mapping)
    problems = frozenset((*(READING if method == "GET" else WRITING), *_turned_away(route, door)))
    responses = {problems: Problem} if plain else {status: answer, problems: Problem}

    def placed(view: View) -> View:
        DOORS[view.__name__] = door
        extra = {"responses": {status: {"description": "OK", "content": answer}}} if plain else {}
        operation = api.api_operation(
            [method],
            route,
            auth=None if door == "anyone" else Bearer(),
            response=responses,
            operation_id=view.__name__,
            url_name=view.__name__,
            summary=about.zh,
            description=about.en,
            openapi_extra=extra,
        )
        operation(_strict(view, route))
        return view

    return placed


def _turned_away(route: str, door: Door) -> tuple[int, ...]:
    """With what the gate and ``access`` turn somebody away there."""
    hidden = "{" in route or door not in ("anyone", "signed in")
    return (*(() if door == "anyone" else (401,)), *((404,) if hidden else ()))


def _strict(view: View, route: str) -> View:
    """Refuses what the address does not know: a filter with a slip in its name would answer with everything."""
    known = {name for name in signature(view).parameters if f"{name}}}" not in route}

    @wraps(view)
    def asked(request: HttpRequest, **given: Any) -> Any:
        if unknown := sorted(set(request.GET) - known):
            return told(MALFORMED, 422, (f"query.{name}" for name in unknown))
        return view(request, **given)

    return asked


def addresses() -> list[URLPattern]:
    """The addresses, from the root of the application, each with the door that its function names."""
    return [
        path(f"{ROOT}{found.pattern}", _behind(found.callback, DOORS[found.name]), name=f"api-{found.name}")
        for found in api.urls[0]
        if found.name in DOORS
    ]


def _behind(view: View, door: Door) -> View:
    setattr(view, "for_programs", True)  # noqa: B010 - a function has no such field to the type checker
    return opens(door)(view)


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix=ROOT))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return missing(request)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return told(no.why, 403)


@api.exception_handler(Outdated)
def _outdated(request: HttpRequest, no: Outdated) -> HttpResponse:
    return told(OUTDATED, 409)


@api.exception_handler(Unacceptable)
@api.exception_handler(Unfit)
def _unfit(request: HttpRequest, no: Unacceptable | Unfit) -> HttpResponse:
    return told(no.why, 422)


@api.exception_handler(FillError)
@api.exception_handler(NotBegun)
def _not_filled(request: HttpRequest, no: FillError | NotBegun) -> HttpResponse:
    return told(no.message, 422)


@api.exception_handler(Conflict)
def _saved_since(request: HttpRequest, no: Conflict) -> HttpResponse:
    who, when = no.last.by.name, timezone.localtime(no.last.at).strftime("%Y-%m-%d %H:%M:%S")
    zh = f"{who}在{when}保存过草稿（第{no.last.revision}版），您的内容没有保存。请重新读取草稿。"
    en = f"{who} saved the draft at {when} (revision {no.last.revision}); yours was not saved. Read the draft again."
    return told(Message(zh, en), 409, no.cells)


@api.exception_handler(TooLarge)
def _too_large(request: HttpRequest, no: TooLarge) -> HttpResponse:
    return too_large(request)


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, no: TooMany) -> HttpResponse:
    return too_many(request, no.wait)


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if too_much(request):
        return too_large(request)
    return told(MALFORMED, 422, (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors))


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body could not be read at all."""
    return bad(request)
