"""Files that are made in the background: what is in them, and who gets them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.web.town import CITY, YEAR, upload, walk

from steelyard.portfolio.storing import Store
from steelyard.reviewing import read_log
from steelyard.web import logbook, store
from steelyard.web.exporting import Impossible, kinds, portfolio
from steelyard.web.models import Export, Place, Task
from steelyard.web.packing import Packed, pack
from steelyard.web.queue.working import one

Signed = Callable[..., Any]


def ask(browser: Any, kind: str, place: str = CITY, year: int = YEAR) -> Any:
    return browser.post("/exports/", {"kind": kind, "place": Place.objects.get(path=place).id, "year": year})


def content(browser: Any) -> bytes:
    """What was asked for last, made and fetched."""
    while one():
        pass
    answer = browser.get(f"/exports/{Export.objects.latest('id').id}/file")
    assert answer.status_code == 200, Export.objects.latest("id").why_zh
    return bytes(answer.content)


def test_the_board_as_a_workbook(site: Any, signed: Signed) -> None:
    upload(signed("filler"), site.case)
    officer = signed("officer")
    answer = ask(officer, "board")
    assert (answer.status_code, answer["Location"]) == (302, "/exports/?follow=1")
    assert officer.get("/exports/?follow=1")["Refresh"] == "3"
    sheet = load_workbook(io.BytesIO(content(officer))).active
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    version = site.case.versions.get()
    assert rows["水务局"][1:3] == [CITY, "自评填报"]
    assert rows["水务局"][6:8] == [version.errors, version.doubts]
    assert rows["水务局"][8] == pytest.approx(97.38)
    assert rows["教育局"][6] == "—"
    assert "Refresh" not in officer.get("/exports/?follow=1")
    entry = list(logbook.entries(Export.objects.get().subject))
    assert [(one.act, one.by, one.reason) for one in entry] == [("export", "officer", f"board {CITY}#{YEAR}")]


def test_the_year_as_a_store(site: Any, signed: Signed, tmp_path: Any) -> None:
    upload(signed("filler"), site.case)
    ask(signed("officer"), "portfolio")
    with zipfile.ZipFile(io.BytesIO(content(signed("officer")))) as archive:
        archive.extractall(tmp_path)
    entries = list(Store.opened(str(tmp_path / "store")).entries())
    assert [(entry.path, entry.kind_of_error) for entry in entries] == [
        (f"forms/云岭省-安澜市-水务局-{YEAR}.docx", None)
    ]


def test_a_year_without_forms_is_no_store(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    ask(officer, "portfolio")
    assert one()
    assert Export.objects.get().why_zh == "这一年度还没有上传的自评表。"
    assert "这一年度还没有上传的自评表。" in officer.get("/exports/").content.decode()
    assert officer.get(f"/exports/{Export.objects.get().id}/file").status_code == 404


def test_what_a_machine_cannot_make_is_said(site: Any, signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "find_spec", lambda name: None)
    answer = ask(signed("officer"), "portfolio")
    assert answer.status_code == 422
    assert "steelyard[portfolio]" in answer.content.decode()
    assert not Task.objects.exists()
    with pytest.raises(Impossible):
        portfolio.made(None, store.folder())


def test_the_dossier_of_a_form(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="told")
    officer = signed("officer")
    assert "卷宗" in officer.get(f"/cases/{site.case.id}/").content.decode()
    assert "卷宗" not in signed("checker").get(f"/cases/{site.case.id}/").content.decode()
    officer.post(f"/cases/{site.case.id}/dossier")
    with zipfile.ZipFile(io.BytesIO(content(officer))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    version = site.case.versions.get()
    assert files["versions/1/自评表.docx"] == store.load(version.sha256)
    assert json.loads(files["versions/1/结果.json"])["form"]["organization"] == "安澜市水务局"
    told = json.loads(files["case.json"])
    assert (told["state"], told["agreed"], told["versions"][0]["score"]) == ("told", "90.75", "97.38")
    assert {one["points"] for one in json.loads(files["reviews.json"])} == {"91.50", "90.00"}
    entries = list(read_log(files["log.jsonl"].decode().splitlines()))
    assert [entry.hash for entry in entries] == [entry.hash for entry in logbook.entries(*site.case.subjects)]
    sums = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"}


def test_a_killed_worker_makes_the_same_file(site: Any, signed: Signed, tmp_path: Any) -> None:
    upload(signed("filler"), site.case)
    signed("officer").post(f"/cases/{site.case.id}/dossier")
    export = Export.objects.get()
    for name in "ab":
        kinds()["dossier"].made(export, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_was_asked_for_is_for_who_asked_alone(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    ask(officer, "board")
    content(officer)
    address = f"/exports/{Export.objects.get().id}/file"
    assert signed("top").get(address).status_code == 404
    site.users["officer"].postings.all().update(place=Place.objects.get(path="云岭省/平川市"))
    assert signed("officer").get(address).status_code == 404


def test_only_what_there_is_can_be_asked_for(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    assert ask(officer, "dossier").status_code == 400
    assert ask(officer, "../x").status_code == 400
    assert ask(officer, "board", year=1).status_code == 400
    assert ask(officer, "board", place="云岭省").status_code == 404


def test_an_export_that_cannot_be_made_says_so(site: Any, signed: Signed) -> None:
    from steelyard.web.jobs import export

    ask(signed("officer"), "board")
    export.given_up({"export": Export.objects.get().id})
    assert "多次没有生成" in signed("officer").get("/exports/").content.decode()


def test_an_archive_of_files_on_the_disk(tmp_path: Any) -> None:
    (tmp_path / "x").write_bytes(b"x" * 3_000_000)
    pack([Packed("a/x", tmp_path / "x"), Packed("b", b"b")], tmp_path / "z")
    with zipfile.ZipFile(tmp_path / "z") as archive:
        assert archive.read("a/x") == b"x" * 3_000_000
        assert archive.namelist() == ["a/x", "b"]
