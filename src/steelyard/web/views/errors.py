"""What is said when something cannot be shown or done."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from steelyard.model import Message
from steelyard.web.pages import problem
from steelyard.web.settings import UPLOAD_BYTES

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
    """A defect, or a database that is gone."""
    zh = "系统暂时不能处理这个请求，没有保存任何改动。请稍后再试；一再出现时请告诉管理员。"
    en = "The system cannot do this now; nothing was changed. Try again later, and tell the administrator if it stays."
    if by_program(request):
        return told(Message(zh, en), 500)
    return HttpResponse(f"{zh}\n{en}\n", status=500, content_type="text/plain; charset=utf-8")


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
    most = UPLOAD_BYTES // 1_000_000
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
