"""An administrator's pages: places and people, and what is said when a name cannot be."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.town import CITY

from steelyard.web import logbook
from steelyard.web.models import Failures, Place, Posting, User

Signed = Callable[..., Any]
OWN = "an-lan-shi-2026"


def _secret(page: str) -> str:
    return page.split('role="status"')[1].split("<code>")[1].split("</code>")[0]


def test_a_new_unit_and_its_filler_can_begin_at_once(site: Any, signed: Signed) -> None:
    admin, city = signed("admin"), Place.objects.get(path=CITY)
    assert admin.post("/places/", {"parent": city.id, "name": "档案馆", "files": "1"}).status_code == 302
    unit = Place.objects.get(path=f"{CITY}/档案馆")
    assert (unit.files, unit.parent) == (True, city)
    fields = {"username": "dangan", "name": "档案馆填报人", "role": "filler", "place": unit.id}
    secret = _secret(admin.post("/people/", fields).content.decode())
    filler = signed()
    assert filler.post("/sign-in", {"username": "dangan", "password": secret}).status_code == 302
    assert filler.post("/password", {"old": secret, "new": OWN, "again": OWN}).status_code == 302
    signed("officer").post("/board/open", {"place": city.id, "year": "2025", "due": "2026-03-31"})
    assert "档案馆" in filler.get("/cases/").content.decode()
    acts = [entry.act for entry in logbook.entries()]
    assert acts[-5:] == ["open-evaluation", "add-place", "add-user", "set-deadline", "open-evaluation"]


@pytest.mark.parametrize("name", ["", "a/b", "a#1", "x" * 61, "水务局"])
def test_a_place_needs_a_name_of_its_own(site: Any, signed: Signed, name: str) -> None:
    before = Place.objects.count()
    city = Place.objects.get(path=CITY)
    answer = signed("admin").post("/places/", {"parent": city.id, "name": name})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert Place.objects.count() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "system"},
        {"username": "填报人"},
        {"username": "x"},
        {"username": "filler"},
        {"role": "public"},
        {"name": ""},
    ],
)
def test_a_person_needs_a_name_and_a_role(site: Any, signed: Signed, fields: dict[str, str]) -> None:
    before = User.objects.count()
    given = {"username": "new", "name": "新同志", "role": "filler", "place": Place.objects.get(path=CITY).id, **fields}
    assert signed("admin").post("/people/", given).status_code == 400
    assert User.objects.count() == before


def test_roles_are_given_and_taken_but_for_the_last(site: Any, signed: Signed) -> None:
    admin, user = signed("admin"), site.users["filler"]
    held = Posting.objects.filter(user=user)
    school = Place.objects.get(path=f"{CITY}/教育局")
    first = held.get()
    assert admin.post(f"/people/{user.id}/post", {"place": school.id, "role": "checker"}).status_code == 302
    assert admin.post(f"/people/{user.id}/post", {"place": school.id, "role": "checker"}).status_code == 302
    assert held.count() == 2
    assert signed("filler").get(f"/cases/{site.other.id}/").status_code == 200
    admin.post(f"/people/{user.id}/postings/{first.id}/remove")
    assert signed("filler").get(f"/cases/{site.case.id}/").status_code == 404
    admin.post(f"/people/{user.id}/postings/{held.get().id}/remove")
    assert held.count() == 1


def test_a_new_password_opens_a_locked_name(site: Any, signed: Signed) -> None:
    for number in range(5):
        signed().post("/sign-in", {"username": "filler", "password": f"wrong-{number}"})
    secret = _secret(signed("admin").post(f"/people/{site.users['filler'].id}/renew").content.decode())
    assert not Failures.objects.filter(username="filler").exists()
    assert signed().post("/sign-in", {"username": "filler", "password": secret}).status_code == 302


def test_nobody_shuts_themselves_out(site: Any, signed: Signed) -> None:
    assert signed("admin").post(f"/people/{site.users['admin'].id}/switch").status_code == 400
    assert User.objects.get(username="admin").is_active


def test_the_first_administrator_is_made_once(site: Any) -> None:
    from steelyard.web.starting import first_administrator

    assert "初始密码" in first_administrator("first").zh
    assert "已经存在" in first_administrator("first").zh
    assert Posting.objects.get(user__username="first").place.path == "云岭省"
