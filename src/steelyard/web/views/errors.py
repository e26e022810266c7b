"""What is said when something cannot be shown or done."""

import sys
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from steelyard.model import Message
from steelyard.web.failures import SECONDS_TO_WAIT, UNAVAILABLE, failure
from steelyard.web.observing.lines import REQUEST, fault
from steelyard.web.pages import problem
from steelyard.web.settings import ARCHIVE_BYTES, UPLOAD_BYTES

OUTDATED = Message(
    "您打开页面之后，别人已经办理过这份表，您的操作没有执行。请查看最新情况后再办理。",
    "Somebody has acted on this form since you opened the page; your act was not done. Look at it again first.",
)
API = "/api/v1/"  # where programs ask, who are answered in JSON


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page, or it is not for this user: the same answer for both."""
    why = Message("没有这个页面，或者您无权查看。", "There is no such page, or it is not for you to see.")
    return _early(request, why, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A defect, a database that is gone, or a disk that is full: a page that needs nothing of what may be gone."""
    error = sys.exc_info()[1]
    if error is not None:
        request.fault = fault(error)
    found = failure(error)
    if by_program(request):
        answer = told(found.why, found.status)
    else:
        matter = {"heading": found.heading, "why": found.why, "number": REQUEST.get()}
        answer = HttpResponse(render_to_string("trouble.html", matter), status=found.status)
    if found.status == UNAVAILABLE:
        answer["Retry-After"] = str(SECONDS_TO_WAIT)
    return answer


def bad(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A request that no page of ours sends."""
    return _early(request, Message("请求的格式不对。", "The request is malformed."), 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session."""
    zh = "页面已经过期，没有保存任何改动。请返回刷新后再提交。"
    return _early(
        request, Message(zh, "The page has expired; nothing was changed. Go back, reload it, submit again."), 403
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """A file over the limit."""
    most = (ARCHIVE_BYTES if request.path == reverse("bulk") else UPLOAD_BYTES) // 1_000_000
    zh = f"文件超过 {most} MB，没有接收。请检查是否选错了文件，或者压缩其中的图片。"
    en = f"The file is over {most} MB and was not taken. See whether it is the right one, or shrink its pictures."
    return _early(request, Message(zh, en), 413)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Somebody asks too often; ``wait`` is in seconds."""
    zh = f"请求过于频繁，没有办理。请在{wait}秒之后再试。"
    answer = _early(
        request, Message(zh, f"Too many requests; this one was not done. Try again in {wait} seconds."), 429
    )
    answer["Retry-After"] = str(wait)
    return answer


def by_program(request: HttpRequest) -> bool:
    """Whether a program asks by the API, and not a browser."""
    return str(request.path_info).startswith(API)


def told(why: Message, status: int, fields: Iterable[str] = ()) -> HttpResponse:
    """A problem as programs read it, in both languages; ``fields`` are those that are wrong."""
    matter = {"zh": why.zh, "en": why.en, "fields": list(fields)}
    return JsonResponse(matter, status=status, json_dumps_params={"ensure_ascii": False})


def _early(request: HttpRequest, why: Message, status: int) -> HttpResponse:
    """A page of a problem where the request may not have passed every gate: nobody is signed in, the text is both."""
    if by_program(request):
        return told(why, status)
    if hasattr(request, "user") and hasattr(request, "lang"):
        return problem(request, why, status)
    return HttpResponse(f"{why.zh}\n{why.en}\n", status=status, content_type="text/plain; charset=utf-8")
