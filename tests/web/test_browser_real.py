"""The real form in a real browser, on both databases: found wrong, returned, corrected, accepted, published."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.shared import SHARED, needs_shared
from tests.web.browsers import Walker
from tests.web.servers import demo

SEED = SHARED / "forms" / "rugao-2023.docx"
WEIGHT, SCORE, OVER = 6, 7, 3  # columns of the table of indicators; how much the weights add up to beyond 100


@pytest.fixture(params=["sqlite", "postgresql"])
def words(request: pytest.FixtureRequest) -> list[str]:
    """The words with which the server is started for one of the databases."""
    if request.param == "sqlite":
        return []
    make: Callable[[], str] = request.getfixturevalue("database")
    return ["--database", make()]


def corrected() -> bytes:
    """The form with so much taken off one row, earned in full, that weights and scores add up as stated."""
    import docx

    document = docx.Document(str(SEED))
    for row in document.tables[0].rows:
        cells = row.cells
        if len(cells) > SCORE and cells[WEIGHT].text == cells[SCORE].text and cells[WEIGHT].text.isdecimal():
            points = int(cells[WEIGHT].text)
            if points > OVER and "总分" not in row.cells[0].text and points < 100:
                for at in (WEIGHT, SCORE):
                    cells[at].paragraphs[0].runs[0].text = str(points - OVER)
                break
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@needs_shared
def test_four_people_carry_the_real_form_to_its_publication(browser: Any, tmp_path: Path, words: list[str]) -> None:
    complaints: list[str] = []
    (tmp_path / "更正.docx").write_bytes(corrected())
    with demo(tmp_path / "data", *words) as (base, secret):

        def sit(name: str) -> Walker:
            return Walker(browser, base, name, secret, complaints, set())

        filler, checker, officer = sit("shuiwu"), sit("shuiwu-sh"), sit("caizheng")
        _handed_up(filler, checker, SEED)
        officer.open("a[href='/board/']")
        officer.open("text=水务局")
        officer.open("main .verdict a")
        found = officer.page.locator("#findings li", has_text="权重合计写100，逐行相加为103").first
        found.locator(".where a").first.click()
        assert officer.page.locator("#form td.error:has(:target)").inner_text().startswith("100")
        officer.do("return", reason="权重合计与各行不符，请更正后再报。")
        _handed_up(filler, checker, tmp_path / "更正.docx")
        officer.open("a[href='/board/']")
        officer.open("text=水务局")
        officer.open("main .verdict a")
        assert "逐行相加为103" not in officer.page.inner_text("#findings")
        officer.do("accept-despite", reason="其余问题已书面说明。")
        officer.do("lock")
        officer.do("publish")
        visitor = browser.new_context().new_page()
        visitor.goto(f"{base}/public/?q=水务")
        visitor.click("main tbody a")
        assert "95" in visitor.inner_text(".facts")
    assert complaints == []


def _handed_up(filler: Walker, checker: Walker, form: Path) -> None:
    """The unit hands a form in, its checker submits it."""
    filler.open("a[href='/cases/']")
    filler.open("main tbody a")
    filler.page.set_input_files("#file", form)
    filler.open("form[action$='/upload'] button")
    filler.do("hand-up")
    checker.open("a[href='/cases/']")
    checker.open("main tbody a")
    checker.do("submit")
