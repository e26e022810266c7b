"""Somebody at a browser who has signed in and follows where forms lead."""

import http.cookiejar
import re
import urllib.request
from urllib.parse import urlencode


class Visitor:
    """Pages are texts; whatever is not answered well is an error."""

    def __init__(self, port: int, user: str, secret: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        fields = {"csrfmiddlewaretoken": field(self.get("/sign-in"), "csrfmiddlewaretoken")}
        self._ask("/sign-in", urlencode({**fields, "username": user, "password": secret}).encode())

    def get(self, path: str) -> str:
        """A page."""
        return self._ask(path)

    def send(self, path: str, fields: dict[str, str], name: str, data: bytes) -> str:
        """The page to which a form with a file led."""
        begin = '--x\r\nContent-Disposition: form-data; name="'
        parts = [f'{begin}{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
        parts.append(f'{begin}file"; filename="{name}"\r\n\r\n')
        body = "".join(parts).encode() + data + b"\r\n--x--\r\n"
        return self._ask(path, body, {"Content-Type": "multipart/form-data; boundary=x"})

    def _ask(self, path: str, body: bytes | None = None, heads: dict[str, str] | None = None) -> str:
        with self.opener.open(urllib.request.Request(self.base + path, body, heads or {}), timeout=60) as answer:
            return str(answer.read().decode())


def field(page: str, name: str) -> str:
    """The value of the last field of that name."""
    return str(re.findall(rf'name="{name}" value="([^"]*)"', page)[-1])
