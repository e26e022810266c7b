"""The course of a year: what a unit reports by the month, the lights it gets, and what the bureau sees of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from tests.web.test_safety import EVIL, harmless
from tests.web.test_targets import NEXT, adjust, confirm, hand_in, planned, running, settle, table
from tests.web.town import CITY, act, now, revision_of

from steelyard.web import logbook
from steelyard.web.listing import ONLY, chosen, line_of, lines, tallies
from steelyard.web.models import Case, Place, Plan
from steelyard.web.watching import months_due, scheme_named

Signed = Callable[..., Any]
TODAY = date(2026, 4, 5)
GOOD = {
    "so-far-1": "30次",
    "expected-1": "125",
    "so-far-3": "91%",
    "expected-3": "92%",
    "spent": "250",
    "budget": "1,000",
}


@pytest.fixture(autouse=True)
def _in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def report(browser: Any, case: Case, month: int = 3, revision: int | None = None, **fields: str) -> Any:
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    sent = {"revision": revision_of(case, revision), **(given or GOOD)}
    return browser.post(f"/cases/{case.id}/monitoring/{month}", sent)


def test_a_month_is_reported_and_gets_its_lights(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    assert report(signed("filler"), case).status_code == 302
    kept = case.progress.get()
    assert (kept.month, kept.spent, kept.budget) == (3, "250", "1000")
    assert kept.lights == {"green": 4}  # two goals, spending, and the gap between both; no alarm line in March
    page = signed("officer").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert "完成30，3月底应达到120×3÷12=30，为其100.00%" in page
    assert "执行率25.00%" in page
    assert "指标值不是一个数，不按月份监控" in page
    assert "<svg" in page
    entry = list(logbook.entries(case.subject))[-1]
    assert (entry.act, entry.by, entry.reason, len(entry.seen)) == ("monitor", "filler", "3月", 64)
    assert logbook.holds()


def test_red_lights_and_goals_that_will_be_missed_want_a_reason(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    answer = report(signed("filler"), case, so_far_1="3", expected_1="120", spent="1")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "第1行亮红灯或者预计不能完成" in page
    assert [f'value="{typed}"' in page for typed in ("3", "120", "1")] == [True] * 3  # what was typed is not lost
    assert report(signed("filler"), case, so_far_3="91%", expected_3="80%").status_code == 400
    assert not case.progress.exists()
    told = {"so_far_1": "3", "expected_1": "60", "reason_1": "汛期推迟"}
    assert report(signed("filler"), case, **told).status_code == 302
    page = signed("checker").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert [word in page for word in ("汛期推迟", "预计不能完成", "没有填报支出或者预算")] == [True] * 3
    assert case.progress.get().lights == {"red": 1, "none": 3}


def test_what_cannot_be_a_report_is_refused(site: Any, signed: Signed) -> None:
    case, filler = running(site, signed), signed("filler")
    assert report(filler, case, month=4).status_code == 403  # April is not over
    assert report(filler, case, month=9).status_code == 403  # not one of the scheme's months
    assert report(filler, case, so_far_1="  ").status_code == 400
    for wrong in ("-1", "许多", "1-2", "250万元"):
        answer = report(filler, case, so_far_1="30", spent=wrong)
        assert answer.status_code == 400, wrong
        assert f'value="{wrong}"' in answer.content.decode()
    seen = revision_of(case)
    assert report(filler, case).status_code == 302
    assert report(signed("checker"), case, revision=seen).status_code == 409
    assert report(signed("officer"), case).status_code == 403
    assert case.progress.count() == 1
    assert act(filler, case, "monitor").status_code == 404


def test_a_month_is_reported_again_and_the_last_report_counts(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    report(signed("filler"), case, so_far_1="1", expected_1="120", reason_1="尚未开始")
    report(signed("checker"), case)
    assert case.progress.count() == 2
    assert line_of(now(case), TODAY).lights == {"green": 4}


def test_an_earlier_month_keeps_the_targets_of_its_time(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    report(signed("filler"), case, month=2, so_far_1="20", expected_1="120")
    adjust(signed, case, "任务划出", table("| 产出指标 | 数量指标 | 巡查河道 | ≥60次 | 100 |"))
    report(signed("filler"), case, month=3, so_far_1="15", expected_1="60")
    february = signed("officer").get(f"/cases/{case.id}/monitoring/?month=2").content.decode()
    march = signed("officer").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert "120×2÷12" in february
    assert "60×3÷12" in march


def test_the_board_shows_lights_and_who_owes_a_report(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    places = Place.objects.filter(path__startswith=CITY)
    found = lines(places, NEXT, TODAY)
    assert [(line.case.unit.name, line.unreported) for line in found] == [("教育局", ()), ("水务局", (1, 2, 3))]
    assert tallies(found)["unreported"] == 1
    assert "red" not in tallies(found)
    report(signed("filler"), case, month=3, so_far_1="1", expected_1="120", reason_1="尚未开始")
    for month in (1, 2):
        report(signed("filler"), case, month=month)
    found = lines(places, NEXT, TODAY)
    assert tallies(found)["red"] == 1
    assert "unreported" not in tallies(found)
    assert [line.case.unit.name for line in chosen(found, {"only": "red"})] == ["水务局"]
    page = signed("officer").get(f"/board/?year={NEXT}").content.decode()
    assert "红灯 1</b>" in page
    assert "运行监控汇总" in page
    assert {"unreported", "red", "moved"} < set(ONLY)


def test_the_months_go_by_the_scheme_that_was_chosen(site: Any, signed: Signed) -> None:
    case = planned(site)
    assert line_of(case, date(2027, 1, 1)).unreported == ()  # no targets yet, nothing to report
    hand_in(signed("filler"), case)
    confirm(signed("checker"), case)
    assert line_of(now(case), date(2027, 1, 1)).unreported == tuple(range(1, 8))
    Plan.objects.update(scheme="shanxi")
    assert line_of(now(case), date(2026, 12, 31)).unreported == tuple(range(1, 13))
    assert months_due(scheme_named(None), NEXT, date(2026, 1, 30)) == []
    assert months_due(scheme_named("gone"), NEXT, date(2026, 1, 31)) == [1]


def test_markup_in_targets_and_reports_stays_text(site: Any, signed: Signed) -> None:
    evil = EVIL.replace("|", "")
    case = running(site, signed, f"| 产出{evil} | 数量指标 | 巡查{evil} | ≥120次{evil} | 100 |")
    assert report(signed("filler"), case, so_far_1=evil, expected_1=evil, reason_1=evil).status_code == 302
    other = table("| 产出指标 | 数量指标 | 培训 | 3次 | 100 |")
    adjust(signed, case, evil, other, f"目标{evil}.md")
    for answer in ("refuse-adjustment", "approve-adjustment"):
        hand_in(signed("filler"), case, other, f"目标{evil}.md")
        settle(signed("checker"), case, "ask-adjustment", evil)
        harmless(signed("officer").get(f"/cases/{case.id}/targets/").content)
        assert settle(signed("officer"), case, answer, evil).status_code == 302
    report(signed("filler"), case, so_far_1=evil, spent=evil)
    for address in ("targets/", "monitoring/?month=3", ""):
        for lang in ("zh", "en"):
            page = signed("officer").get(f"/cases/{case.id}/{address}{'&' if '?' in address else '?'}lang={lang}")
            assert page.status_code == 200
            harmless(page.content)
    answer = report(signed("filler"), case, so_far_1=evil, spent=evil)
    assert answer.status_code == 400
    harmless(answer.content)


def test_nought_is_not_blank_and_what_was_seen_covers_the_money(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    report(signed("filler"), case, so_far_1="30", expected_1="120", spent="0", budget="1000", reason_1="尚未支付")
    assert case.progress.get().spent == "0"
    assert (
        'name="spent" inputmode="decimal" value="0"'
        in signed("filler").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    )
    report(signed("filler"), case, so_far_1="30", expected_1="120", spent="1", budget="1000", reason_1="尚未支付")
    first, second = [entry.seen for entry in logbook.entries(case.subject)][-2:]
    assert first != second


def test_what_was_said_of_a_row_is_not_offered_for_another(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    report(signed("filler"), case, so_far_1="31", expected_1="120")
    adjust(signed, case, "任务调整", table("| 产出指标 | 数量指标 | 培训 | 3次 | 100 |"))
    page = signed("filler").get(f"/cases/{case.id}/monitoring/?month=3").content.decode()
    assert "<td>31</td>" in page  # as it was reported, beside its own target
    assert 'value="31"' not in page
