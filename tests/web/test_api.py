"""The API: the pages' matter and the pages' rights, for programs."""

import json
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from tests.web.programs import ROOT, act, hand_in, program
from tests.web.town import CITY, FORM, PEOPLE, now, steps, walk

from steelyard.web import logbook
from steelyard.web.access import below, seen_cases, sees_case
from steelyard.web.models import Case, Place, User

Signed = Callable[..., Any]
PLAIN = (("file", "file"), ("report", "report.html"), ("result", "result.json"))


def test_a_form_goes_its_whole_way_by_programs_alone(site: Any) -> None:
    by = {name: program(name) for name in ("filler", "checker", "officer", "expert1", "expert2")}
    sent = hand_in(by["filler"], site.case)
    assert sent.status_code == 201
    assert (sent.json()["score"], sent.json()["by_rule"], sent.json()["errors"]) == ("97.38", "99.69", 6)
    for who, name, fields in steps(site.users):
        possible = {one["name"] for one in by[who].get(f"{ROOT}cases/{site.case.id}").json()["acts"]}
        assert name in possible, (who, name)
        if name == "accept-despite":
            assert act(by[who], site.case, "audit").status_code == 200
        done = act(by[who], site.case, name, **fields)
        assert done.status_code == 200, (who, name, done.content.decode())
    assert now(site.case).state == "published"
    told = program().get(f"{ROOT}published").json()["items"]
    assert [(one["unit"], one["score"], one["reviewed"]) for one in told] == [(site.case.unit.path, "97.38", "90.75")]
    form = program().get(f"{ROOT}published/{site.case.id}").json()
    assert form["indicators"][0]["name"]
    assert set(form["indicators"][0]) == {"name", "target", "actual", "weight", "score"}
    assert logbook.holds()


def test_pages_and_programs_show_the_same(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    version = now(site.case).version
    for who in ("officer", "filler", "expert1"):
        for what, page in (*PLAIN, ("annotated", "annotated.docx")):
            by_program = program(who).get(f"{ROOT}versions/{version.id}/{what}")
            assert by_program.content == signed(who).get(f"/versions/{version.id}/{page}").content
    assert program("filler").get(f"{ROOT}versions/{version.id}/file").content == FORM.read_bytes()
    english = program("filler").get(f"{ROOT}versions/{version.id}/result?lang=en").json()
    chinese = program("filler").get(f"{ROOT}versions/{version.id}/result").json()
    assert english["findings"][0]["message"] != chinese["findings"][0]["message"]
    assert english["score"]["by_rule"]["score"] == chinese["score"]["by_rule"]["score"] == "99.69"


def test_a_file_that_takes_no_remarks_has_no_annotated_copy(site: Any) -> None:
    walk(site.case, site.users, until="submitted")
    version = now(site.case).version
    type(version).objects.filter(id=version.id).update(kind="pdf")
    assert program("officer").get(f"{ROOT}versions/{version.id}/annotated").status_code == 404


def test_reviewers_stay_unknown_to_the_unit_and_to_one_another(site: Any) -> None:
    walk(site.case, site.users, until="sampled")
    act(program("expert1"), site.case, "score", points="91.5", reason="资料齐全")
    asked = {
        who: program(who).get(f"{ROOT}cases/{site.case.id}") for who in ("officer", "filler", "expert1", "expert2")
    }
    for who in ("filler", "expert2"):
        text = asked[who].content.decode()
        assert "资料齐全" not in text
        assert "expert1" not in text
    assert [one["points"] for one in asked["officer"].json()["reviews"]] == ["91.50", None]
    assert [one["expert"] for one in asked["expert1"].json()["reviews"]] == ["expert1同志"]


def test_an_act_on_what_has_changed_is_not_done(site: Any) -> None:
    walk(site.case, site.users, until="submitted")
    late = act(program("officer"), site.case, "accept-despite", revision=site.case.revision, reason="好")
    assert late.status_code == 409
    assert "没有执行" in late.json()["zh"]
    assert now(site.case).state == "submitted"


@pytest.mark.parametrize(
    ("who", "name", "fields", "status", "said"),
    [
        ("officer", "accept", {}, 403, "还有6处错误"),
        ("officer", "return", {}, 403, "应当写明理由"),
        ("officer", "publish", {}, 403, "已定稿"),
        ("filler", "accept", {}, 403, "财政审核员"),
        ("officer", "save", {}, 403, "versions"),
        ("officer", "nothing", {}, 404, "没有这个页面"),
        ("far-officer", "accept", {}, 404, "没有这个页面"),
        ("officer", "accept", {"revision": -1}, 422, "不合格式"),
        ("officer", "accept", {"points": "1", "typo": 1}, 422, "不合格式"),
        ("officer", "reconcile", {"points": "100.5"}, 422, "0至100"),
        ("officer", "reconcile", {"points": "9e1"}, 422, "0至100"),
        ("officer", "reconcile", {"points": "0.001"}, 422, "0至100"),
    ],
)
def test_what_may_not_be_done_says_why(
    site: Any, who: str, name: str, fields: dict[str, Any], status: int, said: str
) -> None:
    walk(site.case, site.users, until="submitted")
    before = now(site.case).revision
    answer = act(program(who), site.case, name, **fields)
    assert answer.status_code == status
    assert said in answer.json()["zh"]
    assert now(site.case).revision == before


def test_a_draw_needs_two_experts(site: Any) -> None:
    walk(site.case, site.users, until="accepted")
    answer = act(program("officer"), site.case, "sample", experts=[site.users["expert1"].id])
    assert answer.status_code == 422
    assert "至少选2位" in answer.json()["zh"]


@pytest.mark.parametrize(
    ("name", "data", "status"), [("a.exe", b"MZ", 422), ("a.docx", b"PK", 422), ("a.docx", b"", 422)]
)
def test_a_bad_file_is_refused_with_its_sentence(site: Any, name: str, data: bytes, status: int) -> None:
    answer = hand_in(program("filler"), site.case, data, name)
    assert answer.status_code == status
    assert name in answer.json()["zh"]
    assert now(site.case).version is None


def test_a_file_over_the_limit_is_refused(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from steelyard.web import uploads

    monkeypatch.setattr(uploads, "UPLOAD_BYTES", 10_000)
    answer = hand_in(program("filler"), site.case, b"x" * 200_000)
    assert answer.status_code == 413
    assert "50 MB" in answer.json()["en"]


def test_lists_are_filtered_and_paged(site: Any) -> None:
    officer = program("officer")

    def found(query: str) -> list[str]:
        told = officer.get(f"{ROOT}cases?{query}").json()
        assert len(told["items"]) <= told["count"]
        return [one["unit"].rpartition("/")[2] for one in told["items"]]

    assert found("") == ["教育局", "水务局"]
    assert found("limit=1") == ["教育局"]
    assert found("limit=1&offset=1") == ["水务局"]
    assert found("offset=2") == []
    assert found("year=2025&state=evaluating&unit=水务") == ["水务局"]
    assert found("year=2024") == found("state=accepted") == found("unit=%25") == []
    assert [one["path"] for one in program("filler").get(f"{ROOT}places").json()["items"]] == [f"{CITY}/水务局"]
    assert officer.get(f"{ROOT}places?limit=2").json()["count"] == 3


def test_published_results_are_filtered_as_on_the_page(site: Any, signed: Signed) -> None:
    walk(site.case, site.users)
    for query, count in (("", 1), ("q=水务", 1), ("q=教育", 0), ("year=2024", 0), ("q=%00&year=2025", 1), ("q=%25", 0)):
        asked = program().get(f"{ROOT}published?{query}").json()
        assert asked["count"] == len(signed().get(f"/public.json?{query}").json()["results"]) == count, query


@pytest.mark.parametrize(
    "query",
    ["yaer=2025", "year=x", "state=gone", "limit=0", "limit=201", "offset=-1", "year=²", "year=2025.0", "limit=1_0"],
)
def test_a_slip_in_a_filter_is_said(site: Any, query: str) -> None:
    answer = program("officer").get(f"{ROOT}cases?{query}")
    assert answer.status_code == 422
    assert query.partition("=")[0] in answer.json()["fields"][0]


def test_the_board_and_the_log_are_counted_for_those_they_are_for(site: Any) -> None:
    walk(site.case, site.users, until="submitted")
    board = program("officer").get(f"{ROOT}board").json()
    assert (board["year"], board["all"], board["states"]) == (2025, 2, {"evaluating": 1, "submitted": 1})
    assert program("officer").get(f"{ROOT}board?year=2020").json()["all"] == 0
    first = program("top").get(f"{ROOT}log?limit=2").json()
    assert [one["number"] for one in first["entries"]] == [1, 2]
    rest = program("top").get(f"{ROOT}log?after={first['last']}").json()
    assert rest["entries"][0]["previous"] == first["entries"][-1]["hash"]
    assert rest["last"] == rest["entries"][-1]["number"]
    assert program("top").get(f"{ROOT}log?after=999999").json() == {"entries": [], "last": 999_999}


def test_a_session_is_nothing_to_the_api(site: Any, signed: Signed) -> None:
    assert signed("officer").get(f"{ROOT}cases").status_code == 401
    assert act(signed("officer"), site.case, "return", reason="我说了算").status_code == 401
    asked = program("officer").get(f"{ROOT}cases?limit=1")
    assert not asked.cookies
    assert "Set-Cookie" not in asked.headers


def test_what_is_not_there_answers_in_json(site: Any) -> None:
    for address in ("nothing", "cases/0", "cases/99999999999999999999", "cases/x"):
        answer = program("officer").get(ROOT + address)
        assert answer.status_code in (404, 422), address
        assert answer["Content-Type"].startswith("application/json"), address
    assert program("officer").delete(f"{ROOT}cases").status_code == 405


def test_the_query_and_the_rule_see_the_same_cases(site: Any) -> None:
    walk(site.case, site.users, until="sampled")
    for path in (f"{CITY}区/水务局", f"{CITY}/水务局/一所", "云岭省/%"):
        Case.objects.create(unit=Place.objects.create(name=path.rpartition("/")[2], path=path, files=True), year=2025)
    Case.objects.filter(id=site.other.id).update(round=2)
    for name in PEOPLE:
        request: HttpRequest = RequestFactory().get("/")
        request.user = User.objects.get(username=name)
        every = Case.objects.select_related("unit", "version")
        seen = set(seen_cases(request).values_list("id", flat=True))
        assert seen == {one.id for one in every if sees_case(request, one)}, name
    assert Place.objects.filter(below(CITY)).count() == 4


def test_the_document_and_its_page_say_the_same(site: Any, signed: Signed) -> None:
    document = signed().get(f"{ROOT}openapi.json").json()
    assert document["openapi"].startswith("3.")
    for lang in ("zh", "en"):
        page = unescape(signed().get("/api/", {"lang": lang}).content.decode())
        for path, methods in document["paths"].items():
            assert path in page
            for operation in methods.values():
                assert operation["summary" if lang == "zh" else "description"] in page
        assert all(f'id="shape-{name}"' in page for name in document["components"]["schemas"] if name != "Input")
    secured = {
        path for path, methods in document["paths"].items() if any("security" in one for one in methods.values())
    }
    assert {path for path in document["paths"] if path not in secured} == {
        f"{ROOT}published",
        f"{ROOT}published/{{number}}",
    }
    assert "http" not in json.dumps(document["info"])
