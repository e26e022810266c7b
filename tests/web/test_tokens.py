"""Tokens: made by their user, shown once, kept as a hash, and of no use once they are over or revoked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.programs import ROOT, program, token
from tests.web.town import CITY

from steelyard.web import logbook
from steelyard.web.models import Place, Posting, Token, User

Signed = Callable[..., Any]
CASES = f"{ROOT}cases"


def _made(browser: Any, **fields: str) -> str:
    page = browser.post("/tokens/", {"name": "报表程序", "days": "30", **fields}).content.decode()
    return str(page.split('role="status"')[1].split("<code>")[1].split("</code>")[0])


def _asks(secret: str) -> int:
    return Client(headers={"Authorization": f"Bearer {secret}"}).get(CASES).status_code


def test_a_token_is_made_shown_once_used_and_revoked(site: Any, signed: Signed) -> None:
    browser = signed("filler")
    secret = _made(browser)
    [kept] = Token.objects.all()
    assert len(kept.digest) == 64
    assert secret not in "".join(str(value) for value in vars(kept).values())
    page = browser.get("/tokens/").content.decode()
    assert "报表程序" in page
    assert "从未" in page
    assert secret not in page
    assert _asks(secret) == 200
    assert "从未" not in browser.get("/tokens/").content.decode()
    assert browser.post(f"/tokens/{kept.id}/revoke").status_code == 302
    assert _asks(secret) == 401
    acts = [(entry.act, entry.by, entry.subject, entry.reason) for entry in logbook.entries()][-2:]
    assert acts == [(act, "filler", "user:filler", "报表程序") for act in ("make-token", "revoke-token")]
    assert not any(secret in entry.reason for entry in logbook.entries())


@pytest.mark.parametrize("fields", [{"name": ""}, {"days": "31"}, {"days": ""}, {"role": "officer"}, {"role": "x"}])
def test_a_token_needs_a_name_an_end_and_a_role_that_one_has(site: Any, signed: Signed, fields: dict[str, str]) -> None:
    answer = signed("filler").post("/tokens/", {"name": "报表程序", "days": "30", **fields})
    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_nobody_revokes_anothers_token(site: Any, signed: Signed) -> None:
    secret = token("filler")
    for who in ("colleague", "admin", "top"):
        assert signed(who).post(f"/tokens/{Token.objects.get().id}/revoke").status_code == 404
    assert _asks(secret) == 200


def test_somebody_shut_out_is_out_by_token_too(site: Any, signed: Signed) -> None:
    secret = token("filler")
    signed("admin").post(f"/people/{site.users['filler'].id}/switch")
    assert _asks(secret) == 401
    signed("admin").post(f"/people/{site.users['filler'].id}/switch")
    assert _asks(secret) == 200


def test_a_password_given_out_holds_up_the_tokens(site: Any, signed: Signed) -> None:
    secret = token("filler")
    signed("admin").post(f"/people/{site.users['filler'].id}/renew")
    assert _asks(secret) == 401
    User.objects.filter(username="filler").update(fresh=False)
    assert _asks(secret) == 200


def test_a_token_ends_on_its_day(site: Any) -> None:
    secret = token("filler")
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert _asks(secret) == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic ZmlsbGVyOng=", "Bearer steelyard_x", "Bearer \udcff"]
)
def test_what_is_no_token_is_refused_with_a_sentence(site: Any, header: str) -> None:
    answer = Client().get(CASES, HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert "Bearer" in answer.json()["en"]


def test_a_token_for_one_role_has_no_other(site: Any) -> None:
    Posting.objects.create(user=site.users["officer"], role="administrator", place=Place.objects.get(path="云岭省"))
    every, one = program("officer"), program("officer", role="officer")
    assert every.get(f"{ROOT}log").status_code == 200
    assert one.get(f"{ROOT}log").status_code == 404
    assert one.get(f"{ROOT}board").status_code == 200
    assert {place["path"] for place in one.get(f"{ROOT}places").json()["items"]} >= {CITY}
    assert "云岭省" not in {place["path"] for place in one.get(f"{ROOT}places").json()["items"]}


def test_a_role_that_was_taken_is_gone_from_its_tokens(site: Any) -> None:
    asks = program("officer", role="officer")
    Posting.objects.filter(user=site.users["officer"]).update(role="administrator")
    assert asks.get(f"{ROOT}board").status_code == 404
    assert asks.get(CASES).json()["count"] == 0


def test_the_scheme_is_read_in_any_case(site: Any) -> None:
    assert Client(headers={"Authorization": f"bearer {token('filler')}"}).get(CASES).status_code == 200
