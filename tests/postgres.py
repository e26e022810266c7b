"""A PostgreSQL server of our own for tests, once for all tests of a process."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own on this machine; skipped, with the reason, where there is none."""
    pytest.importorskip("psycopg", reason="no psycopg on this machine")
    found = shutil.which("pg_ctl")
    programs = Path(found).parent if found else SERVERS[-1] if SERVERS else None
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine (Debian package postgresql)")
    folder = tempfile.mkdtemp(prefix="steelyard-postgres-")
    as_: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        as_ = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *words: str) -> None:
        log = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([programs / program, "-D", f"{folder}/data", *words], check=True, cwd=folder, **log, **as_)

    try:
        run("initdb", "-U", "steelyard", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-w", "-o", options, "-l", f"{folder}/log", "start")
        yield f"postgresql://steelyard@127.0.0.1:{port}/postgres"
    finally:
        if (Path(folder) / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
