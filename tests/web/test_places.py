"""Places get other names and stop filing; what was done under the old name stays found."""

from collections.abc import Callable
from typing import Any

from tests.web.town import CITY, DUE, YEAR, act, now, walk

from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.models import Case, Place
from steelyard.web.years import open_for

Signed = Callable[..., Any]


def rename(signed: Signed, path: str, name: str, who: str = "admin") -> Any:
    return signed(who).post(f"/places/{Place.objects.get(path=path).id}/", {"name": name})


def test_a_renamed_unit_keeps_its_forms_and_their_history(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="checking")
    assert rename(signed, f"{CITY}/水务局", "水利局").status_code == 302
    assert now(site.case).unit.path == f"{CITY}/水利局"
    assert act(signed("checker"), site.case, "submit").status_code == 302  # people go with it
    page = signed("filler").get(f"/cases/{site.case.id}/").content.decode()
    assert page.index("提交财政") < page.index("报单位审核") < page.index("开始自评")
    assert logbook.holds()
    assert "曾用名" in signed("admin").get(f"/places/{site.case.unit.id}/").content.decode()


def test_what_is_below_goes_with_it(site: Any, signed: Signed) -> None:
    Place.objects.create(name="旁边", path=f"{CITY}区", parent=Place.objects.get(path="云岭省"))
    assert rename(signed, CITY, "安澜新区", who="top").status_code == 302
    assert set(Place.objects.values_list("path", flat=True)) == {
        "云岭省",
        "云岭省/安澜新区",
        "云岭省/安澜新区/水务局",
        "云岭省/安澜新区/教育局",
        "云岭省/平川市",
        "云岭省/平川市/水务局",
        f"{CITY}区",
    }
    assert signed("officer").get("/board/").content.decode().count('<th scope="row"><a href="/cases/') == 2


def test_names_that_cannot_be(site: Any, signed: Signed) -> None:
    for name in ("", "教育局", "甲/乙", "甲#乙", "长" * 61):
        assert rename(signed, f"{CITY}/水务局", name).status_code == 400
    assert rename(signed, f"{CITY}/水务局", "水务局").status_code == 302  # the same name changes nothing
    assert now(site.case).unit.paths == [f"{CITY}/水务局"]
    assert rename(signed, "云岭省", "云山省").status_code == 404  # it stands above the administrator


def test_a_unit_that_files_no_more_is_asked_no_more(site: Any, signed: Signed) -> None:
    unit = site.case.unit
    assert signed("admin").post(f"/places/{unit.id}/switch").status_code == 302
    open_for(Place.objects.get(path=CITY), YEAR + 1, DUE, Person("officer", "officer", CITY))
    assert [case.unit.name for case in Case.objects.filter(year=YEAR + 1)] == ["教育局"]
    assert signed("filler").get(f"/cases/{site.case.id}/").status_code == 200
    signed("admin").post(f"/places/{unit.id}/switch")
    assert Place.objects.get(id=unit.id).files
