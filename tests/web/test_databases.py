"""Both databases: many at once lose nothing, and the whole cycle runs."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.web.crowd import EDITORS, SAVES, SEES
from tests.web.savers import THREADS

ROOT = Path(__file__).parents[2]


def _crowd(*words: str, program: str = "crowd") -> dict[str, Any]:
    command = [sys.executable, "-W", "error", "-m", f"tests.web.{program}", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _holds(found: dict[str, Any]) -> None:
    every = EDITORS * SAVES
    assert found["errors"] == []
    assert found["saved"] == found["logged"] == found["different"] == found["counted"] == every
    assert found["published"]
    assert found["moved"] == []
    assert found["holds"]
    assert found["numbered"]
    assert found["seen"] == SEES
    assert (found["board"], found["public"], found["ready"]) == (200, "97.38", 200)


def test_sqlite_loses_nothing(tmp_path: Path) -> None:
    found = _crowd(str(tmp_path))
    assert found["vendor"] == "sqlite"
    _holds(found)


def test_postgresql_loses_nothing(database: Callable[[], str], tmp_path: Path) -> None:
    found = _crowd(str(tmp_path), database())
    assert found["vendor"] == "postgresql"
    _holds(found)


def _nothing_typed_is_lost(found: dict[str, Any], savers: int) -> None:
    assert found["acknowledged"] == found["kept"] == savers
    assert found["revisions"]
    assert found["current"]
    assert found["conflicts"] >= THREADS - 1
    assert found["holds"]


def test_no_save_of_a_draft_is_lost_on_sqlite(tmp_path: Path) -> None:
    _nothing_typed_is_lost(_crowd(str(tmp_path), "200", program="savers"), 200)


def test_no_save_of_a_draft_is_lost_on_postgresql(database: Callable[[], str], tmp_path: Path) -> None:
    found = _crowd(str(tmp_path), "50", database(), program="savers")
    assert found["vendor"] == "postgresql"
    _nothing_typed_is_lost(found, 50)
