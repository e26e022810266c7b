"""``steelyard serve`` as a program, for the tests and the benchmark that need one."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS = 60


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int, *words: str) -> Iterator[subprocess.Popen[str]]:
    """``steelyard serve`` with further ``words``, killed at the end."""
    command = [sys.executable, "-m", "steelyard", "serve", "--port", str(port), "--data", str(folder), *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ready(port: int, process: "subprocess.Popen[Any]") -> dict[str, bool]:
    """What the server says of its health as soon as it answers."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                found: dict[str, bool] = json.load(answer)
                return found
        except OSError:  # not there yet, or slow to answer the first time
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")


@contextmanager
def demo(folder: Path, *words: str) -> Iterator[tuple[str, str]]:
    """A server with the made-up city: its address, and the password of everybody; it is told to end at the end."""
    port = free_port()
    with serving(folder, port, "--demo", *words) as process:
        assert process.stderr
        secret = process.stderr.readline().rpartition("都是 ")[2].strip()
        ready(port, process)
        yield f"http://127.0.0.1:{port}", secret
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
