"""Items, draws and targets by programs: what the pages show and do, with the pages' rights."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.programs import ROOT, act, program
from tests.web.test_draws import announce
from tests.web.test_targets import ROWS, planned, table
from tests.web.town import now, revision_of, walk

from steelyard.cli import main
from steelyard.web import logbook
from steelyard.web.models import Case, Draw, Item

Signed = Callable[..., Any]


def post(client: Any, address: str, **sent: Any) -> Any:
    return client.post(ROOT + address, sent, content_type="application/json")


def get(client: Any, address: str) -> Any:
    return client.get(ROOT + address).json()


def test_an_item_from_its_asking_to_its_closing(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="locked")
    officer, filler = program("officer"), program("filler")
    made = post(officer, f"cases/{site.case.id}/items", what="补充培训签到表", due="2099-06-30")
    assert made.status_code == 201
    number = made.json()["id"]
    assert (made.json()["state"], made.json()["late"], made.json()["acts"]) == ("open", False, [])
    for who, name, state in (
        (filler, "answer", "answered"), (officer, "reopen", "open"), (filler, "answer", "answered"),
        (officer, "close", "closed"),
    ):  # fmt: skip
        one = get(who, f"items/{number}")
        assert name in one["acts"]
        done = post(who, f"items/{number}/acts/{name}", revision=one["revision"], words=f"{name}的说明")
        assert (done.status_code, done.json()["state"]) == (200, state)
    history = get(filler, f"items/{number}")["history"]
    assert [entry["act"] for entry in history] == ["raise", "answer", "reopen", "answer", "close"]
    assert logbook.holds()


def test_items_are_listed_as_on_the_page_to_those_they_concern(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="locked")
    for what, due in (("补充甲", "2099-06-30"), ("补充乙", "2020-01-01")):
        post(program("officer"), f"cases/{site.case.id}/items", what=what, due=due)
    found = get(program("filler"), "items")
    assert [(one["what"], one["late"]) for one in found["items"]] == [("补充乙", True), ("补充甲", False)]
    page = signed("filler").get("/items/").content.decode()
    assert page.index("补充乙") < page.index("补充甲")
    assert get(program("filler"), "items?limit=1&offset=1")["items"][0]["what"] == "补充甲"
    assert get(program("filler"), "items?state=closed") == {"items": [], "count": 0}
    for who in ("colleague", "far-officer", "expert1"):
        assert get(program(who), "items")["count"] == 0, who


def test_what_may_not_be_done_with_an_item_says_why(site: Any) -> None:
    early = post(program("officer"), f"cases/{site.case.id}/items", what="补充", due="2099-06-30")
    assert (early.status_code, "请直接退回修改" in early.json()["zh"]) == (403, True)
    walk(site.case, site.users, until="locked")
    for sent, status in (
        ({"what": " ", "due": "2099-06-30"}, 422),
        ({"what": "补充", "due": "2099-02-30"}, 422),
        ({"what": "补充"}, 422),
        ({"what": "补充", "due": "2099-06-30", "typo": 1}, 422),
    ):
        assert post(program("officer"), f"cases/{site.case.id}/items", **sent).status_code == status, sent
    assert not Item.objects.exists()
    assert post(program("filler"), f"cases/{site.case.id}/items", what="补充", due="2099-06-30").status_code == 403
    number = post(program("officer"), f"cases/{site.case.id}/items", what="补充", due="2099-06-30").json()["id"]
    assert post(program("officer"), f"items/{number}/acts/close", revision=0, words="好").status_code == 403
    assert post(program("filler"), f"items/{number}/acts/answer", revision=0, words=" ").status_code == 403
    assert post(program("filler"), f"items/{number}/acts/answer", revision=7, words="已办").status_code == 409
    assert post(program("filler"), f"items/{number}/acts/erase", revision=0, words="已办").status_code == 404
    assert post(program("colleague"), f"items/{number}/acts/answer", revision=0, words="已办").status_code == 404


def test_anybody_with_the_replay_data_makes_a_draw_again(
    site: Any, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walk(site.case, site.users, until="accepted")
    announce(signed)
    one, officer = Draw.objects.get(), program("officer")
    before = get(officer, f"draws/{one.id}")
    assert (before["seed"], before["record"], before["drawn"]) == (None, None, [])
    assert before["fingerprint"] == one.fingerprint
    assert officer.get(f"{ROOT}draws/{one.id}/record").status_code == 404
    signed("officer").post(f"/draws/{one.id}/draw", {"seed": "七"})
    for what, name in (("pool", "pool.csv"), ("experts", "experts.csv"), ("record", "record.json")):
        answer = officer.get(f"{ROOT}draws/{one.id}/{what}")
        page = f"/draws/{one.id}/{name}"
        assert answer.content == signed("officer").get(page).content
        (tmp_path / name).write_bytes(answer.content)
    words = ["draw", str(tmp_path / "pool.csv"), "--verify", str(tmp_path / "record.json")]
    assert main([*words, "--inspectors", str(tmp_path / "experts.csv")]) == 0, capsys.readouterr()
    after = get(officer, f"draws/{one.id}")
    assert (after["seed"], [lot["unit"] for lot in after["drawn"]]) == ("七", [site.case.unit.path])
    assert len(after["drawn"][0]["experts"]) == 2
    assert [line["id"] for line in get(officer, "draws")["items"]] == [one.id]
    assert get(program("far-officer"), "draws")["count"] == 0
    assert program("filler").get(f"{ROOT}draws").status_code == 404


def hand_in(client: Any, case: Case, *rows: str) -> Any:
    fields = {"file": SimpleUploadedFile("目标表.md", table(*rows)), "revision": revision_of(case)}
    return client.post(f"{ROOT}cases/{case.id}/targets/tables", fields)


def test_targets_go_their_way_by_programs_alone(site: Any, signed: Signed) -> None:
    case = planned(site)
    filler, checker, officer = program("filler"), program("checker"), program("officer")
    assert hand_in(filler, case, ROWS[0].replace("120", "1")).status_code == 201
    answer = hand_in(filler, case)
    assert [one["standing"] for one in answer.json()["tables"]] == ["waiting", "replaced"]
    assert act(checker, case, "set-targets").status_code == 200
    lowered = hand_in(filler, case, ROWS[0].replace("120", "60"), *ROWS[1:]).json()
    assert [(one["change"], one["before"]["target"]) for one in lowered["changes"]] == [("lowered", "≥120次")]
    assert lowered["tables"][1]["standing"] == "in force"
    assert act(checker, case, "ask-adjustment", reason="河道划出").status_code == 200
    seen = get(officer, f"cases/{case.id}/targets")
    assert seen["acts"] == ["approve-adjustment", "refuse-adjustment"]
    assert (seen["tables"][0]["standing"], seen["tables"][0]["reason"]) == ("asked", "河道划出")
    assert get(officer, "board?year=2026")["adjusting"] == 1
    assert act(officer, case, "refuse-adjustment", reason="没有批文").status_code == 200
    assert get(officer, "board?year=2026")["adjusting"] == 0
    told = get(filler, f"cases/{case.id}/targets")
    assert [one["standing"] for one in told["tables"]] == ["refused", "in force", "replaced"]
    assert (told["tables"][0]["answer"], told["tables"][0]["refused_by"]) == ("没有批文", "officer同志")
    file = filler.get(f"{ROOT}targets/{told['tables'][1]['id']}/file")
    assert file.content == table()
    assert logbook.holds()


def test_what_is_no_table_and_who_may_not_hand_one_in(site: Any) -> None:
    case = planned(site)
    fields = {"file": SimpleUploadedFile("目标.gif", b"GIF89a"), "revision": 0}
    assert program("filler").post(f"{ROOT}cases/{case.id}/targets/tables", fields).status_code == 422
    assert hand_in(program("officer"), case).status_code == 403
    assert hand_in(program("colleague"), case).status_code == 404
    late = {"file": SimpleUploadedFile("目标表.md", table()), "revision": 9}
    assert program("filler").post(f"{ROOT}cases/{case.id}/targets/tables", late).status_code == 409
    none = post(program("filler"), f"cases/{case.id}/targets/copy", revision=0)
    assert (none.status_code, "没有目标表" in none.json()["zh"]) == (422, True)
    assert not case.targets.exists()
    told = act(program("filler"), case, "draft-targets")
    assert (told.status_code, "targets/tables" in told.json()["zh"]) == (403, True)


def test_last_years_indicators_are_copied(site: Any) -> None:
    walk(site.case, site.users, until="checking")
    case = planned(site)
    made = post(program("filler"), f"cases/{case.id}/targets/copy", revision=revision_of(case))
    assert made.status_code == 201
    assert made.json()["tables"][0]["copied"] == 2025
    assert json.dumps(made.json()["tables"][0]["rows"]).count('"row"') > 5
    assert now(case).state == "planning"
