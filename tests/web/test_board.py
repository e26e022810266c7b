"""The bureau's board: who is late, returned or flagged, in the same number of queries however many units."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.town import CITY, DUE, OTHER_CITY, YEAR, act, now, upload, walk

from steelyard.model import Change
from steelyard.reviewing import Person
from steelyard.web import pages as web_pages
from steelyard.web.bulk.telling import HEADS
from steelyard.web.listing import ONLY, chosen, lines, tallies
from steelyard.web.mailing.texts import TEXTS
from steelyard.web.models import Case, Deadline, Place
from steelyard.web.pages import MENU, OWN
from steelyard.web.standing import kinds
from steelyard.web.words import WORDS
from steelyard.web.years import open_for

TEMPLATES = Path(web_pages.__file__).with_name("templates")
Signed = Callable[..., Any]
BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


def board(today: date, **asked: str) -> list[str]:
    found = lines(Place.objects.filter(path__startswith=CITY), YEAR, today)
    return [line.case.unit.name for line in chosen(found, asked)]


def test_late_is_who_has_not_submitted_after_the_day(site: Any) -> None:
    assert board(BEFORE, only="late") == []
    assert board(AFTER, only="late") == ["教育局", "水务局"]
    walk(site.case, site.users, until="submitted")
    assert board(AFTER, only="late") == ["教育局"]


def test_the_nearest_day_counts(site: Any) -> None:
    unit = Place.objects.get(path=f"{CITY}/教育局")
    Deadline.objects.create(place=Place.objects.get(path="云岭省"), year=YEAR, due=date(2020, 1, 1))
    assert board(BEFORE, only="late") == []
    Deadline.objects.create(place=unit, year=YEAR, due=date(2026, 6, 30))
    assert board(AFTER, only="late") == ["水务局"]
    Deadline.objects.exclude(place=unit).delete()
    assert board(AFTER, only="late") == []  # no day was set for the other


def test_a_unit_sees_its_own_day(site: Any, signed: Signed) -> None:
    page = f"/cases/{site.case.id}/"
    assert "2026-03-31" in signed("filler").get(page).content.decode()
    Deadline.objects.update(due=date(2099, 12, 31))
    assert "逾期" not in signed("filler").get(page).content.decode()
    Deadline.objects.update(due=date(2020, 1, 1))
    assert "逾期" in signed("filler").get(page).content.decode()


def test_returned_flagged_and_sorted(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    assert (board(BEFORE, only="flagged"), board(BEFORE, only="returned")) == (["水务局"], [])
    act(signed("officer"), site.case, "return", reason="请更正")
    assert board(BEFORE, only="returned") == ["水务局"]
    assert board(BEFORE, sort="score") == ["教育局", "水务局"]
    assert board(BEFORE, sort="-score") == ["水务局", "教育局"]
    assert board(BEFORE, sort="no-such-column") == board(BEFORE)
    assert board(BEFORE, grade="优秀") == ["水务局"]
    assert board(BEFORE, q="教育") == ["教育局"]
    assert board(BEFORE, state="evaluating", q="水务") == ["水务局"]
    counts = tallies(lines(Place.objects.filter(path__startswith=CITY), YEAR, AFTER))
    assert counts == {"all": 2, "late": 2, "returned": 1, "flagged": 1, "items": 0}
    for who, name in (("filler", "hand-up"), ("checker", "submit")):
        act(signed(who), site.case, name)
    assert board(BEFORE, only="returned") == []


def test_a_score_sorts_as_a_number(site: Any, signed: Signed) -> None:
    for case, score in ((site.case, "100"), (site.other, "97.38")):
        who = "filler" if case == site.case else "colleague"
        upload(signed(who), case)
        type(now(case).version).objects.filter(case=case).update(score=score)
    assert board(BEFORE, sort="-score") == ["水务局", "教育局"]


def test_the_page_shows_what_is_below_and_leads_to_it(site: Any, signed: Signed) -> None:
    page = signed("officer").get("/board/").content.decode()
    assert re.findall(r'<th scope="row"><a href="(/cases/\d+/)">([^<]+)', page) == [
        (f"/cases/{site.other.id}/", "教育局"),
        (f"/cases/{site.case.id}/", "水务局"),
    ]
    assert signed("far-officer").get("/board/").content.decode().count('<th scope="row">') == 1


def test_findings_by_kind_lead_to_their_units(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    found = now(site.case).version.found
    name = "weight-total-misstated" if "weight-total-misstated" in found else sorted(found)[0]
    assert board(BEFORE, finding=name) == ["水务局"]
    assert board(BEFORE, finding="no-such-check") == []
    (kind,) = [
        one for one in kinds(lines(Place.objects.filter(path__startswith=CITY), YEAR, BEFORE)) if one.name == name
    ]
    assert (kind.units, kind.times) == (1, found[name])
    page = signed("officer").get(f"/board/?finding={name}").content.decode()
    assert page.count('<th scope="row"><a href="/cases/') == 1
    assert kind.title.zh in page


def test_scores_are_drawn_where_they_lie(site: Any, signed: Signed) -> None:
    officer = signed("officer")
    assert "<svg" not in officer.get("/board/").content.decode()
    for case, who, score in ((site.case, "filler", "100"), (site.other, "colleague", "59.99")):
        upload(signed(who), case)
        type(now(case).version).objects.filter(case=case).update(score=score, by_rule="60", grade="")
    drawn = officer.get("/board/?lang=en").content.decode()
    assert "&lt;60: claimed 1, by rule 0; 60–70: claimed 0, by rule 2;" in drawn
    assert "95–100: claimed 1, by rule 0" in drawn
    assert "no grade: units 2" in drawn


def test_the_public_sees_how_published_scores_lie(site: Any, signed: Signed) -> None:
    assert "<svg" not in signed().get("/public/").content.decode()
    walk(site.case, site.users)
    drawn = signed().get("/public/?lang=en").content.decode()
    assert "90–95: claimed 0, after review 1; 95–100: claimed 1, after review 0" in drawn
    assert "by rule" not in drawn  # what the audit makes of it stays inside


def test_a_long_list_has_pages(site: Any, signed: Signed) -> None:
    city = Place.objects.get(path=CITY)
    for number in range(120):
        Place.objects.create(parent=city, name=f"局{number:03}", path=f"{CITY}/局{number:03}", files=True)
    open_for(city, YEAR, DUE, Person("officer", "officer", CITY))
    first, second = (signed("officer").get(f"/board/?sort=-unit&page={nth}").content.decode() for nth in (1, 2))
    assert [page.count('<th scope="row">') for page in (first, second)] == [100, 22]
    assert 'href="?sort=-unit&amp;page=2"' in first
    assert "局119" in first
    assert "局119" not in second


def test_queries_do_not_grow_with_units(site: Any, signed: Signed) -> None:
    def queries() -> int:
        browser = signed("officer")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get("/board/").status_code == 200
        return len(asked)

    few = queries()
    city = Place.objects.get(path=CITY)
    for number in range(40):
        Place.objects.create(parent=city, name=f"局{number}", path=f"{CITY}/局{number}", files=True)
    open_for(city, YEAR, DUE, Person("officer", "officer", CITY))
    assert Case.objects.filter(unit__parent=city).count() == 42
    assert queries() == few
    assert (
        few <= 10
    )  # the session, its user, their roles, the log's top, years, places, cases, two kinds of days, reports


def test_opening_a_year_again_only_moves_the_day(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    city = Place.objects.get(path=CITY)
    fields = {"place": city.id, "year": YEAR, "due": "2026-05-31"}
    assert signed("officer").post("/board/open", fields)["Location"] == f"/board/?year={YEAR}"
    assert now(site.case).state == "submitted"
    assert Deadline.objects.get(place=city, year=YEAR).due == date(2026, 5, 31)
    assert Case.objects.filter(unit__path__startswith=OTHER_CITY).count() == 1


@pytest.mark.parametrize("fields", [{"year": "20255"}, {"year": "二零"}, {"due": "31.3."}, {"due": ""}])
def test_a_year_that_is_none_opens_nothing(site: Any, signed: Signed, fields: dict[str, str]) -> None:
    before = Case.objects.count()
    given = {"place": Place.objects.get(path=CITY).id, "year": "2026", "due": "2027-03-31", **fields}
    assert signed("officer").post("/board/open", given).status_code == 400
    assert Case.objects.count() == before


def test_only_what_is_published_is_public(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="locked")
    assert signed().get("/public.json").json() == {"results": []}
    assert act(signed("officer"), site.case, "publish").status_code == 302
    [result] = signed().get("/public.json", {"q": "水务", "year": YEAR}).json()["results"]
    assert result == {
        "unit": f"{CITY}/水务局",
        "year": YEAR,
        "score": "97.38",
        "reviewed": "90.75",
        "grade": "优秀",
        "sha256": now(site.case).version.sha256,
    }
    assert signed().get("/public.json", {"year": YEAR - 1}).json() == {"results": []}
    page = signed().get(f"/public/{site.case.id}/").content.decode()
    assert "预算执行率" in page
    assert "错误" not in page
    assert act(signed("officer"), site.case, "retract", reason="数字有误").status_code == 302
    assert signed().get(f"/public/{site.case.id}/").status_code == 404


def test_pages_speak_two_languages(site: Any, signed: Signed) -> None:
    browser = signed("officer")
    assert '<html lang="zh-CN">' in browser.get("/board/").content.decode()
    assert '<html lang="en">' in browser.get("/board/?lang=en").content.decode()
    assert '<html lang="en">' in browser.get("/board/").content.decode()
    assert '<html lang="zh-CN">' in browser.get("/board/?lang=zh").content.decode()


def test_every_field_has_a_label_and_every_table_its_headings(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    pages = {
        "officer": ["/board/", f"/cases/{site.case.id}/", f"/versions/{now(site.case).version.id}/"],
        "admin": ["/places/", "/people/"],
        None: ["/sign-in", "/public/"],
    }
    for who, addresses in pages.items():
        for address in addresses:
            page = signed(who).get(address).content.decode()
            labels = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
            fields = set(re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"', page))
            assert fields - {"only-marked"} <= labels, address
            assert page.count("<h1") == 1, address
            ids = re.findall(r' id="([^"]+)"', page)
            assert len(ids) == len(set(ids)), address


def test_every_word_is_on_a_page() -> None:
    """Words that a page lacks are an error of the template; those that no page has are left over."""
    pages = "".join(page.read_text(encoding="utf-8") for page in TEMPLATES.glob("*.html"))
    turns = {f"change_{name}" for name in get_args(Change) if name != "same"}
    mails = {f"mail_{kind}" for kind in TEXTS}
    saves = {f"what_{what}" for what in ("begin", "type", "rows", "accept", "resolve", "restore")}
    chosen_by_name = {*(name for name, _ in MENU), *OWN, *ONLY, *turns, *HEADS, *mails, *saves, "open_it_here", "all"}
    named = re.findall(r"\bt(?:\.(\w+)|\[\"(\w+)\"\])", pages)
    assert set(WORDS) == {one or other for one, other in named} | chosen_by_name
