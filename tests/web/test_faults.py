"""What goes wrong around the application: a clear page, and nothing half done."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from tests.web.programs import hand_in, program
from tests.web.town import browser, now, upload

from steelyard.web import logbook, store
from steelyard.web.models import Case, LogEntry
from steelyard.web.views import cases

Signed = Callable[..., Any]


def _full(data: bytes) -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_changes_nothing(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (now(site.case).revision, LogEntry.objects.count())
    monkeypatch.setattr(store, "keep", _full)
    answer = upload(browser("filler", raise_request_exception=False), site.case)
    assert answer.status_code == 503
    assert "磁盘已满" in answer.content.decode()
    assert (now(site.case).revision, LogEntry.objects.count()) == before


def test_a_database_that_is_gone_is_said(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*words: Any, **more: Any) -> Any:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(cases, "own_cases", gone)
    answer = browser("filler", raise_request_exception=False).get("/cases/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "数据库暂时连接不上，没有保存任何改动" in answer.content.decode()


def test_programs_are_told_in_their_way(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    by = program("filler")
    by.raise_request_exception = False
    monkeypatch.setattr(store, "keep", _full)
    answer = hand_in(by, site.case)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "磁盘已满" in answer.json()["zh"]
    assert answer["X-Request-ID"]


def test_a_defect_is_said_without_what_it_was(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*words: Any, **more: Any) -> Any:
        raise KeyError("a secret")

    monkeypatch.setattr(cases, "own_cases", fails)
    answer = browser("filler", raise_request_exception=False).get("/cases/")
    assert answer.status_code == 500
    assert "系统处理这个请求时出错" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_health_says_what_is_amiss(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser().get("/healthz").status_code == 200
    monkeypatch.setattr(store, "usable", lambda: False)
    answer = browser().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "files": False})


def test_an_act_that_fails_half_way_leaves_no_entry(site: Any) -> None:
    from steelyard.reviewing import Person
    from steelyard.web.acts import do

    def fails(case: Case) -> None:
        raise DatabaseError("in the middle")

    before = (now(site.case).revision, LogEntry.objects.count())
    with pytest.raises(DatabaseError):
        do(site.case.id, None, "save", [Person("filler", "filler", site.case.unit.path)], change=fails)
    assert (now(site.case).revision, now(site.case).state, LogEntry.objects.count()) == (
        before[0],
        "evaluating",
        before[1],
    )


def test_a_clock_set_back_does_not_break_the_chain(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from steelyard.web.access import SYSTEM

    past = timezone.localtime() - timedelta(days=3)
    monkeypatch.setattr(logbook.timezone, "localtime", lambda: past)
    logbook.append(SYSTEM, "audit", "a test")
    assert logbook.holds()


def test_a_file_that_was_changed_on_the_disk_is_not_served(site: Any) -> None:
    digest = store.keep(b"as it was")
    store.path(digest).write_bytes(b"as it is not")
    with pytest.raises(OSError, match="changed on the disk"):
        store.load(digest)
    store.path(digest).unlink()


def test_what_a_killed_server_left_is_removed_after_an_hour(site: Any) -> None:
    kept = store.path(store.keep(b"kept"))
    with store.incoming([b"young"]) as young:
        old = young.with_name("old")
        old.write_bytes(b"old")
        os.utime(old, (1, 1))
        store.tidy()
        assert (young.exists(), old.exists(), kept.exists()) == (True, False, True)


def test_the_framework_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from steelyard.web.settings import configure;"
        "configure(Path(sys.argv[1]), None, 'https://pingjia.example');"
        "from django.core.management import call_command as call;"
        "call('check', deploy=True, fail_level='WARNING'); call('makemigrations', check=True, dry_run=True)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
