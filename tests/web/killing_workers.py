"""Workers killed while they take an archive in: ``python -m tests.web.killing_workers FOLDER FORMS [URL]``.

It makes a city of as many units, sends an archive with a form of each, kills the workers at random moments, then the
server and all that it started, serves anew, kills the workers once more and waits for the end. Then it says as JSON
what became of the forms.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.archives import packed, small
from tests.web.servers import free_port, ready
from tests.web.visiting import Visitor, field

from steelyard.web.settings import configure

CITY, YEAR, USER, SECRET = "安澜市", 2025, "caizheng", "lan-jing-8821"
WORKERS = 2
KILLS = (0.1, 0.25, 0.4)  # shares of the forms that are done when the workers are killed alone
LAST = 0.6  # and when the server is
SECONDS = 180  # until the archive is done


def city(many: int) -> None:
    """A city of ``many`` units whose year is open, and its officer."""
    from datetime import date

    from steelyard.reviewing import Person
    from steelyard.web.models import Place, Posting, User
    from steelyard.web.years import open_for

    top = Place.objects.create(name=CITY, path=CITY)
    for number in range(many):
        Place.objects.create(parent=top, name=unit(number), path=f"{CITY}/{unit(number)}", files=True)
    user = User(username=USER, name="审核员", fresh=False)
    user.set_password(SECRET)
    user.save()
    Posting.objects.create(user=user, role="officer", place=top)
    open_for(top, YEAR, date(2026, 3, 31), Person(USER, "officer", CITY))


def unit(number: int) -> str:
    """The name of a unit."""
    return f"第{number}水利站"


@contextmanager
def served(folder: Path, url: str | None) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The server, ready, in a group of its own, which is killed at the end."""
    port = free_port()
    command = [sys.executable, "-m", "steelyard", "serve", "--port", str(port), "--data", str(folder)]
    command += ["--workers", str(WORKERS)]
    database = ["--database", url] if url else []
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, *database], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        ready(port, process)
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def workers(server: int) -> list[int]:
    """The workers that a server has started."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if b"steelyard.web.queue" in words and parent == server:
            found.append(int(place.name))
    return found


def full(server: int) -> list[int]:
    """The workers of a server once they are as many as they should be."""
    until = time.monotonic() + SECONDS
    while len(found := workers(server)) < WORKERS and time.monotonic() < until:
        time.sleep(0.1)
    return found


def kill(numbers: list[int]) -> int:
    """Kills processes and says how many there were."""
    for number in numbers:
        os.kill(number, signal.SIGKILL)
    return len(numbers)


def under_way(server: "subprocess.Popen[bytes]", port: int, data: bytes, chance: random.Random) -> int:
    """Sends the archive and kills workers at random moments; how many were killed when most of it was done."""
    officer = Visitor(port, USER, SECRET)
    page = officer.get("/bulk/")
    place = page.split('<option value="')[1].split('"')[0]
    fields = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "place": place, "year": str(YEAR)}
    officer.send("/bulk/", fields, "all.zip", data)
    killed = 0
    for share in KILLS:
        _wait(share)
        time.sleep(chance.uniform(0, 0.2))
        killed += kill(workers(server.pid))
    _wait(LAST)
    return killed


def _wait(share: float, *states: str) -> None:
    """Until so many of the forms are in one of these states; audited, where none is named."""
    from steelyard.web.models import Member

    every, until = Member.objects.count(), time.monotonic() + SECONDS
    found = Member.objects.filter(state__in=states or ("read", "taken", "refused", "open"))
    while found.count() < share * every and time.monotonic() < until:
        time.sleep(0.02)


def finished() -> bool:
    """Waits until the archive is settled."""
    from steelyard.web.models import Batch

    until = time.monotonic() + SECONDS
    while not (settled := Batch.objects.filter(settled=True).exists()) and time.monotonic() < until:
        time.sleep(0.5)
    return bool(settled)


def became() -> dict[str, Any]:
    """What the database says."""
    from steelyard.web import logbook, store
    from steelyard.web.models import Case, Member, Task, Version

    acts = Counter((entry.act, entry.subject) for entry in logbook.entries() if entry.act in ("take-in", "audit"))
    versions = list(Version.objects.all())
    return {
        "states": dict(Counter(Member.objects.values_list("state", flat=True))),
        "why": sorted(set(Member.objects.values_list("why_zh", flat=True))),
        "versions": len(versions),
        "cases": Case.objects.filter(version__isnull=False).count(),
        "files": all(store.load(version.sha256) and store.load(version.page_en) for version in versions),
        "most_logged": max(acts.values(), default=0),
        "logged": len(acts),
        "tasks": dict(Counter(Task.objects.filter(job__in=("audit", "settle")).values_list("state", flat=True))),
        "tries": max(Task.objects.values_list("tries", flat=True)),
        "holds": logbook.holds(),
    }


def main(folder: str, many: str, url: str | None = None) -> None:
    """The whole of it."""
    configure(Path(folder), url)
    from steelyard.web.starting import migrate

    migrate()
    city(int(many))
    data = packed({f"{number}.html": small(unit(number)) for number in range(int(many))})
    with served(Path(folder), url) as (server, port):
        killed = under_way(server, port, data, random.Random(2025))
    before = became()
    with served(Path(folder), url) as (server, _):
        _wait(1 / int(many), "taken")
        kill(workers(server.pid))  # in the middle of taking the forms in
        ended, beside = finished(), full(server.pid)
        server.send_signal(signal.SIGTERM)
        status = server.wait(60)
        left = [number for number in beside if Path(f"/proc/{number}").exists()]
    said = {"ended": ended, "killed": killed, "status": status, "beside": len(beside), "left": left, "before": before}
    print(json.dumps({**said, **became()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
