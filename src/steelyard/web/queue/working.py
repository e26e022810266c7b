"""What a worker does: one task after another, each held for as long as the worker lives."""

import logging
import threading
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.db import Error, connection
from django.utils import timezone

from steelyard.web.queue.claiming import TRIES, Claim, Lost, claimed
from steelyard.web.queue.putting import put

IDLE, TROUBLE = 1.0, 5.0  # seconds between two looks at an empty queue, and at a database that is gone
BEAT = 3.0  # seconds between two signs of life
MORNING = 7  # the hour after which the work of the day is put
log = logging.getLogger("steelyard.queue")
ENDING = threading.Event()  # the worker was told to end


class Interrupted(Exception):  # noqa: N818 — an answer, not a fault
    """The worker is to end, and with it the processes that worked for it: what they say no longer counts."""


def work(holder: str) -> None:
    """Does what there is to do until ``ENDING`` is set; a task that was begun is done first."""
    last: date | None = None
    while not ENDING.is_set():
        try:
            if not one(holder):
                last = _daily(last)
                ENDING.wait(IDLE)
        except Error as error:
            log.error("the database: %s", type(error).__name__)
            connection.close()
            ENDING.wait(TROUBLE)


def one(holder: str = "") -> bool:
    """Takes a task and does it; whether there was one."""
    claim = claimed(holder)
    if claim is None:
        return False
    done = threading.Event()
    beat = threading.Thread(target=_beat, args=(claim, done), daemon=True)
    beat.start()
    try:
        _done(claim)
    except Lost:
        log.warning("task %s (%s) went to another worker", claim.id, claim.job)
    except Interrupted:
        claim.put_back()
    except Exception as error:
        # What an error says may name people and files: its kind and place are enough to find it.
        log.error("task %s (%s), try %s: %s at %s", claim.id, claim.job, claim.tries, type(error).__name__, _at(error))
        claim.put_off()
    finally:
        done.set()
        beat.join()
    return True


def _done(claim: Claim) -> None:
    """Has the module of the job do it: ``run(claim)``, or ``given_up(about)`` after too many tries."""
    room: ModuleType = import_module(f"steelyard.web.jobs.{claim.job}")
    if claim.tries > TRIES:
        with claim.ending("failed"):
            room.given_up(claim.about)
        log.error("task %s (%s) was given up", claim.id, claim.job)
        return
    room.run(claim)
    if not claim.ended:
        with claim.ending():
            pass


def _beat(claim: Claim, done: threading.Event) -> None:
    """Says that the worker lives, until the task is done."""
    try:
        while not done.wait(BEAT):
            try:
                claim.held()
            except Error as error:
                log.error("the database: %s", type(error).__name__)
                connection.close()
    finally:
        connection.close()


def _daily(last: date | None) -> date | None:
    """Puts the work of the day, once: its key is the day."""
    now = timezone.localtime()
    if now.hour < MORNING or last == now.date():
        return last
    put("daily", now.date().isoformat(), {})
    return now.date()


def _at(error: BaseException) -> str:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else "?"
