"""Who asks too often waits: counted by user, token or address, in the database, for all processes together."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings
from tests.web.programs import ROOT, hand_in, program
from tests.web.town import now, upload

from steelyard.cli import main
from steelyard.web import limits
from steelyard.web.models import Asked
from steelyard.web.settings import LIMITS

Signed = Callable[..., Any]
LONG = 10**6  # seconds; no test lasts as long


@pytest.fixture(autouse=True)
def _one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands, so that no count begins anew in the middle of a test."""
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000.5)


def few(**most: int) -> Any:
    """Settings with small limits, by their kind."""
    small = {kind.replace("_", "-"): (count, LONG) for kind, count in most.items()}
    return override_settings(STEELYARD_LIMITS={**LIMITS, **small})


def test_sign_ins_of_one_address_are_counted_whatever_the_names(site: Any, signed: Signed) -> None:
    with few(sign_in=3):
        tried = [signed().post("/sign-in", {"username": f"name{n}", "password": "x"}) for n in range(4)]
        assert [one.status_code for one in tried] == [403, 403, 403, 429]
        assert int(tried[-1]["Retry-After"]) > 0
        assert "过于频繁" in tried[-1].content.decode()
        assert "Too many requests" in signed().post("/sign-in?lang=en", {"username": "x"}).content.decode()
        assert signed().get("/sign-in").status_code == 200
        elsewhere = Client(REMOTE_ADDR="198.51.100.7").post("/sign-in", {"username": "x", "password": "x"})
        assert elsewhere.status_code == 403


def test_uploads_of_one_user_are_counted_from_the_page(site: Any, signed: Signed) -> None:
    with few(uploads=1):
        assert upload(signed("filler"), site.case).status_code == 302
        before = now(site.case).revision
        again = upload(signed("filler"), site.case)
        assert (again.status_code, now(site.case).revision) == (429, before)
        assert upload(signed("checker"), site.case).status_code == 302


def test_uploads_of_one_token_are_counted(site: Any) -> None:
    asks = program("filler")
    with few(uploads=1):
        assert hand_in(asks, site.case).status_code == 201
        again = hand_in(asks, site.case)
        assert again.status_code == 429
        assert "过于频繁" in again.json()["zh"]
        assert int(again["Retry-After"]) > 0


def test_the_api_counts_each_token_and_who_has_none_by_address(site: Any) -> None:
    one, other = program("officer"), program("officer")
    with few(api=2):
        assert [one.get(f"{ROOT}cases").status_code for _ in range(3)] == [200, 200, 429]
        assert other.get(f"{ROOT}cases").status_code == 200
        guesses = [Client(headers={"Authorization": f"Bearer {n}"}).get(f"{ROOT}cases") for n in range(3)]
        assert [guess.status_code for guess in guesses] == [401, 401, 429]


def test_the_public_search_is_counted(site: Any, signed: Signed) -> None:
    with few(search=3):
        asked = [signed().get(address).status_code for address in ("/public/?q=a", "/public.json", "/public.csv")]
        assert asked == [200, 200, 200]
        assert signed().get("/public/").status_code == 429
        assert program().get(f"{ROOT}published").status_code == 429
        assert signed().get("/healthz").status_code == 200


def test_a_new_count_begins_when_the_seconds_are_over(
    site: Any, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with few(search=1):
        assert [signed().get("/public/").status_code for _ in range(2)] == [200, 429]
        monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000.5 + LONG)
        assert signed().get("/public/").status_code == 200
        assert Asked.objects.count() == 1
    limits.tidy()
    assert Asked.objects.count() == 1
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000.5 + 3 * LONG)
    limits.tidy()
    assert not Asked.objects.exists()


def test_nought_is_no_limit(site: Any, signed: Signed) -> None:
    with few(search=0):
        assert {signed().get("/public/").status_code for _ in range(5)} == {200}
    assert not Asked.objects.exists()


def test_the_table_does_not_tell_who_asked(site: Any) -> None:
    Client(REMOTE_ADDR="198.51.100.7").get("/public/")
    [row] = Asked.objects.all()
    assert "198.51.100.7" not in row.key
    assert len(row.key) == 64


@pytest.mark.parametrize(
    ("proxy", "there", "forwarded", "counted"),
    [
        (False, "203.0.113.9", "198.51.100.7", "203.0.113.9"),
        (True, "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        (True, "127.0.0.1", "10.0.0.1, 198.51.100.7", "198.51.100.7"),
        (True, "127.0.0.1", None, "127.0.0.1"),
        (True, "127.0.0.1", "unknown", ""),
        (False, "", None, ""),
    ],
)
def test_the_address_is_the_one_that_the_proxy_saw(
    proxy: bool, there: str, forwarded: str | None, counted: str
) -> None:
    said = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory(REMOTE_ADDR=there, headers=said).get("/")
    with override_settings(STEELYARD_PROXY=proxy):
        assert limits.address(request) == counted


def test_one_customer_has_one_network_of_ipv6() -> None:
    one, same, other = (
        limits.address(RequestFactory(REMOTE_ADDR=f"2001:db8:0:{part}").get("/")) for part in ("1::1", "1:9::2", "2::1")
    )
    assert one == same != other


def test_two_connections_count_together(tmp_path: Any) -> None:
    """The statement counts in the database and not in a process: two connections see one count."""
    file = tmp_path / "counts.sqlite3"
    one, other = sqlite3.connect(file, isolation_level=None), sqlite3.connect(file, isolation_level=None)
    one.execute("CREATE TABLE web_asked (key TEXT PRIMARY KEY, began INTEGER, count INTEGER)")
    statement = limits.COUNT.replace("%s", "?")
    counted = [by.execute(statement, ["k", 60]).fetchone()[0] for by in (one, other, one, other)]
    assert counted == [1, 2, 3, 4]
    assert other.execute(statement, ["k", 120]).fetchone()[0] == 1
    one.close()
    other.close()


@pytest.mark.parametrize("typed", ["api", "api=5", "api=5/0", "api=-1/60", "nothing=1/60", "api=5/60/1", "=5/60"])
def test_a_limit_that_is_none_is_one_sentence(tmp_path: Any, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    assert main(["serve", "--data", str(tmp_path), "--limit", typed]) == 2
    complaint = capsys.readouterr().err
    assert "--limit" in complaint
    assert complaint.count("\n") == 1


def test_a_limit_is_read() -> None:
    from steelyard.cli.serving import _limit

    assert _limit("uploads=0/1") == ("uploads", (0, 1))
    assert _limit("sign-in=12/300") == ("sign-in", (12, 300))


def test_an_act_after_a_count_waits_for_the_disk_as_before(tmp_path: Any) -> None:
    """What hurries a count is over when it is counted, whether the limit was reached or not."""
    code = (
        "import sys; from pathlib import Path; from steelyard.web.settings import configure;"
        "configure(Path(sys.argv[1]), limits={'search': (1, 10**9)});"
        "from steelyard.web.starting import migrate; migrate();"
        "from django.db import connection as c; from django.test import Client;"
        "from django.test.utils import setup_test_environment as begin; begin();"
        "ask = lambda: Client().get('/public/').status_code;"
        "level = lambda: c.cursor().execute('PRAGMA synchronous').fetchone()[0];"
        "print([ask(), level(), ask(), level()])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[200, 2, 429, 2]", "2 is FULL"
