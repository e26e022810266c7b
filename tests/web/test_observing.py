"""Metrics and lines of log: they count what happened, in all processes together, and they name nobody."""

import io
import json
import logging
import os
import re
import signal
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from tests.web.servers import free_port, ready, serving
from tests.web.town import PEOPLE, browser, upload, walk

from steelyard.cli import main
from steelyard.web.models import Task
from steelyard.web.observing import counting
from steelyard.web.observing.lines import Lines
from steelyard.web.observing.watching import views
from steelyard.web.settings import METRICS_TOKEN, kept_secret
from steelyard.web.views import cases

SAMPLE = re.compile(r'steelyard_[a-z_]+(\{([a-z]+="[^"\n]*",?)+\})? [0-9.e+-]+')
Signed = Callable[..., Any]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> counting.Counters:
    """Counters of this test alone."""
    monkeypatch.setattr(counting, "_counters", None)
    return counting.begin(views())


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a server with ``--log-format json`` writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines("json"))
    own = logging.getLogger("steelyard")
    level = own.level
    own.setLevel("INFO")
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    own.setLevel(level)


def metrics() -> dict[str, float]:
    token = kept_secret(Path(settings.STEELYARD_DATA) / METRICS_TOKEN)
    answer = browser().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return samples(answer.content.decode())


def samples(text: str) -> dict[str, float]:
    """The samples of a text that is as Prometheus wants it: each series once, after its kind."""
    found: dict[str, float] = {}
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            assert SAMPLE.fullmatch(line), line
            series, _, value = line.rpartition(" ")
            name = series.partition("{")[0]
            assert name in kinds or re.sub("_(bucket|sum|count)$", "", name) in kinds
            assert series not in found
            found[series] = float(value)
    assert text.endswith("\n")
    return found


def told(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_who_has_no_token_finds_no_metrics(site: Any, signed: Signed) -> None:
    kept_secret(Path(settings.STEELYARD_DATA) / METRICS_TOKEN)
    for given in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer x"}, {"Authorization": "令牌"}):
        assert signed("top").get("/metrics", headers=given).status_code == 404
    (Path(settings.STEELYARD_DATA) / METRICS_TOKEN).unlink()
    assert browser().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_audits_and_cases_are_counted(site: Any, counted: counting.Counters) -> None:
    for _ in range(3):
        browser().get("/public/")
    browser().get("/nowhere/")
    browser().get(f"/cases/{site.case.id}/")
    walk(site.case, site.users, until="checking")
    assert upload(browser("filler"), site.other, b"no form", "x.txt").status_code == 404
    found = metrics()
    assert found['steelyard_requests_total{view="public",status="200"}'] == 3
    assert found['steelyard_requests_total{view="none",status="404"}'] == 1
    assert found['steelyard_requests_total{view="case",status="302"}'] == 1
    assert found['steelyard_requests_total{view="upload",status="302"}'] == 1
    assert found['steelyard_requests_total{view="upload",status="404"}'] == 1
    assert found['steelyard_request_seconds_count{view="public"}'] == 3
    assert found['steelyard_request_seconds_bucket{view="public",le="+Inf"}'] == 3
    assert found['steelyard_cases{state="checking"}'] == 1
    assert found["steelyard_database_up"] == found["steelyard_files_up"] == 1
    assert found["steelyard_log_entries"] > 3


def test_the_queue_is_measured(site: Any, counted: counting.Counters) -> None:
    now = timezone.now()
    for number, due in enumerate((now - timedelta(minutes=5), now - timedelta(minutes=1), now + timedelta(hours=1))):
        Task.objects.create(key=f"a{number}", job="remind", due=due)
    held = {"job": "remind", "state": "running", "due": now - timedelta(hours=2)}
    Task.objects.create(key="b", until=now + timedelta(seconds=300), **held)
    found = metrics()
    assert found['steelyard_tasks{state="waiting"}'] == 3
    assert found['steelyard_tasks{state="running"}'] == 1
    assert found["steelyard_tasks_due"] == 2
    assert 300 <= found["steelyard_tasks_waited_seconds"] < 400
    assert found["steelyard_tasks_lapsed"] == found["steelyard_tasks_lapsed_seconds"] == 0
    for number, minutes in enumerate((1, 30)):
        Task.objects.create(key=f"c{number}", until=now - timedelta(minutes=minutes), **held)
    found = metrics()
    assert found["steelyard_tasks_lapsed"] == 2
    assert 1_800 <= found["steelyard_tasks_lapsed_seconds"] < 1_900
    assert 7_200 <= found["steelyard_tasks_waited_seconds"] < 7_300
    Task.objects.all().delete()
    found = metrics()
    names = ("tasks_due", "tasks_waited_seconds", "tasks_lapsed", "tasks_lapsed_seconds")
    assert [found[f"steelyard_{name}"] for name in names] == [0, 0, 0, 0]


def test_an_audit_is_counted_with_its_seconds(counted: counting.Counters, tmp_path: Path) -> None:
    with counting.auditing():
        pass
    with counting.auditing() as refused:
        refused.append("why")
    totals = dict(counted.totals())
    assert (totals["audits", "done"], totals["audits", "refused"]) == (1, 1)
    assert totals["audit_seconds", "0.01"] == 2
    assert 0 < totals["audit_seconds", "sum"] < 1


def test_buckets_take_what_they_say() -> None:
    found = counting.Counters(["x"])
    for seconds in (0.0, 0.01, 0.010001, 60.0, 61.0):
        found.add([*counting._timed(("request_seconds", "x"), seconds)])
    totals = dict(found.totals())
    assert [totals["request_seconds", "x", bound] for bound in counting.BUCKETS] == [2, 1, *[0] * 9, 1, 1]


def test_processes_count_together_and_a_killed_one_is_not_forgotten() -> None:
    found = counting.Counters(["x"])
    for slot in range(3):
        child = os.fork()
        if child == 0:
            found.sit(slot)
            for _ in range(100):
                found.add([(("requests", "x", "200"), 1)])
            os.kill(os.getpid(), signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert dict(found.totals())["requests", "x", "200"] == 300


def test_what_is_not_known_is_other(counted: counting.Counters) -> None:
    counting.answered("nothing of ours", 299, 0.1)
    assert dict(counted.totals())["requests", "other", "other"] == 1


def test_nothing_is_counted_without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_counters", None)
    counting.answered("public", 200, 0.1)
    with counting.auditing():
        pass
    assert counting.counters() is None


def test_neither_metrics_nor_log_name_anybody(
    site: Any, counted: counting.Counters, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(site.case, site.users)
    browser().post("/sign-in", {"username": "zhang-san", "password": "secret-word"})
    browser().get("/public/?q=张三", headers={"X-Forwarded-For": "203.0.113.7", "User-Agent": "phone-of-zhang"})
    browser().get("/people-of/张三/")
    browser().get("/", headers={"Host": "zhang.example"})
    browser().generic("张三", "/public/")
    upload(browser("colleague"), site.other, b"x", "张三.docx")

    def quotes(*words: Any) -> Any:
        raise IntegrityError("DETAIL: Key (username)=(zhang-san, 张三) is there already")

    monkeypatch.setattr(cases, "own_cases", quotes)
    browser("filler", raise_request_exception=False).get("/cases/")
    logging.getLogger("another").error("sent to %s", "zhang@example.gov.cn")
    logging.getLogger("another").error("sent to zhang@example.gov.cn")
    said = log.getvalue() + "\n".join(metrics())
    forbidden = {"zhang", "张三", "203.0.113.7", "secret-word", "同志", "安澜", "水务局", "自评表.docx"}
    assert not [word for word in {*forbidden, *PEOPLE} - {"top", "both", "filler", "checker"} if f"{word}" in said]
    assert len(told(log)) > 20
    assert {one["event"] for one in told(log)} == {"request", "another"}


def test_a_line_tells_the_request(site: Any, log: io.StringIO) -> None:
    answer = browser().get("/public/")
    [line] = told(log)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert isinstance(line.pop("ms"), int)
    number = answer["X-Request-ID"]
    assert line == {
        "level": "info", "event": "request", "view": "public", "method": "GET", "status": 200, "request": number,
    }  # fmt: skip


def test_the_page_of_a_failure_bears_the_number_of_its_line(
    site: Any, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*words: Any) -> Any:
        raise OSError(5, "in words", "a name")

    monkeypatch.setattr(cases, "own_cases", fails)
    answer = browser("filler", raise_request_exception=False).get("/cases/")
    line = told(log)[-1]
    assert f"<code>{line['request']}</code>" in answer.content.decode()
    assert answer["X-Request-ID"] == line["request"]
    assert (line["level"], line["error"]["kind"], line["error"]["errno"]) == ("error", "OSError", "EIO")
    assert line["error"]["at"][-1].startswith("web/test_observing.py:")


def test_metrics_answer_without_the_database(
    site: Any, counted: counting.Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*words: Any, **more: Any) -> Any:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(CursorWrapper, "execute", gone)
    found = metrics()
    assert (found["steelyard_database_up"], found["steelyard_files_up"]) == (0, 1)
    assert "steelyard_log_entries" not in found


def test_text_is_for_people() -> None:
    record = logging.LogRecord("steelyard.requests", logging.ERROR, "", 0, "request", None, None)
    record.matter = {"view": "case", "status": 500, "error": {"kind": "KeyError"}}
    line = Lines("text").format(record)
    assert line.endswith(""" error request view=case status=500 error={"kind": "KeyError"}""")


def test_a_server_counts_in_all_its_processes_and_logs_lines_only(tmp_path: Path) -> None:
    port, many = free_port(), 40
    with serving(tmp_path, port, "--log-format", "json") as process:
        ready(port, process)
        for _ in range(many):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/public/", timeout=10) as answer:
                assert answer.headers["X-Request-ID"]
        token = (tmp_path / METRICS_TOKEN).read_text()
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            found = samples(answer.read().decode())
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert found['steelyard_requests_total{view="public",status="200"}'] == many
    lines = [json.loads(line) for line in said.splitlines()]
    assert sum(line.get("view") == "public" for line in lines) == many
    assert lines[0]["event"] == "starting"
    assert (tmp_path / METRICS_TOKEN).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["--admin", "anlan"], ["--demo"]])
def test_no_password_goes_to_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(["serve", "--data", str(tmp_path), "--log-format", "json", *words]) == 2
    assert "--log-format json" in capsys.readouterr().err
