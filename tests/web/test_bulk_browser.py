"""Many forms at once in a real browser: the page follows the work by itself to its end, on a desk and on a phone."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.web.archives import packed, small
from tests.web.browsers import Walker
from tests.web.servers import demo

SECONDS = 120


def test_an_archive_is_followed_to_its_end_and_the_rest_assigned(browser: Any, tmp_path: Path) -> None:
    year = str(date.today().year - 1)
    archive = tmp_path / "全市.zip"
    files = {f"{unit}.html": small(unit, year=year) for unit in ("水务局", "安澜市教育局", "水利局")}
    archive.write_bytes(packed({**files, "说明.png": b"x"}))
    complaints: list[str] = []
    with demo(tmp_path / "data") as (base, secret):
        officer = Walker(browser, base, "caizheng", secret, complaints, set())
        officer.open("a[href='/bulk/']")
        officer.page.fill("#year", year)
        officer.page.set_input_files("#file", archive)
        officer.open("main form button")
        officer.page.wait_for_selector("a.button", timeout=SECONDS * 1_000)
        officer.look()
        with officer.page.expect_download() as got:
            officer.page.click("a.button")
        assert got.value.suggested_filename.endswith(".xlsx")
        officer.open("text=待指定单位")
        officer.page.fill("input[name=unit]", "安澜市/农业农村局")
        officer.page.keyboard.press("Enter")
        officer.page.wait_for_url("**/bulk/1/")
        assert "3 已录入" in officer.page.inner_text("ul.tallies")
        officer.open("a[href='/bulk/']")
        officer.open("a[href='/mails/']")
        officer.open("a[href='/board/']")
        officer.open("a[href^='/exports/']")
        officer.open("main form button")
        officer.page.wait_for_selector("a[href$='/file']", timeout=SECONDS * 1_000)
        officer.look()
    assert complaints == []
