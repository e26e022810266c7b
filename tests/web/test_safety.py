"""What hostile people try: forged posts, guessed passwords, harmful files and markup in a form."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import timezone
from tests.web.test_access import BY_TOKEN, POSTED, example
from tests.web.town import CITY, FORM, now, upload, walk

from steelyard.web import uploads
from steelyard.web.models import Failures, LogEntry, Place, Version
from steelyard.web.settings import UPLOAD_BYTES
from steelyard.web.uploads import plain_name
from steelyard.web.urls import urlpatterns

Signed = Callable[..., Any]
PASSWORD = "qing-he-an-lan-2025"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&{{7*7}}"


class Tags(HTMLParser):
    """The tags of a page and those attributes that could act."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.drawings: list[bool] = []
        self.acting: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "svg":
            self.drawings.append(("role", "img") in attrs)
        self.acting |= {name for name, _ in attrs if name.startswith("on") or name in ("style", "srcdoc")}
        self.acting |= {value for _, value in attrs if value and value.strip().lower().startswith("javascript:")}


def harmless(page: bytes) -> None:
    found = Tags(page)
    assert not found.tags & {"script", "img", "iframe", "object", "embed", "style", "base", "foreignobject", "use"}
    assert all(found.drawings), "a drawing that is not ours"
    assert not found.acting


def _form(word: str, times: int = 1) -> bytes:
    """A form as a web page, each of whose cells holds ``word``; several of them one below the other."""
    rows = "".join(
        f"<tr><td>产出指标{word}</td><td>数量指标{word}</td><td>检查{name}次数{word}</td><td>≥10次</td><td>12次{word}</td>"
        f"<td>50</td><td>50</td><td>{word}</td></tr>"
        for name in ("甲", "乙")
    )
    heads = "".join(
        f"<td>{name}</td>"
        for name in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    )
    total = '<tr><td colspan="5">总分</td><td>100</td><td>100</td><td></td></tr>'
    title = f"<p>2025年项目支出绩效自评表{word}</p>"
    form = f"{title}<table><tr>{heads}</tr>{rows}{total}</table>"
    return f"<html><body>{form * times}</body></html>".encode()


def test_markup_in_a_form_stays_text(site: Any, signed: Signed) -> None:
    word = EVIL.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    name = "自评<img src=x onerror=alert(3)>.html"
    assert upload(signed("filler"), site.case, _form(word), name).status_code == 302
    version = now(site.case).version
    for address in (f"/versions/{version.id}/", f"/cases/{site.case.id}/"):
        for lang in ("zh", "en"):
            page = signed("filler").get(address, {"lang": lang})
            assert page.status_code == 200
            harmless(page.content)
    shown = signed("filler").get(f"/versions/{version.id}/").content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "{{7*7}}" in shown
    report = signed("filler").get(f"/versions/{version.id}/report.html")
    assert "attachment" in report["Content-Disposition"]
    assert "sandbox" in report["Content-Security-Policy"]


def test_markup_in_names_and_reasons_stays_text(site: Any, signed: Signed) -> None:
    city = Place.objects.get(path=CITY).id
    admin = signed("admin")
    assert admin.post("/places/", {"parent": city, "name": EVIL.replace("/", "")[:60], "files": "1"}).status_code == 302
    made = admin.post("/people/", {"username": "evil", "name": EVIL[:60], "role": "filler", "place": city})
    assert made.status_code == 200
    upload(signed("filler"), site.case)
    for who, name in (("filler", "hand-up"), ("checker", "hand-back")):
        signed(who).post(f"/cases/{site.case.id}/act/{name}", {"revision": now(site.case).revision, "reason": EVIL})
    for who, address in (
        ("admin", "/places/"),
        ("admin", "/people/"),
        ("top", "/log/"),
        ("officer", f"/cases/{site.case.id}/"),
        ("officer", "/board/?q=%3Cscript%3E&sort=%22onx=&state=%3Cimg%3E&grade=%27"),
        ("officer", "/public/?q=%3Cscript%3E&year=%3Cimg"),
    ):
        page = signed(who).get(address)
        assert page.status_code == 200
        harmless(page.content)


def test_no_post_without_the_token_of_the_session(site: Any, signed: Signed) -> None:
    """Every address that takes a POST refuses one from another site; the others take none. Programs have no session."""
    walk(site.case, site.users, until="sampled")
    before = LogEntry.objects.count()
    takes = POSTED | {"sign-in", "password", "places", "people", "tokens", "sign-in-code"}
    browser = signed("top", enforce_csrf_checks=True)
    for pattern in urlpatterns:
        answer = browser.post(*example(pattern.name, site))
        refusals = (401, 405) if pattern.name in BY_TOKEN else (403,) if pattern.name in takes else (403, 405)
        assert answer.status_code in refusals, pattern.name
    assert LogEntry.objects.count() == before


def test_headers_hold_on_every_kind_of_answer(site: Any, signed: Signed) -> None:
    for address in ("/", "/sign-in", "/nothing", "/healthz", "/public.json", f"/cases/{site.case.id}/"):
        answer = signed("filler").get(address)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "script" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"


def _can_sign_in(site: Any, name: str) -> None:
    user = site.users[name]
    user.set_password(PASSWORD)
    user.save()


def test_a_session_is_another_one_after_signing_in(site: Any, signed: Signed) -> None:
    _can_sign_in(site, "filler")
    browser = signed()
    browser.cookies["sessionid"] = "a-session-that-somebody-else-chose"
    answer = browser.post("/sign-in", {"username": "filler", "password": PASSWORD})
    assert answer["Location"] == "/"
    cookie = browser.cookies["sessionid"]
    assert cookie.value != "a-session-that-somebody-else-chose"
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")
    assert site.users["filler"].password.startswith("argon2")


@pytest.mark.parametrize("name", ["filler", "nobody-of-that-name"])
def test_five_wrong_passwords_lock_a_name_known_or_not(site: Any, signed: Signed, name: str) -> None:
    _can_sign_in(site, "filler")
    answers = [signed().post("/sign-in", {"username": name, "password": f"wrong-{n}"}) for n in range(6)]
    assert ["用户名或密码不对" in answer.content.decode() for answer in answers] == [True] * 5 + [False]
    locked = signed().post("/sign-in", {"username": name, "password": PASSWORD})
    assert locked.status_code == 403
    assert "15分钟后再试" in locked.content.decode()


def test_the_lock_opens_after_its_time(site: Any, signed: Signed) -> None:
    _can_sign_in(site, "filler")
    for n in range(5):
        signed().post("/sign-in", {"username": "filler", "password": f"wrong-{n}"})
    Failures.objects.update(last=timezone.now() - timedelta(minutes=16))
    assert signed().post("/sign-in", {"username": "filler", "password": PASSWORD}).status_code == 302


def test_a_password_given_out_must_be_changed_first(site: Any, signed: Signed) -> None:
    given = signed("admin").post(f"/people/{site.users['filler'].id}/renew").content.decode()
    secret = given.split('role="status"')[1].split("<code>")[1].split("</code>")[0]
    browser = signed()
    browser.post("/sign-in", {"username": "filler", "password": secret})
    assert browser.get(f"/cases/{site.case.id}/")["Location"] == "/password"
    for new in ("short", "1234567890123", "password123", "filler2025"):
        assert browser.post("/password", {"old": secret, "new": new, "again": new}).status_code == 400, new
    assert browser.post("/password", {"old": secret, "new": PASSWORD, "again": PASSWORD}).status_code == 302
    assert browser.get(f"/cases/{site.case.id}/").status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("自评表.exe", b"MZ" + b"\0" * 100, "扩展名"),
        ("自评表.docx", b"MZ\x90\0" + b"\0" * 1000, "自评表.docx"),
        ("自评表.svg", b"<svg onload=alert(1)>", "扩展名"),
        ("自评表.docx", b"", "自评表.docx"),
        ("自评表.txt", "只是一段话。".encode(), "自评表.txt"),
        ("自评表.html", _form("", times=2), "2份自评表"),
        ("自评表", FORM.read_bytes(), "扩展名"),
    ],
)
def test_a_file_that_is_no_form_is_refused_and_not_kept(
    site: Any, signed: Signed, name: str, data: bytes, said: str
) -> None:
    answer = upload(signed("filler"), site.case, data, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (now(site.case).version, now(site.case).revision) == (None, site.case.revision)


def test_a_file_over_the_limit_is_refused_before_it_is_read(site: Any, signed: Signed) -> None:
    declared = signed("filler").generic(
        "POST", f"/cases/{site.case.id}/upload", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2 * 10**9)
    )
    assert declared.status_code == 413
    assert "50 MB" in declared.content.decode()


def test_a_file_that_lies_about_its_size_is_stopped(site: Any, signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert UPLOAD_BYTES == uploads.UPLOAD_BYTES
    monkeypatch.setattr(uploads, "UPLOAD_BYTES", 10_000)
    assert upload(signed("filler"), site.case, b"x" * 200_000).status_code == 413
    assert now(site.case).version is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\表\\自评表.docx", "自评表.docx"),
        ("a\r\nSet-Cookie: x=1.docx", "a Set-Cookie: x=1.docx"),
        ("报\u202excod.exe", "报�xcod.exe"),
        ("长" * 500 + ".docx", "长" * 120 + ".docx"),
        ("...", ""),
    ],
)
def test_names_of_files_are_names(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_file_comes_back_as_it_was_sent_and_only_to_be_saved(site: Any, signed: Signed) -> None:
    sent = upload(signed("filler"), site.case, name="自评'表; X=y.docx")
    assert sent.status_code == 302
    answer = signed("filler").get(f"/versions/{now(site.case).version.id}/file")
    assert answer.content == FORM.read_bytes()
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "\n" not in answer["Content-Disposition"]


def test_no_cell_of_the_public_table_acts(site: Any, signed: Signed) -> None:
    walk(site.case, site.users)
    Version.objects.filter(case=site.case).update(grade="=HYPERLINK(1)")
    table = signed().get("/public.csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert row["grade"] == "'=HYPERLINK(1)"
    assert row["score"] == "97.38"


def test_filters_take_anything(site: Any, signed: Signed) -> None:
    for value in ("'; DROP TABLE web_case; --", "\0", "%", "💣" * 100, "9" * 50, "-1", "²"):
        for address in ("/public/", "/public.json", "/public.csv"):
            assert signed().get(address, {"q": value, "year": value, "page": value}).status_code == 200, value
        fields = dict.fromkeys(("year", "state", "only", "grade", "q", "sort", "lang"), value)
        assert signed("officer").get("/board/", fields).status_code == 200, value
