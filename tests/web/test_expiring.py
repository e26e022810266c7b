"""Exports and archives of forms go when their time is over; nothing that a form or the log refers to does."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from tests.web.archives import packed, small
from tests.web.test_exports import ask, content
from tests.web.town import CITY, YEAR

from steelyard.reviewing import Person
from steelyard.web import expiring, logbook, store
from steelyard.web.archive.looking import look
from steelyard.web.archive.packing import pack
from steelyard.web.bulk.arriving import arrived
from steelyard.web.jobs import daily
from steelyard.web.models import Batch, Evidence, Export, Place
from steelyard.web.queue.putting import put
from steelyard.web.queue.working import one

Signed = Callable[..., Any]
DAYS = 30


@pytest.fixture
def export(site: Any, signed: Signed) -> Iterator[Export]:
    """A workbook that the officer asked for."""
    ask(signed("officer"), "board")
    content(signed("officer"))
    made = Export.objects.get()
    yield made
    store.path(made.sha256).unlink(missing_ok=True)


@pytest.fixture
def batch(site: Any) -> Batch:
    """An archive that was dealt with: one form taken in, one that waits to be assigned."""
    files = {"a.html": small("水务局", f"{time.time_ns()}"), "b.html": small("", "无名")}
    officer = Person("officer", "officer", CITY)
    made = arrived("年报.zip", [packed(files)], Place.objects.get(path=CITY), YEAR, site.users["officer"], officer)
    while one():
        pass
    found = Batch.objects.get(id=made.id)
    assert found.settled
    assert sorted(found.members.values_list("state", flat=True)) == ["open", "taken"]
    return found


def day(many: int) -> datetime:
    return timezone.now() + timedelta(days=many)


def aged(digest: str) -> Path:
    """The file of a digest, as if it were kept long ago."""
    file = store.path(digest)
    os.utime(file, (0, 0))
    return file


def test_an_export_goes_a_day_after_its_last_day(export: Export, signed: Signed) -> None:
    file, officer = aged(export.sha256), signed("officer")
    assert f"可下载至 {export.until}" in officer.get("/exports/").content.decode()
    assert export.until == timezone.localdate() + timedelta(DAYS)
    expiring.expire(day(DAYS))
    assert officer.get(f"/exports/{export.id}/file").status_code == 200
    expiring.expire(day(DAYS + 1))
    assert officer.get(f"/exports/{export.id}/file").status_code == 404
    page = officer.get("/exports/").content.decode()
    assert "已到期" in page
    assert "正在生成" not in page
    expiring.remove(day(DAYS + 1))
    assert file.exists()  # a backup that began before may still want it
    expiring.remove(day(DAYS + 3))
    assert not file.exists()
    expiring.remove(day(DAYS + 4))
    entry = list(logbook.entries(export.subject))[-1]
    assert (entry.act, entry.by, entry.reason, entry.seen) == ("expire", "system", "30天", export.sha256)
    assert logbook.holds()


def test_it_is_said_once(export: Export) -> None:
    for later in (31, 32, 90):
        expiring.expire(day(later))
    assert [entry.act for entry in logbook.entries(export.subject)] == ["export", "expire"]


def test_an_archive_goes_and_what_was_in_it_stays(batch: Batch, signed: Signed) -> None:
    file, officer = aged(batch.sha256), signed("officer")
    assert f"保留至 {batch.until}" in officer.get(f"/bulk/{batch.id}/").content.decode()
    kept = [aged(digest) for member in batch.members.all() for digest in (member.sha256, member.result_zh)]
    expiring.expire(day(DAYS + 1))
    expiring.remove(day(DAYS + 3))
    assert not file.exists()
    assert all(one.exists() for one in kept)
    assert "压缩包已到期删除" in officer.get(f"/bulk/{batch.id}/").content.decode()
    assert officer.get(f"/bulk/{batch.id}/result.xlsx").status_code == 200
    waiting = batch.members.get(state="open")
    fields = {"unit": f"{CITY}/教育局"}
    assert officer.post(f"/bulk/{batch.id}/files/{waiting.number}/assign", fields).status_code == 302
    assert batch.members.get(id=waiting.id).version is not None
    assert [entry.act for entry in logbook.entries(batch.subject)][:1] == ["bulk-upload"]
    assert "expire" in [entry.act for entry in logbook.entries(batch.subject)]


def test_an_archive_that_is_under_way_stays(batch: Batch) -> None:
    batch.members.filter(state="open").update(state="read")
    Batch.objects.update(settled=False)
    expiring.expire(day(400))
    assert Batch.objects.get().gone is None
    Batch.objects.update(cancelled=True)
    expiring.expire(day(400))
    assert Batch.objects.get().gone is None  # one of its files is still being looked at
    batch.members.filter(state="read").update(state="cancelled")
    expiring.expire(day(400))
    assert Batch.objects.get().gone is not None


def test_what_a_form_or_the_log_names_stays_on_the_disk(site: Any, export: Export) -> None:
    file = aged(export.sha256)
    kept = {"row": "巡查河道", "name": "总览.xlsx", "kind": "xlsx", "size": 1, "by": site.users["filler"]}
    proof = Evidence.objects.create(case=site.case, sha256=export.sha256, **kept)
    expiring.expire(day(DAYS + 1))
    expiring.remove(day(DAYS + 3))
    assert file.exists()
    proof.delete()
    logbook.append(Person("officer", "officer", CITY), "audit", site.case.subject, seen=export.sha256)
    expiring.remove(day(DAYS + 3))
    assert file.exists()


def test_the_same_content_asked_for_again_stays(export: Export, signed: Signed) -> None:
    file = aged(export.sha256)
    expiring.expire(day(DAYS + 1))
    Export.objects.create(
        kind="board", place=export.place, year=YEAR, lang="zh", by=export.by, sha256=export.sha256, size=1
    )
    expiring.remove(day(DAYS + 3))
    assert file.exists()


def test_what_is_being_kept_at_the_same_time_stays(export: Export) -> None:
    data = aged(export.sha256).read_bytes()
    expiring.expire(day(DAYS + 1))
    assert store.keep(data) == export.sha256  # its row is yet to come
    expiring.remove(day(DAYS + 3))
    assert store.path(export.sha256).read_bytes() == data
    aged(export.sha256)
    expiring.remove(day(DAYS + 3))
    assert not store.path(export.sha256).exists()
    assert store.keep(data) == export.sha256
    assert store.load(export.sha256) == data


def test_a_site_may_keep_them_for_good(export: Export, signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STEELYARD_KEEP_DAYS", 0)
    expiring.expire(day(4_000))
    assert Export.objects.get().sha256 == export.sha256
    assert "可下载至" not in signed("officer").get("/exports/").content.decode()
    monkeypatch.setattr(settings, "STEELYARD_KEEP_DAYS", 1)
    expiring.expire(day(2))
    assert Export.objects.get().gone is not None


def test_the_worker_does_it_once_a_day(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    Export.objects.update(at=day(-DAYS - 1))
    put("daily", "today", {})
    while one():
        pass
    assert Export.objects.get().gone is not None
    file = aged(export.sha256)
    Export.objects.update(gone=day(-2))
    put("daily", "tomorrow", {})
    while one():
        pass
    assert not file.exists()
    assert daily.__doc__


def test_a_backup_misses_nothing(export: Export, batch: Batch, tmp_path: Path) -> None:
    for later, name in ((0, "before"), (DAYS + 1, "said"), (DAYS + 3, "removed")):
        expiring.remove(day(later))
        expiring.expire(day(later))
        for digest in (export.sha256, batch.sha256):
            if store.path(digest).exists():
                aged(digest)
        pack(tmp_path / f"{name}.tar.gz")
        assert look(tmp_path / f"{name}.tar.gz").missing == [], name
    expiring.remove(day(DAYS + 3))
    assert not store.path(batch.sha256).exists()
    pack(tmp_path / "after.tar.gz")
    assert look(tmp_path / "after.tar.gz").missing == []
