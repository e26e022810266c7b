"""Draws for review: announced first, drawn afterwards, made again by anybody from what the pages give."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.town import CITY, YEAR, act, now, walk

from steelyard.cli import main
from steelyard.drawing import DrawError, Size
from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.draws import carried_out, pool_of, the_pool
from steelyard.web.models import Assignment, Draw, Place, Posting, User

Signed = Callable[..., Any]


def accepted(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="accepted")


def announce(signed: Signed, who: str = "officer", **fields: Any) -> Any:
    place = Place.objects.get(path=CITY).id
    return signed(who).post("/draws/announce", {"place": place, "year": YEAR, "size": "100%", "team": "2", **fields})


def test_a_draw_from_its_announcement_to_the_experts(site: Any, signed: Signed) -> None:
    accepted(site, signed)
    assert announce(signed).status_code == 302
    one = Draw.objects.get()
    assert now(site.case).state == "accepted"  # nothing is drawn before there is a seed
    assert signed("officer").post(f"/draws/{one.id}/draw", {"seed": "2026123 04 11 17"}).status_code == 302
    assert now(site.case).state == "sampled"
    asked = Assignment.objects.filter(case=site.case)
    assert asked.count() == 2
    page = signed("officer").get(f"/draws/{one.id}/").content.decode()
    assert [word in page for word in ("水务局", "2026123 04 11 17", one.fingerprint)] == [True] * 3
    assert all(given.expert.name in page for given in asked)
    acts = [(entry.act, entry.reason) for entry in logbook.entries(one.subject)]
    assert acts == [("announce-draw", one.fingerprint), ("draw", "2026123 04 11 17")]
    assert logbook.holds()


def test_anybody_makes_it_again(site: Any, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted(site, signed)
    announce(signed)
    number = Draw.objects.get().id
    signed("officer").post(f"/draws/{number}/draw", {"seed": "七"})
    for name in ("pool.csv", "experts.csv", "record.json"):
        (tmp_path / name).write_bytes(signed("officer").get(f"/draws/{number}/{name}").content)
    words = ["--inspectors", str(tmp_path / "experts.csv"), "--verify", str(tmp_path / "record.json")]
    assert main(["draw", str(tmp_path / "pool.csv"), *words]) == 0
    assert "复核一致" in capsys.readouterr().out


def test_it_is_made_once(site: Any, signed: Signed) -> None:
    accepted(site, signed)
    announce(signed)
    one = Draw.objects.get()
    assert signed("officer").post(f"/draws/{one.id}/draw", {"seed": " "}).status_code == 400
    signed("officer").post(f"/draws/{one.id}/draw", {"seed": "1"})
    again = signed("officer").post(f"/draws/{one.id}/draw", {"seed": "2"})
    assert (again.status_code, Draw.objects.get().seed) == (400, "1")
    assert "不能重抽" in again.content.decode()


def test_what_has_moved_on_is_told_and_not_drawn(site: Any, signed: Signed) -> None:
    accepted(site, signed)
    announce(signed)
    act(signed("officer"), site.case, "lock")
    carried_out(Draw.objects.get().id, "1", Person("officer", "officer", CITY))
    assert now(site.case).state == "locked"
    assert not Assignment.objects.exists()
    page = signed("officer").get(f"/draws/{Draw.objects.get().id}/").content.decode()
    assert "没有分配专家" in page


@pytest.mark.parametrize("how", ["shut out", "no expert", "at the unit"])
def test_an_expert_who_can_no_longer_review_is_not_asked(site: Any, signed: Signed, how: str) -> None:
    accepted(site, signed)
    announce(signed)
    for user in User.objects.filter(postings__role="expert"):
        if how == "shut out":
            User.objects.filter(id=user.id).update(is_active=False)
        elif how == "no expert":
            user.postings.all().delete()
        else:
            Posting.objects.create(user=user, role="filler", place=site.case.unit)
    carried_out(Draw.objects.get().id, "1", Person("officer", "officer", CITY))
    assert now(site.case).state == "accepted"
    assert not Assignment.objects.exists()
    page = signed("officer").get(f"/draws/{Draw.objects.get().id}/").content.decode()
    assert "已不能评审这份表" in page


def test_the_pool(site: Any, signed: Signed) -> None:
    city = Place.objects.get(path=CITY)
    with pytest.raises(DrawError, match="nothing to draw"):
        pool_of(city, YEAR, Size(count=1), 2, by_findings=False)
    accepted(site, signed)
    Posting.objects.create(user=site.users["expert3"], role="filler", place=site.case.unit)
    User.objects.filter(username="expert2").update(is_active=False)
    pool = pool_of(city, YEAR, Size(count=1), 2, by_findings=True)
    version = now(site.case).version
    assert [(one.id, one.weight) for one in pool.candidates] == [
        (str(site.case.id), min(1 + version.errors + version.doubts, 20))
    ]
    assert {one.id: one.recusals for one in pool.inspectors} == {"expert1": (), "expert3": (str(site.case.id),)}
    with pytest.raises(DrawError, match="2 experts and each form wants 3"):
        pool_of(city, YEAR, Size(count=1), 3, by_findings=False)
    assert pool_of(Place.objects.get(path="云岭省"), YEAR, Size(count=1), 2, by_findings=False).candidates
    with pytest.raises(DrawError):  # an officer above another city draws from that city's forms alone
        pool_of(Place.objects.get(path="云岭省/平川市"), YEAR, Size(count=1), 2, by_findings=False)


def test_fields_are_read_strictly(site: Any, signed: Signed) -> None:
    accepted(site, signed)
    for fields in ({"size": "0"}, {"size": "101%"}, {"size": "一半"}, {"team": "1"}, {"year": "x"}):
        assert announce(signed, **fields).status_code == 400
    assert not Draw.objects.exists()
    assert announce(signed, size="20％").status_code == 302
    assert the_pool(Draw.objects.get()).size.of(30) == 6
