"""People at real browsers, for the tests: each page they open is checked with axe, and for the width of a phone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# Pages of one template with the same fields are of one kind.
KIND = "document.body.className + [...new Set([...document.querySelectorAll('main [name]')].map(one => one.name))]"
PHONE, DESK = 390, 1280


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright on this machine")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian package chromium)")
    with playwright.sync_playwright() as found:
        started = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


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
