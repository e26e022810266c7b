"""Files that prove results: which are taken, who sees them, that none is lost; and the reviewer's annotated copy."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.town import FORM, act, now, upload
from tests.web.writing import begin, send

from steelyard.web import logbook, proofs, store
from steelyard.web.models import Evidence

Signed = Callable[..., Any]
PDF = b"%PDF-1.4\n1 0 obj\n<</JS (alert(1))>>\n%%EOF"


def add(client: Any, case: Any, name: str = "台账.pdf", data: bytes = PDF, row: str = "巡查河道") -> Any:
    return client.post(f"/cases/{case.id}/evidence/", {"row": row, "file": SimpleUploadedFile(name, data)})


@pytest.fixture
def filler(site: Any, signed: Signed) -> Any:
    client = signed("filler")
    begin(client, site.case)
    send(client, site.case, indicators__1__name="巡查河道")
    return client


def test_a_file_is_kept_with_its_hash_and_listed_beside_its_row(site: Any, filler: Any, signed: Signed) -> None:
    assert add(filler, site.case).status_code == 302
    one = Evidence.objects.get(case=site.case)
    assert one.sha256 == hashlib.sha256(PDF).hexdigest()
    assert store.load(one.sha256) == PDF
    for page in (f"/cases/{site.case.id}/draft/", f"/cases/{site.case.id}/evidence/"):
        assert f"/evidence/{one.id}/file" in filler.get(page).content.decode()
    assert f"/evidence/{one.id}/file" in signed("officer").get(f"/cases/{site.case.id}/evidence/").content.decode()
    entry = list(logbook.entries(site.case.subject))[-1]
    assert (entry.act, entry.reason, entry.seen) == ("add-evidence", "巡查河道：台账.pdf", one.sha256)


def test_a_file_is_only_ever_saved_never_shown(site: Any, filler: Any) -> None:
    add(filler, site.case, "页面.txt", b"<script>alert(1)</script>")
    answer = filler.get(f"/evidence/{Evidence.objects.get(case=site.case).id}/file")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("脚本.svg", b"<svg onload=alert(1)>", "扩展名"),
        ("网页.html", b"<html>", "扩展名"),
        ("程序.exe", b"MZ", "扩展名"),
        ("没有扩展名", b"1", "扩展名"),
        ("改名.pdf", b"MZ\x90", "内容不是"),
        ("改名.png", b"<svg>", "内容不是"),
        ("改名.docx", b"%PDF-", "内容不是"),
        ("二进制.csv", b"a\0b", "内容不是"),
        ("空.pdf", b"", "空文件"),
    ],
)
def test_other_files_are_refused(site: Any, filler: Any, name: str, data: bytes, why: str) -> None:
    answer = add(filler, site.case, name, data)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Evidence.objects.filter(case=site.case).exists()


def test_size_number_and_row_are_bounded(site: Any, filler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "BYTES", 10)
    assert add(filler, site.case).status_code == 422
    monkeypatch.undo()
    assert add(filler, site.case, row="").status_code == 422
    assert filler.post(f"/cases/{site.case.id}/evidence/", {"row": "巡查河道"}).status_code == 422
    monkeypatch.setattr(proofs, "MOST", 1)
    assert add(filler, site.case).status_code == 302
    assert add(filler, site.case).status_code == 422


def test_a_name_says_no_folder(site: Any, filler: Any) -> None:
    add(filler, site.case, "..\\..\\windows\\台账.pdf")
    assert Evidence.objects.get(case=site.case).name == "台账.pdf"


def test_removed_it_is_logged_and_the_file_stays(site: Any, filler: Any, signed: Signed) -> None:
    add(filler, site.case)
    one = Evidence.objects.get(case=site.case)
    assert signed("officer").post(f"/evidence/{one.id}/remove").status_code == 403
    assert filler.post(f"/evidence/{one.id}/remove").status_code == 302
    assert filler.post(f"/evidence/{one.id}/remove").status_code == 302
    acts = [entry.act for entry in logbook.entries(site.case.subject)]
    assert acts.count("remove-evidence") == 1
    assert store.load(one.sha256) == PDF
    assert f"/evidence/{one.id}/file" not in filler.get(f"/cases/{site.case.id}/draft/").content.decode()
    assert filler.get(f"/evidence/{one.id}/file").status_code == 200


def test_only_the_unit_adds_and_only_while_it_fills_in(site: Any, filler: Any, signed: Signed) -> None:
    for who, status in (("officer", 403), ("colleague", 404), ("far-officer", 404), ("expert3", 404)):
        assert add(signed(who), site.case).status_code == status
    add(filler, site.case)
    upload(filler, site.case)
    act(filler, site.case, "hand-up")
    assert add(filler, site.case).status_code == 403
    one = Evidence.objects.get(case=site.case)
    assert filler.post(f"/evidence/{one.id}/remove").status_code == 403
    assert signed("colleague").get(f"/evidence/{one.id}/file").status_code == 404


def test_the_reviewers_copy_holds_the_findings_as_comments(site: Any, signed: Signed) -> None:
    upload(signed("filler"), site.case)
    version = now(site.case).version
    answer = signed("officer").get(f"/versions/{version.id}/annotated.docx")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as copy:
        comments = copy.read("word/comments.xml").decode()
    assert "逐行相加为102" in comments
    assert b"".join(signed("officer").get(f"/versions/{version.id}/file")) == FORM.read_bytes()
    assert signed("officer").get(f"/versions/{version.id}/annotated.xlsx").status_code == 404
    assert "annotated.docx" in signed("officer").get(f"/versions/{version.id}/").content.decode()


def test_a_workbook_gets_notes_and_a_page_has_no_such_copy(site: Any, signed: Signed) -> None:
    from steelyard.filling import fill, read_data
    from steelyard.papers import write

    data = read_data(FORM.with_name("anlan-water-2026.toml"))
    paper = fill(data).paper
    for kind, status in (("xlsx", 200), ("html", 404)):
        assert upload(signed("filler"), site.case, write(paper, kind), f"自评表.{kind}").status_code == 302  # type: ignore[arg-type]
        version = now(site.case).version
        assert signed("officer").get(f"/versions/{version.id}/annotated.{kind}").status_code == status
