"""Many forms in one archive: each is taken in for the unit that it names, or a sentence says why not."""

import io
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.archives import packed, small
from tests.web.town import CITY, YEAR, now, walk

from steelyard.web import logbook, uploads
from steelyard.web.aims import Row
from steelyard.web.bulk.matching import fold, names
from steelyard.web.models import Batch, Case, LogEntry, Member, Place, Targets, Task, Version
from steelyard.web.queue import working
from steelyard.web.queue.working import one

Signed = Callable[..., Any]
WATER, SCHOOLS = small("安澜市水务局"), small("教育局")


def send(browser: Any, files: dict[str, bytes] | bytes, name: str = "自评表.zip", **fields: Any) -> Any:
    data = files if isinstance(files, bytes) else packed(files)
    place = Place.objects.get(path=fields.pop("place", CITY)).id
    return browser.post("/bulk/", {"file": SimpleUploadedFile(name, data), "place": place, "year": YEAR, **fields})


def done() -> None:
    """Works as a worker does until nothing is left."""
    while one():
        pass


def became(browser: Any, files: dict[str, bytes], **fields: Any) -> dict[str, Member]:
    """What became of the files of an archive that was sent and worked on."""
    assert send(browser, files, **fields).status_code == 302
    done()
    return {member.path: member for member in Batch.objects.latest("id").members.select_related("version__case")}


def test_each_form_goes_to_the_unit_that_it_names(site: Any, signed: Signed) -> None:
    found = became(signed("officer"), {"一/水务.html": WATER, "教育.html": SCHOOLS})
    assert {path: member.state for path, member in found.items()} == {"一/水务.html": "taken", "教育.html": "taken"}
    assert found["一/水务.html"].version.case == site.case
    case = now(site.case)
    assert (case.state, case.errors, case.version.by.username) == ("evaluating", 0, "officer")
    entries = [(entry.act, entry.by, entry.seen) for entry in logbook.entries(case.subject)]
    assert entries[-2:] == [
        ("take-in", "officer", case.version.sha256),
        ("audit", "system", case.version.result_zh),
    ]
    batch = Batch.objects.get()
    assert [entry.act for entry in logbook.entries(batch.subject)] == ["bulk-upload", "bulk-settle"]
    assert batch.settled
    assert logbook.holds()


@pytest.mark.parametrize(
    ("unit", "year", "state", "said"),
    [
        ("云岭省安澜市水务局", "2025", "taken", ""),
        ("水务局 ", "2025", "taken", ""),
        ("安澜市 水·务局", "2025", "taken", ""),
        ("水务局", "", "taken", ""),
        ("水务局（本级）", "2025", "open", "没有名为“水务局（本级）”的填报单位"),
        ("水利局", "2025", "open", "没有名为“水利局”的填报单位"),
        ("平川市水务局", "2025", "open", "没有名为“平川市水务局”的填报单位"),
        ("", "2025", "open", "表上没有写单位名称"),
        ("水务局", "2024", "open", "表上写的是2024年度，这批是2025年度"),
    ],
)
def test_a_unit_is_never_guessed(site: Any, signed: Signed, unit: str, year: str, state: str, said: str) -> None:
    member = became(signed("officer"), {"a.html": small(unit, "x", year)})["a.html"]
    assert member.state == state
    assert member.why_zh.startswith(said)
    assert now(site.case).version == member.version


def test_two_units_of_one_name_are_told_by_nobody_but_the_officer(site: Any, signed: Signed) -> None:
    place = Place.objects.create(name="水务局", path=f"{CITY}/清河县/水务局", files=True)
    other = Case.objects.create(unit=place, year=YEAR, state="evaluating")
    officer = signed("officer")
    member = became(officer, {"a.html": small("水务局")})["a.html"]
    assert (member.state, member.why_zh) == ("open", "“水务局”可能是2个单位中的任何一个，请指定。")
    address = f"/bulk/{member.batch_id}/files/{member.number}/assign"
    assert officer.post(address, {"unit": "没有这个"}).status_code == 400
    assert officer.post(address, {"unit": place.path}).status_code == 302
    member.refresh_from_db()
    assert (member.state, member.why_zh, member.version.case) == ("taken", "", other)
    assert now(site.case).version is None
    assert officer.post(address, {"unit": f"{CITY}/水务局"}).status_code == 302  # a second click changes nothing
    assert now(site.case).version is None


def test_what_differs_is_chosen_from_and_what_is_the_same_counts_once(site: Any, signed: Signed) -> None:
    files = {"a.html": WATER, "b.html": small("水务局", "另一份"), "c.html": SCHOOLS, "d.html": SCHOOLS}
    found = became(signed("officer"), files)
    assert [found[path].state for path in sorted(files)] == ["open", "open", "taken", "refused"]
    assert "还有“b.html”" in found["a.html"].why_zh
    page = signed("officer").get(f"/bulk/{found['a.html'].batch_id}/?state=open").content.decode()
    assert page.count(f'list="units" value="{CITY}/水务局"') == 2
    assert found["d.html"].why_zh == "与“c.html”内容相同，没有重复录入。"
    assert now(site.case).version is None


def test_a_form_that_is_not_at_its_self_evaluation_stays_as_it_is(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    before = now(site.case)
    member = became(signed("officer"), {"a.html": WATER})["a.html"]
    assert member.state == "open"
    assert member.why_zh == "现在是“待财政审核”，要到“自评填报”才能代为录入。"
    assert (now(site.case).revision, now(site.case).version) == (before.revision, before.version)


def test_the_same_archive_again_adds_no_version(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    became(officer, {"a.html": WATER})
    member = became(officer, {"a.html": WATER})["a.html"]
    assert (member.state, Version.objects.count()) == ("taken", 1)
    assert "没有新增版本" in member.why_zh


def test_what_is_no_form_says_why(site: Any, signed: Signed) -> None:
    files = {"图.png": b"x", "空.docx": b"", "说明.txt": "请查收".encode(), ".DS_Store": b"x", "a.html": WATER}
    found = became(signed("officer"), files)
    assert {path: member.state for path, member in found.items()} == {
        "图.png": "refused", "空.docx": "refused", "说明.txt": "refused", "a.html": "taken",
    }  # fmt: skip
    assert all(member.why_zh and member.why_en for path, member in found.items() if path != "a.html")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK nonsense", "不是完整的压缩包"),
        (packed({"../a.html": WATER}), "指向包外的文件名"),
        (packed({"b.zip": packed({"a.html": WATER})}), "还有压缩包"),
        (packed({"a.html": b"0" * 20_000_000}), "压缩比超过"),
        (packed({"a.png": b"x"}), "没有自评表文件"),
        (packed({}), "没有自评表文件"),
    ],
)
def test_a_harmful_archive_is_refused_as_a_whole(site: Any, signed: Signed, data: bytes, said: str) -> None:
    answer = send(signed("officer"), data, name="一批.zip")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "一批.zip" in answer.content.decode()
    assert not Batch.objects.exists()
    assert not Task.objects.exists()


def test_an_archive_may_be_larger_than_a_form_for_officers_alone(
    site: Any, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UPLOAD_BYTES", 100)
    monkeypatch.setattr(uploads, "ARCHIVE_BYTES", 10_000)
    assert send(signed("officer"), {"a.html": WATER}).status_code == 302
    assert signed("filler").post("/bulk/", {"file": SimpleUploadedFile("a.zip", b"x" * 200)}).status_code == 404
    assert send(signed("officer"), b"x" * 20_000).status_code == 413


def test_it_is_not_begun_twice_and_can_be_cancelled(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    send(officer, {"a.html": WATER, "b.html": SCHOOLS})
    again = send(officer, {"a.html": WATER, "b.html": SCHOOLS})
    assert again.status_code in (302, 422)
    assert one()
    batch = Batch.objects.earliest("id")
    assert officer.post(f"/bulk/{batch.id}/cancel").status_code == 302
    done()
    assert set(batch.members.values_list("state", flat=True)) == {"cancelled"}
    assert now(site.case).version is None
    assert [entry.act for entry in logbook.entries(batch.subject)] == ["bulk-upload", "bulk-cancel"]
    assert officer.get(f"/bulk/{batch.id}/").status_code == 200


def test_the_page_follows_only_who_asked_and_only_while_there_is_work(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    address = send(officer, {"a.html": WATER})["Location"]
    assert address.endswith("?follow=1")
    assert officer.get(address)["Refresh"] == "3"
    assert "Refresh" not in officer.get(address.removesuffix("?follow=1"))
    result = address.replace("?follow=1", "result.xlsx")
    assert officer.get(result).status_code == 404
    done()
    page = officer.get(address)
    assert "Refresh" not in page
    assert "已核查 1 / 1" in page.content.decode()
    assert officer.get(result).status_code == 200


def test_the_workbook_has_a_row_for_each_file(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    found = became(officer, {"a.html": WATER, "b.html": small("水利局"), "c.png": b"x"})
    sheet = load_workbook(io.BytesIO(officer.get(f"/bulk/{found['a.html'].batch_id}/result.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    body = {row[1]: row for row in rows if row[1] in found}
    assert len(body) == 3
    assert body["a.html"][:4] == [f"{CITY}/水务局", "a.html", "安澜市水务局", "已录入"]
    assert body["a.html"][8] == 100
    assert body["b.html"][:4] == ["—", "b.html", "水利局", "待指定单位"]
    assert body["c.png"][10] == "扩展名不在可接收之列。"
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"http://testserver/versions/{found['a.html'].version_id}/"]


def test_an_officer_who_was_shut_out_meanwhile_takes_nothing_in(site: Any, signed: Signed) -> None:
    send(signed("officer"), {"a.html": WATER})
    site.users["officer"].is_active = False
    site.users["officer"].save()
    done()
    assert Member.objects.get().state == "open"
    assert now(site.case).version is None


def test_officers_of_another_place_see_none_of_it(site: Any, signed: Signed) -> None:
    found = became(signed("officer"), {"a.html": WATER})["a.html"]
    stranger = signed("far-officer")
    assert stranger.get(f"/bulk/{found.batch_id}/").status_code == 404
    assert found.path not in stranger.get("/bulk/").content.decode()


def test_take_in_is_no_act_of_a_case_page(site: Any, signed: Signed) -> None:
    page = signed("officer").get(f"/cases/{site.case.id}/").content.decode()
    assert "act/take-in" not in page
    assert signed("officer").post(f"/cases/{site.case.id}/act/take-in", {"revision": 1}).status_code == 404


def test_a_worker_that_is_told_to_end_refuses_nothing(
    site: Any, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(signed("officer"), {"a.html": WATER})
    working.ENDING.set()
    try:
        assert one()
    finally:
        working.ENDING.clear()
    assert (Member.objects.get().state, Task.objects.get().tries) == ("waiting", 0)
    done()
    assert Member.objects.get().state == "taken"


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_form_is_held_against_the_targets_of_its_unit(site: Any, signed: Signed, by_hand: bool) -> None:
    """Whose it is is known only after the first look: where the unit set targets there is another."""
    row = Row(row=1, groups=("产出指标",), name="检查甲次数", target="≥20次", weight="50")
    Targets.objects.create(
        case=site.case, number=1, name="目标表.md", kind="md", sha256="0" * 64, digest="0" * 64,
        rows=[msgspec.to_builtins(row)], by=site.users["filler"], confirmed_at=timezone.now(),
    )  # fmt: skip
    officer = signed("officer")
    member = became(officer, {"a.html": small("水利局" if by_hand else "水务局")})["a.html"]
    if by_hand:
        officer.post(f"/bulk/{member.batch_id}/files/{member.number}/assign", {"unit": f"{CITY}/水务局"})
        member.refresh_from_db()
    version = now(site.case).version
    assert member.version == version
    assert [shift["change"] for shift in version.moved].count("lowered") == 1
    assert "moved-target" in version.found
    assert member.result_zh == version.result_zh


def test_names() -> None:
    assert names("云岭省/安澜市/水务局") == ["云岭省安澜市水务局", "安澜市水务局", "水务局"]
    assert fold("水务局（本级）") == fold(" 水务局 (本级) ") != fold("水务局")


def test_a_form_tells_unit_and_year(site: Any, signed: Signed) -> None:
    member = became(signed("officer"), {"a.html": WATER})["a.html"]
    assert (member.organization, member.stated) == ("安澜市水务局", 2025)
    assert json.loads(json.dumps(member.told)) == member.told
    assert LogEntry.objects.filter(reason__contains="a.html").count() == 0
