"""One's own account in a real browser: the second factor, a token and the API's page, each checked with axe."""

import json
import os
import time
import urllib.request
from pathlib import Path
from typing import Any

import pyotp
from tests.web.browsers import DESK, Walker
from tests.web.servers import demo

SHOTS = os.environ.get("STEELYARD_SHOTS")  # a folder for pictures of the pages, to be looked at


def seen(walker: Walker, name: str) -> None:
    """Checks a page, and takes its picture on a desk and on a phone where a folder for it is named."""
    walker.look()
    for width in (DESK, 390) if SHOTS else ():
        walker.page.set_viewport_size({"width": width, "height": 900})
        walker.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    walker.page.set_viewport_size({"width": DESK, "height": 900})


def test_somebody_sets_up_their_own_account(browser: Any, tmp_path: Path) -> None:
    complaints: list[str] = []
    with demo(tmp_path / "data") as (base, secret):
        own = Walker(browser, base, "caizheng", secret, complaints, set())
        shared = _second_factor(own)
        token = _token(own, base)
        asked = urllib.request.Request(f"{base}/api/v1/cases?limit=2", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert json.load(answer)["count"] == 6
        _signs_in_again(own, secret, shared)
    assert complaints == []


def _second_factor(own: Walker) -> pyotp.TOTP:
    """Turns it on from the own page, with the secret that stands below the picture."""
    own.open("a[href='/password']")
    seen(own, "account")
    own.open("main a[href='/second/']")
    seen(own, "second-off")
    own.open("form[action='/second/begin'] button")
    seen(own, "second-begun")
    picture = own.page.locator("img.qr")
    assert picture.evaluate("one => one.complete && one.naturalWidth > 100")
    shared = pyotp.TOTP(own.page.inner_text("main code"))
    own.page.fill("#second-confirm", shared.now())
    own.open("form[action='/second/confirm'] button")
    seen(own, "second-on")
    assert own.page.locator(".codes li").count() == 10
    return shared


def _token(own: Walker, base: str) -> str:
    own.page.goto(f"{base}/tokens/")
    own.page.fill("#name", "报表程序")
    own.open("main form button >> nth=0")
    seen(own, "tokens")
    token = own.page.inner_text(".given code")
    own.open("main a[href='/api/']")
    seen(own, "api")
    own.open("a[hreflang=en]")
    seen(own, "api-en")
    own.open("a[hreflang='zh-CN']")
    return str(token)


def _signs_in_again(own: Walker, secret: str, shared: pyotp.TOTP) -> None:
    """By keyboard: the password, then the next code, since the one that confirmed is spent."""
    own.page.click("form[action='/sign-out'] button")
    own.page.click("a[href='/sign-in']")
    own.page.wait_for_load_state()
    own.page.keyboard.type("caizheng")
    own.page.keyboard.press("Tab")
    own.page.keyboard.type(secret)
    own.page.keyboard.press("Enter")
    own.page.wait_for_url("**/sign-in/code")
    seen(own, "code")
    own.page.keyboard.type(shared.at(int(time.time()) + 30))
    own.page.keyboard.press("Enter")
    own.page.wait_for_url("**/board/")
