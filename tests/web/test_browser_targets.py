"""The front half of a year in a real browser: asked for, set, reported, adjusted, and held against the form."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.web.browsers import Walker
from tests.web.servers import demo
from tests.web.test_targets import AS_SET, FORM, HEAD, ROWS

YEAR = date.today().year - 2  # all of its months are over, and the made-up city has no form of it


def test_a_year_begins_with_targets_and_ends_in_a_form_held_against_them(browser: Any, tmp_path: Path) -> None:
    complaints: list[str] = []
    looked: set[str] = set()
    with demo(tmp_path / "data") as (base, secret):
        filler, checker, officer = (
            Walker(browser, base, name, secret, complaints, looked) for name in ("shuiwu", "shuiwu-sh", "caizheng")
        )
        address = _targets_set(base, filler, checker, officer, tmp_path)
        _reported_and_adjusted(address, filler, checker, tmp_path)
        _approved(base, officer)
        _evaluated(base, address, filler, officer, tmp_path)
    # The browser says itself that the report of March was refused, as it was to be.
    assert [said for said in complaints if "status of 400" not in said] == []
    assert len(complaints) == 1


def _file(folder: Path, name: str, head: str, *rows: str) -> Path:
    path = folder / name
    path.write_text((head + "\n".join(rows) + "\n").replace("2026", f"{YEAR}"), encoding="utf-8")
    return path


def _targets_set(base: str, filler: Walker, checker: Walker, officer: Walker, folder: Path) -> str:
    """The officer asks for targets, the unit hands them in and confirms them; answers the address of the case."""
    officer.open("a[href='/board/']")
    officer.page.click("details:has(form[action='/board/open']) summary")
    officer.page.fill("#open-year", f"{YEAR}")
    officer.page.fill("#due", f"{YEAR}-02-28")
    officer.page.select_option("#begin", "planning")
    officer.open("form[action='/board/open'] button")
    assert "目标编制" in officer.page.inner_text("main tbody")
    filler.page.goto(f"{base}/cases/")
    filler.open(f"tr:has-text('{YEAR}') a")
    address = str(filler.page.url)
    filler.open("a[href$='/targets/']")
    filler.page.set_input_files("#file", _file(folder, "目标表.md", HEAD, *ROWS))
    filler.open("form[action$='/hand-in'] button")
    checker.page.goto(f"{address}targets/")
    checker.open("form[action$='/set-targets'] button")
    assert "执行中" in checker.page.inner_text(".facts")
    return address


def _reported_and_adjusted(address: str, filler: Walker, checker: Walker, folder: Path) -> None:
    for month, reached in (("1", "8"), ("2", "22"), ("3", "6"), ("4", "40"), ("5", "51")):
        filler.page.goto(f"{address}monitoring/?month={month}")
        filler.look()
        filler.page.fill("#so-far-1", reached)
        filler.page.fill("#expected-1", "120")
        filler.page.fill("#so-far-3", "91%")
        filler.page.fill("#expected-3", "92%")
        filler.page.fill("#spent", f"{90 * int(month)}")
        filler.page.fill("#budget", "1200")
        filler.open("form.report button")
        if month == "3":
            assert "亮红灯" in filler.page.inner_text(".error")
            filler.page.fill("#reason-1", "汛期推迟")
            filler.open("form.report button")
        assert filler.page.locator("figure svg").count() == 1
    filler.page.goto(f"{address}targets/")
    filler.page.set_input_files("#file", _file(folder, "调整.md", HEAD, ROWS[0].replace("120", "100"), *ROWS[1:]))
    filler.open("form[action$='/hand-in'] button")
    assert "调低" in filler.page.inner_text("main .shifts")
    checker.page.goto(f"{address}targets/")
    checker.look()
    checker.page.fill("#ask-adjustment", "部分河道划归市级管理，县政府已批复。")
    checker.open("form[action$='/ask-adjustment'] button")
    checker.look()


def _approved(base: str, officer: Walker) -> None:
    officer.page.goto(f"{base}/board/?year={YEAR}&only=adjusting")
    officer.looked.clear()  # the same names of fields stand in other forms now
    officer.open("main tbody a[href$='/targets/']")
    assert "县政府已批复" in officer.page.inner_text("main")
    officer.page.fill("#approve-adjustment", "同意。")
    officer.open("form[action$='/approve-adjustment'] button")
    assert "同意。" in officer.page.inner_text("main .turns")


def _evaluated(base: str, address: str, filler: Walker, officer: Walker, folder: Path) -> None:
    officer.page.goto(f"{base}/board/?year={YEAR}")
    officer.look()
    assert "绿灯 5" in officer.page.inner_text("main tbody")
    officer.page.click("details:has(form[action='/board/evaluate']) summary")
    officer.page.fill("#evaluate-due", f"{YEAR + 1}-03-31")
    officer.open("form[action='/board/evaluate'] button")
    filler.page.goto(address)
    moved = (AS_SET[0].replace("120次以上", "≥60次"), AS_SET[2].replace("30", "50"))
    filler.page.set_input_files("#file", _file(folder, "自评表.md", FORM, *moved, "| 总分 | | | | | 100 | 100 | |"))
    filler.open("form[action$='/upload'] button")
    told = filler.page.inner_text(".held")
    assert [word in told for word in ("≥60次", "≥100次", "县政府已批复", "缺少", "权重不同")] == [True] * 5
    filler.open("main .verdict a")
    officer.page.goto(f"{base}/board/?year={YEAR}&only=moved")
    assert "目标变动 3" in officer.page.inner_text("main tbody")
