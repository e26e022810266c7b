"""Work apart from the server: a process for each piece, bounded in memory and time, with everything loaded already.

A helper process of each server process (``multiprocessing``'s fork server) loads the core once and has no threads;
each piece of work is a fork of it, which costs milliseconds and ends with the piece, whatever a file did to it.
"""

import multiprocessing
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from steelyard.reading import limits
from steelyard.reading.bounding import bound_memory

AT_ONCE = 2  # such processes for each process of the server; who comes later waits
_few = threading.BoundedSemaphore(AT_ONCE)
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["steelyard.web.warm"])


class Died(Exception):  # noqa: N818 — an answer, not a fault
    """The process ended before it answered."""


def apart(work: Callable[..., bytes], *matter: Any, seconds: float) -> bytes:
    """What ``work`` answers of ``matter``, done in a process of its own; ``work`` is a function of a module.

    :raises TimeoutError: it was not done within ``seconds``, counted from when its turn came; it was ended.
    :raises Died: its process ended without an answer, for want of memory or of something harmful.
    """
    with _few:
        ours, theirs = _context.Pipe(duplex=False)
        process = _context.Process(target=_answer, args=(theirs, seconds, work, matter), daemon=True)
        try:
            process.start()
            theirs.close()
            if not ours.poll(seconds):
                raise TimeoutError
            return ours.recv_bytes()
        except (EOFError, ConnectionError) as error:
            raise Died from error
        finally:
            process.kill()
            process.join()
            ours.close()


def warm() -> None:
    """Starts the helper process and waits until it has loaded everything, so that nobody's first form waits for it."""
    apart(_nothing, seconds=60)


def _nothing() -> bytes:
    return b""


def _answer(pipe: Connection, seconds: float, work: Callable[..., bytes], matter: tuple[Any, ...]) -> None:
    if sys.platform == "linux":
        import resource

        # The server counts the time; where it was killed itself, the system ends what goes on for ever.
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    bound_memory(limits.MEMORY)
    answer = work(*matter)
    with suppress(BrokenPipeError):  # the server was ended meanwhile
        pipe.send_bytes(answer)
