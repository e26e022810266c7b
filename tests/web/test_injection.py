"""Addresses that carry more than they should: conditions for the database, and ways out to other sites."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from tests.web.programs import ROOT, program
from tests.web.test_access import BY_TOKEN, POSTED, example
from tests.web.town import walk

from steelyard.web.urls import urlpatterns

Signed = Callable[..., Any]
# Each would change what is found, or break the statement, if it were taken for part of one.
CONDITIONS = (
    "' OR '1'='1",
    "水' OR 1=1 --",
    '水" OR ""="',
    "水') OR (1=1",
    "水' UNION SELECT password FROM web_user --",
    "水'; DELETE FROM web_case; --",
    "水%' OR unit_id LIKE '%",
    "水\\' OR 1=1 --",
    "0 OR 1=1",
    "2025 OR 1=1",
    "2025) OR (1=1",
)
FILTERS = {
    "/board/": ("year", "state", "only", "grade", "q", "sort"),
    "/public/": ("q", "year", "page"),
    "/public.json": ("q", "year"),
    "/public.csv": ("q", "year"),
    f"{ROOT}cases": ("unit", "year", "state", "limit", "offset"),
    f"{ROOT}places": ("limit", "offset"),
    f"{ROOT}published": ("q", "year", "limit", "offset"),
    f"{ROOT}board": ("year",),
    f"{ROOT}items": ("state", "limit", "offset"),
    f"{ROOT}draws": ("limit", "offset"),
    f"{ROOT}log": ("after", "limit"),
}
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "\thttps://evil.example",
)
OUT = re.compile(r"""(?:href|action|src)=["']?\s*(?:https?:|//|/\\|javascript:)""")
# Which want no field.
DEEDS = {"sign-out", "switch", "switch-place", "renew", "reset-second", "second-begin", "revoke-token"}
SETTLED = ("web_user", "web_posting", "web_place", "web_case", "web_version", "web_assignment", "web_token")


def rows() -> dict[str, int]:
    """How many rows each table has, counts of requests left out."""
    names = [name for name in connection.introspection.table_names() if name not in ("web_asked", "django_session")]
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found[name] = cursor.fetchone()[0]
    return found


def _cells(answer: Any) -> int:
    """How many forms a page or an answer lists."""
    return len(re.findall(r"安澜市/水务局|>水务局<", answer.content.decode()))


@pytest.mark.parametrize("address", FILTERS)
def test_no_filter_is_part_of_a_statement(site: Any, signed: Signed, address: str) -> None:
    walk(site.case, site.users)
    who = "top" if address.endswith("log") else "officer"
    client = program(who) if address.startswith(ROOT) else signed(who)
    assert address.endswith(("/log", "/board", "places", "items", "draws")) or _cells(client.get(address)) > 0
    before = rows()
    for name in FILTERS[address]:
        for condition in CONDITIONS:
            answer = client.get(address, {name: condition})
            assert answer.status_code in (200, 422), (name, condition)
            if name in ("q", "unit"):
                assert _cells(answer) == 0, (name, condition)
    assert rows() == before


def test_the_list_of_filters_knows_those_of_the_document(site: Any, signed: Signed) -> None:
    document = signed().get(f"{ROOT}openapi.json").json()
    for path, methods in document["paths"].items():
        asked = {one["name"] for one in methods.get("get", {"parameters": []})["parameters"] if one["in"] == "query"}
        assert asked <= {*FILTERS.get(path, ()), "lang"}, path


def test_no_field_that_is_posted_is_part_of_a_statement(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    page, by_token = signed("admin"), program("officer")
    asked = {name: example(name, site) for name in sorted(POSTED - DEEDS)}
    before = rows()
    for name, (address, fields) in asked.items():
        for typed in CONDITIONS:
            sent = dict.fromkeys(("place", "role", "year", "due", "expert", "points", "code", "revision"), typed)
            client = by_token if name in BY_TOKEN else page
            assert client.post(address, {**fields, **sent}).status_code in (302, 400, 403, 404, 409, 422), (name, typed)
    for typed in CONDITIONS[:2]:
        assert signed().post("/sign-in", {"username": typed, "password": typed}).status_code == 403
    after = rows()
    assert not [name for name in before if after[name] < before[name]]
    assert {name: after[name] for name in SETTLED} == {name: before[name] for name in SETTLED}


def _led(site: Any, signed: Signed) -> Iterator[tuple[str, Any]]:
    """The answers of all pages to a query that names another site in every field one could think of."""
    names = ("next", "url", "to", "return", "redirect", "lang", "q", "sort", "page", "year")
    for pattern in urlpatterns:
        if pattern.name in BY_TOKEN:
            continue
        address, fields = example(pattern.name, site)
        for way in ELSEWHERE:
            there = f"{address}?{urlencode(dict.fromkeys(names, way))}"
            yield pattern.name, signed("officer").get(there)
            yield pattern.name, signed().get(there)
            yield pattern.name, signed("officer").post(there, {**fields, "next": way})


def test_nobody_is_led_to_another_site(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    for name, answer in _led(site, signed):
        to = answer.headers.get("Location", "/")
        assert re.match(r"/(?![/\\])", to), (name, to)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            assert not OUT.search(answer.content.decode()), name


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/..", "/%2F/evil.example", "/\\evil.example/", "/board"]
)
def test_an_address_that_lacks_its_slash_stays_here(site: Any, signed: Signed, path: str) -> None:
    answer = signed("officer").get(path)
    assert not re.match(r"(https?:)?[/\\]{2}", answer.headers.get("Location", "/"))


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1:80@evil.example"])
def test_another_name_of_the_host_is_refused(site: Any, signed: Signed, host: str) -> None:
    for address in ("/", "/sign-in", f"{ROOT}cases"):
        assert signed().get(address, headers={"Host": host}).status_code == 400
    assert "evil" not in signed().get("/", headers={"X-Forwarded-Host": "evil.example"}).headers.get("Location", "")
