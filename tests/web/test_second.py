"""The second factor: asked after the password, each code once, counted by the lock, with a way back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.utils import timezone
from tests.web.programs import ROOT, program

from steelyard.web import logbook, second
from steelyard.web.models import Failures, RecoveryCode, SecondFactor
from steelyard.web.views import second as pages

Signed = Callable[..., Any]
PASSWORD = "qing-he-an-lan-2025"
NOW = 1_800_000_000


class Clock:
    """A clock that the test sets, for the server and for the phone."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    for room in (second, pages):
        monkeypatch.setattr(room, "time", made)
    return made


@pytest.fixture
def phone(site: Any, signed: Signed, clock: Clock) -> Callable[..., str]:
    """The authenticator of the filler, who has set it up just now; what it shows, so many seconds from now."""
    user = site.users["filler"]
    user.set_password(PASSWORD)
    user.save()
    browser = signed("filler")
    assert browser.post("/second/begin").status_code == 302
    secret = second.secret(SecondFactor.objects.get(user=user))
    assert secret in browser.get("/second/").content.decode()
    shown = pyotp.TOTP(secret)
    assert browser.post("/second/confirm", {"code": shown.at(int(clock.now))}).status_code == 200
    clock.now += 30
    return lambda later=0: str(shown.at(int(clock.now) + later))


def gives_password(signed: Signed, name: str = "filler") -> Any:
    browser = signed()
    assert browser.post("/sign-in", {"username": name, "password": PASSWORD})["Location"] == "/sign-in/code"
    return browser


def is_in(browser: Any) -> bool:
    return bool(browser.get("/cases/").status_code == 200)


def test_the_code_is_asked_for_after_the_password(signed: Signed, phone: Callable[..., str]) -> None:
    browser = gives_password(signed)
    assert not is_in(browser)
    before = browser.cookies["sessionid"].value
    assert browser.post("/sign-in/code", {"code": "000000"}).status_code == 403
    assert not is_in(browser)
    code = phone()
    assert browser.post("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/"
    assert is_in(browser)
    assert browser.cookies["sessionid"].value != before


def test_a_wrong_password_is_not_told_apart(signed: Signed, phone: Callable[..., str]) -> None:
    answers = [
        signed().post("/sign-in", {"username": name, "password": "wrong"}) for name in ("filler", "checker", "nobody")
    ]
    assert {answer.status_code for answer in answers} == {403}


def test_who_has_none_signs_in_as_before(site: Any, signed: Signed) -> None:
    user = site.users["checker"]
    user.set_password(PASSWORD)
    user.save()
    browser = signed()
    assert browser.post("/sign-in", {"username": "checker", "password": PASSWORD})["Location"] == "/"
    assert is_in(browser)


def test_one_that_is_not_confirmed_asks_for_nothing(site: Any, signed: Signed) -> None:
    user = site.users["checker"]
    user.set_password(PASSWORD)
    user.save()
    second.begin(user)
    assert signed().post("/sign-in", {"username": "checker", "password": PASSWORD})["Location"] == "/"


def test_a_code_is_taken_once(signed: Signed, phone: Callable[..., str]) -> None:
    code = phone()
    assert gives_password(signed).post("/sign-in/code", {"code": code}).status_code == 302
    again = gives_password(signed)
    assert again.post("/sign-in/code", {"code": code}).status_code == 403
    assert not is_in(again)
    assert again.post("/sign-in/code", {"code": phone(-30)}).status_code == 403, "an earlier one neither"
    assert again.post("/sign-in/code", {"code": phone(30)}).status_code == 302


def test_the_code_that_confirmed_is_not_taken_again(signed: Signed, clock: Clock, phone: Callable[..., str]) -> None:
    assert gives_password(signed).post("/sign-in/code", {"code": phone(-30)}).status_code == 403


@pytest.mark.parametrize(("later", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(
    signed: Signed, clock: Clock, phone: Callable[..., str], later: int, taken: bool
) -> None:
    clock.now += 300
    answer = gives_password(signed).post("/sign-in/code", {"code": phone(later)})
    assert (answer.status_code == 302) is taken


def test_wrong_codes_lock_the_name_and_the_password_does_not_open_it(signed: Signed, phone: Callable[..., str]) -> None:
    for _ in range(5):
        gives_password(signed).post("/sign-in/code", {"code": "12345"})
    locked = signed().post("/sign-in", {"username": "filler", "password": PASSWORD})
    assert locked.status_code == 403
    assert "15分钟" in locked.content.decode()
    Failures.objects.update(last=timezone.now() - timedelta(minutes=16))
    browser = gives_password(signed)
    assert browser.post("/sign-in/code", {"code": phone()}).status_code == 302
    assert not Failures.objects.filter(username="filler").exists()


def test_a_locked_name_is_locked_at_the_code_too(signed: Signed, phone: Callable[..., str]) -> None:
    browser = gives_password(signed)
    for _ in range(5):
        assert browser.post("/sign-in/code", {"code": "12345"}).status_code == 403
    assert browser.post("/sign-in/code", {"code": phone()}).status_code == 403
    assert not is_in(browser)


def test_the_password_is_remembered_for_five_minutes(signed: Signed, clock: Clock, phone: Callable[..., str]) -> None:
    browser = gives_password(signed)
    clock.now += 301
    assert browser.post("/sign-in/code", {"code": phone()})["Location"] == "/sign-in"
    assert not is_in(browser)


def test_a_new_password_or_a_shut_door_ends_what_was_pending(
    site: Any, signed: Signed, phone: Callable[..., str]
) -> None:
    browser = gives_password(signed)
    signed("admin").post(f"/people/{site.users['filler'].id}/renew")
    assert browser.post("/sign-in/code", {"code": phone()})["Location"] == "/sign-in"
    assert not is_in(browser)


def _codes(page: str) -> list[str]:
    return [part.split("</code>")[0] for part in page.split('class="codes"')[1].split("<code>")[1:]]


def test_a_recovery_code_works_once_and_is_logged(signed: Signed, phone: Callable[..., str]) -> None:
    browser = signed("filler")
    page = browser.post("/second/codes", {"code": phone()}).content.decode()
    codes = _codes(page)
    assert len(set(codes)) == second.CODES == RecoveryCode.objects.count()
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()
    assert codes[0] not in browser.get("/second/").content.decode()
    assert gives_password(signed).post("/sign-in/code", {"code": codes[0].upper().replace("-", " ")}).status_code == 302
    assert gives_password(signed).post("/sign-in/code", {"code": codes[0]}).status_code == 403
    assert gives_password(signed).post("/sign-in/code", {"code": codes[1]}).status_code == 302
    assert [entry.act for entry in logbook.entries("user:filler")] == [
        "second-on", "new-recovery-codes", "use-recovery-code", "use-recovery-code",
    ]  # fmt: skip
    assert RecoveryCode.objects.count() == second.CODES - 2


def test_a_recovery_code_is_its_owners_alone(site: Any, signed: Signed, phone: Callable[..., str]) -> None:
    codes = _codes(signed("filler").post("/second/codes", {"code": phone()}).content.decode())
    assert not second.passes(site.users["checker"], codes[0])
    assert RecoveryCode.objects.count() == second.CODES


def test_it_is_ended_by_a_code_alone(signed: Signed, phone: Callable[..., str]) -> None:
    browser = signed("filler")
    assert browser.post("/second/off", {"code": "000000"}).status_code == 403
    assert Failures.objects.get(username="filler").count == 1
    assert browser.post("/second/off", {"code": phone()}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert signed().post("/sign-in", {"username": "filler", "password": PASSWORD})["Location"] == "/"


def test_the_secret_is_shown_until_it_is_confirmed(site: Any, signed: Signed, clock: Clock) -> None:
    browser = signed("checker")
    assert browser.get("/second/qr.svg").status_code == 404
    browser.post("/second/begin")
    picture = browser.get("/second/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "no-store"
    assert b"<script" not in picture.content
    secret = second.secret(SecondFactor.objects.get())
    assert browser.post("/second/confirm", {"code": "000000"}).status_code == 403
    browser.post("/second/begin")
    assert second.secret(SecondFactor.objects.get()) != secret, "a second beginning has another secret"
    shown = pyotp.TOTP(second.secret(SecondFactor.objects.get()))
    assert len(_codes(browser.post("/second/confirm", {"code": shown.at(NOW)}).content.decode())) == second.CODES
    assert browser.get("/second/qr.svg").status_code == 404
    assert shown.secret not in browser.get("/second/").content.decode()
    browser.post("/second/begin")
    assert second.secret(SecondFactor.objects.get()) == shown.secret, "one that is on is not begun anew"


def test_the_database_alone_makes_no_codes(site: Any, signed: Signed, phone: Callable[..., str]) -> None:
    factor = SecondFactor.objects.get()
    kept = " ".join(str(value) for value in vars(factor).values())
    assert second.secret(factor) not in kept
    from django.test import override_settings

    with override_settings(SECRET_KEY="x" * 60):
        assert not second.passes(site.users["filler"], phone())
    assert second.passes(site.users["filler"], phone())


def test_an_administrator_resets_it_and_the_log_says_so(site: Any, signed: Signed, phone: Callable[..., str]) -> None:
    number = site.users["filler"].id
    assert "重置二次验证" in signed("admin").get("/people/").content.decode()
    assert signed("checker").post(f"/people/{number}/second").status_code == 404
    assert signed("admin").post(f"/people/{number}/second").status_code == 302
    assert "重置二次验证" not in signed("admin").get("/people/").content.decode()
    assert signed().post("/sign-in", {"username": "filler", "password": PASSWORD})["Location"] == "/"
    last = list(logbook.entries("user:filler"))[-1]
    assert (last.by, last.act) == ("admin", "reset-second")
    assert logbook.holds()


def test_tokens_go_on_without_a_code(phone: Callable[..., str]) -> None:
    assert program("filler").get(f"{ROOT}cases").status_code == 200


def test_a_session_that_somebody_planted_is_not_signed_in_by_its_victim(
    signed: Signed, phone: Callable[..., str]
) -> None:
    planted = gives_password(signed).cookies["sessionid"].value
    victim, thief = signed(), signed()
    victim.cookies["sessionid"] = thief.cookies["sessionid"] = planted
    assert victim.post("/sign-in", {"username": "filler", "password": PASSWORD}).status_code == 302
    assert victim.cookies["sessionid"].value != planted
    assert victim.post("/sign-in/code", {"code": phone()})["Location"] == "/"
    assert is_in(victim)
    assert not is_in(thief)
