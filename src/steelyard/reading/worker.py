"""A process of its own for parsers that may abort or hang, with limits on its memory and time.

On Linux, in a program of one thread, it is a fork (milliseconds); otherwise a fresh interpreter. Either way
its one answer is a pickled ``Document`` or ``UnreadableDocument``, and silence is an answer too.
"""

import os
import pickle
import select
import signal
import subprocess
import sys
import time

from steelyard.model import Document, Message
from steelyard.reading import limits
from steelyard.reading.bounding import bound_memory
from steelyard.reading.dispatch import build, module_of
from steelyard.reading.errors import Damaged, TookTooLong, TooMuchMemory, UnreadableDocument
from steelyard.reading.sniffing import Kind

_CHUNK = 1 << 20


def read_apart(kind: Kind, data: bytes, path: str, sha256: str) -> Document:
    """Read in a child process. Raises the ``UnreadableDocument`` family, ``TookTooLong`` and ``TooMuchMemory`` too."""
    job = (kind, data, path, sha256)
    answer = _by_fork(job) if _may_fork() else _by_command(job)
    outcome = pickle.loads(answer) if answer else Damaged(path, Message("解析程序异常中止", "its parser broke down"))
    if isinstance(outcome, UnreadableDocument):
        raise outcome
    assert isinstance(outcome, Document)
    return outcome


def _may_fork() -> bool:
    """A fork copies one thread only; a lock that another one holds would never open again."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def _timed_out(path: str) -> TookTooLong:
    return TookTooLong(path, Message(f"{limits.SECONDS:g}秒", f"{limits.SECONDS:g} seconds"))


Job = tuple[Kind, bytes, str, str]


def _by_fork(job: Job) -> bytes:
    module_of(job[0])  # imported once, here, and not in every child
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(receiving)
            with os.fdopen(sending, "wb") as answer:
                answer.write(_answer(job))
            status = 0
        finally:
            os._exit(status)
    os.close(sending)
    try:
        return _receive(receiving, job[2])
    finally:
        os.close(receiving)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _receive(pipe: int, path: str) -> bytes:
    deadline = time.monotonic() + limits.SECONDS
    received: list[bytes] = []
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise _timed_out(path)
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return b"".join(received)
        received.append(chunk)


def _by_command(job: Job) -> bytes:
    command = [sys.executable, "-m", "steelyard.reading.worker"]
    try:
        done = subprocess.run(
            command, input=pickle.dumps(job), capture_output=True, timeout=limits.SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _timed_out(job[2]) from None
    return done.stdout


def _answer(job: Job) -> bytes:
    """What the child says: the document, or why there is none."""
    kind, data, path, sha256 = job
    outcome: Document | UnreadableDocument
    try:
        bound_memory(limits.MEMORY)
        outcome = build(kind, data, path, sha256)
    except UnreadableDocument as error:
        outcome = error
    except MemoryError:
        outcome = too_much_memory(path)
    return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)


def too_much_memory(path: str) -> TooMuchMemory:
    """The error for a parser that met its limit."""
    return TooMuchMemory(path, Message(f"{limits.MEMORY // 10**6} MB", f"{limits.MEMORY // 10**6} MB"))


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(pickle.load(sys.stdin.buffer)))
