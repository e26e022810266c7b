"""The whole cycle in a real browser, by people who see only what is on their pages; every page checked with axe."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.test_serving import demo
from tests.web.town import FORM

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# Pages of one template with the same fields are of one kind.
KIND = "document.body.className + [...new Set([...document.querySelectorAll('main [name]')].map(one => one.name))]"
PHONE, DESK = 390, 1280


@pytest.fixture
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright on this machine")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian package chromium)")
    with playwright.sync_playwright() as found:
        chromium = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Walker:
    """Somebody at a browser of their own; complaints of the browser are kept."""

    def __init__(
        self, browser: Any, base: str, name: str, secret: str, complaints: list[str], looked: set[str]
    ) -> None:
        from axe_playwright_python.sync_playwright import Axe

        self.axe, self.complaints, self.looked = Axe(), complaints, looked
        self.page = browser.new_context(viewport={"width": DESK, "height": 900}).new_page()
        self.page.on("console", lambda said: complaints.append(f"{name}: {said.text}"))
        self.page.goto(f"{base}/sign-in")
        self.look()
        self.page.keyboard.type(name)  # the first field has the focus: no hand on the mouse
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(secret)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: not url.endswith("/sign-in"))

    def look(self) -> None:
        """Checks a page of a new kind: the standards of access, and that it fits the width of a phone."""
        where = self.page.evaluate(KIND)
        if where in self.looked:
            return
        self.looked.add(where)
        found = self.axe.run(self.page, options=STANDARDS).response["violations"]
        self.complaints += [f"{where}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]
        self.page.set_viewport_size({"width": PHONE, "height": 844})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE:
            self.complaints.append(f"{where}: {width} wide on a phone of {PHONE}")
        self.page.set_viewport_size({"width": DESK, "height": 900})

    def open(self, link: str) -> None:
        self.page.click(link)
        self.page.wait_for_load_state()
        self.look()

    def do(self, act: str, **fields: str) -> None:
        """Fills the form of an act and sends it."""
        for name, value in fields.items():
            self.page.fill(f"#{act}-{name}", value)
        self.open(f"form[action$='/{act}'] button")


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
