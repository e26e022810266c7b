"""What a unit has to put right, from the bureau's asking to its closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.web.town import act, walk

from steelyard.web import logbook
from steelyard.web.models import Item

Signed = Callable[..., Any]


def asked(signed: Signed, site: Any, what: str = "补充培训签到表", due: str = "2099-06-30") -> Any:
    return signed("officer").post(f"/cases/{site.case.id}/items", {"what": what, "due": due})


def done(browser: Any, item: Item, name: str, words: str = "已办", revision: int | None = None) -> Any:
    seen = Item.objects.get(id=item.id).revision if revision is None else revision
    return browser.post(f"/items/{item.id}/act/{name}", {"words": words, "revision": seen})


def test_an_item_is_asked_answered_reopened_answered_and_closed(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="locked")
    assert asked(signed, site).status_code == 302
    item = site.case.items.get()
    for who, name, state in (
        ("filler", "answer", "answered"),
        ("officer", "reopen", "open"),
        ("checker", "answer", "answered"),
        ("officer", "close", "closed"),
    ):
        assert done(signed(who), item, name, f"{name}的说明").status_code == 302
        item.refresh_from_db()
        assert item.state == state
    page = signed("filler").get(f"/items/{item.id}/").content.decode()
    assert [word in page for word in ("补充培训签到表", "answer的说明", "close的说明", "现在没有您可以办理")] == [
        True
    ] * 4
    entries = list(logbook.entries(item.subject))
    assert [entry.act for entry in entries] == ["raise", "answer", "reopen", "answer", "close"]
    assert entries[0].seen == site.case.versions.get().sha256
    assert logbook.holds()


def test_it_is_refused_before_the_form_is_accepted(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    answer = asked(signed, site)
    assert answer.status_code == 403
    assert "请直接退回修改" in answer.content.decode()
    assert not Item.objects.exists()


def test_what_and_when_must_be_given(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="accepted")
    assert asked(signed, site, what=" ").status_code == 400
    assert asked(signed, site, due="明天").status_code == 400
    assert asked(signed, site, due="2099-02-30").status_code == 400
    assert not Item.objects.exists()


def test_an_act_on_what_has_changed_is_not_done(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="accepted")
    asked(signed, site)
    item = site.case.items.get()
    assert done(signed("filler"), item, "answer").status_code == 302
    late = done(signed("checker"), item, "answer", "我也报一次", revision=0)
    assert late.status_code == 409
    assert "我也报一次" in late.content.decode()  # what was typed is not lost
    assert done(signed("filler"), item, "close").status_code == 403
    assert done(signed("officer"), item, "close", "  ").status_code == 403
    assert done(signed("officer"), item, "delete").status_code == 404


def test_the_lists_and_what_is_late(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="published")
    asked(signed, site, "逾期的一项", "2020-01-01")
    asked(signed, site, "还早的一项")
    item = Item.objects.get(what="还早的一项")
    assert item.number == 2
    page = signed("officer").get("/items/").content.decode()
    assert page.index("逾期的一项") < page.index("还早的一项")
    assert page.count("逾期</b>") == 1
    done(signed("filler"), item, "answer")
    assert "还早的一项" not in signed("filler").get("/items/?state=open").content.decode()
    assert "还早的一项" in signed("filler").get("/items/?state=answered").content.decode()
    for who in ("colleague", "far-officer", "expert1", "expert3"):
        assert "一项" not in signed(who).get("/items/").content.decode()
    assert "还早的一项" in signed("filler").get(f"/cases/{site.case.id}/").content.decode()
    assert not Item.objects.get(what="还早的一项").late(date(2100, 1, 1))  # it is the bureau's turn


def test_a_reopened_form_keeps_its_items(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="accepted")
    asked(signed, site)
    act(signed("officer"), site.case, "lock")
    act(signed("officer"), site.case, "unlock", reason="更正")
    assert done(signed("filler"), site.case.items.get(), "answer").status_code == 302
