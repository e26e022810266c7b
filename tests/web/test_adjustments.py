"""Targets adjusted in the year: asked for by the unit, decided by the bureau, and in force only from then on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.web.programs import act as by_program
from tests.web.programs import program
from tests.web.test_mails import body, sent
from tests.web.test_mails import readers as readers
from tests.web.test_targets import AS_SET, FORM, NEXT, ROWS, hand_in, running, settle, table
from tests.web.town import CITY, OTHER_CITY, act, now, revision_of, upload

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.acts import reviewed
from steelyard.web.listing import chosen, lines, tallies
from steelyard.web.mailing.asking import officers
from steelyard.web.models import Address, Case, Place, Posting
from steelyard.web.targets import in_force, set_for
from steelyard.web.years import evaluate_all

Signed = Callable[..., Any]
LOWERED = table(ROWS[0].replace("120", "60"), *ROWS[1:])


def asked(site: Any, signed: Signed) -> Case:
    """The case with an adjustment that is with the bureau."""
    case = running(site, signed)
    assert hand_in(signed("filler"), case, LOWERED, "调整表.md").status_code == 302
    assert settle(signed("checker"), case, "ask-adjustment", "河道划出").status_code == 302
    return now(case)


def first_target(case: Case) -> str:
    rows = set_for(case)
    assert rows
    return rows[0].said


def test_until_it_is_approved_the_targets_that_were_set_count(site: Any, signed: Signed) -> None:
    case = asked(site, signed)
    assert first_target(case) == "≥120次"
    assert (reviewed(case).drafted, reviewed(case).asked) == (False, True)
    page = signed("filler").get(f"/cases/{case.id}/targets/").content.decode()
    assert [word in page for word in ("待财政部门批复", "河道划出", "等财政部门批复", "≥60次")] == [True] * 4
    assert "≥60次" not in signed("filler").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert settle(signed("officer"), case, "approve-adjustment").status_code == 302
    assert first_target(case) == "≥60次"
    kept = in_force(case)
    assert kept is not None
    assert (kept.asked_by.username, kept.confirmed_by.username) == ("checker", "officer")
    assert "≥60次" in signed("filler").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert logbook.holds()


def test_what_was_refused_moves_a_form_that_follows_it(site: Any, signed: Signed) -> None:
    case = asked(site, signed)
    assert settle(signed("officer"), case, "refuse-adjustment", " ").status_code == 403
    assert settle(signed("officer"), case, "refuse-adjustment", "没有批文").status_code == 302
    assert first_target(case) == "≥120次"
    page = signed("checker").get(f"/cases/{case.id}/targets/").content.decode()
    assert [word in page for word in ("未获批准的调整", "没有批文", "河道划出")] == [True] * 3
    assert "待财政部门批复" not in page
    entry = list(logbook.entries(case.subject))[-1]
    assert (entry.act, entry.by, entry.reason) == ("refuse-adjustment", "officer", "没有批文")
    assert entry.seen == case.targets.get(number=2).digest
    act(signed("officer"), case, "open-evaluation")
    rows = (AS_SET[0].replace("120次以上", "≥60次").replace("126", "66"), *AS_SET[1:])
    form = FORM + "\n".join(rows) + "\n| 总分 | | | | | 100 | 100 | |\n"
    assert upload(signed("filler"), case, form.encode(), "自评表.md").status_code == 302
    assert [one["change"] for one in now(case).version.moved] == ["lowered"]
    assert "没有批文" not in signed("officer").get(f"/cases/{case.id}/").content.decode().partition('id="history')[0]


@pytest.mark.parametrize("who", ["filler", "checker", "colleague", "far-officer", "admin", "expert1", None])
def test_nobody_but_the_bureau_decides(site: Any, signed: Signed, who: str | None) -> None:
    case = asked(site, signed)
    before = revision_of(case)
    for name in ("approve-adjustment", "refuse-adjustment"):
        answer = settle(signed(who), case, name, "我说了算")
        assert answer.status_code in (403, 404) or answer["Location"] == "/sign-in"
    assert revision_of(case) == before


def test_the_way_that_skipped_the_bureau_is_closed(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    hand_in(signed("filler"), case, LOWERED)
    before = revision_of(case)
    for who in ("checker", "officer"):
        for name in ("set-targets", "approve-adjustment", "refuse-adjustment"):
            assert settle(signed(who), case, name, "绕开").status_code == 403, (who, name)
        assert settle(signed(who), case, "adjust-targets", "绕开").status_code == 404
    assert by_program(program("checker"), case, "adjust-targets", reason="绕开").status_code in (404, 422)
    assert (revision_of(case), first_target(case)) == (before, "≥120次")


def test_what_is_with_the_bureau_is_not_changed_under_it(site: Any, signed: Signed) -> None:
    case = asked(site, signed)
    answer = hand_in(signed("filler"), case, table(ROWS[0].replace("120", "1")))
    assert answer.status_code == 403
    assert "批复或者单位撤回以后才能办理" in answer.content.decode()
    seen = revision_of(case)
    assert settle(signed("checker"), case, "withdraw-adjustment", "数字有误").status_code == 302
    assert not reviewed(now(case)).asked
    late = settle(signed("officer"), case, "approve-adjustment", "同意", revision=seen)
    assert late.status_code == 409
    assert "同意" in late.content.decode()
    assert hand_in(signed("filler"), case, table(ROWS[0].replace("120", "110"), *ROWS[1:])).status_code == 302
    assert settle(signed("checker"), case, "ask-adjustment", "河道划出").status_code == 302
    assert settle(signed("officer"), case, "approve-adjustment").status_code == 302
    assert first_target(case) == "≥110次"


def test_the_board_shows_what_waits_for_its_officer(site: Any, signed: Signed) -> None:
    places = Place.objects.filter(path__startswith=CITY)
    case = running(site, signed)
    hand_in(signed("filler"), case, LOWERED)
    assert "adjusting" not in tallies(lines(places, NEXT, date(2026, 6, 1)))  # the unit has not asked yet
    settle(signed("checker"), case, "ask-adjustment", "河道划出")
    found = lines(places, NEXT, date(2026, 6, 1))
    assert tallies(found)["adjusting"] == 1
    assert [line.case.unit.name for line in chosen(found, {"only": "adjusting"})] == ["水务局"]
    page = signed("officer").get(f"/board/?year={NEXT}").content.decode()
    assert f'href="/cases/{case.id}/targets/"><b class="tag bad">待批复目标调整' in page
    settle(signed("officer"), case, "approve-adjustment")
    assert "adjusting" not in tallies(lines(places, NEXT, date(2026, 6, 1)))


def test_the_page_of_the_form_leads_both_sides_to_it(site: Any, signed: Signed) -> None:
    case = asked(site, signed)
    pages = {who: signed(who).get(f"/cases/{case.id}/").content.decode() for who in ("officer", "checker", "filler")}
    assert all("待批复目标调整" in page for page in pages.values())
    assert "等您批复" in pages["officer"]
    assert "批复以前可以撤回" in pages["checker"]
    assert "等您批复" not in pages["checker"] + pages["filler"]
    settle(signed("officer"), case, "approve-adjustment")
    for who in pages:
        assert "待批复目标调整" not in signed(who).get(f"/cases/{case.id}/").content.decode()


def test_the_evaluation_waits_for_the_decision(site: Any, signed: Signed) -> None:
    case = asked(site, signed)
    city, officer = Place.objects.get(path=CITY), Person("officer", "officer", CITY)
    assert act(signed("officer"), case, "open-evaluation").status_code == 403
    assert evaluate_all(city, NEXT, date(2027, 3, 31), officer) == 1
    assert now(case).state == "running"
    fields = {"place": city.id, "year": NEXT, "due": "2027-03-31"}
    answer = signed("officer").post("/board/evaluate", fields)
    assert answer.status_code == 409
    assert "都有目标调整等待批复" in answer.content.decode()
    settle(signed("officer"), case, "refuse-adjustment", "没有批文")
    assert signed("officer").post("/board/evaluate", fields).status_code == 302
    assert now(case).state == "evaluating"


def test_both_sides_are_told(site: Any, signed: Signed, readers: Any) -> None:
    Address.objects.create(user=site.users["far-officer"], address="far-officer@example.cn")
    case = asked(site, signed)
    found = sent()
    assert set(found) == {"officer"}
    assert found["officer"]["Subject"] == "水务局报请调整2026年度绩效目标"
    assert "河道划出" not in body(found["officer"])
    settle(signed("officer"), case, "refuse-adjustment", "没有批文")
    found = sent()
    assert {"filler", "checker"} < set(found)
    assert "the bureau has refused the adjusted targets" in body(found["checker"]).lower()
    assert "colleague" not in found


def test_a_request_that_was_taken_back_is_told_to_nobody(site: Any, signed: Signed, readers: Any) -> None:
    case = asked(site, signed)
    settle(signed("checker"), case, "withdraw-adjustment")
    assert sent() == {}


def test_the_nearest_bureau_is_told(site: Any, readers: Any) -> None:
    above = Place.objects.get(path="云岭省")
    Posting.objects.create(user=site.users["top"], role="officer", place=above)
    Address.objects.create(user=site.users["top"], address="top@example.cn")
    assert officers(site.case) == [site.users["officer"].id]
    far = Case.objects.select_related("unit").filter(unit__path__startswith=OTHER_CITY).first()
    assert far is not None
    assert officers(far) == [site.users["top"].id]  # whose own officer gets no mails


def test_programs_ask_and_decide_with_the_same_rights(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    hand_in(signed("filler"), case, LOWERED)
    checker, officer = program("checker"), program("officer")
    assert by_program(officer, case, "ask-adjustment", reason="河道划出").status_code == 403
    assert by_program(checker, case, "ask-adjustment").status_code == 403
    assert by_program(checker, case, "ask-adjustment", reason="河道划出").status_code == 200
    assert by_program(checker, case, "approve-adjustment").status_code == 403
    answer = by_program(officer, case, "approve-adjustment", reason="同意")
    assert answer.status_code == 200
    assert "ask-adjustment" in [one["act"] for one in answer.json()["history"]]
    assert first_target(case) == "≥60次"


def test_adjustments_that_a_unit_confirmed_itself_before_stay_in_force(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    hand_in(signed("filler"), case, LOWERED)
    old = case.targets.get(number=2)
    old.confirmed_by, old.confirmed_at, old.reason = site.users["checker"], old.at, "河道划出"
    old.save()
    assert first_target(case) == "≥60次"
    page = signed("officer").get(f"/cases/{case.id}/targets/").content.decode()
    assert "调整绩效目标（单位确认）" in page
    assert "批准调整" not in page
