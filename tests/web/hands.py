"""People at browsers of their own who work as fast as they are let, and keep account of what was acknowledged."""

import http.client
import http.cookiejar
import re
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode


class NotDone(Exception):  # noqa: N818 — an answer, not a fault
    """The server is gone or did not do it; ``status`` is its answer, if it gave one."""

    def __init__(self, status: int = 0, page: str = "") -> None:
        self.status, self.page = status, page
        super().__init__(f"{status} {page[:200]}")


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirection is the answer: what was asked for is done by then."""

    def redirect_request(self, *words: Any) -> None:
        return None


class Hand:
    """Somebody who is signed in and has one form before them."""

    def __init__(self, port: int, name: str, secret: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(_Stay, jar)
        page = self.get("/sign-in")
        self._post("/sign-in", {"csrfmiddlewaretoken": _field(page, ""), "username": name, "password": secret})
        self.case = re.findall(r'href="(/cases/\d+/)"', self.get("/cases/"))[0]

    def get(self, path: str) -> str:
        """A page.

        :raises NotDone: there was none.
        """
        return self._ask(urllib.request.Request(self.base + path))

    def hand_in(self, word: str) -> bool:
        """Sends a form named by ``word``; whether that is possible now.

        :raises NotDone: it was not acknowledged.
        """
        page = self.get(self.case)
        if f'action="{self.case}upload"' not in page:
            return False
        fields = {name: _field(page, f"{self.case}upload", name) for name in ("csrfmiddlewaretoken", "revision")}
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(f'Content-Disposition: form-data; name="file"; filename="{word}.html"\r\n\r\n{form(word)}')
        body = "".join(f"--x\r\n{part}\r\n" for part in parts) + "--x--\r\n"
        self._post(f"{self.case}upload", body.encode(), "multipart/form-data; boundary=x")
        return True

    def type(self, word: str) -> bool:
        """Types ``word`` into the draft, as the editor's script saves it; whether that is possible now.

        :raises NotDone: it was not acknowledged.
        """
        path = f"{self.case}draft/"
        if f'href="{path}"' not in self.get(self.case):
            return False
        page = self.get(path)
        if f'action="{path}begin"' in page:
            begun = {"from": "blank", "profile": "rugao-department", "draft_revision": "0"}
            self._post(f"{path}begin", {**begun, "csrfmiddlewaretoken": _field(page, f"{path}begin")})
            page = self.get(path)
        fields = {name: _field(page, path, name) for name in ("csrfmiddlewaretoken", "profile", "draft_revision")}
        self._post(f"{path}check", {**fields, "card.year": "2025", "narrative.results": word})
        return True

    def act(self, name: str, reason: str) -> bool:
        """Does an act for a reason; whether that is possible now.

        :raises NotDone: it was not acknowledged.
        """
        page = self.get(self.case)
        path = f"{self.case}act/{name}"
        if f'action="{path}"' not in page:
            return False
        fields = {field: _field(page, path, field) for field in ("csrfmiddlewaretoken", "revision")}
        self._post(path, {**fields, "reason": reason})
        return True

    def _post(self, path: str, body: Any, kind: str = "application/x-www-form-urlencoded") -> None:
        data = body if isinstance(body, bytes) else urlencode(body).encode()
        try:
            self._ask(urllib.request.Request(self.base + path, data, {"Content-Type": kind}))
        except NotDone as answer:
            if answer.status != 302:
                raise

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as answer:
            raise NotDone(answer.code, answer.read().decode(errors="replace")) from answer
        except (OSError, http.client.HTTPException) as error:
            raise NotDone from error


class Pair:
    """A unit's filler and checker, who send one form to and fro."""

    def __init__(self, port: int, secret: str) -> None:
        self.filler, self.checker = Hand(port, "shuiwu", secret), Hand(port, "shuiwu-sh", secret)
        self.taken: list[str] = []  # names of files that were acknowledged
        self.done: list[str] = []  # reasons of acts that were
        self.typed: list[str] = []  # what was typed into the draft and said to be saved
        self.over = False

    @property
    def acknowledged(self) -> int:
        """How much was, of every kind."""
        return len(self.taken) + len(self.done) + len(self.typed)

    def keep_on(self) -> None:
        """Until told that it is over; whatever is not done is tried anew with another name or reason."""
        while not self.over:
            word = f"{time.monotonic_ns()}"
            try:
                if self.filler.hand_in(word):
                    self.taken.append(f"{word}.html")
                if self.filler.type(word):
                    self.typed.append(word)
                if self.filler.act("hand-up", f"报{word}"):
                    self.done.append(f"报{word}")
                if self.checker.act("hand-back", f"退{word}"):
                    self.done.append(f"退{word}")
            except NotDone:
                time.sleep(0.05)


def _field(page: str, action: str, name: str = "csrfmiddlewaretoken") -> str:
    """The value of a field of the form that goes to ``action``; of the last form where none is named."""
    rest = page.partition(f'action="{action}"')[2] if action else page
    found = re.findall(rf'name="{name}" value="([^"]*)"', rest)
    return str(found[0] if action else found[-1])


def form(word: str) -> str:
    """A small form as a web page, told apart by ``word``."""
    heads = "".join(f"<td>{name}</td>" for name in ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"))
    rows = "".join(
        f"<tr><td>产出指标</td><td>检查{name}次数</td><td>≥10次</td><td>12次</td><td>50</td><td>50</td></tr>"
        for name in "甲乙"
    )
    return f"<html><body><p>2025年项目支出绩效自评表 {word}</p><table><tr>{heads}</tr>{rows}</table></body></html>"
