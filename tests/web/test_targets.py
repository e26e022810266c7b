"""A year from its beginning: targets handed in, confirmed, adjusted with a reason; the evaluation opened for all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.programs import act as by_program
from tests.web.programs import program
from tests.web.town import CITY, act, now, revision_of, upload

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.listing import line_of
from steelyard.web.models import Case, Deadline, Place, Plan
from steelyard.web.targets import SETTLING
from steelyard.web.years import plan_for

Signed = Callable[..., Any]
NEXT = 2026
HEAD = """# 部门整体支出绩效目标申报表
| 部门名称 | 安澜市水务局 | 年度 | 2026 |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |
|---|---|---|---|---|
"""
ROWS = (
    "| 产出指标 | 数量指标 | 巡查河道 | ≥120次 | 50 |",
    "| 产出指标 | 时效指标 | 汛前检查完成时间 | 5月底前 | 20 |",
    "| 效益指标 | 满意度指标 | 群众满意度 | ≥90% | 30 |",
)


def table(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows or ROWS) + "\n").encode()


def planned(site: Any, due: date = date(2026, 2, 28)) -> Case:
    """The case of the water office in a year that begins with targets."""
    plan_for(Place.objects.get(path=CITY), NEXT, due, "general", Person("officer", "officer", CITY))
    return Case.objects.select_related("unit").get(unit=site.case.unit, year=NEXT)


def hand_in(browser: Any, case: Case, data: bytes = b"", name: str = "目标表.md", revision: int | None = None) -> Any:
    fields = {"file": SimpleUploadedFile(name, data or table()), "revision": revision_of(case, revision)}
    return browser.post(f"/cases/{case.id}/targets/hand-in", fields)


def settle(browser: Any, case: Case, act: str, reason: str = "", revision: int | None = None) -> Any:
    fields = {"reason": reason, "revision": revision_of(case, revision)}
    return browser.post(f"/cases/{case.id}/targets/act/{act}", fields)


def confirm(browser: Any, case: Case, reason: str = "", revision: int | None = None) -> Any:
    return settle(browser, case, "set-targets", reason, revision)


def adjust(signed: Signed, case: Case, reason: str, data: bytes, name: str = "调整表.md") -> None:
    """Another table handed in, asked for and approved."""
    assert hand_in(signed("filler"), case, data, name).status_code == 302
    assert settle(signed("checker"), case, "ask-adjustment", reason).status_code == 302
    assert settle(signed("officer"), case, "approve-adjustment").status_code == 302


def running(site: Any, signed: Signed, *rows: str) -> Case:
    """The case with its targets set."""
    case = planned(site)
    assert hand_in(signed("filler"), case, table(*rows)).status_code == 302
    assert confirm(signed("checker"), case).status_code == 302
    return now(case)


def test_a_year_begins_with_targets_where_the_officer_says_so(site: Any, signed: Signed) -> None:
    officer, city = signed("officer"), Place.objects.get(path=CITY)
    fields = {"place": city.id, "year": NEXT, "due": "2026-02-28", "begin": "planning", "scheme": "shanxi"}
    assert officer.post("/board/open", fields).status_code == 302
    assert [case.state for case in Case.objects.filter(year=NEXT)] == ["planning"] * 2
    assert Plan.objects.get(year=NEXT).scheme == "shanxi"
    case = Case.objects.get(unit=site.case.unit, year=NEXT)
    assert [(entry.act, entry.by) for entry in logbook.entries(case.subject)] == [("ask-targets", "officer")]
    assert not Deadline.objects.filter(year=NEXT).exists()
    assert now(site.case).state == "evaluating"  # the other year goes on as it was
    assert officer.post("/board/open", {**fields, "scheme": "none such"}).status_code == 400
    assert "2026-02-28" in signed("filler").get(f"/cases/{case.id}/").content.decode()


def test_late_with_targets_is_not_late_with_the_form(site: Any, signed: Signed) -> None:
    case = planned(site)
    assert not line_of(case, date(2026, 2, 28)).late
    assert line_of(case, date(2026, 3, 1)).late
    hand_in(signed("filler"), case)
    confirm(signed("checker"), case)
    Deadline.objects.create(place=Place.objects.get(path=CITY), year=NEXT, due=date(2026, 4, 1))
    assert not line_of(now(case), date(2026, 12, 31)).late  # the bureau has not asked for the form yet


def test_targets_are_handed_in_looked_at_and_confirmed(site: Any, signed: Signed) -> None:
    case = planned(site)
    filler, checker = signed("filler"), signed("checker")
    assert confirm(checker, case).status_code == 403  # there is nothing to confirm
    assert hand_in(filler, case).status_code == 302
    page = filler.get(f"/cases/{case.id}/targets/").content.decode()
    assert [word in page for word in ("汛前检查完成时间", "≥120次", "目标表.md", "等单位审核人确认")] == [True] * 4
    assert confirm(filler, case).status_code == 403
    assert now(case).state == "planning"
    assert confirm(checker, case).status_code == 302
    assert now(case).state == "running"
    found = case.targets.get()
    assert (found.confirmed_by.username, found.by.username) == ("checker", "filler")
    entries = list(logbook.entries(case.subject))
    assert [entry.act for entry in entries] == ["ask-targets", "draft-targets", "set-targets"]
    assert [entry.seen for entry in entries] == ["", found.sha256, found.digest]
    assert logbook.holds()
    answer = filler.get(f"/targets/{found.id}/file")
    assert answer.content == table()
    assert "attachment" in answer["Content-Disposition"]


def test_what_is_no_table_is_refused_and_not_kept(site: Any, signed: Signed) -> None:
    case = planned(site)
    for data, name, said in (
        ("没有表格".encode(), "通知.md", "通知.md"),
        (table("| 产出指标 | 数量指标 | 巡查河道 | | 50 |"), "空表.md", "没有读到任何指标值"),
        (b"GIF89a", "目标.gif", "扩展名"),
    ):
        answer = hand_in(signed("filler"), case, data, name)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert signed("filler").post(f"/cases/{case.id}/targets/hand-in", {"revision": 0}).status_code == 422
    assert not case.targets.exists()


def test_what_to_look_at_is_said(site: Any, signed: Signed) -> None:
    case = planned(site)
    data = table(*ROWS, "| 效益指标 | 社会效益指标 | 机制建设 | 健全 | |", "| 效益指标 | 社会效益指标 | 宣传 | | 5 |")
    hand_in(signed("filler"), case, data.replace(b"| 2026 |", b"| 2025 |"))
    page = signed("filler").get(f"/cases/{case.id}/targets/").content.decode()
    assert "文件上写的是2025年度，这里是2026年度" in page
    assert "第4行的指标值不是一个数或日期" in page
    assert "第5行没有填指标值" in page


def test_an_adjustment_is_shown_side_by_side_and_wants_a_reason(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    lowered = table(
        ROWS[0].replace("120", "80"), ROWS[2].replace("30", "50"), "| 产出指标 | 数量指标 | 培训 | 3次 | 0 |"
    )
    assert hand_in(signed("filler"), case, lowered).status_code == 302
    page = signed("checker").get(f"/cases/{case.id}/targets/").content.decode()
    assert [page.count(f">{word}</b>") for word in ("调低", "缺少", "新增", "权重不同", "调高")] == [1, 1, 1, 1, 0]
    assert settle(signed("checker"), case, "ask-adjustment", " ").status_code == 403
    assert settle(signed("checker"), case, "ask-adjustment", "机构改革，巡查任务划出").status_code == 302
    page = signed("officer").get(f"/cases/{case.id}/targets/").content.decode()
    assert "机构改革，巡查任务划出" in page
    assert [page.count(f">{word}</b>") for word in ("调低", "缺少", "新增")] == [1, 1, 1]
    assert settle(signed("officer"), case, "approve-adjustment", "同意").status_code == 302
    assert now(case).state == "running"
    page = signed("officer").get(f"/cases/{case.id}/targets/").content.decode()
    assert "机构改革，巡查任务划出" in page
    assert page.count(">调低</b>") == 1
    assert settle(signed("checker"), case, "ask-adjustment", "再来一次").status_code == 403
    entries = list(logbook.entries(case.subject))[-2:]
    assert [(one.act, one.by, one.reason) for one in entries] == [
        ("ask-adjustment", "checker", "机构改革，巡查任务划出"),
        ("approve-adjustment", "officer", "同意"),
    ]


def test_nobody_confirms_what_they_have_not_seen(site: Any, signed: Signed) -> None:
    case = planned(site)
    hand_in(signed("filler"), case)
    seen = revision_of(case)
    hand_in(signed("filler"), case, table(ROWS[0].replace("120", "1")))
    answer = confirm(signed("checker"), case, "同意", revision=seen)
    assert answer.status_code == 409
    assert "同意" in answer.content.decode()
    assert now(case).state == "planning"


def test_last_years_indicators_are_copied(site: Any, signed: Signed) -> None:
    case, filler = planned(site), signed("filler")
    copied = {"copy": "1", "revision": 0}
    answer = filler.post(f"/cases/{case.id}/targets/hand-in", copied)
    assert answer.status_code == 400
    assert "照抄上一年度的指标" not in answer.content.decode()
    upload(filler, site.case)
    assert "照抄上一年度的指标" in filler.get(f"/cases/{case.id}/targets/").content.decode()
    assert filler.post(f"/cases/{case.id}/targets/hand-in", copied).status_code == 302
    found = case.targets.get()
    assert (found.copied, found.sha256) == (2025, site.case.versions.get().sha256)
    assert len(found.rows) > 5
    assert all("actual" not in row for row in found.rows)
    assert confirm(signed("checker"), case).status_code == 302


def test_the_evaluation_is_opened_for_all_below_a_place(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    officer, city = signed("officer"), Place.objects.get(path=CITY)
    assert "/board/evaluate" in officer.get(f"/board/?year={NEXT}").content.decode()
    fields = {"place": city.id, "year": NEXT, "due": "2027-03-31"}
    assert officer.post("/board/evaluate", {**fields, "due": ""}).status_code == 400
    assert officer.post("/board/evaluate", fields).status_code == 302
    assert {one.state for one in Case.objects.filter(year=NEXT)} == {"evaluating"}
    assert Deadline.objects.get(year=NEXT).due == date(2027, 3, 31)
    assert [entry.act for entry in logbook.entries(case.subject)][-1] == "open-evaluation"
    before = revision_of(case)
    assert officer.post("/board/evaluate", fields).status_code == 409
    assert revision_of(case) == before
    assert hand_in(signed("filler"), case).status_code == 403
    assert "/board/evaluate" not in officer.get(f"/board/?year={NEXT}").content.decode()


def test_the_acts_of_targets_go_by_their_own_page(site: Any, signed: Signed) -> None:
    case = planned(site)
    for name in ("draft-targets", *SETTLING):
        assert act(signed("checker"), case, name, reason="绕开").status_code == 404


FORM = """# 部门整体支出绩效自评表
| 部门名称 | 安澜市水务局 | 年度 | 2026 |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 | 偏差原因 |
|---|---|---|---|---|---|---|---|
"""
AS_SET = (
    "| 产出指标 | 数量指标 | 巡查河道 | 120次以上 | 126次 | 50 | 50 | |",
    "| 产出指标 | 时效指标 | 汛前检查完成时间 | 5月底前 | 5月20日 | 20 | 20 | |",
    "| 效益指标 | 满意度指标 | 群众满意度 | ≥90% | 93% | 30 | 30 | |",
)


def evaluated(site: Any, signed: Signed, *rows: str, adjusted: str = "") -> Case:
    """The case with its targets set, perhaps adjusted, and a form handed in."""
    case = running(site, signed)
    if adjusted:
        adjust(signed, case, "汛期河道划出", table(adjusted, *ROWS[1:]))
    act(signed("officer"), case, "open-evaluation")
    form = FORM + "\n".join(rows) + "\n| 总分 | | | | | 100 | 100 | |\n"
    assert upload(signed("filler"), case, form.encode(), "自评表.md").status_code == 302
    return now(case)


def test_a_form_that_keeps_its_targets_is_said_to(site: Any, signed: Signed) -> None:
    case = evaluated(site, signed, *AS_SET)
    assert case.version.moved == []
    for address in (f"/cases/{case.id}/", f"/versions/{case.version.id}/"):
        assert "与确定的目标一致" in signed("filler").get(address).content.decode()
    assert not line_of(case, date(2026, 12, 31)).found("moved-target")


def test_targets_that_were_moved_are_shown_with_both_values_and_the_approved_adjustments(
    site: Any, signed: Signed
) -> None:
    moved = (AS_SET[0].replace("120次以上", "≥60次").replace("126", "66"), AS_SET[2].replace("30", "50"))
    case = evaluated(site, signed, *moved, adjusted=ROWS[0].replace("120", "100"))
    assert [one["change"] for one in case.version.moved] == ["lowered", "dropped", "same"]
    page = signed("officer").get(f"/cases/{case.id}/").content.decode()
    for said in ("≥100次", "≥60次", "指标值由“≥120次”降低为“≥100次”", "汛期河道划出", "权重不同", "缺少"):
        assert said in page, said
    assert line_of(case, date(2026, 12, 31)).found("moved-target") == 3
    board = signed("officer").get(f"/board/?year={NEXT}&only=moved").content.decode()
    assert "目标变动 3" in board
    report = signed("filler").get(f"/versions/{case.version.id}/").content.decode()
    assert "第1行“巡查河道”与确定的目标不同" in report


def test_a_form_from_before_the_targets_says_that_it_was_not_held_against_them(site: Any, signed: Signed) -> None:
    case = evaluated(site, signed, *AS_SET)
    case.version.moved = None
    case.version.save()
    assert "没有与绩效目标对照过" in signed("filler").get(f"/cases/{case.id}/").content.decode()
    assert act(signed("officer"), case, "audit").status_code == 302
    assert now(case).version.moved == []


def test_a_form_of_a_year_without_targets_is_held_against_none(site: Any, signed: Signed) -> None:
    upload(signed("filler"), site.case)
    assert now(site.case).version.moved is None
    assert "与确定的绩效目标对照" not in signed("filler").get(f"/cases/{site.case.id}/").content.decode()


def test_programs_confirm_what_was_handed_in_and_do_nothing_else_with_targets(site: Any, signed: Signed) -> None:
    case = planned(site)
    checker, filler = program("checker"), program("filler")
    assert by_program(checker, case, "set-targets").status_code == 403
    hand_in(signed("filler"), case)
    assert by_program(filler, case, "draft-targets").status_code == 403
    assert by_program(checker, case, "set-targets").status_code == 200
    assert now(case).state == "running"
    assert case.targets.get().confirmed_by.username == "checker"
    assert by_program(filler, case, "monitor").status_code == 403
    assert not case.progress.exists()
