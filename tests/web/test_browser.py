"""The whole cycle in a real browser, by people who see only what is on their pages; every page checked with axe."""

from pathlib import Path
from typing import Any

from tests.web.browsers import DESK, Walker
from tests.web.servers import demo
from tests.web.town import FORM


def test_four_people_and_two_experts_walk_the_cycle(browser: Any, tmp_path: Path) -> None:
    complaints: list[str] = []
    looked: set[str] = set()
    with demo(tmp_path / "data") as (base, secret):

        def sit(name: str) -> Walker:
            return Walker(browser, base, name, secret, complaints, looked)

        address = _handed_in_and_sent_back(sit("shuiwu"), sit("shuiwu-sh"), sit("caizheng"))
        _reviewed_and_published(sit, address)
        visitor = browser.new_context(viewport={"width": DESK, "height": 900}).new_page()
        visitor.goto(f"{base}/public/?q=水务")
        visitor.click("main tbody a")
        assert "91.00" in visitor.inner_text("main")
        for name, path in (("admin", "people"), ("admin", "places"), ("caizheng", "log"), ("admin", "password")):
            sit(name).open(f"a[href^='/{path}']")
    assert complaints == []


def _handed_in_and_sent_back(filler: Walker, checker: Walker, officer: Walker) -> str:
    """The unit hands the form in, the officer sees what does not hold and returns it, the unit submits it again."""
    for round_ in (1, 2):
        filler.open("a[href='/cases/']")
        filler.open("main tbody a")
        filler.page.set_input_files("#file", FORM)
        filler.open("form[action$='/upload'] button")
        filler.do("hand-up")
        checker.open("a[href='/cases/']")
        checker.open("main tbody a")
        checker.do("submit")
        officer.open("a[href='/board/']")
        officer.open("text=水务局")
        if round_ == 1:
            officer.open("main .verdict a")
            assert "逐行相加为102" in officer.page.inner_text("#f1")
            officer.page.click("#f1 .where a")
            marked = officer.page.locator("#form td.error:has(:target)")
            assert marked.inner_text().startswith("100")
            officer.do("return", reason="权重合计与各行不符，请更正后再报。")
    return str(officer.page.url)


def _reviewed_and_published(sit: Any, address: str) -> None:
    officer = sit("caizheng")
    officer.page.goto(address)
    officer.do("accept-despite", reason="已电话核实，不影响结论。")
    for box in officer.page.query_selector_all("input[name=expert]"):
        box.check()
    officer.do("sample")
    for name in ("zhuanjia1", "zhuanjia2"):
        expert = sit(name)
        expert.open("main tbody a")
        expert.do("score", points="91.5", reason="资料齐全。")
    officer.page.goto(address)
    officer.do("reconcile", points="91", reason="两位专家意见相近。")
    officer.do("tell", reason="见复核意见书。")
    checker = sit("shuiwu-sh")
    checker.page.goto(address)
    checker.do("agree")
    officer.page.goto(address)
    officer.do("publish")
    assert "已公开" in officer.page.inner_text(".facts")
