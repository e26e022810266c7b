"""Mails: who is told what on which day, each once; what is never in them."""

import email
import email.policy
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from tests.web.town import CITY, DUE, YEAR, act, walk

from steelyard.web.jobs import daily
from steelyard.web.jobs import mail as sending
from steelyard.web.mailing.asking import days, remind
from steelyard.web.mailing.posting import folder
from steelyard.web.models import Address, Deadline, LogEntry, Mail, Notice, Place, Task
from steelyard.web.queue.putting import put
from steelyard.web.queue.working import one

Signed = Callable[..., Any]


@pytest.fixture
def readers(site: Any) -> Iterator[dict[str, Address]]:
    """Addresses of the water office's people, of a colleague, and of the officer."""
    langs = {"filler": "zh", "checker": "en", "colleague": "zh", "officer": "zh"}
    found = {
        name: Address.objects.create(user=site.users[name], address=f"{name}@example.cn", lang=lang)
        for name, lang in langs.items()
    }
    yield found
    for file in folder().glob("*.eml"):
        file.unlink()


def sent() -> dict[str, email.message.EmailMessage]:
    """The mails that went to the folder, by reader."""
    while one():
        pass
    found = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(folder().glob("*.eml"))
    ]
    return {message["To"].split("@")[0]: message for message in found}  # type: ignore[misc]


def body(message: email.message.EmailMessage) -> str:
    return str(message.get_content())


def test_a_day_that_is_near_is_told_once_for_each_notice(site: Any, readers: Any) -> None:
    told = []
    for before in range(10, -3, -1):
        remind(DUE - timedelta(days=before))
        now = Mail.objects.filter(user=site.users["filler"]).values_list("kind", "days")
        told.append((before, sorted(now)))
    assert dict(told)[8] == []
    assert dict(told)[7] == dict(told)[2] == [("due", 7)]
    assert dict(told)[1] == dict(told)[0] == [("due", 1), ("due", 7)]
    assert dict(told)[-1] == dict(told)[-2] == [("due", 1), ("due", 7), ("late", -1)]
    assert Mail.objects.count() == 9
    assert Task.objects.filter(job="mail").count() == 9


def test_a_worker_that_slept_over_a_day_tells_it_later(site: Any, readers: Any) -> None:
    remind(DUE - timedelta(days=5))
    assert set(Mail.objects.values_list("kind", "days")) == {("due", 5)}
    remind(DUE)
    assert set(Mail.objects.values_list("kind", "days")) == {("due", 5), ("today", 0)}


def test_days_before_are_set_for_each_deadline(site: Any, readers: Any, signed: Signed) -> None:
    place = Place.objects.get(path=CITY)
    fields = {"place": place.id, "year": YEAR, "due": DUE.isoformat()}
    assert signed("officer").post("/board/open", {**fields, "remind": "1，14"}).status_code == 302
    assert Notice.objects.get().days == "14,1"
    remind(DUE - timedelta(days=14))
    assert Mail.objects.count() == 3
    assert signed("officer").post("/board/open", {**fields, "remind": "x"}).status_code == 400
    assert signed("officer").post("/board/open", fields).status_code == 302
    assert Notice.objects.get().days == "14,1"
    assert signed("officer").post("/board/open", {**fields, "remind": ""}).status_code == 302
    Mail.objects.all().delete()
    remind(DUE - timedelta(days=1))
    assert Mail.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [("7,1", (7, 1)), ("", ()), (" 3、10 ", (10, 3)), ("61", None), ("1,2,3,4,5,6", None), ("-1", None), ("1.5", None)],
)
def test_days(text: str, found: tuple[int, ...] | None) -> None:
    assert days(text) == found


def test_the_nearest_deadline_counts(site: Any, readers: Any) -> None:
    Deadline.objects.create(place=site.case.unit, year=YEAR, due=DUE + timedelta(days=30))
    remind(DUE)
    assert {mail.user.username for mail in Mail.objects.all()} == {"colleague"}


def test_nobody_is_told_of_what_is_done_or_long_past(site: Any, readers: Any) -> None:
    walk(site.case, site.users, until="submitted")
    remind(DUE)
    assert {mail.user.username for mail in Mail.objects.all()} == {"colleague"}
    Mail.objects.all().delete()
    remind(DUE + timedelta(days=31))
    assert not Mail.objects.exists()


def test_mails_speak_the_readers_language_and_tell_no_findings(site: Any, readers: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    act(signed("officer"), site.case, "return", reason="张三的数不对")
    found = sent()
    assert set(found) == {"filler", "checker"}
    assert found["filler"]["Subject"] == "水务局2025年度自评表被退回"
    assert found["checker"]["Subject"] == "水务局: the form of 2025 was returned"
    assert "财政部门退回了水务局2025年度自评表" in body(found["filler"])
    assert "Sign in to see why" in body(found["checker"])
    assert not any("张三" in body(message) for message in found.values())
    assert found["filler"]["Message-ID"] != found["checker"]["Message-ID"]
    assert found["filler"]["Auto-Submitted"] == "auto-generated"
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


def test_an_accepted_form_is_told(site: Any, readers: Any) -> None:
    walk(site.case, site.users, until="accepted")
    assert sent()["filler"]["Subject"] == "水务局2025年度自评表审核通过"


def test_a_link_leads_to_the_form_where_the_address_is_known(
    site: Any, readers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STEELYARD_ORIGIN", "https://pj.example.cn")
    remind(DUE - timedelta(days=1))
    message = sent()["filler"]
    assert f"https://pj.example.cn/cases/{site.case.id}/" in body(message)
    assert message["Message-ID"].endswith("@pj.example.cn>")


def test_who_wants_none_or_left_or_submitted_gets_none(site: Any, readers: Any, signed: Signed) -> None:
    remind(DUE)
    readers["filler"].wanted = False
    readers["filler"].save()
    site.users["checker"].is_active = False
    site.users["checker"].save()
    site.other.state = "submitted"
    site.other.save()
    assert sent() == {}
    assert set(Mail.objects.values_list("state", flat=True)) == {"dropped"}
    Mail.objects.all().delete()
    remind(DUE)
    assert not Mail.objects.exists()


def test_a_second_try_writes_the_same_mail(site: Any, readers: Any) -> None:
    remind(DUE)
    sent()
    before = {path.name: path.read_bytes() for path in folder().glob("*.eml")}
    Mail.objects.update(state="waiting")
    Task.objects.filter(job="mail").update(state="waiting")
    sent()
    assert {path.name: path.read_bytes() for path in folder().glob("*.eml")} == before


def test_the_work_of_a_day_is_done_once(site: Any, readers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily.timezone, "localdate", lambda: DUE)
    for _ in range(2):
        put("daily", DUE.isoformat(), {})
        while one():
            pass
    assert Mail.objects.count() == 3
    assert Task.objects.get(job="daily").state == "done"


def test_people_set_their_own_mails_and_administrators_addresses(site: Any, signed: Signed) -> None:
    filler = signed("filler")
    assert filler.get("/mails/").status_code == 200
    assert filler.post("/mails/", {"address": "nonsense", "lang": "zh"}).status_code == 400
    assert filler.post("/mails/", {"lang": "zh"}).status_code == 400
    assert filler.post("/mails/", {"address": "a@example.cn", "lang": "en"}).status_code == 302
    own = Address.objects.get()
    assert (own.address, own.lang, own.wanted) == ("a@example.cn", "en", False)
    user = site.users["filler"].id
    assert signed("admin").post(f"/people/{user}/address", {"address": "b@example.cn"}).status_code == 302
    own.refresh_from_db()
    assert (own.address, own.lang, own.wanted) == ("b@example.cn", "en", False)
    assert "b@example.cn" in signed("admin").get("/people/").content.decode()
    assert signed("admin").post(f"/people/{user}/address", {"address": "x@"}).status_code == 400
    assert filler.post("/mails/", {"address": ""}).status_code == 302
    assert not Address.objects.exists()
    entries = LogEntry.objects.filter(act="set-address")
    assert [entry.by for entry in entries.order_by("number")] == ["filler", "admin", "filler"]
    assert not LogEntry.objects.filter(reason__contains="example.cn").exists()


def test_a_mail_is_composed_alike_each_time(site: Any, readers: Any) -> None:
    remind(date(2026, 3, 30))
    mail = Mail.objects.filter(user=site.users["filler"]).get()
    assert sending.composed(mail, readers["filler"]).as_bytes() == sending.composed(mail, readers["filler"]).as_bytes()
