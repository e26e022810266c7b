"""The queue: each task once for good, however often its worker is killed; on both databases."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from tests.web.killing_workers import KILLS, WORKERS

from steelyard.web.models import LogEntry, Task
from steelyard.web.queue import claiming, working
from steelyard.web.queue.claiming import LEASE, TRIES, Lost, claimed, freed
from steelyard.web.queue.putting import put
from steelyard.web.queue.working import one

ROOT = Path(__file__).parents[2]
Job = Callable[..., None]


@pytest.fixture
def job(site: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A job of our own: ``run`` may be set; ``given`` are the tasks that were given up."""
    told = SimpleNamespace(run=lambda claim: None, given=[])
    told.given_up = told.given.append
    real = working.import_module

    def found(name: str) -> ModuleType | SimpleNamespace:
        return told if name == "steelyard.web.jobs.own" else real(name)

    monkeypatch.setattr(working, "import_module", found)
    return told


def task(key: str = "a") -> Task:
    found: Task = Task.objects.get(key=f"own:{key}")
    return found


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    when = timezone.now() + by
    monkeypatch.setattr(claiming.timezone, "now", lambda: when)


def test_what_was_put_once_is_not_put_again(job: SimpleNamespace) -> None:
    put("own", "a", {"n": 1})
    put("own", "a", {"n": 2})
    assert (Task.objects.count(), task().about) == (1, {"n": 1})
    assert one()
    put("own", "a", {"n": 3})
    assert not one()
    assert task().state == "done"


def test_the_longest_waiting_comes_first_and_none_before_it_is_due(job: SimpleNamespace) -> None:
    order: list[str] = []
    job.run = lambda claim: order.append(claim.about["n"])
    put("own", "late", {"n": "late"}, timezone.now() + timedelta(hours=1))
    put("own", "b", {"n": "b"}, timezone.now() - timedelta(minutes=1))
    put("own", "a", {"n": "a"}, timezone.now() - timedelta(minutes=2))
    while one():
        pass
    assert order == ["a", "b"]


def test_a_task_is_nobody_elses_while_its_worker_lives(job: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    put("own", "a", {})
    first = claimed()
    assert first
    assert claimed() is None
    later(monkeypatch, LEASE / 2)
    assert first.held()
    later(monkeypatch, LEASE * 3 / 4)
    assert claimed() is None


def test_a_worker_that_was_thought_dead_changes_nothing(job: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    put("own", "a", {})
    first = claimed()
    assert first
    later(monkeypatch, LEASE * 2)
    second = claimed()
    assert second
    assert not first.held()
    entries = LogEntry.objects.count()
    with pytest.raises(Lost), first.ending():
        raise AssertionError("the transaction of a lost task began")
    with second.ending():
        pass
    assert (task().state, LogEntry.objects.count()) == ("done", entries)


def test_what_a_dead_worker_held_is_free_at_once(job: SimpleNamespace) -> None:
    put("own", "a", {})
    put("own", "b", {})
    assert claimed("dead")
    assert claimed("alive")
    freed("dead")
    again = claimed("next")
    assert again
    assert (again.tries, claimed()) == (2, None)


def test_what_fails_is_tried_again_later_and_given_up_at_last(
    job: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(claim: claiming.Claim) -> None:
        raise OSError("secret name")

    job.run = fails
    put("own", "a", {"n": 1})
    for number in range(1, TRIES + 1):
        assert one()
        assert (task().state, task().tries) == ("waiting", number)
        assert not one()
        later(monkeypatch, timedelta(hours=number))
    assert one()
    assert (task().state, job.given) == ("failed", [{"n": 1}])
    assert "OSError at test_queue.py" in caplog.text
    assert "secret name" not in caplog.text


def test_what_a_failed_try_changed_is_undone(job: SimpleNamespace) -> None:
    from steelyard.web import logbook
    from steelyard.web.access import SYSTEM

    def half(claim: claiming.Claim) -> None:
        with claim.ending():
            logbook.append(SYSTEM, "audit", "half")
            raise OSError

    job.run = half
    put("own", "a", {})
    assert one()
    assert not LogEntry.objects.filter(subject="half").exists()
    assert task().state == "waiting"


def test_the_work_of_a_day_is_put_in_the_morning_and_once(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.localtime()
    last = None
    for hour, puts in ((6, 0), (7, 1), (8, 1), (23, 1), (30, 1), (31, 2)):
        when = now.replace(hour=0, minute=0) + timedelta(hours=hour)
        monkeypatch.setattr(working.timezone, "localtime", lambda when=when: when)
        last = working._daily(last)
        assert Task.objects.filter(job="daily").count() == puts, hour


def _killed(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-W", "error", "-m", "tests.web.killing_workers", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _all_once(found: dict[str, Any], many: int) -> None:
    assert found["killed"] >= len(KILLS)
    assert found["before"]["states"].keys() & {"waiting", "read"}, "the archive was done before the server was killed"
    assert found["before"]["holds"]
    assert found["ended"]
    assert found["states"] == {"taken": many}
    assert found["versions"] == found["cases"] == many
    assert (found["most_logged"], found["logged"]) == (1, 2 * many)
    assert found["tasks"] == {"done": many + 1}
    assert found["files"]
    assert found["holds"]
    assert (found["status"], found["beside"], found["left"]) == (0, WORKERS, [])


def test_killed_workers_lose_and_double_nothing_on_sqlite(tmp_path: Path) -> None:
    _all_once(_killed(str(tmp_path), "24"), 24)


def test_killed_workers_lose_and_double_nothing_on_postgresql(server: str, tmp_path: Path) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE killed")
    _all_once(_killed(str(tmp_path), "24", server.replace("/postgres", "/killed")), 24)
