"""The workers beside the server: started with it, started anew when one dies, told to end when it ends."""

import os
import secrets
import subprocess
import sys
import time
from contextlib import suppress
from typing import NamedTuple

import msgspec

from steelyard.web.mailing.posting import Post
from steelyard.web.observing.lines import Format
from steelyard.web.settings import KEEP_DAYS

PATIENCE = 15.0  # seconds for the task under way when the server ends; a longer one is begun anew by the next worker
PAUSE = 2.0  # seconds between two starts of a worker that dies at once


class Site(msgspec.Struct, frozen=True):
    """What a worker must know: of the application, as the server's own ``settings.configure``, and of itself.

    ``name`` is the worker's, ``dead`` that of the one in whose place it comes.
    """

    folder: str
    database: str | None = None
    origin: str | None = None
    mail: Post | None = None
    log_format: Format = "text"
    keep_days: int = KEEP_DAYS
    name: str = ""
    dead: str = ""


class Hand(NamedTuple):
    """One worker process, its name, and when it was started."""

    process: "subprocess.Popen[bytes]"
    name: str
    since: float


class Crew:
    """``many`` workers of a site. Nothing here waits: the server calls ``keep`` about once a second."""

    def __init__(self, site: Site, many: int) -> None:
        self.site = site
        self.hands: list[Hand | None] = [None] * many
        self.owner = os.getpid()

    def keep(self) -> None:
        """Starts the workers that are not there."""
        for nth, hand in enumerate(self.hands):
            if hand is None or (hand.process.poll() is not None and time.monotonic() - hand.since > PAUSE):
                self.hands[nth] = self._started(hand.name if hand else "")

    def end(self) -> None:
        """Tells the workers to end and waits; after ``PATIENCE`` they are killed. A fork of the server ends nobody."""
        if os.getpid() != self.owner:
            return
        processes = [hand.process for hand in self.hands if hand is not None]
        for process in processes:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in processes:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _started(self, dead: str) -> Hand:
        name = secrets.token_hex(8)
        # A session of its own: an interrupt at the terminal is for the server, which tells the workers.
        process = subprocess.Popen(
            [sys.executable, "-m", "steelyard.web.queue"], stdin=subprocess.PIPE, start_new_session=True
        )
        assert process.stdin
        with suppress(BrokenPipeError):  # it died at once, and is started anew
            process.stdin.write(msgspec.json.encode(msgspec.structs.replace(self.site, name=name, dead=dead)) + b"\n")
            process.stdin.flush()
        return Hand(process, name, time.monotonic())
