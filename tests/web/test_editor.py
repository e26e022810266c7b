"""The editor in a real browser: typed by keyboard alone, checked as it is typed, corrected, handed in."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.browsers import Walker, chromium
from tests.web.servers import demo

SAVED = "#saved[data-state=saved]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


class City:
    """A server, and people at browsers who look at the editor of the water office; what the browsers complain of."""

    def __init__(self, browser: Any, base: str, secret: str) -> None:
        self.browser, self.base, self.secret = browser, base, secret
        self.complaints: list[str] = []
        self.looked: set[str] = set()

    def sit(self, name: str) -> Walker:
        """Somebody who has opened the case's page."""
        walker = Walker(self.browser, self.base, name, self.secret, self.complaints, self.looked)
        walker.open("a[href='/cases/']")
        walker.open("main tbody a")
        return walker

    def begin(self) -> Walker:
        """The filler, with a blank draft."""
        walker = self.sit("shuiwu")
        walker.page.goto(f"{walker.page.url}draft/begin")
        walker.look()
        walker.page.check("#from-blank")
        walker.page.select_option("#profile", "rugao-department")
        walker.open("main form.card button")
        return walker


@pytest.fixture(scope="module")
def served(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with demo(tmp_path_factory.mktemp("served") / "data") as (base, secret):
        yield City(browser, base, secret)


@pytest.fixture
def city(served: City) -> Iterator[City]:
    served.complaints.clear()
    yield served
    assert served.complaints == []


def test_a_form_is_typed_checked_corrected_and_handed_in_by_keyboard(city: City) -> None:
    walker = city.begin()
    page = walker.page
    page.focus("[name='indicators.1.groups.0']")
    for text in ("部门履职", "河湖管护", "巡查河道", "≥120次", "126次", "100", "90"):
        page.keyboard.type(text)
        page.keyboard.press("ArrowRight")
    finding = page.locator("[id='said-indicators.1'] li.error")
    finding.wait_for()
    assert "按规则应得100分" in finding.inner_text()
    assert page.get_attribute("[name='indicators.1.score']", "data-level") == "error"
    assert page.get_attribute("[name='indicators.1.score']", "aria-describedby") == "said-indicators.1"
    assert page.inner_text("[data-total=score]") == "90"
    walker.look()
    finding.locator("button").press("Enter")
    page.wait_for_load_state()
    assert page.input_value("[name='indicators.1.score']") == "100"
    assert page.locator("li.error").count() == 0
    assert page.inner_text("[data-total=score]") == "100"
    page.locator("#editor > p button[value=hand-in]").press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/draft/"))
    assert "未发现错误" in page.inner_text(".verdict")
    walker.open("a[href$='/evidence/']")


def test_the_arrow_keys_walk_and_move_rows(city: City) -> None:
    page = city.begin().page
    page.focus("[name='indicators.1.name']")
    page.keyboard.type("甲")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**#indicators.2.name")
    assert page.evaluate("document.activeElement.name") == "indicators.2.name"
    page.keyboard.type("乙")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_url("**#indicators.1.name")
    assert [page.input_value(f"[name='indicators.{row}.name']") for row in (1, 2)] == ["乙", "甲"]
    for key, name in (
        ("ArrowDown", "indicators.2.name"),
        ("ArrowUp", "indicators.1.name"),
        ("Enter", "indicators.2.name"),
        ("ArrowLeft", "indicators.2.groups.1"),
        ("ArrowRight", "indicators.2.name"),
        ("Shift+Tab", "indicators.2.groups.1"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == name, key
    page.focus("[name='indicators.1.note']")
    page.keyboard.type("一")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("二")
    page.wait_for_selector(SAVED)
    page.reload()
    assert page.input_value("[name='indicators.1.note']") == "一\n二"


def test_two_people_at_one_form_are_told_of_each_other(city: City) -> None:
    page = city.begin().page
    checker = city.sit("shuiwu-sh")
    checker.open("a[href$='/draft/']")
    other = checker.page
    page.fill("[name='narrative.results']", "甲写的")
    page.wait_for_selector(SAVED)
    other.fill("[name='narrative.results']", "乙写的")
    other.wait_for_selector("#saved[data-state=clash]")
    assert "水务局填报人" in other.inner_text("#saved")
    city.complaints.clear()  # the browser says aloud that the server answered 409
    other.click("button[value=save]")
    other.wait_for_selector(".clash")
    assert "甲写的" in other.inner_text(".clash")
    assert other.input_value("[name='narrative.results']") == "乙写的"
    city.complaints.clear()
    checker.look()
    other.check("#own-1")
    other.click("button[value=resolve]")
    other.wait_for_load_state()
    page.reload()
    assert page.input_value("[name='narrative.results']") == "乙写的"


def test_what_is_typed_while_signed_out_is_saved_after_signing_in_again(city: City) -> None:
    page = city.begin().page
    other = page.context.new_page()
    other.goto(f"{city.base}/cases/")
    other.click(".me form button")
    page.fill("[name='narrative.results']", "没有丢")
    page.wait_for_selector("#saved[data-state=failed]")
    assert "登录已经过期" in page.inner_text("#saved")
    other.goto(f"{city.base}/sign-in")
    other.fill("[name=username]", "shuiwu")
    other.fill("[name=password]", city.secret)
    other.click("main button")
    other.wait_for_url(lambda url: not url.endswith("/sign-in"))
    page.wait_for_selector(SAVED, timeout=60_000)
    city.complaints.clear()  # the browser says aloud that the server answered 403 in between
    page.reload()
    assert page.input_value("[name='narrative.results']") == "没有丢"


def test_without_a_script_it_is_a_form(city: City) -> None:
    walker = city.begin()
    state = walker.page.context.storage_state()
    plain = city.browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(walker.page.url)
    plain.fill("[name='indicators.1.name']", "巡查河道")
    plain.click(".tools button[value=save]")
    assert plain.input_value("[name='indicators.1.name']") == "巡查河道"
    assert "没有填" in plain.inner_text("[id='said-indicators.1']")
    plain.click("button[value='add:indicators:1']")
    rows = plain.locator("tbody.row[id^=indicators]")
    rows.nth(1).wait_for()  # the page comes from the server
    assert rows.count() == 2
