"""What was acknowledged outlives any process of the server; ``python -m tests.web.killing`` does more rounds."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = "3"


def _killed(folder: Path, *url: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.web.killing", str(folder), ROUNDS, *url]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _nothing_lost(found: dict[str, Any]) -> None:
    assert (found["lost"], found["undone"], found["twice"]) == ([], [], 0)
    assert found["untyped"] == []
    assert found["typed"] > 0
    assert found["files"] == 5 * found["versions"]
    assert found["versions"] >= found["taken"] > 0
    assert found["saved"]
    assert found["state"]
    assert found["holds"]


def test_sqlite_loses_nothing(tmp_path: Path) -> None:
    _nothing_lost(_killed(tmp_path / "data"))


def test_postgresql_loses_nothing(database: Callable[[], str], tmp_path: Path) -> None:
    _nothing_lost(_killed(tmp_path / "data", database()))
