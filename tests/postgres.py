"""A PostgreSQL server of our own for tests, once for all tests of a process."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Postgres:
    """A server in a folder of its own; ``url`` is its address, also while it is stopped."""

    def __init__(self, programs: Path, folder: str) -> None:
        self.programs, self.folder = programs, folder
        self.as_: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            self.as_ = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(folder, "nobody", "nogroup")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql://steelyard@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-U", "steelyard", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self) -> None:
        """Ends it at once, if it runs."""
        if (Path(self.folder) / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        log = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [self.programs / program, "-D", f"{self.folder}/data", *words]
        subprocess.run(command, check=True, cwd=self.folder, **log, **self.as_)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server that runs; the test is skipped, with the reason, where there is none."""
    pytest.importorskip("psycopg", reason="no psycopg on this machine")
    found = shutil.which("pg_ctl")
    programs = Path(found).parent if found else SERVERS[-1] if SERVERS else None
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine (Debian package postgresql)")
    folder = tempfile.mkdtemp(prefix="steelyard-postgres-")
    try:
        own = Postgres(programs, folder)
        try:
            own.start()
            yield own
        finally:
            own.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own on this machine; skipped, with the reason, where there is none."""
    with postgres() as own:
        yield own.url
