"""A server whose processes are killed while it is used: ``python -m tests.web.killing FOLDER ROUNDS [URL]``.

Two people hand forms in and send them to and fro. In each round, at a random moment of their work, either all
processes of the server are killed and it is started anew, or one of them, whichever it is (the first, one that
answers, one that audits), and the rest goes on. In the end the database is opened: everything that was acknowledged
must be there, once, with its files. The answer is JSON.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.web.hands import Pair
from tests.web.servers import free_port, ready

STATES = {"save": "evaluating", "hand-back": "evaluating", "hand-up": "checking", "open-evaluation": "evaluating"}


class Site:
    """The server in its data folder, and how it is killed."""

    def __init__(self, folder: str, url: str | None) -> None:
        self.port = free_port()
        database = ["--database", url] if url else []
        words = ["serve", "--port", str(self.port), "--data", folder, "--lang", "en", *database]
        self.command = [sys.executable, "-m", "steelyard", *words]
        self.process = self._started("--demo")
        assert self.process.stderr
        self.secret = self.process.stderr.readline().rsplit(" ", 1)[-1].strip()
        ready(self.port, self.process)

    def _started(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen([*self.command, *words], stderr=subprocess.PIPE, text=True, start_new_session=True)

    def start(self) -> None:
        """Starts it anew, once all of its processes are gone."""
        self.process = self._started()
        ready(self.port, self.process)

    def kill_all(self) -> None:
        """Kills every process of it at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def kill_one(self, chance: random.Random) -> str:
        """Kills one process; says which it was. Without the first, the others end by themselves."""
        family = descendants(self.process.pid)
        victim = chance.choice(family)
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim != self.process.pid:
            return "worker"
        self.process.communicate()
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{pid}/cmdline").exists() for pid in family) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.kill_left()
        self.start()
        return "first"

    def kill_left(self) -> None:
        """Kills what is left of the group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """A process and all that come from it."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def lost(
    folder: str, url: str | None, taken: list[str], done: list[str], typed: Collection[str] = ()
) -> dict[str, Any]:
    """What the database and the store say afterwards."""
    from steelyard.web.settings import configure

    configure(Path(folder), url)
    from steelyard.web import drafts, logbook, store
    from steelyard.web.models import Saved, Version

    kept = {drafts.read(one).narrative.get("results") for one in Saved.objects.all()}
    versions = list(Version.objects.select_related("case__unit").order_by("number"))
    entries = [entry for entry in logbook.entries(versions[0].case.subject) if entry.act in STATES]
    reasons = [entry.reason for entry in entries if entry.reason]
    return {
        "taken": len(taken),
        "done": len(done),
        "typed": len(typed),
        "untyped": sorted({*typed} - kept),
        "lost": sorted({*taken} - {version.name for version in versions}),
        "undone": sorted({*done} - {*reasons}),
        "twice": len(reasons) - len({*reasons}),
        "versions": len(versions),
        "files": sum(len(store.load(getattr(one, field))) > 0 for one in versions for field in Version.FILES),
        "saved": [entry.seen for entry in entries if entry.act == "save"] == [version.sha256 for version in versions],
        "state": versions[0].case.state == STATES[entries[-1].act],
        "holds": logbook.holds(),
    }


def _something_acknowledged(pair: Pair) -> None:
    """Waits until the two are at work again."""
    before, deadline = pair.acknowledged, time.monotonic() + 120
    while pair.acknowledged == before:
        assert time.monotonic() < deadline, "nothing was acknowledged in two minutes"
        time.sleep(0.05)


def main(folder: str, rounds: str, url: str | None = None) -> None:
    """As many rounds as asked for, then the count of losses."""
    chance = random.Random(2025)
    site = Site(folder, url)
    pair = Pair(site.port, site.secret)
    thread = threading.Thread(target=pair.keep_on)
    thread.start()
    killed = {"all": 0, "first": 0, "worker": 0}
    try:
        for number in range(int(rounds)):
            _something_acknowledged(pair)
            time.sleep(chance.uniform(0, 2.5))
            if number % 2:
                killed[site.kill_one(chance)] += 1
            else:
                site.kill_all()
                site.start()
                killed["all"] += 1
        time.sleep(1)
    finally:
        pair.over = True
        site.kill_all()
        thread.join()
    print(json.dumps({"killed": killed, **lost(folder, url, pair.taken, pair.done, pair.typed)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
