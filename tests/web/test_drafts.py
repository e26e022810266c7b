"""Filling in the browser: a draft is begun, typed, checked as it stands, corrected, and handed in as a file is."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.test_limits import few
from tests.web.town import FORM, YEAR, act, now, upload
from tests.web.writing import begin, check, current, fields_of, revision, send

from steelyard.web import drafts, logbook
from steelyard.web.models import Case

Signed = Callable[..., Any]


@pytest.fixture
def filler(site: Any, signed: Signed) -> Any:
    return signed("filler")


def test_a_draft_is_begun_typed_and_seen_again(site: Any, filler: Any) -> None:
    assert "从哪里开始" in filler.get(f"/cases/{site.case.id}/draft/").content.decode()
    assert begin(filler, site.case).status_code == 302
    assert send(filler, site.case, indicators__1__name="巡查河道", card__title="自评表").status_code == 302
    page = filler.get(f"/cases/{site.case.id}/draft/").content.decode()
    assert "巡查河道" in page
    assert current(site.case).card == {"organization": "水务局", "year": str(YEAR), "title": "自评表"}
    entry = [one for one in logbook.entries(site.case.subject) if one.act == "begin-draft"]
    assert [one.by for one in entry] == ["filler"]


def test_the_uploaded_form_becomes_a_draft_and_its_findings_stand_at_their_rows(site: Any, filler: Any) -> None:
    assert upload(filler, site.case).status_code == 302
    assert begin(filler, site.case, "version", "").status_code == 302
    answer = check(filler, site.case, indicators__1__note="已核对")
    assert answer.status_code == 200
    found = answer.json()
    offered = {item["at"][0]: item["computed"] for item in found["items"] if item["accept"]}
    assert offered["indicators.2"] == "3.64"
    assert found["score"] == "99.38"
    told = next(item for item in found["items"] if "52件" in item["text"])
    assert told["at"] == ["narrative.results", "indicators.16"]
    page = filler.get(f"/cases/{site.case.id}/draft/").content.decode()
    assert "改为 3.64" in page


def test_a_correction_is_accepted_with_one_click(site: Any, filler: Any) -> None:
    upload(filler, site.case)
    begin(filler, site.case, "version", "")
    found = check(filler, site.case).json()
    one = next(item for item in found["items"] if item["at"] == ["indicators.2"] and item["accept"])
    assert send(filler, site.case, f"accept:{one['accept']}").status_code == 302
    assert current(site.case).indicators[1]["score"] == "3.64"
    last = drafts.last_save(site.case)
    assert last
    assert (last.what, last.detail) == ("accept", "第2项指标“预算执行率”“得分”：3 → 3.64 (score-off-rule)")
    assert one["text"] not in {item["text"] for item in check(filler, site.case).json()["items"]}
    assert send(filler, site.case, f"accept:{one['accept']}").status_code == 409


def test_a_case_that_is_handed_up_is_not_filled_in(site: Any, filler: Any) -> None:
    upload(filler, site.case)
    begin(filler, site.case, "version", "")
    act(filler, site.case, "hand-up")
    before = revision(site.case)
    assert filler.get(f"/cases/{site.case.id}/draft/").status_code == 403
    assert send(filler, site.case, card__title="晚了").status_code == 403
    answer = check(filler, site.case, card__title="晚了")
    assert answer.status_code == 403
    assert "单位审核" in answer.json()["why"]
    assert revision(site.case) == before


def test_rows_are_added_moved_and_taken_out_without_a_script(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    send(filler, site.case, indicators__1__name="甲")
    answer = send(filler, site.case, "add:indicators:1")
    assert answer["Location"].endswith("/draft/#indicators.2.name")
    send(filler, site.case, indicators__2__name="乙")
    send(filler, site.case, "up:indicators:2")
    last = drafts.last_save(site.case)
    assert last
    assert (last.what, last.detail) == ("rows", "第2项指标“乙”：上移")
    assert [row["name"] for row in current(site.case).indicators] == ["乙", "甲"]
    send(filler, site.case, "remove:indicators:1")
    assert [row["name"] for row in current(site.case).indicators] == ["甲"]
    for nonsense in ("up:card:1", "add:nothing:1", "remove:indicators:x", "accept:", "fly"):
        assert send(filler, site.case, nonsense).status_code in (302, 409)
    assert [row["name"] for row in current(site.case).indicators] == ["甲"]


def complete(client: Any, case: Case, **typed: str) -> None:
    """A form that may be handed in."""
    begin(client, case)
    row = {"name": "巡查河道", "target": "≥120次", "actual": "126次", "weight": "100"}
    send(client, case, **{**{f"indicators__1__{key}": text for key, text in row.items()}, **typed})


def test_the_draft_is_handed_in_as_a_file_is(site: Any, filler: Any) -> None:
    complete(filler, site.case, narrative__evaluation="（一）评价结论：综合得分{total.score}分，等级为“{grade}”。")
    answer = send(filler, site.case, "hand-in")
    assert answer["Location"] == f"/cases/{site.case.id}/"
    version = now(site.case).version
    assert (version.number, version.kind, version.score, version.errors) == (1, "docx", "100", 0)
    assert version.name == f"水务局{YEAR}年度自评表.docx"
    acts = [one.act for one in logbook.entries(site.case.subject)]
    assert acts[-2:] == ["save", "audit"]
    file = filler.get(f"/versions/{version.id}/file")
    assert b"".join(file).startswith(b"PK")


def test_a_draft_with_gaps_is_not_handed_in_and_says_why(site: Any, filler: Any) -> None:
    complete(filler, site.case, indicators__1__weight="60")
    answer = send(filler, site.case, "hand-in", narrative__results="改了一句")
    assert answer.status_code == 422
    assert "应为100" in answer.content.decode()
    assert now(site.case).version is None
    assert current(site.case).narrative["results"] == "改了一句"


def test_handing_in_a_case_that_has_changed_is_refused_and_the_draft_stays(site: Any, filler: Any) -> None:
    complete(filler, site.case)
    fields = {**fields_of(current(site.case)), "do": "hand-in", "draft_revision": revision(site.case), "revision": 0}
    assert filler.post(f"/cases/{site.case.id}/draft/", fields).status_code == 409
    assert now(site.case).version is None


def test_last_years_form_gives_names_targets_and_weights(site: Any, filler: Any) -> None:
    upload(filler, site.case)
    Case.objects.filter(id=site.case.id).update(year=YEAR - 1)
    case = Case.objects.create(unit=site.case.unit, year=YEAR, state="evaluating")
    assert "往年" in filler.get(f"/cases/{case.id}/draft/").content.decode()
    assert begin(filler, case, "last-year", "").status_code == 302
    draft = current(case)
    assert (draft.card["year"], len(draft.indicators), draft.narrative) == (str(YEAR), 24, {})
    assert all("actual" not in row and "score" not in row for row in draft.indicators)


def test_a_file_that_holds_no_form_begins_nothing(site: Any, filler: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    for name, content, status in (
        ("话.txt", "只有一段话。".encode(), 422),
        ("表.exe", b"MZ", 422),
        ("自评表.docx", FORM.read_bytes(), 302),
    ):
        answer = begin(filler, site.case, "file", "", file=SimpleUploadedFile(name, content))
        assert answer.status_code == status, name
    assert begin(filler, site.case, "file", "").status_code == 422
    assert begin(filler, site.case, "sky", "").status_code == 422
    assert begin(filler, site.case, "blank", "no-such").status_code == 422
    assert begin(filler, site.case, draft_revision=0).status_code == 409
    assert len(current(site.case).indicators) == 24


def test_fields_that_nothing_asks_for_are_refused_cleanly(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    for typed in (
        {"indicators__1__measure": "a/b"},
        {"narrative__other": "一"},
        {"profile": "national-project"},
        {"card__title": "长" * 20_001},
    ):
        assert send(filler, site.case, **typed).status_code == 400
        assert check(filler, site.case, **typed).status_code == 400
    assert revision(site.case) == 1


EVIL = "<script>alert(1)</script></textarea><img src=x onerror=alert(2)>'\"&{{7*7}}"


def test_markup_that_is_typed_stays_text_and_only_our_script_may_run(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    typed = {
        "card__organization": EVIL,
        "indicators__1__name": EVIL,
        "narrative__results": EVIL,
        "budget__1__name": EVIL,
    }
    assert send(filler, site.case, **typed).status_code == 302
    answer = filler.get(f"/cases/{site.case.id}/draft/")
    page = answer.content.decode()
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "script-src 'self'; connect-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "script-src" not in filler.get(f"/cases/{site.case.id}/")["Content-Security-Policy"]


def test_a_check_that_dies_is_said_and_what_was_typed_is_saved(site: Any, filler: Any, monkeypatch: Any) -> None:
    from steelyard.web import live

    def dies(*words: Any, **more: Any) -> bytes:
        raise live.Died

    begin(filler, site.case)
    monkeypatch.setattr(live, "apart", dies)
    answer = check(filler, site.case, card__title="存下来")
    assert answer.status_code == 200
    assert "没有完成" in answer.json()["unread"]
    assert current(site.case).card["title"] == "存下来"
    assert send(filler, site.case, "hand-in").status_code == 422


def test_the_page_speaks_english(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    page = filler.get(f"/cases/{site.case.id}/draft/", {"lang": "en"}).content.decode()
    assert "Keyboard" in page
    assert "Narrative" in page


def test_checks_are_counted(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    with few(checks=1):
        assert [check(filler, site.case).status_code for _ in range(2)] == [200, 429]
