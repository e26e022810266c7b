"""The web application under load: ``python -m bench.web --units 500 --users 50 --seconds 30``.

A server of its own on 127.0.0.1 with a made-up city, every unit of which has handed in the real form (or the example,
where there is none); people look at pages with pauses as readers make them; then forms are handed in one by one. The
people run on the same cores as the server.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.web.servers import free_port, ready

from bench.forms import named
from bench.timing import table

UNITS, USERS, SECONDS, PAUSE, WARM = 500, 50, 30.0, 2.0, 8.0
KINDS = {"board": "review board", "case": "page of a form", "version": "findings beside the document"}
UPLOADS = 12
BOUNDARY = "steelyard-bench"


def run(units: int = UNITS, users: int = USERS, seconds: float = SECONDS, pause: float = PAUSE) -> None:
    """Prints how long pages and uploads took."""
    form = next((path for name, path in named().items() if name != "example" and path.suffix == ".docx"), None)
    form = form or named()["example"]
    with TemporaryDirectory() as folder:
        made = [sys.executable, "-m", "bench.web_city", folder, str(units), str(form)]
        town = json.loads(subprocess.run(made, check=True, capture_output=True, text=True).stdout)
        port = free_port()
        command = [sys.executable, "-m", "steelyard", "serve", "--data", folder, "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            ready(port, server)
            _looked(port, town, users, WARM, pause)  # a server in use has its templates and helpers loaded
            _pages(port, town, users, seconds, pause)
            _uploads(port, town, form)
        finally:
            server.terminate()
            server.wait()


def _pages(port: int, town: dict[str, Any], users: int, seconds: float, pause: float) -> None:
    took = _looked(port, town, users, seconds, pause)
    rows = [(words, *_shape(took[kind]), f"{SIZES[kind] / 1000:.0f}") for kind, words in KINDS.items()]
    every = sum(map(len, took.values()))
    print(
        f"{users} people, {town['units']} units, {pause:g} s between two pages of each: ",
        end="",
    )
    print(f"{every / seconds:.0f} pages a second")
    table(("page", "pages", "median ms", "p95 ms", "p99 ms", "kB"), rows)


def _looked(port: int, town: dict[str, Any], users: int, seconds: float, pause: float) -> dict[str, list[float]]:
    """How long each page took that people looked at, by kind."""
    took: dict[str, list[float]] = defaultdict(list)
    end = time.perf_counter() + seconds
    crowd = [threading.Thread(target=_reader, args=(port, town, end, pause, n, took)) for n in range(users)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return took


def _reader(
    port: int, town: dict[str, Any], end: float, pause: float, number: int, took: dict[str, list[float]]
) -> None:
    chance = random.Random(number)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.uniform(0, pause))
    while time.perf_counter() < end:
        kind = chance.choice(tuple(KINDS))
        address = "/board/" if kind == "board" else f"/{kind}s/{chance.choice(town[kind])}/"
        began = time.perf_counter()
        try:
            line.request("GET", address, headers={"Cookie": f"sessionid={town['officer']}"})
            answer = line.getresponse()
        except http.client.RemoteDisconnected:
            line.close()  # the server let an idle line go: a browser asks again
            continue
        size = len(answer.read())
        assert answer.status == 200, (address, answer.status)
        took[kind].append(time.perf_counter() - began)
        SIZES[kind] = size
        time.sleep(chance.uniform(0.5, 1.5) * pause)
    line.close()


SIZES: dict[str, int] = {}


def _shape(times: list[float]) -> tuple[str, ...]:
    """How many there were, and their median, 95th and 99th percentile in milliseconds."""
    ordered = sorted(times)
    at = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99))
    return (str(len(ordered)), *(f"{value * 1000:.0f}" for value in at))


def _uploads(port: int, town: dict[str, Any], form: Path) -> None:
    """Hands the form in and opens the page of its findings, as a browser would."""
    times = []
    for number in range(UPLOADS):
        case = town["empty"][number]
        cookie = f"sessionid={town['filler']}; csrftoken={town['token']}"
        began = time.perf_counter()
        body = _body({"csrfmiddlewaretoken": town["token"], "revision": "1"}, form)
        headers = {"Cookie": cookie, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        line.request("POST", f"/cases/{case}/upload", body, headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        line.request("GET", answer.headers["Location"], headers={"Cookie": cookie})
        assert line.getresponse().read().find("核查结论".encode()) > 0
        times.append(time.perf_counter() - began)
        line.close()
    first, rest = times[0], sorted(times[1:])
    print(f"{form.name} handed in, to its verdict on the page: ", end="")
    print(f"median {median(rest) * 1000:.0f} ms, longest {rest[-1] * 1000:.0f} ms, the first {first * 1000:.0f} ms\n")


def _body(fields: dict[str, str], form: Path) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{form.name}"\r\n\r\n'
    return "".join([*parts, head]).encode() + form.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=UNITS)
    options.add_argument("--users", type=int, default=USERS)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--pause", type=float, default=PAUSE)
    given = options.parse_args()
    run(given.units, given.users, given.seconds, given.pause)
