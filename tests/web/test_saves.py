"""Every save of a draft: two people's are told apart, an earlier one is taken up again, none is half done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from tests.web.writing import begin, check, current, revision, send

from steelyard.web.models import Saved

Signed = Callable[..., Any]


@pytest.fixture
def filler(site: Any, signed: Signed) -> Any:
    return signed("filler")


@pytest.mark.parametrize("do", ["resolve", "save"])
def test_what_two_people_typed_is_shown_beside_each_other_and_nothing_is_lost(
    site: Any, signed: Signed, do: str
) -> None:
    filler, checker = signed("filler"), signed("checker")
    begin(filler, site.case)
    seen = revision(site.case)
    send(filler, site.case, seen=seen, indicators__1__name="巡查河道", narrative__results="甲写的")
    answer = check(checker, site.case, seen=seen, indicators__1__name="", narrative__results="乙写的")
    assert answer.status_code == 409
    assert answer.json()["who"] == "filler同志"
    page = send(checker, site.case, seen=seen, indicators__1__name="", narrative__results="乙写的")
    assert page.status_code == 409
    shown = page.content.decode()
    assert all(text in shown for text in ("filler同志", "甲写的", "乙写的", "巡查河道"))
    assert "乙写的" not in current(site.case).narrative.values()
    theirs = revision(site.case)
    took = {"took-1": "indicators.1.name", "took-2": ""}
    done = send(checker, site.case, do, theirs, **took, indicators__1__name="", narrative__results="乙写的")
    assert done.status_code == 302
    assert current(site.case).indicators[0]["name"] == "巡查河道"
    assert current(site.case).narrative["results"] == "乙写的"


def test_what_was_overwritten_can_be_taken_up_again(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    send(filler, site.case, narrative__results="先写的")
    earlier = revision(site.case)
    send(filler, site.case, narrative__results="后写的")
    fields = {"earlier": earlier, "draft_revision": revision(site.case)}
    assert filler.post(f"/cases/{site.case.id}/draft/restore", fields).status_code == 302
    assert current(site.case).narrative["results"] == "先写的"
    assert Saved.objects.filter(draft__case=site.case).count() == 4
    assert filler.post(f"/cases/{site.case.id}/draft/restore", {**fields, "earlier": 99}).status_code == 404
    assert filler.post(f"/cases/{site.case.id}/draft/restore", fields).status_code in (302, 409)


def test_the_same_content_is_not_saved_twice(site: Any, filler: Any) -> None:
    begin(filler, site.case)
    for _ in range(3):
        assert send(filler, site.case, card__title="自评表").status_code == 302
    assert revision(site.case) == 2


def test_a_save_that_fails_half_way_leaves_the_draft_as_it_was(site: Any, filler: Any, monkeypatch: Any) -> None:
    begin(filler, site.case)
    before = (revision(site.case), current(site.case))

    def fails(**fields: Any) -> Saved:
        raise DatabaseError("in the middle")

    monkeypatch.setattr(Saved.objects, "create", fails)
    filler.raise_request_exception = False
    assert send(filler, site.case, card__title="没存上").status_code == 500
    monkeypatch.undo()
    assert (revision(site.case), current(site.case)) == before
