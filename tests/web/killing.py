"""A server killed while it takes forms in: ``python -m tests.web.killing FOLDER ROUNDS`` says as JSON what was lost.

Each round starts the server, hands forms in one after another, and kills all its processes at a random moment. Then
the database is opened: every upload that was acknowledged must be a version, each with its files and its entry.
"""

import http.cookiejar
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.web.test_serving import free_port, ready

USER = "shuiwu"


class Hand:
    """Somebody at a browser who hands forms in as fast as they are taken."""

    def __init__(self, port: int, secret: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = self._get("/sign-in")
        page = self._post(
            "/sign-in",
            f"csrfmiddlewaretoken={_field(page, 'csrfmiddlewaretoken')}&username={USER}&password={secret}".encode(),
        )
        self.case = re.findall(r'href="(/cases/\d+/)"', page)[0]
        self.taken: list[str] = []

    def keep_on(self) -> None:
        """Until the server is gone; ``taken`` are the uploads that it acknowledged."""
        try:
            while True:
                self._hand_in(f"{time.monotonic_ns()}")
        except (OSError, urllib.error.URLError, http.client.HTTPException):
            return

    def _hand_in(self, word: str) -> None:
        page = self._get(self.case)
        fields = {name: _field(page, name) for name in ("csrfmiddlewaretoken", "revision")}
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(f'Content-Disposition: form-data; name="file"; filename="{word}.html"\r\n\r\n{form(word)}')
        body = "".join(f"--x\r\n{part}\r\n" for part in parts) + "--x--\r\n"
        self._post(f"{self.case}upload", body.encode(), "multipart/form-data; boundary=x")
        self.taken.append(f"{word}.html")

    def _get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=60) as answer:
            return str(answer.read().decode())

    def _post(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> str:
        request = urllib.request.Request(self.base + path, body, {"Content-Type": kind})
        with self.opener.open(request, timeout=60) as answer:
            return str(answer.read().decode())


def _field(page: str, name: str) -> str:
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[-1]


def form(word: str) -> str:
    """A small form as a web page, told apart by ``word``."""
    heads = "".join(f"<td>{name}</td>" for name in ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"))
    rows = "".join(
        f"<tr><td>产出指标</td><td>检查{name}次数</td><td>≥10次</td><td>12次</td><td>50</td><td>50</td></tr>"
        for name in "甲乙"
    )
    return f"<html><body><p>2025年项目支出绩效自评表 {word}</p><table><tr>{heads}</tr>{rows}</table></body></html>"


def one_round(folder: Path, secret: str, chance: random.Random) -> tuple[str, list[str]]:
    """Serves, is used, is killed; the password of the example's people and the uploads that were acknowledged."""
    port = free_port()
    command = [sys.executable, "-m", "steelyard", "serve", "--port", str(port), "--data", str(folder), "--lang", "en"]
    process = subprocess.Popen(
        [*command, *([] if secret else ["--demo"])], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr
    secret = secret or process.stderr.readline().rsplit(" ", 1)[-1].strip()
    ready(port, process)
    hand = Hand(port, secret)
    thread = threading.Thread(target=hand.keep_on)
    thread.start()
    time.sleep(chance.uniform(0.5, 6))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    thread.join()
    return secret, hand.taken


def lost(folder: Path, taken: list[str]) -> dict[str, Any]:
    """What the database and the store say afterwards."""
    from steelyard.web.settings import configure

    configure(folder)
    from steelyard.web import logbook, store
    from steelyard.web.models import Version

    versions = list(Version.objects.order_by("number"))
    fields = ("sha256", "result_zh", "result_en", "page_zh", "page_en")
    entries = list(logbook.entries())
    return {
        "taken": len(taken),
        "lost": sorted(set(taken) - {version.name for version in versions}),
        "versions": len(versions),
        "files": sum(len(store.load(getattr(version, field))) > 0 for version in versions for field in fields),
        "saved": [entry.seen for entry in entries if entry.act == "save"] == [version.sha256 for version in versions],
        "holds": logbook.holds(),
    }


def main(folder: str, rounds: str) -> None:
    """As many rounds as asked for, then the count of losses."""
    chance, secret, taken = random.Random(2025), "", []
    for _ in range(int(rounds)):
        secret, more = one_round(Path(folder), secret, chance)
        taken += more
    print(json.dumps(lost(Path(folder), taken)))


if __name__ == "__main__":
    main(*sys.argv[1:])
