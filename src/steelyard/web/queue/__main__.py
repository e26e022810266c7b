"""A worker as a process: ``python -m steelyard.web.queue``.

It reads its settings as one line of JSON from its input, so that no password stands in the list of processes, and
ends when its input does: then the server that holds the other end is gone.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec

from steelyard.web.queue.crew import Site

COURTESY = 5  # steps that a worker stands back behind the server's pages


def main() -> None:
    """Works until the input ends or a signal comes; the task under way is done first."""
    site = msgspec.json.decode(sys.stdin.buffer.readline(), type=Site)
    os.nice(COURTESY)
    from steelyard.web import settings

    settings.configure(
        Path(site.folder),
        site.database,
        site.origin,
        log_format=site.log_format,
        mail=site.mail,
        keep_days=site.keep_days,
    )
    from steelyard.web.apart import warm
    from steelyard.web.queue import claiming, working

    def ended(*_: Any) -> None:
        working.ENDING.set()

    def watched() -> None:
        while os.read(sys.stdin.fileno(), 1_000):
            pass
        working.ENDING.set()

    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGINT, ended)
    threading.Thread(target=watched, daemon=True).start()
    warm()
    if site.dead:
        claiming.freed(site.dead)
    working.work(site.name)


if __name__ == "__main__":
    main()
